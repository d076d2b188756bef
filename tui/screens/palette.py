"""Textual's command palette and its word on leaving, in the language in use."""

from contextlib import suppress

from rich.align import Align
from rich.text import Text
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from tui.language import _


class Palette(CommandPalette):
    """The command palette."""

    def __init__(self) -> None:
        """Make it as Textual does, with our words."""
        super().__init__(placeholder=_("Search for commands…"), id="--command-palette")

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, once however often its keys are pressed.

        Args:
            result: What was chosen.

        Returns:
            What can be awaited until it is gone.
        """
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        # Textual knows the pages of a list only once it was laid out.
        with suppress(KeyError):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        # Textual offers no other way to these words.
        self._stop_no_matches_countdown()

        def say() -> None:
            if search_value:
                text = Align.center(Text(_("No matches found"), style="not bold"))
                option = Option(text, disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(option)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)
