"""What the tests themselves rely on: waits that wait, and paint that is not forgotten."""

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tests.idle import times_changed


class Slow(App[None]):
    """Does something for a while, away from the loop, for every key."""

    done = 0

    def compose(self) -> ComposeResult:
        yield Static("nothing yet")

    async def on_key(self) -> None:
        await asyncio.sleep(0.05)
        self.done += 1
        self.query_one(Static).update(f"{self.done} done")


class Torn(Static):
    """Cannot be painted any more once a key was pressed."""

    is_torn = False

    def render_lines(self, crop: object) -> list[object]:  # type: ignore[override]
        if self.is_torn:
            raise ZeroDivisionError
        return super().render_lines(crop)  # type: ignore[arg-type,return-value]


class Tearing(App[None]):
    def compose(self) -> ComposeResult:
        yield Torn("whole")

    def on_key(self) -> None:
        torn = self.query_one(Torn)
        torn.is_torn = True
        torn.refresh()


async def test_a_pilot_waits_for_what_a_key_began() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.press("a", "b")
        assert app.done == 2


async def test_what_nobody_looks_at_is_painted_when_a_test_pauses() -> None:
    app = Tearing()
    async with app.run_test() as pilot:
        await pilot.press("a")
        with pytest.raises(ZeroDivisionError):
            await pilot.pause()


async def test_changes_are_counted_before_they_are_painted() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.pause()
        before = times_changed(app)
        await pilot.pause()
        assert times_changed(app) == before
        await pilot.press("a")
        assert times_changed(app) > before
