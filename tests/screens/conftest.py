"""Helpers to drive the real app and to read what is on its screen."""

from textual import events
from textual.app import App
from textual.pilot import Pilot

from tui.screens.base import GameScreen


def screen_text(app: App[None]) -> str:
    """Return what is painted, as lines of text."""
    width, height = app.size
    lines = []
    for strip in app.screen._compositor.render_strips(app.size):
        lines.append("".join(segment.text for segment in strip)[:width])
    return "\n".join(lines[:height])


def key_bar(app: App[None]) -> str:
    """Return the key bar as text."""
    from textual.widgets import Static

    return str(app.screen.query_one("#keys", Static).render())


async def press_through(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return what is painted afterwards."""
    await pilot.press(*keys)
    await pilot.pause()
    return screen_text(pilot.app)


async def painted(pilot: Pilot[None], text: str) -> None:
    """Wait until a text is on the screen, for work that goes on beside it."""
    for _ in range(200):
        if text in screen_text(pilot.app):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"never on the screen: {text}")


def name_of(app: App[None]) -> str:
    """Return the class name of the screen on top."""
    assert isinstance(app.screen, GameScreen) or app.screen.is_modal
    return type(app.screen).__name__


def type_at_once(app: App[None], keys: str) -> None:
    """Send keys without a pause, as a terminal does with keys typed fast.

    Args:
        app: A running app.
        keys: The keys; letters, digits, and ``\\r`` for enter.
    """
    driver = app._driver
    assert driver is not None
    for key in keys:
        event = events.Key("enter" if key == "\r" else key, key)
        event.set_sender(app)
        driver.send_message(event)
