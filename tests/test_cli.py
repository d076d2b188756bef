"""The command line, as a shell meets it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui import __version__
from tui.cli import main
from tui.paths import DATA_VARIABLE, data_folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_version_and_help() -> None:
    assert run("--version").stdout.strip() == f"finetune-detective {__version__}"
    assert "check" in run("--help").stdout


def test_without_a_terminal_the_game_is_played_in_lines() -> None:
    done = run()
    assert done.returncode == 0
    assert "Goodbye." in done.stdout


@pytest.mark.parametrize("arguments", [("--profile", "check"), (str(SOUND_PACK),), ("play",)])
def test_without_a_command_the_game_is_played(arguments: tuple[str, ...]) -> None:
    assert "Goodbye." in run(*arguments).stdout


def test_unknown_flags_are_a_usage_error() -> None:
    assert run("check", "--frobnicate").returncode == 2


def test_check_a_sound_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SOUND_PACK)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "No problems in 1 pack (11 files).\n"


def test_check_a_faulty_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "pack.toml").write_text("format = 1\n")
    assert main(["check", str(pack)]) == 1
    captured = capsys.readouterr()
    first = captured.out.splitlines()[0]
    assert first.startswith(f"{pack}/pack.toml:1:1: missing-key: ")
    assert captured.err == "6 errors in 1 pack (11 files).\n"


@pytest.fixture
def unusual(tmp_path: Path) -> Path:
    """A copy of the sound pack with a warning that can be mended, and one that cannot."""
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    path = pack / "before-after/tea.toml"
    text = path.read_text("utf-8")
    one, other = 'text = "It is more polite"\n', 'trait = "tone"\n'
    assert one + other in text, "the sound pack has changed: mend the edit"
    path.write_text(text.replace(one + other, other + one), "utf-8")
    (pack / "run.sh").write_text("?")
    return pack


def test_check_fails_on_warnings_only_where_it_is_strict(
    unusual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(unusual)]) == 0
    captured = capsys.readouterr()
    assert ": warning: key-order: " in captured.out
    assert captured.err == "2 warnings in 1 pack (11 files).\n"
    assert main(["check", "--strict", str(unusual)]) == 1
    assert main(["check", "--strict", str(SOUND_PACK)]) == 0


def test_check_mends_what_is_safe_and_reports_the_rest(
    unusual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix", "--strict", str(unusual)]) == 1
    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1 and "stray-file" in captured.out
    path = unusual / "before-after/tea.toml"
    assert captured.err == (
        f"{path.as_posix()}: put its keys in order\n1 warning in 1 pack (11 files).\n"
    )
    assert main(["check", "--fix", str(unusual)]) == 0
    assert "put its keys" not in capsys.readouterr().err


def test_check_mends_no_zip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "pack"), "zip", SOUND_PACK))
    before = archive.read_bytes()
    assert main(["check", "--fix", str(archive)]) == 2
    assert "unpack it first" in capsys.readouterr().err
    assert archive.read_bytes() == before
    assert main(["check", str(archive)]) == 0


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_writes_only_the_document_to_standard_output(
    form: str, unusual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--format", form, "--fix", str(unusual)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert str(document["version"]) in {"1", "2.1.0"}


def test_check_annotates_on_github(unusual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "github", str(unusual)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("::warning file=") for line in lines) and len(lines) == 2


def test_check_takes_no_other_format() -> None:
    assert run("check", "--format", "xml").returncode == 2


def test_check_explains_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "evidence-not-found"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("evidence-not-found: error\n") and "Not so:" in said
    assert main(["check", "--explain"]) == 0
    assert "  evidence-not-found " in capsys.readouterr().out
    assert main(["check", "--explain", "evidence-not-fuond"]) == 2
    assert "did you mean 'evidence-not-found'?" in capsys.readouterr().err


def test_check_says_how_much_is_translated(
    unusual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (unusual / "de").mkdir()
    (unusual / "de/pack.toml").write_text('title = "Ein Paket"\nsummary = "Klein."\n')
    main(["check", str(unusual)])
    assert capsys.readouterr().err.splitlines()[1] == "de: 1 of 11 files translated"


def test_a_file_name_that_no_terminal_can_write_is_reported(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / os.fsdecode(b"\xff\xfe.sh")).write_text("?")
    for form in ("text", "json", "github", "sarif"):
        done = subprocess.run(
            [sys.executable, "-m", "tui", "check", "--format", form, str(pack)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )
        assert done.returncode == 0, done.stderr
        assert b"stray-file" in done.stdout and b"Traceback" not in done.stderr


def test_check_where_there_is_no_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "no pack" in capsys.readouterr().err


def test_check_takes_the_folder_one_is_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SOUND_PACK / "lessons")
    assert main(["check"]) == 0, "the pack that it stands in"
    monkeypatch.chdir(SOUND_PACK)
    assert main(["check", "lessons/first.toml"]) == 0
    assert capsys.readouterr().err.count("No problems in 1 pack (11 files).") == 2
    assert main(["check", "lessons/typo.toml"]) == 2, "a misspelt path is no clean pack"
    monkeypatch.chdir(SOUND_PACK.parent)
    assert main(["check", "sound", str(SOUND_PACK)]) == 0, "the same pack twice"
    assert "in 1 pack (" in capsys.readouterr().err


def test_the_data_folder_flag_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, "/from/environment")
    assert data_folder() == Path("/from/environment")
    assert data_folder("/from/flag") == Path("/from/flag")
    monkeypatch.delenv(DATA_VARIABLE)
    assert data_folder().name == "finetune-detective"


def test_a_reader_that_has_enough_ends_the_command_quietly() -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m tui check --explain | head -1"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_behind_the_output_is_told_and_nothing_is_denied(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "new", "pack", str(tmp_path / "corner")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "finetune-detective: the output is cut short: No space left on device\n"
    assert (tmp_path / "corner" / "pack.toml").is_file()
