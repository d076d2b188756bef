"""When the game collects garbage: while nobody types, for it takes as long as two frames."""

import gc
import time

from textual.app import App

_EVERY_S = 0.5
_QUIET_S = 0.05
_MOST_PUT_OFF = 5
_YOUNG, _MIDDLE, _NEVER = 700, 10, 1_000_000_000


class Tidier:
    """Collects what the game has let go of, between the keys."""

    def __init__(self) -> None:
        """Make one that has nothing to do yet."""
        self._touched = 0.0
        self._put_off = 0

    def start(self, app: App[None]) -> None:
        """Take over from Python, if the program has stopped its collector for the start.

        Args:
            app: The app; what it has made so far lives as long as it does.
        """
        if gc.isenabled():
            return

        def begin() -> None:
            gc.collect()
            gc.freeze()
            gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
            gc.enable()
            app.set_interval(_EVERY_S, self.tidy)

        app.set_timer(_EVERY_S, begin)

    def touch(self) -> None:
        """Hear that the learner has done something."""
        self._touched = time.monotonic()

    def tidy(self) -> None:
        """Collect all garbage, if there may be some and nobody is busy."""
        if gc.get_count()[2] == 0:
            return
        if time.monotonic() - self._touched < _QUIET_S and self._put_off < _MOST_PUT_OFF:
            self._put_off += 1
            return
        self._put_off = 0
        gc.collect()
