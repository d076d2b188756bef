"""An author who writes a pack and looks at the preview of it."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from tests.idle import times_changed
from tests.screens.conftest import screen_text
from tui.authoring.check import check_pack
from tui.authoring.target import find_target, place_of
from tui.content.problems import Problem
from tui.preview.app import PreviewApp
from tui.preview.desk import Kit
from tui.storage.progress import ProgressStore

LESSON, ROUND, CASE = "lessons/first.toml", "before-after/tea.toml", "detective/parrots.toml"
ROWS = "datasets/parrots-garage.jsonl"
LONGEST_S = 30.0


class Author:
    """Somebody who writes a pack and looks at the preview of it."""

    def __init__(self, pack: Path) -> None:
        self.pack = pack
        self._saved: asyncio.Queue[frozenset[str]] = asyncio.Queue()
        self._ahead = 0
        self._checks = 0
        self._looked: tuple[object, int, str] | None = None
        self.app: PreviewApp

    def preview(self, file: str = "", text: str = "", *, language: str = "") -> PreviewApp:
        """Return the preview, opened at the line with a text."""
        given = str(self.pack / file)
        target = find_target(f"{given}:{self.line_of(file, text)}" if text else given)
        kit = Kit(
            target.pack,
            target.file,
            (language,) if language else (),
            partial(place_of, target=target),
            self._check,
            self._changes,
            lambda: "14:03:12",
        )
        self.app = PreviewApp(kit, ProgressStore.in_memory("preview"), random.Random(1))
        return self.app

    def line_of(self, file: str, text: str) -> int:
        lines = (self.pack / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def text(self, file: str) -> str:
        return (self.pack / file).read_text(encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Put one text in place of another, and save."""
        assert old in self.text(file)
        self.save(file, self.text(file).replace(old, new))

    def save(self, file: str, text: str | None) -> None:
        """Save a file, or delete it."""
        if text is None:
            (self.pack / file).unlink()
        else:
            (self.pack / file).write_text(text, encoding="utf-8")
        self._ahead += 1
        self._saved.put_nowait(frozenset({file}))

    async def sees(self, text: str, *, not_any_more: bool = False) -> str:
        """Wait until a text is on the screen, and return all of the screen."""
        end = time.perf_counter() + LONGEST_S
        while (text in (shown := self._look())) is not_any_more or not shown.strip():
            assert time.perf_counter() < end, f"{text!r}\n{shown}"
            await asyncio.sleep(0.05)
        return await self.rest()

    async def sees_after(self, pilot: Pilot[None], *keys: str) -> str:
        """Press keys, and return the screen once it does not change any more."""
        await pilot.press(*keys)
        return await self.rest()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.perf_counter() + LONGEST_S
        while not holds():
            assert time.perf_counter() < end, screen_text(self.app)
            await asyncio.sleep(0.05)

    async def rest(self) -> str:
        """Wait until the preview is up to date and still, and return all of the screen."""
        before, shown = "", self._shown()
        end = time.perf_counter() + LONGEST_S
        while not shown.strip() or shown != before:
            assert time.perf_counter() < end, screen_text(self.app)
            await asyncio.sleep(0.15)
            before, shown = shown, self._shown()
        return shown

    def _shown(self) -> str:
        """Return what is on the screen, or nothing while the preview is behind the files."""
        return "" if self._ahead or self._checks else self._look()

    def _look(self) -> str:
        """Return what is on the screen, which is read anew only once it has changed."""
        screen, times = self.app.screen, times_changed(self.app)
        if self._looked is None or self._looked[:2] != (screen, times):
            self._looked = (screen, times, screen_text(self.app))
        return self._looked[2]

    def _check(self) -> list[Problem]:
        self._checks += 1
        try:
            return check_pack(self.pack)
        finally:
            self._checks -= 1

    async def _changes(self) -> AsyncIterator[frozenset[str]]:
        while True:
            yield await self._saved.get()
            # Whoever follows asks for the next once this one is on the screen.
            self._ahead -= 1
