"""The names of a screen's pages, with the number that opens each."""

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from tui.language import _

_META = "page"


class PageTabs(Static):
    """Says which pages there are and which one is on show; a click opens one."""

    class Chosen(Message):
        """A page was clicked.

        Attributes:
            page: Its index.
        """

        def __init__(self, page: int) -> None:
            """Make the message.

            Args:
                page: The page's index.
            """
            super().__init__()
            self.page = page

    def show(self, titles: Sequence[str], current: int) -> None:
        """Show the pages.

        Args:
            titles: Their titles.
            current: The index of the one on show.
        """
        parts = []
        for number, title in enumerate(titles):
            here = number == current
            # Translators: the number that opens a page, and the page's title.
            text = _("{n} {title}").format(n=number + 1, title=title)
            content = Content.styled(text, Style.from_meta({_META: number}))
            look = "bold $primary" if here else "$text-dim"
            parts.append(Content.assemble(("▸" if here else " ", look), content.stylize(look)))
        self.update(Content("  ").join(parts))

    def on_click(self, event: Click) -> None:
        """Open the page that was clicked."""
        page = event.style.meta.get(_META)
        if page is not None:
            self.post_message(self.Chosen(page))
