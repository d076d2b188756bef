"""How an author looks at a screen, to look at another one of the same kind in the same way."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.screens.training import TrainingScreen
from tui.screens.verdict import VerdictScreen
from tui.widgets.choice_list import ChoiceList
from tui.widgets.row_browser import RowBrowser
from tui.widgets.row_table import RowTable

AnyScreen = Screen[Any]
_LONGEST_S = 1.0


@dataclass(frozen=True, slots=True)
class View:
    """Where the focus, the cursors and the scroll bars of a screen are; widgets by their ids.

    Attributes:
        focus: The widget that has the focus, if any.
        typed: What stands in the inputs.
        cursors: The entry under the cursor of each list, and its place in it.
        rows: The row under the cursor of each table.
        scrolls: How far each widget is scrolled.
        open_row: Whether a row is shown in full.
        skipped: Whether a training run was watched to its end.
        replies: Whether the replies are in front of the verdict, and the base model's shown too.
    """

    focus: str | None = None
    typed: dict[str, str] = field(default_factory=dict)
    cursors: dict[str, tuple[str, int]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    scrolls: dict[str, float] = field(default_factory=dict)
    open_row: bool = False
    skipped: bool = False
    replies: tuple[bool, bool] | None = None


def view_of(screen: AnyScreen) -> View:
    """Return how a screen is looked at.

    Args:
        screen: A screen on show, or under the one on show.
    """
    named = [widget for widget in screen.query("*") if widget.id is not None]
    return View(
        None if screen.focused is None else screen.focused.id,
        {_id(widget): widget.value for widget in named if isinstance(widget, Input)},
        {
            _id(widget): (widget.cursor, widget.highlighted or 0)
            for widget in named
            if isinstance(widget, ChoiceList) and widget.cursor is not None
        },
        {
            _id(widget): widget.current
            for widget in named
            if isinstance(widget, RowTable) and widget.current is not None
        },
        {_id(widget): widget.scroll_y for widget in named if widget.max_scroll_y},
        any(browser.is_row_open for browser in screen.query(RowBrowser)),
        isinstance(screen, TrainingScreen) and not screen.is_running_now,
        (screen.has_class("-replies"), screen.shows_base)
        if isinstance(screen, VerdictScreen)
        else None,
    )


async def look(screen: AnyScreen, view: View) -> None:
    """Look at a screen in a given way, as far as its content allows.

    Args:
        screen: The screen on show.
        view: The way.
    """
    await settled(screen)
    if isinstance(screen, TrainingScreen) and view.skipped:
        screen.skip()
    if isinstance(screen, VerdictScreen) and view.replies is not None:
        _turn(screen, *view.replies)
    for name, text in view.typed.items():
        for box in screen.query(f"#{name}").results(Input):
            box.value = text
    if any(view.typed.values()):
        await settled(screen)
    for name, (entry, place) in view.cursors.items():
        for choices in screen.query(f"#{name}").results(ChoiceList):
            move_cursor(choices, entry, place)
    await settled(screen)
    for name, row in view.rows.items():
        for table in screen.query(f"#{name}").results(RowTable):
            table.go_to(row)
            if view.open_row:
                table.action_open()
    if view.focus is not None:
        for widget in screen.query(f"#{view.focus}"):
            widget.focus(scroll_visible=False)
    await settled(screen)
    for name, y in view.scrolls.items():
        for widget in screen.query(f"#{name}"):
            widget.scroll_to(y=y, animate=False)


async def settled(screen: AnyScreen) -> None:
    """Wait until a screen is laid out as it will stay.

    Args:
        screen: The screen.
    """
    # Twice: a scroll bar that comes with the first layout asks for another.
    for _ in range(2):
        await _called(screen.call_after_refresh)


async def caught_up(app: App[Any]) -> None:
    """Wait until none of an app's screens is still being made.

    Args:
        app: The app.
    """
    known: set[AnyScreen] = set()
    while fresh := [screen for screen in app.screen_stack if screen not in known]:
        for screen in fresh:
            await _called(screen.call_later)
        known.update(fresh)


async def _called(call: Callable[[Callable[[], None]], bool]) -> None:
    """Wait until a screen has come to a call; it may be closed before."""
    done = asyncio.Event()
    if call(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LONGEST_S)


def move_cursor(choices: ChoiceList, entry: str, place: int = 0) -> None:
    """Move the cursor of a list to an entry.

    Args:
        choices: The list.
        entry: Its id.
        place: Where it stood, to be nearest to it where there is no such entry any more.
    """
    ids = [option.id for option in choices.options]
    if entry in ids:
        choices.highlighted = ids.index(entry)
    elif ids:
        choices.highlighted = min(place, len(ids) - 1)


def _turn(screen: VerdictScreen, in_front: bool, shows_base: bool) -> None:
    if not in_front:
        screen.action_verdict()
    if shows_base != screen.shows_base:
        screen.action_base()


def _id(widget: Widget) -> str:
    return widget.id or ""
