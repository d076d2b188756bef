"""Beginning and ending the game in lines: from a terminal, a pipe or a script."""

import random
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TextIO

from tui.content.reader import PackReader
from tui.plain.console import Console
from tui.plain.game import Game
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

_WIDEST = 100
_LEAST_WIDTH = 20
_SIGNALLED = 128


class _StoppedError(Exception):
    """Raised where the system asks the game to end."""

    def __init__(self, number: int) -> None:
        """Keep which signal it was.

        Args:
            number: Its number.
        """
        super().__init__(number)
        self.number = number


def play(reader: PackReader, store: ProgressStore, script: Path | None = None) -> int:
    """Play the lines of a script, or else what is typed or piped in.

    Args:
        reader: The pack.
        store: The learner's progress in it.
        script: A text file with one input on each line.

    Returns:
        The exit status.

    Raises:
        OSError: The script cannot be read.
        ScriptError: A line of it cannot be done.
    """
    if script is None:
        typed = sys.stdin is not None and sys.stdin.isatty()
        console = Console(_lines(sys.stdin), sys.stdout, typed=typed, width=_width())
    else:
        lines = script.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        console = Console(lines, sys.stdout, typed=False, width=_width())
    session = Session(reader, store, random.Random())
    with _signals():
        try:
            Game(session, console, "" if script is None else str(script)).run()
        except _StoppedError as stopped:
            return _SIGNALLED + stopped.number
    return 0


def _lines(source: TextIO | None) -> Iterator[str]:
    if source is None:
        return
    if hasattr(source, "reconfigure"):
        source.reconfigure(errors="replace")
    yield from iter(source.readline, "")


def _width() -> int:
    if not sys.stdout.isatty():
        return 0
    return max(min(shutil.get_terminal_size().columns, _WIDEST) - 1, _LEAST_WIDTH)


@contextmanager
def _signals() -> Iterator[None]:
    """End well where the system asks for it: every move is saved already."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise _StoppedError(number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    earlier = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in earlier.items():
            signal.signal(getattr(signal, name), handler)
