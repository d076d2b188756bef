"""A list of a lesson's cards to jump to."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.content.models.lesson import DoingCard
from tui.language import _
from tui.rules import lesson as rules
from tui.screens.base import style
from tui.screens.dialog import Dialog
from tui.storage.session import LessonPlay
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry


class JumpScreen(Dialog[str | None]):
    """Asks which card to show; escape stays on the one on show."""

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,j", "dismiss(None)", "stay", show=False)
    ]

    def __init__(self, play: LessonPlay) -> None:
        """Make the dialog.

        Args:
            play: The lesson being played.
        """
        super().__init__()
        self._play = play

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(id="dialog"):
            yield Static(Content(_("Go to which card?")), id="question")
            yield ChoiceList(id="cards")
            yield Static(Content(_("enter go   esc stay")), id="keys-here")

    def on_mount(self) -> None:
        """Show the cards, the cursor on the one on show."""
        lesson, state = self._play.scenario, self._play.state
        left = rules.to_do(lesson, state)
        entries = [
            Entry(
                card.id,
                card.title,
                sign="○" if card.id in left else "✓",
                tone="text-dim" if card.id in left else "success",
                aside=_("to do") if card.id in left and isinstance(card, DoingCard) else "",
            )
            for card in lesson.cards
        ]
        cards = self.query_one(ChoiceList)
        cards.show(entries, cursor=state.card)
        cards.focus()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go to the chosen card."""
        self.dismiss(event.entry)
