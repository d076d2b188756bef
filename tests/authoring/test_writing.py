"""Files that are written over."""

import os
import sys
from pathlib import Path

import pytest

from tui.authoring.writing import replace

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and links are POSIX's")


@needs_posix
def test_other_names_of_a_file_go_on_meaning_it(tmp_path: Path) -> None:
    file, other = tmp_path / "pack.toml", tmp_path / "other.toml"
    file.write_bytes(b"a longer text")
    os.link(file, other)
    replace(file, b"a longer text", b"new")
    assert other.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.toml", "pack.toml"]


@needs_posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_a_file_stays_its_owners(tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes(b"old")
    os.chown(file, 1234, 1234)
    file.chmod(0o640)
    replace(file, b"old", b"new")
    after = file.stat()
    assert (after.st_uid, after.st_gid, after.st_mode & 0o777) == (1234, 1234, 0o640)


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed meanwhile"):
        replace(file, b"ours", b"new")
    assert file.read_bytes() == b"theirs"
