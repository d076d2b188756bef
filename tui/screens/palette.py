"""Textual's command palette and its word on leaving, in the language in use."""

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from tui.language import _


class Palette(CommandPalette):
    """The command palette."""

    def __init__(self) -> None:
        """Make it as Textual does, with our words."""
        super().__init__(placeholder=_("Search for commands…"), id="--command-palette")

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
