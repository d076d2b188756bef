"""A reply in a frame: who said it, where it comes from, and the words that prove something."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tui.content.models.before_after import ModelReply
from tui.rules.evidence import CLOSE_MARK, OPEN_MARK, Span
from tui.rules.words import word
from tui.widgets.steady import SteadyScroll, SteadyText

PROVENANCE_SIGNS = {"canned": "◇", "recorded": "●"}
"""The sign that goes with where a reply comes from."""


def provenance_text(source: str) -> str:
    """Return where a reply comes from, as a sign and a word.

    Args:
        source: ``canned`` or ``recorded``.
    """
    return f"{PROVENANCE_SIGNS[source]} {word(source)}"


def provenance(source: str) -> Content:
    """Return where a reply comes from, as a sign and a word in its colour.

    Args:
        source: ``canned`` or ``recorded``.
    """
    return Content.styled(provenance_text(source), f"${source}")


class ReplyPane(SteadyScroll, can_focus=False):
    """One reply, covered until it is opened."""

    class Opened(Message):
        """Posted when the pane is clicked."""

        def __init__(self, pane: "ReplyPane") -> None:
            """Keep which pane it was.

            Args:
                pane: The pane.
            """
            super().__init__()
            self.pane = pane

    _frame = ("", "")

    def compose(self) -> ComposeResult:
        """Yield the text; the frame holds the rest."""
        yield SteadyText(markup=False)

    def cover(self, head: str, hint: str) -> None:
        """Show the pane covered.

        Args:
            head: What the pane is called.
            hint: How to open it.
        """
        self.set_class(True, "-covered")
        self._write_frame(Content(head), Content())
        self.query_one(Static).update(Content(hint))

    def show(
        self,
        head: str,
        reply: ModelReply,
        *,
        named: bool,
        strong: Sequence[Span] = (),
        faint: Sequence[Span] = (),
    ) -> None:
        """Show the reply.

        Args:
            head: What the pane is called.
            reply: What the model said.
            named: Whether the model may be named.
            strong: Stretches that prove what is looked at: marked by signs and colour.
            faint: Other stretches that prove something: underlined.
        """
        self.set_class(False, "-covered")
        self._write_frame(
            Content.assemble(head, "  ", provenance(reply.provenance)),
            Content(reply.model if named else ""),
        )
        self.query_one(Static).update(_marked(reply.text, strong, faint))
        if strong:
            self.call_after_refresh(self._reveal, reply.text, strong[0])

    def on_click(self, event: Click) -> None:
        """Open the reply, or bring it to the front."""
        event.stop()
        self.post_message(self.Opened(self))

    def _write_frame(self, title: Content, subtitle: Content) -> None:
        # A frame that says the same as before need not be painted.
        if (title.plain, subtitle.plain) != self._frame:
            self._frame = title.plain, subtitle.plain
            self.border_title, self.border_subtitle = title, subtitle

    def _reveal(self, text: str, span: Span) -> None:
        if self.max_scroll_y:
            share = span.start / max(len(text), 1)
            self.scroll_to(y=round(share * self.virtual_size.height) - 1, animate=False)


def _marked(text: str, strong: Sequence[Span], faint: Sequence[Span]) -> Content:
    content = Content(text)
    for start, end in faint:
        content = content.stylize("underline", start, end)
    for start, end in sorted(strong, reverse=True):
        words = Content(OPEN_MARK) + content[start:end] + Content(CLOSE_MARK)
        content = content[:start] + words.stylize("bold on $evidence") + content[end:]
    return content
