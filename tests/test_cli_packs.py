"""``packs`` and ``play`` with packs of others, as a shell meets them."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tests.storage.test_packs import install, put, site
from tui.authoring import check
from tui.authoring.check import Report, report
from tui.cli import main
from tui.content.files import PackFiles
from tui.content.reader import PackReader
from tui.content.untrusted import first_unsafe
from tui.paths import default_pack
from tui.rules import before_after
from tui.rules.progress import ItemKey
from tui.storage.packs import CHOSEN, FOLDER
from tui.storage.progress import ProgressStore

__all__ = ["site"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder that the environment names."""
    return tmp_path / "data"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The sound pack as a zip whose one folder holds it."""
    path = tmp_path / "sound-1.0.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in SOUND_PACK.rglob("*"):
            made.write(file, f"sound/{file.relative_to(SOUND_PACK).as_posix()}")
    return path


def test_adding_listing_and_removing_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["packs", "add", str(SOUND_PACK)]) == 0
    assert f"Added 'sound' as {folder / FOLDER / 'sound'}." in capsys.readouterr().out
    assert main(["check", str(folder / FOLDER / "sound")]) == 0
    assert main(["packs", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["ID", "FORMAT", "LANGUAGE", "FROM", "TITLE", "PATH"]
    assert lines[1].split()[:4] == ["sound", "1", "en", "added"]
    assert "A small sound pack" in lines[1]
    assert str(folder / FOLDER / "sound") in lines[1]
    assert lines[2].split()[:4] == ["fine-tuning", "1", "en", "shipped"]
    assert main(["packs", "remove", "sound"]) == 0
    assert "Progress in it is kept" in capsys.readouterr().out
    assert list((folder / FOLDER).iterdir()) == []


def test_a_zip_is_kept_as_it_is(folder: Path, archive: Path) -> None:
    assert main(["packs", "add", str(archive)]) == 0
    kept = folder / FOLDER / "sound.zip"
    assert kept.read_bytes() == archive.read_bytes()
    assert main(["check", str(kept)]) == 0
    assert main(["packs", "remove", "sound"]) == 0
    assert not kept.exists()


def test_only_what_belongs_to_the_pack_is_copied(folder: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    for name in (".git/config", "notes.txt", "lessons/old.bak", "LICENSE", "de/pack.toml"):
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_text('title = "x"\nsummary = "y"\n')
    assert main(["packs", "add", str(pack)]) == 0
    target = folder / FOLDER / "sound"
    kept = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert {"LICENSE", "de/pack.toml", "lessons/first.toml"} <= kept
    assert not {".git/config", "notes.txt", "lessons/old.bak"} & kept


def test_a_pack_with_errors_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "lessons" / "first.toml").write_text("title = 7\n")
    assert main(["packs", "add", str(pack)]) == 1
    captured = capsys.readouterr()
    assert f"{pack}/lessons/first.toml:1:9: wrong-type" in captured.out
    assert "it was not added: " in captured.err
    assert not folder.exists()
    assert main(["packs", "add", str(tmp_path / "none")]) == 1
    assert main(["packs", "add", str(tmp_path / "none.zip")]) == 1


def test_an_id_is_taken_only_with_replace(
    folder: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["packs", "add", str(SOUND_PACK)])
    assert main(["packs", "add", str(archive)]) == 1
    assert "a pack 'sound' was added before; --replace" in capsys.readouterr().err
    assert main(["packs", "add", "--replace", str(archive)]) == 0
    assert [path.name for path in (folder / FOLDER).iterdir()] == ["sound.zip"]
    assert main(["packs", "add", str(default_pack())]) == 1
    assert "'fine-tuning' ships with the game" in capsys.readouterr().err


def test_packs_of_packages_are_listed_and_left_alone(
    site: Path,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    install(site, "tea_pack.inside")
    install(site, "none_such", "broken-pack")
    assert main(["packs", "list"]) == 0
    out = capsys.readouterr().out
    assert "package tea-pack" in out
    assert "These cannot be played:\n  tea (package broken-pack): 'none_such' is no" in out
    assert main(["packs", "add", str(SOUND_PACK)]) == 1
    assert "the Python package tea-pack brings a pack 'sound'" in capsys.readouterr().err
    assert main(["packs", "remove", "sound"]) == 1
    assert "belongs to the Python package tea-pack" in capsys.readouterr().err
    assert main(["packs", "remove", "fine-tuning"]) == 1
    assert "ships with the game" in capsys.readouterr().err


def test_broken_packs_are_listed_with_their_problem_and_can_be_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (put(folder, "bad") / "pack.toml").write_text("format = ")
    (folder / FOLDER / "cut.zip").write_bytes(b"PK")
    assert main(["packs", "list"]) == 0
    out = capsys.readouterr().out
    assert "bad (added)" in out
    assert "toml-syntax" in out
    assert "bad-zip" in out
    assert main(["packs", "remove", "bad"]) == 0
    assert main(["packs", "remove", "cut.zip"]) == 0
    assert list((folder / FOLDER).iterdir()) == []


@pytest.mark.parametrize("name", ["../victim", "/etc", "", ".", "..", "victim", "\x1b[2J"])
def test_removing_never_leaves_the_folder(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / FOLDER).mkdir(parents=True)
    victim = Path(shutil.copytree(SOUND_PACK, folder / "victim"))
    assert main(["packs", "remove", name]) == 1
    assert victim.is_dir()
    assert first_unsafe(capsys.readouterr().err) is None


def test_the_flag_names_another_data_folder(folder: Path, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert main(["packs", "add", str(SOUND_PACK), "--data-dir", other]) == 0
    assert (tmp_path / "other" / FOLDER / "sound").is_dir()
    assert not folder.exists()
    assert main(["packs", "remove", "sound", "--data-dir", other]) == 0


def test_a_data_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["packs", "add", str(SOUND_PACK), "--data-dir", str(tmp_path / "file")]) == 1
    assert "it cannot be kept in" in capsys.readouterr().err
    assert main(["packs", "list", "--data-dir", str(tmp_path / "file")]) == 0


def test_the_list_is_written_to_any_terminal(folder: Path) -> None:
    pack = put(folder, "sound")
    text = (pack / "pack.toml").read_text().replace("A small sound pack", r"日本 \u001b[2J \u009b")
    (pack / "pack.toml").write_text(text)
    (folder / FOLDER / os.fsdecode(b"\xff\x1b]0;x\x07.zip")).write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "tui", "packs", "list"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert b"\x1b" not in done.stdout
    assert done.stdout.isascii()


def test_without_an_action_it_is_a_misuse() -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["packs"])
    assert leaving.value.code == 2


# Which pack is played


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[tuple[PackReader, ProgressStore]]:
    """What the game was started with; nothing is shown."""
    found: list[tuple[PackReader, ProgressStore]] = []

    def run(reader: PackReader, store: ProgressStore) -> int:
        found.append((reader, store))
        store.save(ItemKey("lesson", reader.pack.id), before_after.RoundState(seed=1))
        return 0

    monkeypatch.setattr("tui.app.run", run)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return found


def choose(folder: Path, pack: str, profile: str = "default") -> None:
    store = ProgressStore(folder, "any", profile)
    store.set(CHOSEN, pack)
    store.close()


Played = list[tuple[PackReader, ProgressStore]]


def test_a_zip_is_played(archive: Path, played: Played) -> None:
    assert main(["play", str(archive)]) == 0
    assert played[0][0].lesson("first").title


def test_the_pack_chosen_last_is_played(folder: Path, played: Played) -> None:
    main(["packs", "add", str(SOUND_PACK)])
    choose(folder, "sound", "ada")
    for arguments, pack in (
        ([], "fine-tuning"),
        (["--profile", "ada"], "sound"),
        (["--profile", "ada", str(default_pack())], "fine-tuning"),
    ):
        assert main(arguments) == 0
        reader, store = played[-1]
        assert reader.pack.id == pack
        assert store.notice is None
    again = ProgressStore(folder, "sound", "ada")
    assert list(again.standings()) == [ItemKey("lesson", "sound")], "progress is the pack's own"
    again.close()


def test_a_chosen_pack_that_is_gone_is_told(folder: Path, played: Played) -> None:
    choose(folder, "sound")
    assert main([]) == 0
    reader, store = played[0]
    assert reader.pack.id == "fine-tuning"
    assert store.notice is not None
    assert "“sound”" in store.notice


def test_a_chosen_pack_that_broke_is_told(folder: Path, played: Played) -> None:
    (put(folder, "sound") / "pack.toml").write_text("format = 2\n")
    choose(folder, "sound")
    assert main([]) == 0
    assert played[0][0].pack.id == "fine-tuning"
    assert played[0][1].notice


def test_the_shipped_pack_that_was_replaced_is_played_so(folder: Path, played: Played) -> None:
    place = put(folder, "mine", "fine-tuning")
    assert main([]) == 0
    assert played[0][0].label == place.as_posix()


@pytest.mark.parametrize("pack", ["", "../x", "x" * 5_000, "a\x00b", "\x1b[2J"])
def test_a_strange_choice_is_as_good_as_none(pack: str, folder: Path, played: Played) -> None:
    choose(folder, pack)
    assert main([]) == 0
    reader, store = played[0]
    assert reader.pack.id == "fine-tuning"
    assert first_unsafe(store.notice or "") is None


def test_what_was_checked_is_what_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    checked = (pack / "pack.toml").read_bytes()

    def checked_then_changed(files: Path | PackFiles) -> Report:
        done = report(files)
        (pack / "pack.toml").write_text("changed meanwhile")
        return done

    monkeypatch.setattr(check, "report", checked_then_changed)
    assert main(["packs", "add", str(pack)]) == 0
    assert (folder / "packs" / "sound" / "pack.toml").read_bytes() == checked
