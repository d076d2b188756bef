"""Attacks by the files of a pack: each is refused with a located problem, and nothing gets out.

What hostile texts do on the screens is in ``tests/screens/test_hostile_texts.py``.
"""

import os
import random
import shutil
import socket
import stat
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack, report
from tui.cli import main
from tui.content import zip_files
from tui.content.files import open_files
from tui.content.problems import ContentError
from tui.content.reader import FOLDERS, PackReader
from tui.content.rows import MAX_BYTES as MAX_ROWS
from tui.content.toml_file import MAX_BYTES as MAX_TOML
from tui.content.untrusted import first_unsafe

CANARY = "what-nobody-may-read"
LESSON, ROUND, CASE = "lessons/first.toml", "before-after/tea.toml", "detective/parrots.toml"
ROWS = "datasets/parrots-garage.jsonl"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the pack that holds a sound file of each kind, and a secret."""
    folder = tmp_path / "outside"
    for relative in (LESSON, ROUND, CASE, ROWS, "pack.toml", "handbook.toml"):
        (folder / relative).parent.mkdir(parents=True, exist_ok=True)
        text = (SOUND_PACK / relative).read_text()
        comment = "" if relative == ROWS else f"# {CANARY}\n"
        (folder / relative).write_text(comment + text)
    (folder / "secret").write_text(CANARY)
    return folder


def read_all(root: Path) -> None:
    """Read all that the game reads of a pack; the first fault ends it."""
    reader = PackReader(root, ["de", "en"])
    for kind in FOLDERS:
        for item in reader.ids(kind):
            reader.scenario(kind, item)
    for item in reader.ids("detective"):
        for data_set in reader.case(item).datasets:
            reader.rows(data_set.rows)
    reader.handbook()


def refused(root: Path, code: str) -> None:
    """Assert that check and game refuse the pack for a reason, and repeat nothing from outside."""
    problems = check_pack(root)
    assert code in {problem.code for problem in problems if problem.severity == "error"}, problems
    assert CANARY not in "".join(map(str, problems))
    with pytest.raises(ContentError) as error:
        read_all(root)
    assert CANARY not in str(error.value)
    for problem in (*problems, *error.value.problems):
        assert first_unsafe(str(problem)) is None


# Folders


def replace_by_link(relative: str) -> Callable[[Path, Path], None]:
    def attack(pack: Path, outside: Path) -> None:
        target = pack / relative
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        target.symlink_to(outside / relative)

    return attack


def relative_link(pack: Path, _: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to(Path("../../outside") / LESSON)


def link_over_a_link_inside(pack: Path, outside: Path) -> None:
    (pack / "way").symlink_to(outside)
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to(Path("../way") / LESSON)


def link_to_itself(pack: Path, _: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to("first.toml")


def link_to_nothing(pack: Path, _: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to("nothing.toml")


def link_to_a_device(pack: Path, _: Path) -> None:
    (pack / ROWS).unlink()
    (pack / ROWS).symlink_to("/dev/zero")


def pipe(relative: str) -> Callable[[Path, Path], None]:
    def attack(pack: Path, _: Path) -> None:
        (pack / relative).unlink()
        os.mkfifo(pack / relative)

    return attack


def socket_file(pack: Path, _: Path) -> None:
    (pack / LESSON).unlink()
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(pack / "lessons")  # the name of a socket may not be long
        try:
            plug.bind("first.toml")
        finally:
            os.chdir(here)


def folder(relative: str) -> Callable[[Path, Path], None]:
    def attack(pack: Path, _: Path) -> None:
        (pack / relative).unlink()
        (pack / relative).mkdir()

    return attack


def content(relative: str, text: str | bytes) -> Callable[[Path, Path], None]:
    def attack(pack: Path, _: Path) -> None:
        (pack / relative).write_bytes(text if isinstance(text, bytes) else text.encode())

    return attack


def instead(relative: str, old: str, new: str) -> Callable[[Path, Path], None]:
    def attack(pack: Path, _: Path) -> None:
        text = (pack / relative).read_text()
        assert old in text
        (pack / relative).write_text(text.replace(old, new, 1))

    return attack


def grown(relative: str, size: int) -> Callable[[Path, Path], None]:
    def attack(pack: Path, _: Path) -> None:
        os.truncate(pack / relative, size)  # a hole: it takes no room on the disk

    return attack


FOLDER_ATTACKS: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "link of a lesson": (replace_by_link(LESSON), "outside-pack"),
    "link of a round": (replace_by_link(ROUND), "outside-pack"),
    "link of a case": (replace_by_link(CASE), "outside-pack"),
    "link of rows": (replace_by_link(ROWS), "outside-pack"),
    "link of the handbook": (replace_by_link("handbook.toml"), "outside-pack"),
    "link of pack.toml": (replace_by_link("pack.toml"), "outside-pack"),
    "link of a folder": (replace_by_link("lessons"), "outside-pack"),
    "link of the data folder": (replace_by_link("datasets"), "outside-pack"),
    "relative link": (relative_link, "outside-pack"),
    "link over a link": (link_over_a_link_inside, "outside-pack"),
    "link to itself": (link_to_itself, "unreadable-file"),
    "link to nothing": (link_to_nothing, "missing-file"),
    "link to a device": (link_to_a_device, "outside-pack"),
    "pipe for a lesson": (pipe(LESSON), "not-a-file"),
    "pipe for rows": (pipe(ROWS), "not-a-file"),
    "pipe for pack.toml": (pipe("pack.toml"), "not-a-file"),
    "socket": (socket_file, "not-a-file"),
    "folder for a lesson": (folder(LESSON), "not-a-file"),
    "folder for pack.toml": (folder("pack.toml"), "not-a-file"),
    "huge TOML": (grown(LESSON, MAX_TOML + 1), "file-too-large"),
    "huge pack.toml": (grown("pack.toml", 10 * MAX_TOML), "file-too-large"),
    "huge rows": (grown(ROWS, MAX_ROWS + 1), "file-too-large"),
    "endless rows": (grown(ROWS, 10**12), "file-too-large"),
    "nested arrays": (content(LESSON, "x = " + "[" * 100_000), "too-deep"),
    "nested tables": (content(LESSON, "x = " + "{a = " * 10_000), "too-deep"),
    "long key": (content(LESSON, "a." * 100_000 + "b = 1"), "too-deep"),
    "deep headers": (
        content(LESSON, f"[{'a.' * 900}b]\n{'a.' * 900}b = '\\u001b'\n"),
        "too-deep",
    ),
    "many long keys": (
        content(LESSON, "".join(f"k{n}.{'a.' * 900}b = '\\e'\n" for n in range(500))),
        "",
    ),
    "long number": (instead(LESSON, "minutes = ", "minutes = " + "9" * 5_000 + "\nold = "), ""),
    "huge number": (instead(LESSON, "minutes = ", "minutes = 1e999\nold = "), ""),
    "nested JSON": (content(ROWS, '{"messages": ' + "[" * 100_000), "row-shape"),
    "nested unknown JSON": (
        content(ROWS, '{"x": ' + "[" * 500_000 + "]" * 500_000 + "}\n"),
        "",
    ),
    "an endless row": (
        content(
            ROWS,
            '{"messages": [{"role": "user", "content": "a"}, '
            '{"role": "assistant", "content": "' + "x" * 1_000_000 + '"}]}',
        ),
        "row-too-long",
    ),
    "NUL bytes": (content(LESSON, b"\0" * 1_000), "toml-syntax"),
    "not UTF-8": (content(LESSON, b'title = "\xff\xfe"\n'), "not-utf-8"),
    **{
        f"id {name!r}": (instead("pack.toml", '"first"', f'"{name}"'), "wrong-form")
        for name in (
            "../../outside/lessons/first",
            "/etc/passwd",
            "a/b",
            r"..\\..\\outside",
            "C:first",
            r"first\n",
            ".",
            "..",
            "-",
            "first ",
            "ﬁrst",
        )
    },
    **{
        f"rows {name!r}": (instead(CASE, ROWS, name), "wrong-form")
        for name in (
            "/etc/passwd",
            "../../outside/secret",
            "datasets/../../outside/datasets/parrots-garage.jsonl",
            "datasets/../../../etc/passwd.jsonl",
            r"datasets\\..\\x.jsonl",
            "file:///etc/passwd",
        )
    },
    **{
        f"address {name!r}": (
            instead(LESSON, "https://arxiv.org/abs/2305.11206", name),
            code,
        )
        for name, code in (
            ("javascript:alert(1)", "wrong-form"),
            ("file:///etc/passwd", "wrong-form"),
            ("data:text/html,x", "wrong-form"),
            ("https://a.org/\\nx", "wrong-form"),
            ("https://arxiv.org@example.com/", "bad-address"),
            (r"https://arxiv.org\\@example.com/", "bad-address"),
            ("http://127.0.0.1/", "bad-address"),
            ("http://2130706433/", "bad-address"),
            ("http://localhost/reboot", "bad-address"),
            ("http://[::1]/", "bad-address"),
            ("https://", "wrong-form"),
            ("https://a.org:99999/", "bad-address"),
        )
    },
}


@pytest.mark.parametrize("name", FOLDER_ATTACKS)
def test_attacks_by_the_files_of_a_folder(name: str, pack: Path, outside: Path) -> None:
    attack, code = FOLDER_ATTACKS[name]
    attack(pack, outside)
    began = time.monotonic()
    if code:
        refused(pack, code)
    else:
        assert any(problem.severity == "error" for problem in check_pack(pack))
        with pytest.raises(ContentError):
            read_all(pack)
    assert time.monotonic() - began < 10, "it must not hang"


def test_links_inside_the_pack_are_followed(pack: Path) -> None:
    (pack / "handbook.toml").rename(pack / "other.txt")
    (pack / "handbook.toml").symlink_to("other.txt")
    (pack / "lessons").rename(pack / "real")
    (pack / "lessons").symlink_to("real")
    read_all(pack)


def test_the_folder_itself_may_be_reached_by_a_link(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(pack)
    read_all(tmp_path / "link")
    assert not check_pack(tmp_path / "link")


def test_a_translation_that_leads_out_is_not_read(pack: Path, outside: Path) -> None:
    title = 'title = "SECRET TITLE"\nsummary = "x"\n'
    (outside / "pack.toml").write_text(title)
    (pack / "de").symlink_to(outside)
    assert PackReader(pack, ["de"]).pack.title == "A small sound pack"


def test_a_file_that_turns_into_a_pipe_is_not_waited_for(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_lstat = Path.lstat
    about = (SOUND_PACK / LESSON).lstat()
    (pack / LESSON).unlink()
    os.mkfifo(pack / LESSON)

    def lstat(path: Path) -> os.stat_result:
        return about if path.name == "first.toml" else real_lstat(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    with pytest.raises(ContentError) as error:
        open_files(pack).read(LESSON, MAX_TOML)
    assert error.value.problems[0].code == "not-a-file"


def test_what_may_not_be_read_is_told(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: Path, flags: int, *rest: int) -> int:
        if Path(path).name == "first.toml":
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    refused(pack, "unreadable-file")


def test_folders_nested_without_end_are_not_followed(pack: Path) -> None:
    here = Path.cwd()
    os.chdir(pack)
    try:
        for _ in range(1_500):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    problems = check_pack(pack)
    assert [problem.code for problem in problems] == ["stray-file"]
    assert len(problems[0].file) < 500
    subprocess.run(["rm", "-rf", str(pack)], check=True)  # shutil would recurse


HOSTILE_NAMES = [
    "\x1b]0;pwned\x07.toml",
    "\x1b[2J.toml",
    "\x9b31m.toml",
    "a\nb.toml",
    "a\rb.toml",
    "\u202elmot.toml",
    "[@click=app.quit]x[;].toml",
    "\udcff\udcfe.toml",
    "::error::x.toml",
    "$(touch x);.toml",
]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize(
    "names",
    [HOSTILE_NAMES, *(pytest.param([name], marks=pytest.mark.long) for name in HOSTILE_NAMES)],
)
def test_hostile_file_names_are_shown_as_plain_text(
    names: list[str], form: str, pack: Path
) -> None:
    for name in names:
        (pack / "lessons" / name).write_text("title = 7\n")
        (pack / name).write_text("")
    command = [sys.executable, "-m", "tui", "check", "--format", form, str(pack)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    for output in (done.stdout, done.stderr):
        text = output.decode()
        assert first_unsafe(text) is None, text
        assert "Traceback" not in text
        assert not any(line.startswith("::error::x") for line in text.splitlines())


# Zips


def zipped(root: Path, inside: str = "") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                archive.write(path, inside + path.relative_to(root).as_posix())
    return made.getvalue()


def with_entry(name: str | zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    made = BytesIO(zipped(SOUND_PACK))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def special(name: str, kind: int, content: bytes = b"/etc/passwd") -> bytes:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return with_entry(entry, content)


def patched(raw: bytes, signature: bytes, offset: int, value: bytes, name: str) -> bytes:
    """Return a zip with bytes of an entry's header changed."""
    start = 0
    length_at, name_at = (26, 30) if signature == b"PK\x03\x04" else (28, 46)
    while (start := raw.find(signature, start)) >= 0:
        (length,) = struct.unpack_from("<H", raw, start + length_at)
        if raw[start + name_at : start + name_at + length] == name.encode():
            return raw[: start + offset] + value + raw[start + offset + len(value) :]
        start += 4
    raise AssertionError(name)


CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


def encrypted() -> bytes:
    return patched(zipped(SOUND_PACK), CENTRAL, 8, b"\x01\x00", LESSON)


def with_nul() -> bytes:
    raw = with_entry("lessons/secondXtoml")
    return raw.replace(b"lessons/secondXtoml", b"lessons/second\0toml")


def repeated() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return with_entry(LESSON, b"title = 7")


def with_rows(rows: bytes, method: int) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(SOUND_PACK.rglob("*")):
            name = path.relative_to(SOUND_PACK).as_posix()
            if path.is_file():
                packed = (rows, method) if name == ROWS else (path.read_bytes(), None)
                archive.writestr(name, *packed)
    return made.getvalue()


def bomb(method: int) -> bytes:
    return with_rows(b"\n" * (MAX_ROWS + 1), method)


@cache
def lying_bomb() -> bytes:
    """Return a zip whose data set unpacks to far more than its header says."""
    raw = with_rows(b"\n" * 150_000_000, zipfile.ZIP_DEFLATED)
    return patched(raw, CENTRAL, 24, struct.pack("<I", 100), ROWS)


@cache
def many_bombs() -> bytes:
    made = BytesIO(zipped(SOUND_PACK))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datasets/0.jsonl", b"\n" * 60_000_000, compresslevel=1)
    raw = made.getvalue()
    for name in ("a", "b", "c", "d", "e"):
        extra = BytesIO(raw)
        with zipfile.ZipFile(extra, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"datasets/{name}.jsonl", b"\n" * 60_000_000, compresslevel=1)
        raw = extra.getvalue()
    return raw


