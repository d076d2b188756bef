"""How long each screen takes to open in process, and what is left of it when it is closed."""

import asyncio
import gc
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from textual.pilot import Pilot

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.worlds import large_pack
from tui.app import DetectiveApp
from tui.content.reader import PackReader
from tui.rules import detective
from tui.rules.progress import ItemKey
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

CYCLES = 300
_PAGE_KB = 4
Open = Callable[[DetectiveApp], None]


def _session(folder: Path) -> Session:
    reader = PackReader(large_pack(folder / "large"))
    store = ProgressStore(folder / "opening", reader.pack.id)
    return Session(reader, store, random.Random(1))


def _ways(session: Session) -> dict[str, Open]:
    """Return how each screen is opened, by its name."""
    case = session.case(session.ids["detective"][0])
    case.restart()
    case.do(detective.Accept())
    training = session.case(session.ids["detective"][1])
    training.restart()
    training.do(detective.Accept())
    training.do(detective.Train(training.scenario.datasets[0].id))
    return {
        "lesson": lambda app: app.routes.open_item(ItemKey("lesson", session.ids["lesson"][0])),
        "round": lambda app: app.routes.open_item(
            ItemKey("before-after", session.ids["before-after"][0])
        ),
        "case with a table of 100,000 rows": lambda app: app.routes.open_item(case.key),
        "curve": lambda app: app.routes.open_item(training.key),
        "handbook of 2,000 entries": lambda app: app.action_handbook(),
        "progress": lambda app: app.routes.open_progress(),
    }


async def _opened(pilot: Pilot[None], open_it: Open) -> float:
    app = pilot.app
    assert isinstance(app, DetectiveApp)
    start = time.perf_counter()
    open_it(app)
    while app.screen is app.screen_stack[0] or not app.screen.is_mounted or not app.screen.size:
        await asyncio.sleep(0)
    painted = asyncio.Event()
    app.screen.call_after_refresh(painted.set)
    await painted.wait()
    taken = time.perf_counter() - start
    await pilot.pause()
    app.pop_screen()
    await pilot.pause()
    return taken


def opening(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield how long every screen takes to open from Home, in process.

    Args:
        folder: Where a large pack is made.
        rounds: How often each is opened; the first time, which imports, is told apart.
    """
    session = _session(folder)

    async def measure() -> dict[str, list[float]]:
        taken: dict[str, list[float]] = {}
        app = DetectiveApp(session)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause(1.0)
            for name, open_it in _ways(session).items():
                taken[name] = [await _opened(pilot, open_it) for _ in range(5 * rounds)]
        return taken

    for name, taken in asyncio.run(measure()).items():
        late = percentile(taken, 0.95) * 1000
        first, middle = taken[0] * 1000, percentile(taken, 0.5) * 1000
        detail = f"first {first:.0f}, median {middle:.0f}, {len(taken)} times"
        yield Figure(f"opening: {name}, p95", late, "ms", 150, detail)


def growth(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield by how much the process grows while each screen is opened and closed 300 times.

    Args:
        folder: Where a large pack is made.
        rounds: Not needed.
    """
    del rounds
    session = _session(folder)

    async def measure() -> dict[str, float]:
        grown: dict[str, float] = {}
        app = DetectiveApp(session)
        async with app.run_test(size=(80, 24)) as pilot:
            for name, open_it in _ways(session).items():
                # The caches of Textual fill first.
                for _ in range(100):
                    await _cycle(pilot, open_it)
                before = _resident_mb()
                for _ in range(CYCLES):
                    await _cycle(pilot, open_it)
                grown[name] = _resident_mb() - before
        return grown

    for name, more in asyncio.run(measure()).items():
        yield Figure(f"growth: {name}", more, f"MB in {CYCLES} cycles", 3.0, "after 100 to warm up")


async def _cycle(pilot: Pilot[None], open_it: Open) -> None:
    app = pilot.app
    assert isinstance(app, DetectiveApp)
    open_it(app)
    while app.screen is app.screen_stack[0] or not app.screen.is_mounted:
        await asyncio.sleep(0)
    await asyncio.sleep(0.02)
    await app.pop_screen()


def _resident_mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE_KB / 1024
