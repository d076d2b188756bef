"""Runs the game with an error in it: ``python -m tests.faults.driver WHERE play …``."""

import sys
from collections.abc import Callable
from typing import Any

TYPED = "what-the-learner-has-typed"
MESSAGE = "an error of the game\x1b]0;title\x07"


def fail(*_args: Any, **_names: Any) -> None:
    """Fail, with a local variable that nobody shall see."""
    typed = TYPED
    raise KeyError(MESSAGE, len(typed))


def on_mount() -> None:
    """Fail as a screen is opened."""
    from tui.screens.shelf import ShelfScreen

    ShelfScreen.on_mount = fail  # type: ignore[method-assign]


def in_a_key() -> None:
    """Fail as a key is pressed."""
    from tui.routes import Routes

    Routes.open_shelf = fail  # type: ignore[method-assign]


def in_a_thread() -> None:
    """Fail in a worker of Home."""
    from tui.screens.home import HomeScreen

    HomeScreen._find_faults = fail  # type: ignore[method-assign]


def in_the_input() -> None:
    """Fail where keys are read."""
    from textual._xterm_parser import XTermParser

    XTermParser.feed = fail  # type: ignore[method-assign, assignment]


def in_a_paint() -> None:
    """Fail as a widget is painted."""
    from tui.widgets.key_bar import KeyBar

    KeyBar.render_lines = fail  # type: ignore[method-assign, assignment]


def at_the_start() -> None:
    """Fail before anything is on the screen."""
    from tui.app import DetectiveApp

    DetectiveApp.get_default_screen = fail  # type: ignore[method-assign, assignment]


def in_plain_mode() -> None:
    """Fail in plain mode."""
    from tui.plain.game import Game

    Game.handle = fail  # type: ignore[method-assign]


ERRORS: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        on_mount,
        in_a_key,
        in_a_thread,
        in_the_input,
        in_a_paint,
        at_the_start,
        in_plain_mode,
    )
}


if __name__ == "__main__":
    ERRORS[sys.argv.pop(1)]()
    from tui.__main__ import main

    main()