def overlapping() -> bytes:
    """Return a zip in which two entries share the same bytes."""
    raw = with_entry("lessons/third.toml", (SOUND_PACK / LESSON).read_bytes())
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        first = archive.getinfo(LESSON).header_offset
    return patched(raw, CENTRAL, 42, struct.pack("<I", first), "lessons/third.toml")


def many_entries() -> bytes:
    made = BytesIO(zipped(SOUND_PACK))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(zip_files.MAX_ZIP_ENTRIES + 1):
            archive.writestr(f"datasets/{number}.jsonl", b"")
    return made.getvalue()


def bad_checksum() -> bytes:
    raw = zipped(SOUND_PACK)
    return patched(raw, CENTRAL, 16, b"\xde\xad\xbe\xef", LESSON)


def bad_data() -> bytes:
    raw = zipped(SOUND_PACK)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        start = archive.getinfo(LESSON).header_offset + 30 + len(LESSON)
    return raw[:start] + b"\xff" * 20 + raw[start + 20 :]


def two_names() -> bytes:
    """Return a zip whose list and whose entry call one file by two names."""
    raw = zipped(SOUND_PACK)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        start = archive.getinfo(LESSON).header_offset + 30
    return raw[:start] + b"lessons/other.toml" + raw[start + len(LESSON) :]


