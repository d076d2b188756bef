"""Waiting until an app has done all that was asked of it, however busy the machine is.

Textual's pilot waits until the process takes little time for 20 ms, which is long on a machine
that has nothing else to do, and not long enough on one that has too much. It also sends a message
through every widget, and a screen that nobody sees is painted several times for one key: here
those that are at rest are not asked, and it is painted when a test pauses or looks.
"""

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from textual._compositor import Compositor
from textual._context import active_app
from textual._wait import wait_for_idle as wait_for_rest
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

_MOST_ROUNDS = 10_000


def hasten(patch: pytest.MonkeyPatch) -> None:
    """Let pilots wait as this module does.

    Args:
        patch: Puts these waits in place of Textual's.
    """
    patch.setattr("textual.app.wait_for_idle", wait_for_idle)
    patch.setattr("textual.pilot.wait_for_idle", wait_and_paint)
    patch.setattr(Pilot, "_wait_for_screen", wait_for_screen)
    patch.setattr(Compositor, "render_update", put_off)


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until no message is left to be handled and nothing is to be laid out.

    Work beside the screen has no end that can be seen from here: while there is some, this waits
    as Textual does.

    Args:
        min_sleep: As in Textual.
        max_sleep: As in Textual.
    """
    app = active_app.get(None)
    if app is None or works(app):
        await wait_for_rest(min_sleep, max_sleep)
        return
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(_MOST_ROUNDS):
        await asyncio.sleep(0)
        if not ready and not hurry(app):
            return


async def wait_and_paint(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until an app is idle, and paint what has changed.

    Args:
        min_sleep: As in Textual.
        max_sleep: As in Textual.
    """
    await wait_for_idle(min_sleep, max_sleep)
    if paint():
        await wait_for_idle(min_sleep, max_sleep)


async def wait_for_screen(pilot: Pilot[object], timeout: float = 30.0) -> bool:
    """Wait until the screen and all that is on it have handled their messages.

    Args:
        pilot: Drives the app.
        timeout: As in Textual, which is asked about what is not at rest.

    Returns:
        Whether they have.
    """
    app = pilot.app
    for _ in range(_MOST_ROUNDS):
        await wait_for_idle()
        if works(app) or not app.screen_stack:
            return await _ask_all(pilot, timeout)
        if all(map(is_at_rest, (app, *app.screen.walk_children(with_self=True)))):
            return True
        if not await _ask_all(pilot, timeout):
            break
    return False


def works(app: App[object]) -> bool:
    """Return whether there is work beside the screen."""
    return any(worker.is_running for worker in app.workers)


def is_at_rest(pump: MessagePump) -> bool:
    """Return whether a part of an app waits for its next message, or will never handle one."""
    return not pump.is_running or bool(pump._message_queue.ready_event._waiters)


def hurry(app: App[object]) -> bool:
    """Do at once what Textual would do some milliseconds later; return whether there was any."""
    if not app.is_running or not app.screen_stack:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    screen = app.screen
    if app._batch_count or not screen.is_running or not screen._update_timer._active.is_set():
        return False
    screen._on_timer_update()
    return True


def put_off(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[object]] | None = None,
    simplify: bool = False,
) -> object:
    """Note what is to be painted, or paint it if somebody looks."""
    if full:
        return _paint(compositor, full, screen_stack, simplify)
    _due[compositor] = screen_stack
    _times[compositor] = _times.get(compositor, 0) + 1
    return None


def times_changed(app: App[Any]) -> int:
    """Return how often there was something new to be painted of the screen on top."""
    return _times.get(app.screen._compositor, 0)


def paint() -> bool:
    """Paint what was put off; return whether there was any."""
    was_due = bool(_due)
    while _due:
        compositor, screen_stack = _due.popitem()
        _paint(compositor, screen_stack=screen_stack)
    return was_due


_ask_all = Pilot._wait_for_screen
_paint = Compositor.render_update
_due: WeakKeyDictionary[Compositor, list[Screen[object]] | None] = WeakKeyDictionary()
_times: WeakKeyDictionary[Compositor, int] = WeakKeyDictionary()
