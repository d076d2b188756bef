"""``progress``, as a shell meets it."""

import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tests.learning import BREAD, DAY, answer, live_through
from tui.cli import main
from tui.content.reader import PackReader
from tui.storage.progress import ProgressStore
from tui.storage.session import Session


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[Session]:
    """A session with a history in two packs, in the folder that the environment names."""
    now = time.time()
    store = ProgressStore(tmp_path / "data", "sound")
    session = Session(PackReader(SOUND_PACK), store, random.Random(1))
    live_through(session, now)
    store.on("other").answers.merge([answer(BREAD, now - 3 * DAY)])
    yield session
    store.close()


def without_its_time(text: str) -> dict[str, object]:
    """A document but for when it was written."""
    tree: dict[str, object] = json.loads(text)
    del tree["exported"]
    return tree


def test_show_says_it_in_sentences(lived: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", "show", str(SOUND_PACK)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("A small sound pack\n\nGumshoe: 5 of 18 stars.")
    assert "When you were sure you were right 90% of the time (18 of 20)." in out
    assert main(["progress", "show"]) == 0
    assert "Your file is empty." in capsys.readouterr().out, "nothing in the shipped pack"
    assert main(["progress", "show", "--profile", "Ada", str(SOUND_PACK)]) == 0
    assert "Your file is empty." in capsys.readouterr().out
    assert main(["progress", "show", "nowhere"]) == 1
    assert "no pack 'nowhere'" in capsys.readouterr().err


def test_show_speaks_the_language_of_the_profile(
    lived: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    lived.store.set("language", "zh-Hans")
    assert main(["progress", "show", str(SOUND_PACK)]) == 0
    assert "侦探" in capsys.readouterr().out


def test_export_reset_import(
    lived: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "me.json"
    assert main(["progress", "export", str(path)]) == 0
    assert "3 results and 24 answers of " in capsys.readouterr().out
    before = path.read_text("utf-8")
    assert main(["progress", "show", str(SOUND_PACK)]) == 0
    shown = capsys.readouterr().out
    assert main(["progress", "reset", "--all", "--yes"]) == 0
    assert capsys.readouterr().out == "Forgotten: 'other'.\nForgotten: 'sound'.\n"
    assert lived.store.packs() == []
    assert main(["progress", "import", str(path)]) == 0
    assert "3 results of" in capsys.readouterr().out
    assert main(["progress", "show", str(SOUND_PACK)]) == 0
    assert capsys.readouterr().out == shown
    assert main(["progress", "export"]) == 0
    assert without_its_time(capsys.readouterr().out) == without_its_time(before)
    assert main(["progress", "import", str(path)]) == 0
    assert "nothing of" in capsys.readouterr().out


def test_export_writes_over_nothing_unasked(
    lived: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "me.json"
    path.write_text("mine")
    assert main(["progress", "export", str(path)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert main(["progress", "export", "--replace", "--name", "Ada", str(path)]) == 0
    assert json.loads(path.read_text())["learner"]["name"] == "Ada"
    assert main(["progress", "export", str(tmp_path / "no" / "me.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", " ", "a\x1b[2J", "x" * 81, "two\nlines"])
def test_no_name_that_a_report_could_not_show(lived: Session, name: str) -> None:
    assert main(["progress", "export", "--name", name]) == 2


def test_import_refuses_one_file_and_takes_the_others(
    lived: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound, bad = tmp_path / "sound.json", tmp_path / "bad.json"
    main(["progress", "export", str(sound)])
    bad.write_text(sound.read_text("utf-8").replace('"before-after"', '"quiz"', 1), "utf-8")
    capsys.readouterr()
    files = [str(bad), str(tmp_path / "none.json"), str(tmp_path), str(sound)]
    args = ["progress", "import", "--profile", "Ada", *files]
    assert main(args) == 1
    captured = capsys.readouterr()
    assert "3 results of" in captured.out
    assert captured.err.startswith(f"{bad.as_posix()}:")
    assert "No such file" in captured.err
    assert "nothing was taken from 3 files" in captured.err
    store = ProgressStore(lived.store.folder, "sound", "Ada")
    assert store.standings() == lived.standings()
    store.close()


@pytest.mark.parametrize(("typed", "kept"), [("forget\n", False), ("yes\n", True), ("", True)])
def test_reset_asks_for_the_word(
    lived: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    kept: bool,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["progress", "reset", "sound"]) == int(kept)
    assert "sound: 3 results and 23 answers" in capsys.readouterr().err
    assert lived.store.packs() == (["other", "sound"] if kept else ["other"])
    assert lived.store.settings()["theme"] == "paper"


def test_reset_of_a_pack_without_progress(
    lived: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["progress", "reset", "--yes", "sound", "souns"]) == 1
    assert "it has some in: other, sound" in capsys.readouterr().err
    assert lived.store.packs() == ["other", "sound"], "all or nothing"
    with pytest.raises(SystemExit):
        main(["progress", "reset", "--yes"])
    assert main(["progress", "reset", "--all", "--yes", "--profile", "Bob"]) == 0


@pytest.mark.parametrize(
    "action", [["show"], ["export"], ["import", "x.json"], ["reset", "--all", "--yes"]]
)
def test_where_the_data_cannot_be_opened_nothing_is_pretended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], action: list[str]
) -> None:
    (tmp_path / "file").write_text("I am no folder")
    assert main(["progress", *action, "--data-dir", str(tmp_path / "file")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "cannot be kept" in captured.err


def test_progress_goes_through_a_pipe(lived: Session) -> None:
    def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "tui", "progress", *arguments],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )

    done = run("export", "--name", "Łucja 李")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["learner"]["name"] == "Łucja 李"
    back = run("import", "--profile", "Ada", "-", given=done.stdout)
    assert (back.returncode, back.stderr) == (0, b"")
    assert b"3 results of \\u0141ucja" in back.stdout, "as well as this terminal can write it"


def test_a_home_folder_that_is_not_there_is_told_as_what_it_is(
    lived: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    file = "~no-such-user-here/me.json"
    assert main(["progress", "export", file]) == 1
    assert f"{file} cannot be written: " in capsys.readouterr().err
    assert main(["progress", "import", file]) == 1
    assert f"{file} cannot be read: " in capsys.readouterr().err
