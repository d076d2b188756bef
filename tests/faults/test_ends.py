"""Ended at random moments: what was shown as accepted is kept, the terminal restored."""

import contextlib
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import (
    PLAIN,
    SCREENS,
    Played,
    assert_kept,
    assert_starts_again,
    play_in_lines,
    play_on_screens,
)
from tests.terminal import Terminal, data_in

LATEST_S = 2.4
_HUNG_UP = 128 + signal.SIGHUP
_IGNORING_HANGUPS = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")


class End(NamedTuple):
    """A way to end the game.

    Attributes:
        signal: The signal that is sent; None where the terminal is closed.
        statuses: The exit statuses that are right.
        command: What comes before the game.
    """

    signal: signal.Signals | None
    statuses: set[int]
    command: tuple[str, ...] = ()


def _signalled(number: signal.Signals) -> set[int]:
    # Before the game has begun to play, the system ends it.
    return {128 + number, -number}


ENDS = {
    "SIGTERM": End(signal.SIGTERM, _signalled(signal.SIGTERM)),
    "SIGHUP": End(signal.SIGHUP, _signalled(signal.SIGHUP)),
    "SIGINT": End(signal.SIGINT, {0, *_signalled(signal.SIGINT)}),
    "SIGKILL": End(signal.SIGKILL, {-signal.SIGKILL}),
    "closed": End(None, _signalled(signal.SIGHUP)),
    # Before it can look for its terminal, it finds none to read from or to write to.
    "closed, not told": End(None, {_HUNG_UP, 1, 2}, _IGNORING_HANGUPS),
}


class EndingTerminal(Terminal):
    """A terminal whose game is ended at a moment, whatever it does then."""

    def end_in(self, after: float, end: End) -> None:
        """End the game in a while."""
        self._end, self._moment = end, time.perf_counter() + after
        self._timer = threading.Timer(after, self._signal)
        self._timer.start()

    def read(self, seconds: float) -> float | None:
        """Read, until the terminal is closed."""
        left = self._moment - time.perf_counter()
        if self._end.signal is not None or self._master < 0:
            return super().read(seconds)
        if left <= 0:
            self.hang_up()
            raise OSError("the terminal is closed")
        return super().read(min(seconds, left))

    def _signal(self) -> None:
        if self._end.signal is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self._end.signal)


def killed(
    command: tuple[str, ...],
    play: Callable[[Terminal, Played], None],
    end: End,
    after: float,
    folder: Path,
) -> int:
    """Play, end the game after a while, and return how many answers were shown as accepted."""
    played = Played()
    terminal = EndingTerminal((*end.command, *command), environment=data_in(folder))
    with terminal:
        terminal.end_in(after, end)
        with contextlib.suppress(AssertionError, OSError):
            play(terminal, played)
        status = terminal.process.wait(30)
        assert status in end.statuses, (status, after, bytes(terminal.output[-2000:]))
        if end.signal not in {None, signal.SIGKILL}:
            assert terminal.is_restored
            assert b"Traceback" not in terminal.output, bytes(terminal.output[-2000:])
    return played.accepted


FACES = {
    "moments on screens": (SCREENS, play_on_screens),
    "moments in plain mode": (PLAIN, play_in_lines),
}


@pytest.mark.parametrize("name", ENDS)
@forms("moments on screens")
def test_screens_at_random_moments(name: str, count: int, tmp_path: Path, tally: Tally) -> None:
    _kill_at_moments("moments on screens", name, count, tmp_path, tally)


@pytest.mark.parametrize("name", ENDS)
@forms("moments in plain mode")
def test_plain_mode_at_random_moments(name: str, count: int, tmp_path: Path, tally: Tally) -> None:
    _kill_at_moments("moments in plain mode", name, count, tmp_path, tally)


def _kill_at_moments(face: str, name: str, count: int, folder: Path, tally: Tally) -> None:
    command, play = FACES[face]
    rng = random.Random(f"{face} {name} {count}")
    for number in range(count):
        after = LATEST_S * (number + rng.random()) / count if count > 1 else LATEST_S - rng.random()
        data = folder / str(number)
        accepted = killed(command, play, ENDS[name], after, data)
        assert_kept(data, accepted)
        tally(face)
        tally("answers shown as accepted before an end", accepted)
        if number == 0 and name in {"SIGKILL", "closed"}:
            assert_starts_again(data)
