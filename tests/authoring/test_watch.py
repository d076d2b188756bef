"""What a path means, and hearing of every save."""

import asyncio
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring import target as targets
from tui.authoring.target import NoPackError, Target, find_target, language_of, place_of
from tui.authoring.watch import changes, look
from tui.content.files import FolderFiles
from tui.content.reader import PackReader
from tui.rules.place import Place
from tui.rules.progress import ItemKey

LESSON = ItemKey("lesson", "first")
CASE = ItemKey("detective", "parrots")
LONGEST_S = 10.0


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


WindowsPath = cast("type[Path]", PureWindowsPath)


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("lessons/first.toml", 0),
        ("lessons/first.toml:12", 12),
        ("lessons/first.toml:12:3", 12),
        ("lessons/first.toml:12:3:", 12),
        ("lessons/first.toml:12:3: unknown-key: 'a' is no key here: mend it", 12),
    ],
)
def test_a_file_in_a_pack_with_or_without_a_place(
    monkeypatch: pytest.MonkeyPatch, given: str, line: int
) -> None:
    monkeypatch.chdir(SOUND_PACK)
    assert find_target(given) == Target(Path(), "lessons/first.toml", line)


def test_a_pack_and_a_folder_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_target(str(SOUND_PACK)) == Target(SOUND_PACK)
    assert find_target(f"{SOUND_PACK}:3") == Target(SOUND_PACK, "", 3)
    assert find_target(str(SOUND_PACK / "lessons")) == Target(SOUND_PACK, "lessons")
    monkeypatch.chdir(SOUND_PACK.parent)
    assert find_target("sound/pack.toml") == Target(Path("sound"), "pack.toml")


def test_a_drive_is_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "Path", WindowsPath)
    without_line = targets._without_line
    assert without_line(r"C:\packs\tea") == (WindowsPath(r"C:\packs\tea"), 0)
    file = WindowsPath(r"C:\packs\tea\lessons\a.toml")
    assert without_line(rf"{file}:7") == (file, 7)
    assert without_line(rf"{file}:7:12: code: text") == (file, 7)


def test_a_file_whose_name_ends_like_a_place(pack: Path) -> None:
    odd = pack / "lessons" / "odd.toml:12"
    odd.write_text("")
    assert find_target(str(odd)) == Target(pack, "lessons/odd.toml:12", 0)


def test_a_file_in_a_zip_is_named_as_the_checker_names_it(tmp_path: Path) -> None:
    path = tmp_path / "sound.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in SOUND_PACK.rglob("*.*"):
            archive.write(file, file.relative_to(SOUND_PACK).as_posix())
    assert find_target(str(path)) == Target(path)
    found = find_target(
        f"{path}/lessons/first.toml:{line_of(SOUND_PACK / 'lessons/first.toml', 'chef')}"
    )
    assert found.pack == path
    assert place_of(PackReader(path), found) == Place(LESSON, "chef")


@pytest.mark.parametrize(
    ("given", "said"), [("nowhere", "no file or folder"), ("empty", "no pack"), ("", "several")]
)
def test_what_means_no_pack_is_told(tmp_path: Path, given: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("one", "two"):
        shutil.copytree(SOUND_PACK, tmp_path / name)
    with pytest.raises(NoPackError, match=said):
        find_target(str(tmp_path / given))


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("pack.toml", "title", Place()),
        ("lessons/first.toml", "minutes", Place(LESSON)),
        ("lessons/first.toml", 'id = "guess"', Place(LESSON, "guess")),
        ("lessons/first.toml", "Two cups a day", Place(LESSON, "guess")),
        ("lessons/first.toml", "└────┘'''", Place(LESSON, "chef")),
        ("lessons/first.toml", "Go on.", Place(LESSON, "end")),
        ("lessons/first.toml", "[[sources]]", Place(LESSON)),
        ("before-after/tea.toml", "takeaway", Place(ItemKey("before-after", "tea"))),
        ("detective/parrots.toml", "brief", Place(CASE)),
        ("detective/parrots.toml", 'id = "garage"', Place(CASE, "garage")),
        ("datasets/parrots-garage.jsonl", "oil", Place(CASE, "garage", 0)),
        ("handbook.toml", 'id = "weights"', Place(part="term-weights", is_handbook=True)),
    ],
)
def test_a_line_opens_what_it_is_seen_in(file: str, text: str, place: Place) -> None:
    target = Target(SOUND_PACK, file, line_of(SOUND_PACK / file, text))
    assert place_of(PackReader(SOUND_PACK), target) == place


