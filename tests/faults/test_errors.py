"""An error that nobody has foreseen: a calm end, and of it only where the log is."""

import sys
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tests.faults.driver import ERRORS, MESSAGE, TYPED
from tests.faults.playing import DOWN, answers_in, played
from tests.terminal import Terminal, data_in
from tui.storage.error_log import FILE_NAME, MAX_BYTES

SAID = "The game has met an error of its own and had to stop."


def failed(where: str, folder: Path) -> str:
    """Play until the error comes, and return what is said at the end, on one line."""
    command = (sys.executable, "-m", "tests.faults.driver", where, "play", str(SOUND_PACK))
    is_plain = where == "in_plain_mode"
    with Terminal((*command, *(("--plain",) if is_plain else ())), environment=data_in(folder)) as (
        terminal
    ):
        if is_plain:
            terminal.wait_for("Home> ")
            terminal.send("help\n")
        elif where in {"on_mount", "in_a_key", "in_the_input"}:
            terminal.sees("Before & After")
            terminal.settle(0.3)
            terminal.send(DOWN + "\r")
        assert terminal.ended() == 1, terminal.text()
        assert terminal.is_restored
        output = bytes(terminal.output)
    end = output[output.rfind(SAID[:20].encode()) :].decode()
    for unseen in (TYPED, "Traceback", "self =", "╭─", "NOTE:", "\x07"):
        assert unseen not in end, end
    assert MESSAGE not in output.decode(errors="replace")
    return " ".join(end.split())


@pytest.mark.parametrize("where", ERRORS)
def test_it_ends_calmly_and_says_where_the_log_is(where: str, tmp_path: Path) -> None:
    folder = played(tmp_path)
    said = failed(where, folder)
    assert SAID in said
    assert "Everything up to your last move is saved." in said
    # A long path is broken where the line ends.
    assert str(folder / FILE_NAME) in said.replace(" ", "")
    log = (folder / FILE_NAME).read_text()
    assert "KeyError" in log
    assert "driver.py" in log
    assert TYPED not in log
    assert "\x1b" not in log
    assert answers_in(folder) == 1


def test_where_no_log_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = failed("on_mount", tmp_path / "file")
    assert "Nothing could be kept this time." in said
    assert "No log of it could be written" in said
    assert "KeyError" in said


def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    played(tmp_path)
    log = tmp_path / FILE_NAME
    log.write_text("x" * (MAX_BYTES + 1))
    failed("in_plain_mode", tmp_path)
    size = log.stat().st_size
    assert 0 < size < MAX_BYTES
    failed("in_plain_mode", tmp_path)
    assert log.stat().st_size > size, "the earlier errors stay"