def zip64(value: int) -> bytes:
    """Return a zip whose sizes stand in a zip64 field."""
    entry = zipfile.ZipInfo("datasets/huge.jsonl")
    entry.extra = struct.pack("<HHQQQ", 1, 24, value, value, value)
    raw = with_entry(entry)
    for offset in (20, 24, 42):
        raw = patched(raw, CENTRAL, offset, b"\xff" * 4, "datasets/huge.jsonl")
    return raw


def zip64_without_values() -> bytes:
    return patched(zipped(SOUND_PACK), CENTRAL, 24, b"\xff" * 4, LESSON)


def moved_list(offset: int) -> bytes:
    raw = zipped(SOUND_PACK)
    end = raw.rindex(END)
    return raw[: end + 16] + struct.pack("<I", offset) + raw[end + 20 :]


def second_list() -> bytes:
    """Return a zip with another zip in its comment, which some tools read in its place."""
    raw = zipped(SOUND_PACK)
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("pack.toml", "other")
    comment = other.getvalue()
    end = raw.rindex(END)
    return raw[: end + 20] + struct.pack("<H", len(comment) + 1) + comment + b"!"


def strange_utf8() -> bytes:
    raw = with_entry("datasets/ä.jsonl")
    return raw.replace("ä".encode(), b"\xff\xfe")


