"""Plain play as real processes: pipes, scripts, signals, terminals that can do little."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK

PLAY = [sys.executable, "-m", "tui", "play", str(SOUND_PACK)]


def run(*arguments: str, input: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PLAY, *arguments],
        input=input,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def test_without_a_terminal_the_game_is_played_in_lines() -> None:
    done = run(input="# a comment\nopen tea\nboth\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "round, unread> both\n" in done.stdout
    assert done.stdout.endswith("Everything is saved. Goodbye.\n")


def test_screens_without_a_terminal_are_a_usage_error() -> None:
    done = run("--no-plain")
    assert done.returncode == 2
    assert "the screens need a terminal; --plain plays in lines of text" in done.stderr


def test_a_script_is_played_and_stops_where_it_goes_astray(tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("# Tea.\n\nopen tea\nboth\nfrobnicate\nopen bread\n", "utf-8")
    done = run("--script", str(script))
    assert done.returncode == 1
    assert f"{script}:5: “frobnicate” is not understood here." in done.stderr
    assert "open bread" not in done.stdout


def test_a_script_that_cannot_be_read_is_a_usage_error(tmp_path: Path) -> None:
    done = run("--script", str(tmp_path / "nothing.txt"))
    assert done.returncode == 2
    assert "nothing.txt cannot be read: No such file" in done.stderr


def test_an_ascii_output_and_bytes_that_are_no_text_do_no_harm() -> None:
    done = subprocess.run(
        PLAY,
        input=b"open tea\nboth\n\xff\xfe caf\xc3\xa9\n",
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert b"is not understood here" in done.stdout


def test_a_closed_pipe_ends_it_without_a_traceback() -> None:
    process = subprocess.Popen(
        PLAY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(b"help\n" * 100)
    process.stdin.close()
    assert process.wait() == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)]
)
def test_a_signal_ends_it_well(number: signal.Signals, status: int) -> None:
    process = subprocess.Popen(
        PLAY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdin and process.stderr
    said = ""
    while not said.endswith("Home> "):
        said += process.stdout.read(1)
    process.send_signal(number)
    rest, errors = process.communicate()
    assert (process.returncode, errors) == (status, "")
    assert ("Everything is saved. Goodbye." in rest) is (number == signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_dumb_terminal_gets_lines() -> None:
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        PLAY,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "40"},
    )
    os.close(follower)
    said = b""
    while not said.endswith(b"Home> "):
        said += os.read(leader, 4096)
    os.write(leader, b"quit\n")
    while b"Goodbye." not in said:
        said += os.read(leader, 4096)
    assert process.wait() == 0
    os.close(leader)
    assert b"\x1b" not in said
    assert max(map(len, said.decode().replace("\r", "").splitlines())) < 80
