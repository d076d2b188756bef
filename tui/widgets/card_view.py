"""A card of a lesson: title, art, reason, text, and sources."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.content.models.common import Source
from tui.content.models.lesson import AnalogyCard, AnyCard
from tui.widgets.card_text import art_text, card_text, pairs_table, sources_text
from tui.widgets.steady import SteadyScroll, SteadyText, hide


def fill(widget: Static, content: Content) -> None:
    """Show a text, or nothing at all where it is empty.

    Args:
        widget: Where.
        content: The text.
    """
    hide(widget, not content.plain)
    widget.update(content)


class CardView(SteadyScroll):
    """What there is to read of a card; it scrolls where it does not fit."""

    def compose(self) -> ComposeResult:
        """Yield the parts of a card."""
        yield SteadyText(id="card-title")
        yield SteadyText(id="reason")
        yield SteadyText(id="art")
        yield SteadyText(id="text")
        yield SteadyText(id="pairs")
        yield SteadyText(id="sources")

    def show(self, card: AnyCard, sources: Sequence[Source]) -> None:
        """Show a card from its beginning.

        Args:
            card: The card.
            sources: The sources of its lesson.
        """
        self._fill("#card-title", Content.styled(card.title, "bold"))
        self._fill("#art", art_text(card.art) if card.art else Content())
        self._fill("#text", card_text(card))
        pairs = self.query_one("#pairs", Static)
        pairs.display = isinstance(card, AnalogyCard)
        if isinstance(card, AnalogyCard):
            pairs.update(pairs_table(card, self.app.theme_variables))
        self._fill("#sources", sources_text(sources, card.cites))
        self.scroll_home(animate=False)

    def make_room(self, *, doing: bool, checked: bool) -> None:
        """Let the picture give way where room is short.

        Args:
            doing: Whether there is something to do below the card.
            checked: Whether that was checked.
        """
        self.query_one("#art").update_classes({"-doing": doing, "-checked": checked})

    def give_reason(self, reason: Content) -> None:
        """Show below the title why an answer is right or wrong.

        Args:
            reason: The verdict and why; empty for none.
        """
        self._fill("#reason", reason)
        self.scroll_home(animate=False)

    def _fill(self, selector: str, content: Content) -> None:
        fill(self.query_one(selector, Static), content)
