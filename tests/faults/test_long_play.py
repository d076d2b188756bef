"""Evenings of play by a clock of its own, in less time: what the game holds does not grow."""

import sys
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import NOW
from tests.faults.clocked import FileClock
from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import CHECKED, DOWN, ESCAPE
from tests.faults.test_terminals import calm, leave
from tests.terminal import Terminal
from tui.storage.progress import ProgressStore

FOLDER = Path(__file__).parents[2]
SECONDS_A_KEY, SECONDS_A_NIGHT = 3.0, 86_400.0
FULL_AFTER = 30
"""Minutes of play after which all caches are full; until then the game may grow."""
WHILE_FILLING_MB, MOST_GROWTH_MB = 30.0, 4.0
HOME, RIGHT = "\x1b[H", "\x1b[C"
AT_HOME = "Packs  "
FORGET = ((HOME, ""), ("r", ""), ("y", ""), (HOME, ""))

Steps = Iterable[tuple[str, str]]
"""Keys, and what is seen then; nothing where it depends."""

LESSON: Steps = (
    (DOWN, ""),
    ("\r", "Short cards"),
    *FORGET,
    ("1", "1 of 8"),
    ("1", "enter next"),
    *((RIGHT, f"{number} of 8") for number in (2, 3, 4, 5)),
    *(("1", ""), ("1", ""), ("1", ""), ("c", "enter next")),
    *((RIGHT, "6 of 8"), ("1", ""), ("c", "enter next")),
    *((RIGHT, "7 of 8"), ("c", "enter next")),
    *((RIGHT, "8 of 8"), ("\r", "Lesson done")),
    (ESCAPE, "Short cards"),
    (ESCAPE, AT_HOME),
)
ROUND: Steps = (
    (DOWN, ""),
    (DOWN, ""),
    ("\r", "A cup of green tea"),
    *FORGET,
    ("1", "Open both"),
    ("v", ""),
    ("1", "1 [x]"),
    ("c", CHECKED),
    *(("k", "3 entries"), ("l", ""), ("o", ""), ("r", "1 entry")),
    *((ESCAPE, "3 entries"), (ESCAPE, CHECKED)),
    *(("?", "Two models answered"), (ESCAPE, CHECKED)),
    (ESCAPE, "Two replies to one question"),
    (ESCAPE, AT_HOME),
)
CASE: Steps = (
    *((DOWN, ""), (DOWN, ""), (DOWN, "")),
    ("\r", "Welcome, detective"),
    *FORGET,
    ("1", "take the case"),
    ("\r", "at stake"),
    ("\r", "read its rows"),
    *(("\r", "row 1"), ("m", ""), (DOWN, "row 2"), (ESCAPE, "read its rows")),
    ("t", "training steps"),
    ("\r", "see the replies"),
    ("\r", "the verdict"),
    ("\r", "Name the factor"),
    ("2", "relevance"),
    ("c", "Close the case"),
    ("y", "To remember"),
    (ESCAPE, "Welcome, detective"),
    (ESCAPE, AT_HOME),
)
SETTINGS: Steps = (("s", "Profile:"), (DOWN, ""), (ESCAPE, AT_HOME))
PROGRESS: Steps = (("o", "Your progress"), *((RIGHT, "") for _ in range(3)), (ESCAPE, AT_HOME))


class Evenings:
    """A learner who plays every evening.

    Attributes:
        played: Seconds of play so far, nights left out.
        keys: How many keys were pressed.
        reviewed: How many questions were answered that had come back.
    """

    def __init__(self, terminal: Terminal, clock: FileClock) -> None:
        self._terminal, self._clock = terminal, clock
        self.played, self.keys, self.reviewed = 0.0, 0, 0

    def play(self) -> None:
        """Play an evening, and sleep a night."""
        for steps in (LESSON, ROUND, CASE, SETTINGS, PROGRESS):
            self._press(HOME)
            for key, seen in steps:
                self._press(key, seen)
        self._clock.set(self._clock() + SECONDS_A_NIGHT)
        self._review()
        self._terminal.output.clear()
        self._terminal._fed = 0

    def _review(self) -> None:
        self._press("o", "Your progress")
        self._press("r", "Review")
        while "not now" in self._terminal.text():
            for key in "v11":
                self._press(key)
            while "enter next" not in self._terminal.text():
                # A choice more or less makes it an answer.
                for key in "1s":
                    self._press(key)
            self.reviewed += 1
            self._press("\r")
            while "enter next" in self._terminal.text():
                self._terminal.read(0.1)
        for _ in range(3):
            if AT_HOME not in self._terminal.text():
                self._press(ESCAPE)
        self._terminal.sees(AT_HOME)

    def _press(self, key: str, seen: str = "") -> None:
        self.played += SECONDS_A_KEY
        self.keys += 1
        self._clock.set(self._clock() + SECONDS_A_KEY)
        self._terminal.send(key)
        if seen:
            self._terminal.sees(seen)
        self._terminal.settle(0.15 if key == ESCAPE and not seen else 0.02)


@forms("minutes played")
def test_memory_and_open_files_stay_flat(count: int, tmp_path: Path, tally: Tally) -> None:
    clock = FileClock(tmp_path)
    command = (sys.executable, "-m", "tests.faults.clocked", str(tmp_path))
    with Terminal(command, environment=calm(tmp_path), folder=FOLDER) as terminal:
        terminal.sees(AT_HOME)
        terminal.settle(0.3)
        evenings = Evenings(terminal, clock)
        is_full = count > FULL_AFTER
        while is_full and evenings.played < FULL_AFTER * 60:
            evenings.play()
        memory, files, before = terminal.memory_mb(), terminal.files(), evenings.played
        while evenings.played - before < count * 60:
            evenings.play()
        assert terminal.files() == files
        grown = terminal.memory_mb() - memory
        leave(terminal)
    tally("minutes of play, nights left out", round(evenings.played / 60))
    tally("days by the clock of that play", round((clock() - NOW) / SECONDS_A_NIGHT))
    tally("keys of that play", evenings.keys)
    tally("questions that came back in that play", evenings.reviewed)
    tally(f"KB that it grew by, its caches {'full' if is_full else 'empty'}", round(grown * 1024))
    assert evenings.reviewed
    store = ProgressStore(tmp_path, "sound")
    assert sum(answer.in_review for answer in store.answers.all()) == evenings.reviewed
    store.close()
    assert grown < (MOST_GROWTH_MB if is_full else WHILE_FILLING_MB)
