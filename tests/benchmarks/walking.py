"""A play-through of every screen: how soon each key is painted, and what memory it takes."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.starting import HOME_READY, ONE_STATIC, STATIC_READY, Size
from tests.benchmarks.worlds import played_folder
from tests.terminal import GAME, Terminal, data_in

_KEYS = {"enter": "\r", "esc": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C"}
_KEYS |= {"left": "\x1b[D", "space": " ", "pgdn": "\x1b[6~", "pgup": "\x1b[5~", "f2": "\x1bOQ"}
_KEYS |= {"home": "\x1b[H", "end": "\x1b[F"}
# A lone escape might begin the sequence of another key: Textual waits this long for the rest.
_ESCAPE_S = 0.12
_BURST_S = 0.004
FRAME_MS = 1000 / 60

# Home, a lesson, a round, a case, handbook, settings, help, progress. What opens another screen
# stands behind a "!": its figure is that of opening.
_WALK = """
down down down up up home !enter !esc home down !enter down up !enter 1 down up right right right
right left left right c down up !j !esc pgdn pgup !esc !esc
home down down !enter down down up !enter b a 1 2 3 2 g g c down down down up pgdn pgup !esc !esc
home down down down !enter !enter !enter down up enter down down down n n p m enter down enter esc
!t !enter !enter !enter down down pgdn !esc !esc
!k l o r a esc down down up pgdn !esc !f2 down down up !esc !? down pgdn !esc !o 2 3 4 1 down !esc
"""
WALK = tuple(_WALK.split())


class Walked(NamedTuple):
    """What a play-through has shown.

    Attributes:
        keys: The seconds from each key to its paint, without those that open a screen.
        rest: The seconds from each of them until all is at rest.
        opened: The seconds from a key that opens or closes a screen until all is at rest.
        memory: What the program held afterwards, in MB.
    """

    keys: list[float]
    rest: list[float]
    opened: list[float]
    memory: float


def press(terminal: Terminal, key: str) -> tuple[float, float] | None:
    """Press a key and return the seconds until its paint is there, and until all is at rest.

    A paint is one burst of bytes. What comes after a pause is another: a scroll bar, a second
    layout.

    Args:
        terminal: Where.
        key: The key, as in ``WALK``.

    Returns:
        Both, or None where the key paints nothing.
    """
    start = time.perf_counter()
    terminal.send(_KEYS.get(key, key))
    if key == "esc":
        start += _ESCAPE_S
        time.sleep(_ESCAPE_S)
    first = terminal.read(0.25)
    if first is None:
        return None
    painted = terminal.settle(_BURST_S) or first
    rest = terminal.settle() or painted
    return max(painted - start, 0.0), max(rest - start, 0.0)


def walk_through(command: Sequence[str], ready: Sequence[str], size: Size, data: Path) -> Walked:
    """Press every key of the walk in a program, and return how soon each was painted.

    Args:
        command: The program.
        ready: What it paints first.
        size: The size of the terminal.
        data: The data folder.
    """
    keys: list[float] = []
    rest: list[float] = []
    opened: list[float] = []
    with Terminal(command, size=size, environment=data_in(data)) as terminal:
        terminal.wait_for(*ready)
        terminal.settle(0.6)
        for written in WALK:
            taken = press(terminal, written.removeprefix("!"))
            if taken is None:
                continue
            if written.startswith("!"):
                opened.append(taken[1])
            else:
                keys.append(taken[0])
                rest.append(taken[1])
        terminal.settle()
        assert terminal.process.poll() is None, terminal.text()
        memory = terminal.memory_mb()
    return Walked(keys, rest, opened, memory)


def keys_and_memory(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield how soon keys are painted, and what memory the play-through takes.

    Args:
        folder: Where data folders are made.
        rounds: How often each is measured.
    """
    for size in ((80, 24), (120, 36)):
        ours: list[Walked] = []
        base: list[Walked] = []
        for number in range(max(rounds // 3, 2)):
            data = played_folder(folder / f"walk-{size[0]}-{number}")
            ours.append(walk_through(GAME, HOME_READY, size, data))
            base.append(walk_through(ONE_STATIC, STATIC_READY, size, data))
        mine = [taken for walked in ours for taken in walked.keys]
        theirs = [taken for walked in base for taken in walked.keys]
        where = f"{size[0]}×{size[1]}"
        for name, share, target in (("p50", 0.5, 2.0), ("p99", 0.99, 3.0)):
            a, b = percentile(mine, share) * 1000, percentile(theirs, share) * 1000
            detail = f"{a:.1f} : {b:.1f} ms, {len(mine)} and {len(theirs)} keys"
            yield Figure(f"key to paint, {name}, {where}", a / b, "× one Static", target, detail)
        slowest = percentile(mine, 0.99) * 1000
        rest = percentile([taken for walked in ours for taken in walked.rest], 0.99) * 1000
        detail = f"{len(mine)} keys; all at rest after {rest:.1f}"
        yield Figure(f"key to paint, p99, {where}", slowest, "ms", FRAME_MS, detail)
        opened = [taken for walked in ours for taken in walked.opened]
        detail = f"{len(opened)} times, in the terminal"
        late = percentile(opened, 0.95) * 1000
        yield Figure(f"screen opened by a key, p95, {where}", late, "ms", 150, detail)
        a = sorted(walked.memory for walked in ours)[len(ours) // 2]
        b = sorted(walked.memory for walked in base)[len(base) // 2]
        detail = f"{a:.1f} : {b:.1f} MB resident"
        yield Figure(f"memory after it, {where}", a / b, "× one Static", 1.6, detail)
