"""Help for the screen one is on, made from its commands."""

from typing import Any, ClassVar, cast

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.language import _
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.dialog import Dialog
from tui.screens.navigation import Navigating
from tui.widgets.steady import SteadyScroll


class HelpScreen(Dialog[None]):
    """Says what a screen is for and what its keys do."""

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss(None)", "close", show=False)
    ]

    def __init__(self, explained: GameScreen[Any]) -> None:
        """Make the help.

        Args:
            explained: The screen to explain.
        """
        super().__init__()
        self._explained = explained

    def compose(self) -> ComposeResult:
        """Yield the text, the keys and how to close."""
        with Vertical(id="dialog"), SteadyScroll(id="help-scroll"):
            yield Static(Content(_(self._explained.HELP)), id="question")
            yield Static(self._table(), id="help-text")
            yield Static(Content("\n" + _("esc closes this")), classes="dim")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#help-scroll").focus()

    def _table(self) -> Table:
        key = self.app.theme_variables.get("primary", "")
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        everywhere = cast(Navigating, self.app).global_commands
        for command in _once(self._explained.GAME_COMMANDS + everywhere):
            table.add_row(Text(command.key_text, style=f"bold {key}"), Text(command.help_text))
        return table


def _once(commands: tuple[GameCommand, ...]) -> list[GameCommand]:
    first: dict[tuple[str, str], GameCommand] = {}
    for command in commands:
        first.setdefault((command.action, command.label), command)
    return list(first.values())