def test_rows_are_counted_without_empty_lines(pack: Path) -> None:
    rows = pack / "datasets" / "parrots-garage.jsonl"
    rows.write_text("\n\n" + rows.read_text())
    target = Target(pack, "datasets/parrots-garage.jsonl", 4)
    assert place_of(PackReader(pack), target).row == 1


def test_a_file_that_is_no_toml_opens_its_scenario(pack: Path) -> None:
    (pack / "lessons" / "first.toml").write_text("title = ")
    target = Target(pack, "lessons/first.toml", 1)
    assert place_of(PackReader(pack), target) == Place(LESSON)


def test_a_translated_file_opens_its_original_in_that_language(pack: Path) -> None:
    shutil.copytree(pack / "lessons", pack / "pt-BR" / "lessons")
    file = "pt-BR/lessons/first.toml"
    assert language_of(FolderFiles(pack), file) == "pt-BR"
    assert language_of(FolderFiles(pack), "lessons/first.toml") == ""
    target = Target(pack, file, line_of(pack / file, 'id = "chef"'))
    assert place_of(PackReader(pack), target) == Place(LESSON, "chef")


async def heard(pack: Path, saves: Iterable[Callable[[], object]], *, poll: bool) -> list[set[str]]:
    """Return what is told of each of the saves."""
    told: list[frozenset[str]] = []
    fresh = asyncio.Event()

    async def listen() -> None:
        async for names in changes(pack, poll=poll):
            told.append(names)
            fresh.set()

    async def anything() -> None:
        await fresh.wait()
        while fresh.is_set():
            fresh.clear()
            await asyncio.sleep(0.3)

    listener = asyncio.create_task(listen())
    result = []
    try:
        await asyncio.sleep(0.3)
        for save in saves:
            told.clear()
            save()
            await asyncio.wait_for(anything(), LONGEST_S)
            result.append({name for names in told for name in names})
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
    return result


@pytest.mark.parametrize("poll", [False, True])
async def test_every_way_to_save_is_heard(pack: Path, poll: bool) -> None:
    lesson, other = pack / "lessons" / "first.toml", pack / "lessons" / "new.toml"
    beside = pack / "lessons" / ".first.toml.tmp"

    def save_by_rename() -> None:
        beside.write_text("a")
        beside.replace(lesson)

    def save_by_backup() -> None:
        lesson.rename(pack / "lessons" / "first.toml~")
        lesson.write_text("b")

    saves = [lambda: lesson.write_text("c"), save_by_rename, save_by_backup]
    for names in await heard(pack, saves, poll=poll):
        assert names == {"lessons/first.toml"}
    made, gone = await heard(pack, [lambda: other.write_text("d"), other.unlink], poll=poll)
    assert made == gone == {"lessons/new.toml"}


@pytest.mark.parametrize("poll", [False, True])
async def test_two_saves_within_a_moment_are_both_heard(pack: Path, poll: bool) -> None:
    # What looks only at whole seconds would miss the second.
    manifest = pack / "pack.toml"
    saves = [lambda: manifest.write_text("a"), lambda: manifest.write_text("b")]
    assert await heard(pack, saves, poll=poll) == [{"pack.toml"}, {"pack.toml"}]


@pytest.mark.parametrize("poll", [False, True])
async def test_a_pack_that_is_put_back_is_heard(pack: Path, poll: bool) -> None:
    def put_back() -> None:
        pack.rename(pack.with_name("away"))
        shutil.copytree(pack.with_name("away"), pack)

    told = await heard(pack, [put_back], poll=poll)
    assert "" in told[0], "all of it is read again"


@pytest.mark.parametrize("poll", [False, True])
async def test_a_zip_put_in_place_of_another_is_heard(tmp_path: Path, poll: bool) -> None:
    path, other = tmp_path / "a.zip", tmp_path / "b.zip"
    path.write_text("a")

    def replace() -> None:
        other.write_text("b")
        other.replace(path)

    assert await heard(path, [replace], poll=poll) == [{""}]


@pytest.mark.parametrize("poll", [False, True])
async def test_what_was_saved_before_it_listens_is_told(pack: Path, poll: bool) -> None:
    before = look(pack)
    (pack / "pack.toml").write_text("format = 1\n")
    told = changes(pack, poll=poll, since=before)
    assert await asyncio.wait_for(anext(told), LONGEST_S) == {"pack.toml"}
    await told.aclose()