ZIP_ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    **{
        f"name {name!r}": (partial(with_entry, name), "outside-pack")
        for name in (
            "../pack.toml",
            "lessons/../../pack.toml",
            "..",
            "/etc/passwd",
            "//host/share/x",
            "C:/x.toml",
            "C:x.toml",
            "C:\\x.toml",
            "..\\x.toml",
            "lessons\\first.toml",
            "\\\\host\\x",
        )
    },
    "NUL in a name": (with_nul, "outside-pack"),
    "the same name twice": (repeated, "zip-repeated"),
    "link": (lambda: special("lessons/link.toml", stat.S_IFLNK), "zip-link"),
    "link of a folder": (lambda: special("lessons/link", stat.S_IFLNK, b"/etc"), "zip-link"),
    "device": (lambda: special("datasets/zero.jsonl", stat.S_IFCHR, b""), "zip-link"),
    "block device": (lambda: special("datasets/disk.jsonl", stat.S_IFBLK, b""), "zip-link"),
    "pipe": (lambda: special("datasets/pipe.jsonl", stat.S_IFIFO, b""), "zip-link"),
    "socket": (lambda: special("datasets/plug.jsonl", stat.S_IFSOCK, b""), "zip-link"),
    "encrypted": (encrypted, "zip-encrypted"),
    "bomb": (lambda: bomb(zipfile.ZIP_DEFLATED), "file-too-large"),
    "rows by bzip2": (lambda: with_rows(b"\n", zipfile.ZIP_BZIP2), "zip-method"),
    "rows by LZMA": (lambda: with_rows(b"\n", zipfile.ZIP_LZMA), "zip-method"),
    "lying bomb": (lying_bomb, "bad-zip"),
    "many bombs": (many_bombs, "file-too-large"),
    "overlapping entries": (overlapping, "bad-zip"),
    "many entries": (many_entries, "file-too-large"),
    "bad checksum": (bad_checksum, "bad-zip"),
    "damaged data": (bad_data, "bad-zip"),
    "two names for one file": (two_names, "bad-zip"),
    "zip64, huge": (lambda: zip64(2**63), "bad-zip"),
    "zip64, largest": (lambda: zip64(2**64 - 1), "bad-zip"),
    "zip64 without values": (zip64_without_values, "file-too-large"),
    "list before the start": (lambda: moved_list(0xFFFFFFF0), "bad-zip"),
    "list somewhere else": (lambda: moved_list(7), "bad-zip"),
    "a second list": (second_list, "bad-zip"),
    "program before the zip": (lambda: b"#!/bin/sh\nexit\n" + zipped(SOUND_PACK), "bad-zip"),
    "picture before the zip": (lambda: b"GIF89a" + zipped(SOUND_PACK), "bad-zip"),
    "name that is not UTF-8": (strange_utf8, "bad-zip"),
    "half a zip": (lambda: zipped(SOUND_PACK)[:2_000], "bad-zip"),
    "end cut off": (lambda: zipped(SOUND_PACK)[:-10], "bad-zip"),
    "no zip": (lambda: b"hello", "bad-zip"),
    "nothing": (lambda: b"", "bad-zip"),
    "only the end": (lambda: END + b"\0" * 18, "missing-file"),
    "zip in a zip": (lambda: _nested(), "missing-file"),
    "two packs": (
        lambda: _joined(zipped(SOUND_PACK, "one/"), zipped(SOUND_PACK, "two/")),
        "bad-zip",
    ),
    "a pack too deep": (lambda: zipped(SOUND_PACK, "a/b/"), "missing-file"),
}


def _nested() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("pack.zip", zipped(SOUND_PACK))
    return made.getvalue()


