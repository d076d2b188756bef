"""New packs and scenarios are sound, complete, and never cost an author anything."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest
import tomli

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack
from tui.authoring.new import EXAMPLES, KINDS, NewKind
from tui.cli import main
from tui.content.reader import FOLDERS, PackReader
from tui.paths import default_pack
from tui.rules.autoplay import autoplay

FOLDER = {kind: FOLDERS[KINDS[kind]] for kind in EXAMPLES}
TAPLO = shutil.which("taplo", path=str(Path(sys.executable).parent)) or shutil.which("taplo")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)


@pytest.fixture
def pack() -> Path:
    assert main(["new", "pack", "bike-shop"]) == 0
    return Path("bike-shop")


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must fail and change nothing, and return what it says."""
    capsys.readouterr()
    before = everything(Path())
    assert main(["new", *arguments]) in {1, 2}
    assert everything(Path()) == before
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return said.out + said.err


def test_a_new_pack_has_one_of_each_and_nothing_to_complain_of(pack: Path) -> None:
    assert check_pack(pack) == []
    reader = PackReader(pack)
    assert (reader.pack.id, reader.pack.title) == ("bike-shop", "Bike shop")
    for kind, example in EXAMPLES.items():
        assert reader.ids(KINDS[kind]) == (example.id,)
        scenario = reader.scenario(KINDS[kind], example.id)
        assert scenario.title == example.title
        assert autoplay(scenario) == []
    case = reader.case(EXAMPLES["case"].id)
    assert {data_set.verdict for data_set in case.datasets} == {"solves", "partly", "fails"}


def test_what_was_made_and_what_comes_next_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "pack", "bike shop"]) == 0
    said = capsys.readouterr().out
    for path in Path("bike shop").rglob("*.*"):
        if path.is_file() and path.parent.name != ".schema":
            assert f"  {path.as_posix()}\n" in said
    assert "finetune-detective preview 'bike shop'" in said
    assert "finetune-detective check 'bike shop'" in said
    os.chdir(Path("bike shop", "lessons"))
    assert main(["new", "before-after", "Green tea"]) == 0
    said = capsys.readouterr().out
    assert "Wrote 'green-tea', called “Green tea”, and entered it under before-after" in said
    assert "finetune-detective preview ../before-after/green-tea.toml" in said


def test_title_author_and_id_can_be_given() -> None:
    title = 'Mind the "gap" \\ {name}'
    authors = ["--author", "Ana “A” Lindqvist", "--author", "Bo"]
    assert main(["new", "pack", "x", "--id", "gaps", "--title", title, *authors]) == 0
    made = PackReader(Path("x")).pack
    assert (made.id, made.title, made.authors) == ("gaps", title, ("Ana “A” Lindqvist", "Bo"))
    assert check_pack(Path("x")) == []


def test_every_key_that_stands_commented_out_may_be_used(pack: Path) -> None:
    uncommented = 0
    for path in pack.rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        used = re.sub(r"^#(?!:schema|#? )", "", text, flags=re.MULTILINE)
        used = re.sub(r"^## ", "# ", used, flags=re.MULTILINE)
        uncommented += used != text
        path.write_text(used, encoding="utf-8")
    assert uncommented == 2
    assert check_pack(pack) == []
    kinds = {card.__struct_config__.tag for card in PackReader(pack).lesson("read-the-rows").cards}
    assert kinds == {"text", "analogy", "definition", "list", "pick", "sort", "order"}
    assert PackReader(pack).lesson("read-the-rows").cards[0].art is not None


