"""The command line, as a shell meets it."""

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


def test_without_a_terminal_the_game_says_so_and_leaves() -> None:
    done = run()
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize("arguments", [("--profile", "check"), (str(SOUND_PACK),), ("play",)])
def test_without_a_command_the_game_is_played(arguments: tuple[str, ...]) -> None:
    assert "needs a terminal" in run(*arguments).stderr


def test_unknown_flags_are_a_usage_error() -> None:
    assert run("check", "--frobnicate").returncode == 2


def test_check_a_sound_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SOUND_PACK)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "No problems in 1 pack.\n"


def test_check_a_faulty_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "pack.toml").write_text("format = 1\n")
    assert main(["check", str(pack)]) == 1
    captured = capsys.readouterr()
    first = captured.out.splitlines()[0]
    assert first.startswith(f"{pack}/pack.toml:1:1: missing-key: ")
    assert captured.err.endswith("problems in 1 pack.\n")


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
    assert capsys.readouterr().err.count("No problems in 1 pack.") == 2
    assert main(["check", "lessons/typo.toml"]) == 2, "a misspelt path is no clean pack"
    monkeypatch.chdir(SOUND_PACK.parent)
    assert main(["check", "sound", str(SOUND_PACK)]) == 0, "the same pack twice"
    assert "in 1 pack." in capsys.readouterr().err


def test_the_data_folder_flag_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, "/from/environment")
    assert data_folder() == Path("/from/environment")
    assert data_folder("/from/flag") == Path("/from/flag")
    monkeypatch.delenv(DATA_VARIABLE)
    assert data_folder().name == "finetune-detective"
