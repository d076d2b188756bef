"""The record of a reply: who said it, and how to make it be said again."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.content.models.recording import Recording
from tui.language import N_, _
from tui.rules.record_text import Line, Said, record_lines, said_lines
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.storage.session import Session
from tui.widgets.reply_pane import provenance_text
from tui.widgets.steady import SteadyScroll, SteadyText


class RecordScreen(GameScreen[None]):
    """The record of one reply, or of the two that stand side by side."""

    CSS_PATH = style("record")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("read on"), N_("Scroll; pgup and pgdn scroll by a screen.")),
        GameCommand("escape,r", "back", N_("back"), N_("Close the record."), shown=N_("esc")),
    )
    HELP = N_(
        "A recorded reply is what a model really said. Its record tells which model, trained on "
        "what, with which settings, and how the words were drawn. The hashes show that nobody has "
        "edited it since. The command makes the recording anew, on a machine with the game’s lab "
        "extra; the game itself never runs it."
    )

    def __init__(self, session: Session, replies: Sequence[tuple[Recording, Said]]) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            replies: The replies, and the recordings that they stand in.
        """
        super().__init__(session)
        self._replies = replies

    def compose_body(self) -> ComposeResult:
        """Yield each recording: its replies, its command and the rest."""
        with SteadyScroll(id="record"):
            for index, recording in enumerate(self._recordings):
                yield SteadyText(id=f"said-{index}", classes="said")
                yield SteadyText(Content.styled(_("This command records it again:"), "bold"))
                yield SteadyText(Content(recording.command), classes="command")
                yield SteadyText(id=f"rest-{index}", classes="rest")

    def on_mount(self) -> None:
        """Show the record."""
        self.top_line(_("The record"), provenance_text("recorded"))
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._show()
        self.query_one("#record").focus()

    def on_resize(self) -> None:
        """Offer scrolling only where there is more to read."""
        self.call_after_refresh(self.refresh_bindings)

    def allows(self, action: str) -> bool:
        """Scroll only where there is more to read."""
        if action == "read on":
            return self.query_one("#record").max_scroll_y > 0
        return super().allows(action)

    @property
    def _recordings(self) -> list[Recording]:
        return list({recording.seal: recording for recording, _ in self._replies}.values())

    def _show(self) -> None:
        for index, recording in enumerate(self._recordings):
            said = Group(*map(self._table, self._said(recording)))
            self.query_one(f"#said-{index}", Static).update(said)
            rest = self._table(record_lines(recording))
            self.query_one(f"#rest-{index}", Static).update(rest)

    def _said(self, recording: Recording) -> Iterator[Iterator[Line]]:
        for other, said in self._replies:
            if other.seal == recording.seal:
                yield said_lines(recording, said)

    def _table(self, lines: Iterator[Line]) -> RenderableType:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, style=self.app.theme_variables.get("text-dim", ""))
        table.add_column(ratio=1, overflow="fold")
        for name, text in lines:
            table.add_row(Text(name), Text(text))
        return table