@pytest.mark.skipif(TAPLO is None, reason="taplo is not installed")
def test_editors_find_the_schema_of_every_file(pack: Path) -> None:
    assert main(["new", "lesson", "second", "--pack", "bike-shop"]) == 0
    files = sorted(pack.rglob("*.toml"))
    done = subprocess.run(
        [str(TAPLO), "lint", "--no-auto-config", *map(str, files)],
        check=False,
        capture_output=True,
        text=True,
        env={"RUST_LOG": "debug", "PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    used = re.findall(r"using schema schema\.url=file://\S+/\.schema/(\S+)\.json", done.stderr)
    assert sorted(used) == ["before-after", "case", "lesson", "lesson", "pack"]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_new_scenario_is_entered_and_nothing_else_moves(kind: NewKind, pack: Path) -> None:
    for path in (pack / FOLDER[kind]).iterdir():
        path.unlink()
    manifest = pack / "pack.toml"
    text = manifest.read_text(encoding="utf-8")
    entry = f'{FOLDER[kind]} = ["{EXAMPLES[kind].id}"]'
    spread = f"{FOLDER[kind]} = [  # in this order\n\t# soon\n]"
    raw = text.replace(entry, spread).replace("\n", "\r\n").encode()
    manifest.write_bytes(raw)
    manifest.chmod(0o640)
    before = everything(pack)
    assert main(["new", kind, "Green tea", "--pack", str(pack)]) == 0
    added = b'# soon\r\n    "green-tea",\r\n]'
    assert manifest.read_bytes() == raw.replace(b"# soon\r\n]", added)
    assert stat.S_IMODE(manifest.stat().st_mode) == 0o640
    after = everything(pack)
    new = {f"{FOLDER[kind]}/green-tea.toml"}
    if kind == "case":
        new |= {f"datasets/green-tea-{letter}.jsonl" for letter in "abc"}
    assert after.keys() - before.keys() == new
    assert all(after[path] == before[path] for path in before if path != "pack.toml")
    assert PackReader(pack).scenario(KINDS[kind], "green-tea").title == "Green tea"
    # The example's own data sets are left without a case.
    left = {problem.code for problem in check_pack(pack)}
    assert left <= ({"unlisted-file"} if kind == "case" else set())


def test_scenarios_join_a_pack_that_somebody_else_laid_out(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, "sound"))
    for kind in EXAMPLES:
        assert main(["new", kind, "fresh", "--pack", "sound"]) == 0
    assert check_pack(pack) == []
    ids = [PackReader(pack).ids(KINDS[kind])[-1] for kind in EXAMPLES]
    assert ids == ["fresh"] * 3


@pytest.mark.parametrize(
    ("name", "id_", "title"),
    [
        ("green-tea", "green-tea", "Green tea"),
        ("Green tea", "green-tea", "Green tea"),
        ("  Crème brûlée, s'il vous plaît  ", "creme-brulee-sil-vous-plait", None),
        ("green-tea.toml", "green-tea", "Green tea"),
        ("a" * 64, "a" * 64, None),
        ("7", "7", "7"),
    ],
)
def test_a_name_may_be_an_id_or_a_title(name: str, id_: str, title: str | None, pack: Path) -> None:
    assert main(["new", "case", name, "--pack", str(pack)]) == 0
    case = PackReader(pack).case(id_)
    assert title is None or case.title == title
    assert check_pack(pack) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "no id can be made of ''"),
        ("绿茶", "give one of a to z, such as green-tea, and the title with --title"),
        ("lessons/green-tea", "is a path: give only a name, such as green-tea"),
        ("..\\up", "is a path"),
        ("..", "is a path"),
        (".", "is a path"),
        ("../../up", "such as up"),
        ("NUL", "Windows keeps the name 'nul' for itself"),
        ("com1", "Windows keeps"),
        ("a" * 65, "has 65 characters; at most 64 fit"),
        ("tea\x1b[31m", "holds a character that may not stand in it"),
    ],
)
def test_names_that_cannot_be(
    name: str, said: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = refused(capsys, "lesson", name, "--pack", str(pack))
    assert said in message
    assert "\x1b" not in message


@pytest.mark.parametrize("title", ["", " ", "x" * 61, "two\nlines", "a\u202eb"])
def test_titles_that_cannot_be(title: str, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the title" in refused(capsys, "lesson", "tea", "--title", title, "--pack", str(pack))
    assert "the title" in refused(capsys, "pack", "tea", "--title", title)
    assert "the author" in refused(capsys, "pack", "tea", "--author", title)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_nothing_is_overwritten(
    kind: NewKind, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--pack", str(pack))
    example = EXAMPLES[kind].id
    assert f"lists '{example}' under {FOLDER[kind]} already" in refused(capsys, kind, example, *at)
    there = pack / FOLDER[kind] / "there.toml"
    there.write_text("# mine\n", encoding="utf-8")
    assert f"there is a file {there.as_posix()} already" in refused(capsys, kind, "there", *at)
    (pack / FOLDER[kind] / "link.toml").symlink_to("nowhere")
    assert "already" in refused(capsys, kind, "link", *at)


def test_data_sets_are_not_overwritten(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "datasets" / "tea-b.jsonl").write_text("mine", encoding="utf-8")
    said = refused(capsys, "case", "tea", "--pack", str(pack))
    assert "there is a file bike-shop/datasets/tea-b.jsonl already" in said


def test_an_id_that_is_listed_without_a_file_is_not_entered_twice(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "lessons" / "read-the-rows.toml").unlink()
    assert "already" in refused(capsys, "lesson", "read-the-rows", "--pack", str(pack))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Bike shop"', "title = ", "bike-shop/pack.toml:10:9: toml-syntax: "),
        ('title = "Bike shop"', "titel = 'x'", "bike-shop/pack.toml:10:1: unknown-key: "),
        ('["read-the-rows"]', '"read-the-rows"', "bike-shop/pack.toml:19:11: wrong-type: "),
        ('["read-the-rows"]', '["Read"]', "bike-shop/pack.toml:19:12: wrong-form: "),
    ],
)
def test_a_broken_manifest_is_told_by_its_place(
    old: str, new: str, said: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack / "pack.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    message = refused(capsys, "lesson", "tea", "--pack", str(pack))
    assert said in message
    assert "nothing was written" in message


def test_a_folder_in_use_is_refused(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "bike-shop is not empty" in refused(capsys, "pack", "bike-shop")
    Path("file").touch()
    assert "file is no folder" in refused(capsys, "pack", "file")
    Path("loop").symlink_to("loop")
    assert "loop is no folder" in refused(capsys, "pack", "loop")
    assert "nothing was written" in refused(capsys, "pack", "file/below")
    assert "nothing was written" in refused(capsys, "pack", "x" * 300, "--id", "x", "--title", "x")
    inside = refused(capsys, "pack", "bike-shop/lessons/inner")
    assert "is inside the pack" in inside
    assert "--id" in refused(capsys, "pack", "绿茶")
    assert "Windows" in refused(capsys, "pack", "aux")


def test_an_empty_folder_is_fine_and_so_is_the_one_you_are_in() -> None:
    Path("empty").mkdir()
    os.chdir("empty")
    assert main(["new", "pack", "."]) == 0
    assert PackReader(Path()).pack.id == "empty"
    assert main(["new", "pack", "../deep/er/still"]) == 0
    assert check_pack(Path("../deep/er/still")) == []


def test_a_folder_that_may_not_be_written(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    really = Path.open

    def denied(file: Path, mode: str = "r") -> IO[Any]:
        if "x" in mode and file.parent.samefile(pack / "lessons"):
            raise PermissionError(13, "Permission denied", str(file))
        return really(file, mode)

    with monkeypatch.context() as patched:
        (pack / "lessons").chmod(0o500)
        if os.access(pack / "lessons", os.W_OK):
            patched.setattr(Path, "open", denied)  # root may write anywhere
        said = refused(capsys, "lesson", "tea", "--pack", str(pack))
        (pack / "lessons").chmod(0o700)
    assert "nothing was written: bike-shop/lessons/tea.toml: Permission denied" in said


def test_what_fails_half_way_leaves_nothing(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "pack.toml")

    shutil.rmtree(pack / "datasets")
    shutil.rmtree(pack / ".schema")
    with monkeypatch.context() as patched:
        patched.setattr("tui.authoring.new.replace", full)
        assert "No space left" in refused(capsys, "case", "tea", "--pack", str(pack))
    (pack / "datasets").touch()
    assert "datasets" in refused(capsys, "case", "tea", "--pack", str(pack))


def test_a_folder_that_leads_out_of_the_pack(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(pack / "lessons")
    Path("elsewhere").mkdir()
    (pack / "lessons").symlink_to(Path("elsewhere").absolute())
    said = refused(capsys, "lesson", "tea", "--pack", str(pack))
    assert "bike-shop/lessons leads out of the pack" in said


def test_the_pack_is_found_from_inside(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no pack in . or above it" in refused(capsys, "lesson", "tea")
    assert "nowhere is no folder" in refused(capsys, "lesson", "tea", "--pack", "nowhere")
    (pack / "de" / "lessons").mkdir(parents=True)
    (pack / "de" / "pack.toml").write_text('title = "x"\nsummary = "y"\n', encoding="utf-8")
    os.chdir(pack / "de" / "lessons")
    assert main(["new", "lesson", "tea"]) == 0, "a folder of translations belongs to its pack"
    os.chdir("..")
    assert main(["new", "lesson", "tee"]) == 0
    assert PackReader(Path("..")).pack.lessons == ("read-the-rows", "tea", "tee")


@pytest.mark.parametrize(
    ("line", "expected", "written"),
    [
        ("#:schema .schema/pack.json", "../.schema/lesson.json", True),
        ("#:schema ./.schema/pack.json", ".././.schema/lesson.json", True),
        ("#:schema ../../assets/schema/pack.json", "../../../assets/schema/lesson.json", False),
        ("#:schema https://example.org/v1/pack.json", "https://example.org/v1/lesson.json", False),
        ("#:schema /opt/schema/pack.json", "/opt/schema/lesson.json", False),
        ("#:schema mine.json", "../.schema/lesson.json", True),
        ("# none", "../.schema/lesson.json", True),
    ],
)
def test_a_scenario_names_its_schema_as_the_pack_does(
    line: str, expected: str, written: bool, pack: Path
) -> None:
    shutil.rmtree(pack / ".schema")
    path = pack / "pack.toml"
    rest = path.read_text(encoding="utf-8").partition("\n")[2]
    path.write_text(f"{line}\n{rest}", encoding="utf-8")
    assert main(["new", "lesson", "tea", "--pack", str(pack)]) == 0
    first = (pack / "lessons" / "tea.toml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"#:schema {expected}"
    assert (pack / ".schema").exists() == written
    if written:
        assert (pack / "lessons" / expected).is_file()


def test_in_the_pack_that_ships_the_schemas_of_the_repository_are_named(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(default_pack(), tmp_path / "scenarios" / "mine"))
    assert main(["new", "lesson", "tea", "--pack", str(pack)]) == 0
    first = (pack / "lessons" / "tea.toml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "#:schema ../../../assets/schema/lesson.json"
    assert not (pack / ".schema").exists()
    lessons = tomli.loads((pack / "pack.toml").read_text(encoding="utf-8"))["lessons"]
    assert lessons[-1] == "tea"


def test_a_kind_must_be_named() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["new"])
    assert stopped.value.code == 2
