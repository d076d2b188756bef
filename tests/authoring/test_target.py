"""What a path means, and where in the game a line is seen."""

import shutil
import zipfile
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest

from tests.authoring.test_recorded import STOP
from tests.conftest import RECORDED_PACK, SOUND_PACK
from tui.authoring import target as targets
from tui.authoring.target import NoPackError, Target, find_target, language_of, place_of
from tui.content.files import FolderFiles
from tui.content.reader import PackReader
from tui.rules.place import Place
from tui.rules.progress import ItemKey

LESSON = ItemKey("lesson", "first")
ROUND = ItemKey("before-after", "tea")
CASE = ItemKey("detective", "parrots")


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
        ("lessons/first.toml", "Two cups a day", Place(LESSON, "guess", entry="short")),
        ("lessons/first.toml", "Say it in the prompt", Place(LESSON, "bins", entry="once")),
        ("lessons/first.toml", 'title = "fine-tune"', Place(LESSON, "bins")),
        ("lessons/first.toml", "It follows from", Place(LESSON, "steps", entry="data")),
        ("lessons/first.toml", "It speaks the words", Place(LESSON, "reasons")),
        ("lessons/first.toml", "└────┘'''", Place(LESSON, "chef")),
        ("lessons/first.toml", "Go on.", Place(LESSON, "end")),
        ("lessons/first.toml", "[[sources]]", Place(LESSON)),
        ("before-after/tea.toml", "takeaway", Place(ROUND)),
        ("before-after/tea.toml", "It is shorter.", Place(ROUND, entry="longer")),
        ("before-after/tea.toml", "evidence = { after", Place(ROUND, entry="says-how")),
        ("before-after/tea.toml", "A tea handbook", Place(ROUND)),
        ("detective/parrots.toml", "brief", Place(CASE)),
        ("detective/parrots.toml", "guacamole", Place(CASE, entry="avocado")),
        ("detective/parrots.toml", 'id = "garage"', Place(CASE, "garage")),
        ("detective/parrots.toml", "Worn pads", Place(CASE, "garage")),
        ("datasets/parrots-garage.jsonl", "oil", Place(CASE, "garage", 0)),
        ("handbook.toml", 'id = "weights"', Place(entry="term-weights", is_handbook=True)),
    ],
)
def test_a_line_opens_what_it_is_seen_in(file: str, text: str, place: Place) -> None:
    target = Target(SOUND_PACK, file, line_of(SOUND_PACK / file, text))
    assert place_of(PackReader(SOUND_PACK), target) == place


VET = "recordings/parrots-vet-notes.toml"
EXPERIMENT = "experiments/parrots.toml"


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        (VET, "", Place(CASE, "vet-notes")),
        (VET, "twelve", Place(CASE, "vet-notes")),
        (EXPERIMENT, "", Place(CASE)),
        (EXPERIMENT, 'id = "garage"', Place(CASE, "garage")),
        (EXPERIMENT, "Avocado is poisonous", Place(CASE, entry="avocado")),
        (EXPERIMENT, "plastic", Place(CASE)),
    ],
)
def test_a_recording_and_an_experiment_open_what_uses_them(
    file: str, text: str, place: Place
) -> None:
    line = line_of(RECORDED_PACK / file, text) if text else 0
    assert place_of(PackReader(RECORDED_PACK), Target(RECORDED_PACK, file, line)) == place


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RECORDED_PACK, tmp_path / "recorded"))


def place_in(pack: Path, file: str) -> Place | None:
    return place_of(PackReader(pack), Target(pack, file))


def test_a_recording_that_is_not_sound_opens_what_names_it(recorded: Path) -> None:
    (recorded / VET).write_text("format = ")
    assert place_in(recorded, VET) == Place(CASE, "vet-notes")


def test_a_recording_of_a_round_only_opens_the_round(recorded: Path) -> None:
    (recorded / "pack.toml").write_text(
        (recorded / "pack.toml").read_text().replace('detective = ["parrots"]', "detective = []")
    )
    assert place_in(recorded, VET) == Place(ItemKey("before-after", "bedtime"))
    assert place_in(recorded, "recordings/parrots-garage.toml") is None


def test_a_recording_of_a_stop_card_opens_the_card(recorded: Path) -> None:
    (recorded / "lessons").mkdir()
    (recorded / "lessons/when.toml").write_text(STOP)
    (recorded / "pack.toml").write_text(
        (recorded / "pack.toml").read_text().split("before-after =")[0] + 'lessons = ["when"]\n'
    )
    assert place_in(recorded, VET) == Place(ItemKey("lesson", "when"), "stop")


def test_what_no_scenario_uses_has_no_place(recorded: Path) -> None:
    shutil.copy(recorded / EXPERIMENT, recorded / "experiments/owls.toml")
    shutil.copy(recorded / VET, recorded / "recordings/owls.toml")
    for file in ("experiments/owls.toml", "recordings/owls.toml", f"recordings/old/{VET}"):
        assert place_in(recorded, file) is None


@pytest.mark.parametrize(
    "text",
    [
        "datasets = 7",
        "datasets = [7, { recording = 7 }, { id = 7, recording = 'parrots-vet-notes' }]",
        "tests = { base = { recorded = 'parrots-vet-notes' } }",
        "recording = [[['parrots-vet-notes']]]",
    ],
)
def test_a_case_of_any_shape_is_searched(recorded: Path, text: str) -> None:
    (recorded / "detective/parrots.toml").write_text(text)
    assert place_in(recorded, VET) is not None


def test_rows_are_counted_without_empty_lines(pack: Path) -> None:
    rows = pack / "datasets" / "parrots-garage.jsonl"
    rows.write_text("\n\n" + rows.read_text())
    target = Target(pack, "datasets/parrots-garage.jsonl", 4)
    assert place_of(PackReader(pack), target) == Place(CASE, "garage", 1)


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


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("", Place()),
        ("pack.toml", Place()),
        ("pt-BR/pack.toml", Place()),
        ("handbook.toml", Place(is_handbook=True)),
        ("lessons/third.toml", Place(ItemKey("lesson", "third"))),
        ("README.md", None),
        ("lessons", None),
        ("lessons/notes.md", None),
        ("pt-BR/README.md", None),
        ("old/pack.toml", None),
        ("datasets/unused.jsonl", None),
    ],
)
def test_what_no_screen_shows_has_no_place(pack: Path, file: str, place: Place | None) -> None:
    (pack / "pt-BR").mkdir()
    (pack / "datasets" / "unused.jsonl").write_text("")
    assert place_of(PackReader(pack), Target(pack, file)) == place
