"""The pack with made-up recordings is sound, and is what its script writes."""

import shutil
from pathlib import Path

import pytest

from tests import write_recorded_pack
from tests.conftest import RECORDED_PACK
from tui.authoring.check import check_pack


def test_it_has_no_problems() -> None:
    assert check_pack(RECORDED_PACK) == []


def test_it_is_what_the_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = Path(shutil.copytree(RECORDED_PACK, tmp_path / "recorded"))
    monkeypatch.setattr(write_recorded_pack, "PACK", copy)
    write_recorded_pack.main()
    written = {path.name: path.read_text() for path in copy.glob("recordings/*")}
    kept = {path.name: path.read_text() for path in RECORDED_PACK.glob("recordings/*")}
    assert written == kept


def test_nobody_takes_its_model_for_a_real_one() -> None:
    for path in RECORDED_PACK.glob("recordings/*.toml"):
        assert '\n[model]\nname = "test"\n' in path.read_text()
