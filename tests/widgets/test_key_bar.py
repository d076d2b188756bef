"""The key bar wraps rather than hiding a key."""

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tui.widgets.key_bar import KeyBar, KeyHint

HINTS = [KeyHint("abc"[n % 3], f"label {n}", "") for n in range(8)]


class BarApp(App[None]):
    def compose(self) -> ComposeResult:
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(KeyBar).show(HINTS)


@pytest.mark.parametrize(("width", "lines"), [(120, 1), (60, 2), (30, 4)])
async def test_every_hint_is_shown_at_every_width(width: int, lines: int) -> None:
    app = BarApp()
    async with app.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        text = str(app.query_one("#keys", Static).render())
        assert all(hint.label in text for hint in HINTS)
        assert len(text.splitlines()) == lines
        assert max(map(len, text.splitlines())) <= width - 2
