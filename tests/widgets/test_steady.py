"""Texts and containers that are laid out anew only where that changes something."""

import pytest
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.screen import Screen
from textual.visual import VisualType
from textual.widget import Widget

from tests.widgets.test_choice_list import painted
from tui.widgets.laid_out import KeptVisual
from tui.widgets.steady import SteadyScroll, SteadyText, hide, steady_size


class Counting(VerticalLayout):
    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        self.times += 1
        return super().arrange(parent, children, size, greedy)


class CountingScreen(Screen[None]):
    virtual_size = steady_size()

    def __init__(self) -> None:
        super().__init__()
        self.counting = Counting()

    @property
    def layout(self) -> Layout:
        return self.counting


class TextApp(App[None]):
    CSS = "SteadyText { height: auto; } #wide { width: auto; } SteadyScroll { height: 4; }"

    def __init__(self) -> None:
        super().__init__()
        self.main = CountingScreen()

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def compose(self) -> ComposeResult:
        yield SteadyText("one", id="first", markup=False)
        yield SteadyText("two", id="wide", markup=False)
        with SteadyScroll():
            yield SteadyText("\n".join(f"line {n}" for n in range(20)), markup=False)

    @property
    def first(self) -> SteadyText:
        return self.main.query_one("#first", SteadyText)


def table(*rows: str) -> Table:
    grid = Table.grid()
    for row in rows:
        grid.add_row(row)
    return grid


@pytest.mark.parametrize("content", ["uno", Content("uno"), table("uno")])
async def test_a_text_of_the_same_size_is_painted_and_not_laid_out(content: VisualType) -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        times = app.main.counting.times
        app.first.update(content)
        await pilot.pause()
        assert painted(app)[:2] == ["uno", "two"]
        assert app.main.counting.times == times


@pytest.mark.parametrize("content", ["uno\nmas", Content("uno\nmas"), table("uno", "mas")])
async def test_a_text_with_more_lines_gets_them(content: VisualType) -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.first.update(content)
        await pilot.pause()
        assert painted(app)[:3] == ["uno", "mas", "two"]
        app.first.update("back")
        await pilot.pause()
        assert painted(app)[:2] == ["back", "two"]


async def test_a_text_as_wide_as_its_letters_grows() -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.main.query_one("#wide", SteadyText).update("three words here")
        await pilot.pause()
        assert painted(app)[1] == "three words here"


async def test_another_style_of_the_same_words_is_painted() -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.first.update(Content("one").stylize("bold"))
        await pilot.pause()
        strips = app.screen._compositor.render_strips(app.size)
        assert any(segment.style and segment.style.bold for segment in strips[0])


async def test_two_updates_before_the_layout_end_in_the_last() -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        app.first.update("uno\nmas")
        app.first.update("uno\nmas\ntres")
        await pilot.pause()
        assert painted(app)[:4] == ["uno", "mas", "tres", "two"]


async def test_what_is_hidden_comes_back_as_the_style_sheet_says() -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        hide(app.first, True)
        await pilot.pause()
        assert painted(app)[0] == "two"
        hide(app.first, False)
        await pilot.pause()
        assert painted(app)[0] == "one"


@pytest.mark.parametrize(
    ("keys", "top"),
    [
        (["down"], 1),
        (["down", "down", "up"], 1),
        (["pagedown"], 4),
        (["pagedown", "pageup"], 0),
        (["end"], 16),
        (["end", "home"], 0),
    ],
)
async def test_keys_scroll_at_once(keys: list[str], top: int) -> None:
    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        scroll = app.main.query_one(SteadyScroll)
        scroll.focus()
        await pilot.press(*keys)
        assert scroll.scroll_y == top
        assert not app.animator.is_being_animated(scroll, "scroll_y")


async def test_a_table_is_laid_out_once_for_each_width() -> None:
    class Counted:
        times = 0

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            self.times += 1
            yield table("a b c d e f")

    app = TextApp()
    async with app.run_test(size=(20, 10)) as pilot:
        counted = Counted()
        app.first.update(counted)
        await pilot.pause()
        assert isinstance(app.first.visual, KeptVisual)
        first = counted.times
        app.first.refresh(layout=True)
        await pilot.pause()
        assert counted.times == first
        await pilot.resize_terminal(6, 10)
        assert counted.times == first + 1
        assert painted(app)[:2] == ["a b c", "d e f"]
