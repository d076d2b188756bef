"""The ways out of the app that nobody has chosen: signals, a terminal that is gone, an error."""

import asyncio
import os
import select
import signal
import sys
import threading
from traceback import walk_tb
from typing import Any

from rich.console import RenderableType
from rich.text import Text
from textual.app import App
from textual.dom import DOMNode, NoScreen
from textual.worker import WorkerFailed

from tui.storage.session import Session

_LOOK_EVERY_S = 1.0
_TERMINAL_GONE = 128 + 1
_WRITER = "textual-output"
_ENDING = ("SIGTERM", "SIGHUP", "SIGINT")


class LeavingApp(App[None]):
    """An app that ends well however it ends: the terminal restored, and a status that says so.

    Attributes:
        session: The learner's sitting.
    """

    session: Session
    _has_failed = False
    _left_with: int | None = None

    def watch_the_ways_out(self) -> None:
        """End well from now on where a signal says so, or where the terminal is gone."""
        self._leave_on_signals()
        self._hold_signals(False)
        if not self.is_headless:
            self._leave_without_a_terminal()

    @property
    def status(self) -> int:
        """The exit status of the process, once the app has ended."""
        if self._has_failed:
            return 1
        return (self.return_code or 0) if self._left_with is None else self._left_with

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """End the game.

        Args:
            result: Nothing.
            return_code: The exit status.
            message: What to print at the end.
        """
        if self._left_with is None:
            self._left_with = return_code
        super().exit(result, return_code, message)

    def panic(self, *renderables: Any) -> None:
        """End with a calm paragraph; what Textual would print is logged instead.

        Args:
            renderables: What Textual would print.
        """
        for each in renderables:
            shown = "".join(segment.text for segment in self.console.render(each))
            self._fail(each if isinstance(each, Exception) else RuntimeError(shown))

    # Textual has no public way to say what it prints of an error: all local variables.
    def _fatal_error(self) -> None:
        if self._exception is not None:
            self._fail(self._exception)

    def _fail(self, error: Exception) -> None:
        from tui.storage.error_log import record

        cause = error.error if isinstance(error, WorkerFailed) else error
        # One error often leads to others while the app ends: the first is the one to tell.
        if self._has_failed or self._is_of_what_is_gone(cause):
            return
        self._has_failed = True
        super().panic(Text(record(cause, self.session.store)))

    def _is_of_what_is_gone(self, error: BaseException) -> bool:
        # A key that closes a screen, or the game, may come before the screen is all put up:
        # Textual goes on with that, and finds none of its widgets.
        for frame, _line in reversed([*walk_tb(error.__traceback__)]):
            node = frame.f_locals.get("self")
            if isinstance(node, DOMNode) and not isinstance(node, App):
                return self._left_with is not None or not self._shows(node)
        return False

    def _shows(self, node: DOMNode) -> bool:
        try:
            return node.screen in self.screen_stack
        except NoScreen:
            return False

    def _leave_without_a_terminal(self) -> None:
        # Where no signal says that the terminal is gone, Textual would read on for ever.
        if not hasattr(select, "poll") or sys.__stdin__ is None:
            return
        gone = select.poll()
        gone.register(sys.__stdin__.fileno(), 0)

        def look() -> None:
            if gone.poll(0):
                self.exit(None, _TERMINAL_GONE)

        self.set_interval(_LOOK_EVERY_S, look)

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run the app; see Textual.

        Args:
            args: As in Textual.
            kwargs: As in Textual.

        Returns:
            What the app was left with.
        """
        # A signal that comes while the terminal is being set up waits until it can be restored.
        self._hold_signals(True)
        earlier, threading.excepthook = threading.excepthook, _leave_where_nothing_is_written
        try:
            return super().run(*args, **kwargs)
        finally:
            threading.excepthook = earlier
            self._hold_signals(False)

    def _hold_signals(self, held: bool) -> None:
        if hasattr(signal, "pthread_sigmask"):
            how = signal.SIG_BLOCK if held else signal.SIG_UNBLOCK
            signal.pthread_sigmask(how, _ending_signals())

    def _leave_on_signals(self) -> None:
        # Without this a closed terminal ends the process with no clean-up.
        loop = asyncio.get_running_loop()
        for number in _ending_signals():
            try:
                loop.add_signal_handler(number, self.exit, None, 128 + number)
            except (NotImplementedError, RuntimeError, ValueError):
                return  # not on this platform, or not in the main thread


def _ending_signals() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]


def _leave_where_nothing_is_written(args: threading.ExceptHookArgs) -> None:
    # Once the thread that writes to a closed terminal has died, Textual waits for it for ever.
    # Every move is saved already, and nobody is there to be told anything.
    if args.thread is not None and args.thread.name == _WRITER:
        os._exit(_TERMINAL_GONE)
    threading.__excepthook__(args)
