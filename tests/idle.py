"""Waiting until an app has done all that was asked of it, however busy the machine is.

Textual's pilot waits until the process takes little time for 20 ms, which is long on a machine
that has nothing else to do, and not long enough on one that has too much.
"""

import asyncio

from textual._context import active_app
from textual._wait import wait_for_idle as wait_for_rest
from textual.app import App

_MOST_ROUNDS = 10_000


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until no message is left to be handled and nothing is to be painted.

    Work beside the screen has no end that can be seen from here: while there is some, this waits
    as Textual does.

    Args:
        min_sleep: As in Textual.
        max_sleep: As in Textual.
    """
    app = active_app.get(None)
    if app is None or any(worker.is_running for worker in app.workers):
        await wait_for_rest(min_sleep, max_sleep)
        return
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(_MOST_ROUNDS):
        await asyncio.sleep(0)
        if not ready and not hurry(app):
            return


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
