"""How long the program takes to be there."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, alternating, ratio
from tests.benchmarks.worlds import answered_folder, played_folder, scenario_folder
from tests.terminal import GAME, PROGRAM, Terminal, data_in

ONE_STATIC = (sys.executable, "-m", "tests.benchmarks.one_static")
STATIC_READY = ("one static is ready",)
HOME_READY = ("Continue", "Handbook", "help")
"""The first and the last thing that Home paints, and what progress has made of it."""
Size = tuple[int, int]


def painting(command: tuple[str, ...], texts: tuple[str, ...], size: Size, data: Path) -> float:
    """Return the seconds from the start of a program to the last byte of its first picture.

    Args:
        command: The program.
        texts: What must be in the picture.
        size: The size of the terminal.
        data: The data folder.
    """
    with Terminal(command, size=size, environment=data_in(data)) as terminal:
        seen = terminal.wait_for(*texts)
        return (terminal.settle() or seen) - terminal.started


def _home(size: Size, data: Path) -> Callable[[], float]:
    return lambda: painting(GAME, HOME_READY, size, data)


def _shell(*arguments: str) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        return time.perf_counter() - start

    return run


def start_up(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield how long it takes to Home, against one Static, and with much to find.

    Args:
        folder: Where data folders are made.
        rounds: How often each is measured.
    """
    played = played_folder(folder / "played")
    for size in ((80, 24), (120, 36)):

        def base(size: Size = size) -> float:
            return painting(ONE_STATIC, STATIC_READY, size, played)

        taken = alternating(_home(size, played), base, rounds)
        yield ratio(f"start to Home painted, {size[0]}×{size[1]}", *taken, "one Static", 1.5)
    for what, data in (
        ("10,000 scenarios in the data folder", scenario_folder(folder / "many")),
        ("10,000 recorded answers", answered_folder(folder / "answers")),
    ):
        taken = alternating(_home((80, 24), data), _home((80, 24), played), rounds)
        yield ratio(f"start with {what}", *taken, "the shipped pack alone", 1.2)


def shell(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield how long ``--version`` and ``--help`` take, against ``python -c pass``.

    Args:
        folder: Not needed.
        rounds: How often each is measured.
    """
    del folder
    for option in ("--version", "--help"):
        taken = alternating(_shell(PROGRAM, option), _shell(sys.executable, "-c", "pass"), rounds)
        yield ratio(option, *taken, "python -c pass", 2.5)
