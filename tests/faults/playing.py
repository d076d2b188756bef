"""A play that gives one answer after the other, and what must be kept of it however it ends."""

import contextlib
import itertools
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import SOUND_PACK
from tests.terminal import PROGRAM, Terminal, data_in
from tui.content.reader import PackReader
from tui.rules import before_after
from tui.rules.before_after import RoundState
from tui.rules.progress import ItemKey
from tui.storage.database import FILE_NAME
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

DOWN, ESCAPE, QUIT = "\x1b[B", "\x1b", "\x11"
SCREENS = (PROGRAM, "play", str(SOUND_PACK))
PLAIN = (*SCREENS, "--plain")
TEA = ItemKey("before-after", "tea")
CHECKED = "of 4 points"
FORGOTTEN = "You can play, but it will"
UNSAVED = "could not be saved"
LOST = "What you did last could not be saved."


class Played:
    """What a play has shown so far.

    Attributes:
        accepted: How many answers it has shown as accepted.
    """

    def __init__(self) -> None:
        self.accepted = 0


def play_on_screens(terminal: Terminal, played: Played) -> None:
    """Answer the same round again and again; ends with an error where the game has ended."""
    terminal.sees("Before & After")
    terminal.send(DOWN + DOWN + "\r")
    terminal.sees("A cup of green tea")
    terminal.send("1")
    for _ in itertools.count():
        terminal.sees("to open", "Open both")
        terminal.send("v1")
        terminal.sees("1 [x]")
        terminal.send("c")
        try:
            terminal.sees(CHECKED)
        finally:
            # It may have been the last that the game has shown.
            played.accepted += CHECKED in terminal.text()
        terminal.send("p")


def play_in_lines(terminal: Terminal, played: Played) -> None:
    """Answer the same round again and again; ends with an error where the game has ended."""
    hears(terminal, "Home> ")
    says(terminal, "open tea", "round, unread> ")
    while True:
        says(terminal, "both", "round> ")
        says(terminal, "names-a-number", "round> ")
        start = len(terminal.output)
        try:
            says(terminal, "check", "round checked> ")
        finally:
            played.accepted += CHECKED.encode() in terminal.output[start:]
        says(terminal, "replay", "round, unread> ")


def says(terminal: Terminal, line: str, answer: str) -> None:
    """Type a line, and wait for what the game answers to it."""
    start = len(terminal.output)
    terminal.send(line + "\n")
    hears(terminal, answer, start)


def hears(terminal: Terminal, text: str, start: int = 0, seconds: float = 30.0) -> None:
    """Wait until a text is written from a place of the output on."""
    deadline = time.perf_counter() + seconds
    while text.encode() not in terminal.output[start:]:
        if time.perf_counter() > deadline:
            raise AssertionError(f"{text!r} never came: {bytes(terminal.output[start:])!r}")
        if terminal.read(0.1) is None and terminal.process.poll() is not None:
            raise AssertionError("it has ended")


def answer_on_screens(terminal: Terminal, until: str = CHECKED) -> int:
    """Answer a round from Home, and again until something is seen; return how many answers."""
    steps = (("A cup of green tea", "1"), ("Open both", "v1"), ("1 [x]", "c"), (CHECKED, "p"))
    terminal.sees("Before & After")
    terminal.send(DOWN + DOWN + "\r")
    step = answers = 0
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline:
        shown = terminal.text()
        if until in shown:
            return answers
        if step == 1 and CHECKED in shown:
            step = 3
        if steps[step][0] in shown:
            terminal.send(steps[step][1])
            answers += step == 2
            step = step + 1 if step < 3 else 1
            terminal.settle(0.1)
        terminal.read(0.05)
    raise AssertionError(f"{until!r} never seen; the screen:\n{terminal.text()}")


def assert_kept(folder: Path, accepted: int, games: int = 1) -> int:
    """Assert that all that was shown as accepted is there, and nothing of it half.

    Args:
        folder: The data folder.
        accepted: How many answers were shown as accepted.
        games: How many games have played at once.

    Returns:
        How many answers are there.
    """
    assert not list(folder.glob("*damaged*"))
    if not (folder / FILE_NAME).exists():
        assert not accepted
        return 0
    with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store = ProgressStore(folder, "sound")
    try:
        assert store.notice is None
        answers = list(store.answers.all())
        # One more in each game may have been given, and not yet shown.
        assert accepted <= len(answers) <= accepted + games
        standing = store.standings().get(TEA)
        state = store.load(TEA, RoundState)
        if answers:
            assert standing is not None
            assert standing.done
            assert state is not None
            assert store.answers.due(answers[-1].question) is not None
    finally:
        store.close()
    return len(answers)


def assert_starts_again(folder: Path) -> None:
    """Assert that the game starts on what was left, and leaves well."""
    with Terminal(SCREENS, environment=data_in(folder)) as terminal:
        terminal.sees("Before & After")
        terminal.settle(0.3)
        terminal.send(QUIT)
        assert terminal.ended() == 0
        assert terminal.is_restored


def played(folder: Path, answers: int = 1, days_ago: float = 0.0) -> Path:
    """Make a data folder with answers in it."""
    store = ProgressStore(folder, "sound", clock=lambda: time.time() - 86_400 * days_ago)
    session = Session(PackReader(SOUND_PACK), store, random.Random(1))
    for _ in range(answers):
        play = session.round("tea")
        if play.state.checked:
            play.restart()
        for action in (
            before_after.Look("before"),
            before_after.Look("after"),
            before_after.Toggle("surer"),
            before_after.Check(),
        ):
            play.do(action)
    store.close()
    return folder


def answers_in(folder: Path) -> int:
    with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as database:
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return int(database.execute("SELECT count(*) FROM answer").fetchone()[0])


@contextlib.contextmanager
def game(
    folder: Path, command: tuple[str, ...] = SCREENS, before: tuple[str, ...] = ()
) -> Iterator[Terminal]:
    """A game that must leave well at the end."""
    with Terminal((*before, *command), environment=data_in(folder)) as terminal:
        yield terminal
        terminal.send(QUIT if command is SCREENS else "quit\n")
        assert terminal.ended() == 0, terminal.text()
        assert terminal.is_restored