def _joined(one: bytes, other: bytes) -> bytes:
    made = BytesIO(one)
    with zipfile.ZipFile(made, "a") as archive, zipfile.ZipFile(BytesIO(other)) as more:
        for name in more.namelist():
            archive.writestr(name, more.read(name))
    return made.getvalue()


@pytest.mark.parametrize("name", ZIP_ATTACKS)
def test_attacks_by_a_zip(name: str, tmp_path: Path) -> None:
    make, code = ZIP_ATTACKS[name]
    path = tmp_path / "pack.zip"
    path.write_bytes(make())
    began = time.monotonic()
    refused(path, code)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("make", [lying_bomb, lambda: bomb(zipfile.ZIP_BZIP2)])
def test_a_bomb_takes_no_memory(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(make())
    check_pack(SOUND_PACK)  # what is imported and kept counts for nobody
    tracemalloc.start()
    check_pack(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40_000_000


def test_a_zip_larger_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_files, "MAX_ZIP_BYTES", 1_000)
    (tmp_path / "pack.zip").write_bytes(zipped(SOUND_PACK))
    refused(tmp_path / "pack.zip", "file-too-large")


def test_a_pipe_or_folder_called_like_a_zip(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    refused(tmp_path / "pipe.zip", "not-a-file")
    (tmp_path / "folder.zip").mkdir()
    refused(tmp_path / "folder.zip", "missing-file")
    refused(tmp_path / "none.zip", "missing-file")


@pytest.mark.parametrize("seed", range(3))
def test_a_zip_with_random_damage(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    whole = zipped(SOUND_PACK)
    path = tmp_path / "pack.zip"
    for _ in range(100):
        raw = bytearray(whole)
        # Mostly where the list of entries is: there are the sizes and the places.
        first = raw.index(CENTRAL) if rng.random() < 0.7 else 0
        for _ in range(rng.choice([1, 2, 8, 40])):
            raw[rng.randrange(first, len(raw))] = rng.choice([0, 1, 0x7F, 0x80, 0xFF, 0x50])
        path.write_bytes(raw)
        for problem in report(path).problems:
            assert first_unsafe(str(problem)) is None


def test_a_zip_cut_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    raw = zipped(SOUND_PACK)
    for length in (*range(0, 100, 7), *range(100, len(raw), 199), *range(len(raw) - 30, len(raw))):
        path.write_bytes(raw[:length])
        assert check_pack(path), length


@pytest.mark.parametrize("inside", ["", "sound/", "My Pack, 2nd/"])
def test_zips_as_systems_make_them_are_played(inside: str, tmp_path: Path) -> None:
    made = BytesIO(zipped(SOUND_PACK, inside))
    with zipfile.ZipFile(made, "a") as archive:
        for name in ("__MACOSX/._pack.toml", f"__MACOSX/{inside}._pack.toml".replace("/.", "/._")):
            archive.writestr(name, b"\0\5\26\7")
        archive.writestr(f"{inside}.DS_Store", b"\0\0\0\1Bud1")
        archive.writestr(f"{inside}lessons/.DS_Store", b"\0\0\0\1Bud1")
        archive.writestr(f"{inside}Thumbs.db", b"x")
        archive.writestr(f"{inside}desktop.ini", b"x")
        archive.writestr(f"{inside}lessons/", b"")
    path = tmp_path / "Pack.ZIP"
    path.write_bytes(made.getvalue())
    assert check_pack(path) == []
    read_all(path)


def test_what_systems_leave_in_a_folder_is_passed_over(pack: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "lessons/desktop.ini", "__MACOSX/x"):
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_bytes(b"\0")
    assert check_pack(pack) == []


# The command line


@pytest.mark.parametrize("command", ["check", "play", "packs add"])
@pytest.mark.parametrize(
    "path", ["x" * 5_000, "a\0b", "\x1b]0;pwned\x07", "/dev/zero", "/dev/null", "/etc/passwd"]
)
def test_paths_that_are_no_packs(
    command: str, path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert main([*command.split(), path]) in {1, 2}
    output = "".join(capsys.readouterr())
    assert first_unsafe(output) is None
    assert output


def test_a_name_that_is_cleaned_is_told(pack: Path) -> None:
    instead("pack.toml", '"first"', r'"first\u0000"')(pack, pack)
    assert "unsafe-character" in {problem.code for problem in check_pack(pack)}
    assert PackReader(pack).ids("lesson")[0] == "first"
