"""A list gets the lines that it needs, and the text above it the rest."""

import pytest
from textual.app import App, ComposeResult
from textual.layout import Layout
from textual.screen import Screen
from textual.widgets import Static

from tui.widgets.shared_room import SharedRoom
from tui.widgets.steady import SteadyScroll, SteadyText


class RoomScreen(Screen[None]):
    CSS = """
    #top, #keys { height: 1; }
    #top { dock: top; }
    #keys { dock: bottom; }
    #text, #choices { height: auto; max-height: 100%; }
    #choices { margin: 1 0 0 0; }
    #between, #text Static, #choices Static { height: auto; }
    """

    def __init__(self, text: int, choices: int, least: float) -> None:
        super().__init__()
        self.lines = text, choices
        self.room = SharedRoom("text", {"choices"})
        self.room.least = least

    @property
    def layout(self) -> Layout:
        return self.room

    def compose(self) -> ComposeResult:
        text, choices = self.lines
        yield Static("top", id="top")
        with SteadyScroll(id="text"):
            yield SteadyText("\n".join("text" for _ in range(text)))
        yield Static("between", id="between")
        with SteadyScroll(id="choices"):
            yield SteadyText("\n".join("choice" for _ in range(choices)))
        yield Static("keys", id="keys")


@pytest.mark.parametrize(
    ("text", "choices", "least", "heights"),
    [
        # 24 lines, less top, keys, what stands between and the margin: 20 to share.
        (5, 5, 0.0, (5, 5)),
        (30, 5, 0.0, (15, 5)),
        (30, 30, 0.5, (10, 10)),
        (30, 30, 0.0, (6, 14)),
        (3, 30, 0.5, (3, 17)),
        (30, 5, 0.8, (17, 3)),
    ],
)
async def test_room_is_shared(
    text: int, choices: int, least: float, heights: tuple[int, int]
) -> None:
    app = App[None]()
    async with app.run_test(size=(40, 24)) as pilot:
        screen = RoomScreen(text, choices, least)
        await app.push_screen(screen)
        await pilot.pause()
        above, below = screen.query_one("#text"), screen.query_one("#choices")
        assert (above.outer_size.height, below.outer_size.height) == heights
        assert screen.query_one("#between").region.y == above.region.bottom
        assert below.region.y == above.region.bottom + 2
        assert below.region.bottom <= screen.query_one("#keys").region.y


async def test_without_a_list_nothing_is_shared() -> None:
    app = App[None]()
    async with app.run_test(size=(40, 24)) as pilot:
        screen = RoomScreen(30, 5, 0.0)
        await app.push_screen(screen)
        screen.query_one("#choices").display = False
        await pilot.pause()
        assert screen.query_one("#text").outer_size.height == 22
