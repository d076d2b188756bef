"""A table of rows: only the page on show is drawn, however many rows there are."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import MouseDown, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.widget import Widget

from tui.content.rows import Row
from tui.language import _
from tui.widgets.entry_line import CURSOR
from tui.widgets.steady import steady_size

CLUE = "◆"
"""The sign of a row marked as a clue."""
_MOST_LABEL = 14
_MOST_DRAWN = 400
_USER_SHARE = 0.42
_ROOM_FOR_LABELS = 48


class RowTable(Widget, can_focus=True):
    """A page of rows, a cursor on one of them; it holds no state of the game."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-1000000000)", show=False),
        Binding("end", "move(1000000000)", show=False),
        Binding("enter,space", "open", show=False),
    ]

    virtual_size = steady_size()

    class Moved(Message):
        """Posted when another row is under the cursor, or another page on show."""

    class Opened(Message):
        """Posted when the row under the cursor shall be shown in full."""

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty table.

        Args:
            id: The widget's id.
        """
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._shown: Sequence[int] = ()
        self._at = 0
        self._pressed: int | None = None
        self._clues: Collection[int] = frozenset()
        self._words: re.Pattern[str] | None = None
        self._label_width = 0

    @property
    def current(self) -> int | None:
        """The index of the row under the cursor, None where no row is shown."""
        return self._shown[self._at] if self._shown else None

    @property
    def page_size(self) -> int:
        """How many rows a page holds."""
        return max(self.content_size.height - 1, 1)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-len(self._shown) // self.page_size)

    @property
    def page(self) -> int:
        """The number of the page on show, from 1."""
        return self._at // self.page_size + 1

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last place on the page, from 1."""
        first = (self.page - 1) * self.page_size
        return first + 1, min(first + self.page_size, len(self._shown))

    def show_rows(self, rows: Sequence[Row], clues: Collection[int]) -> None:
        """Show all rows of a data set, from the first.

        Args:
            rows: The rows.
            clues: The indexes of those marked as clues.
        """
        self._rows, self._clues = rows, clues
        longest = max(
            (cell_len(label) for label in {row.label for row in rows} if label), default=0
        )
        self._label_width = min(longest, _MOST_LABEL)
        self._at = 0
        self.show_found(range(len(rows)), None)

    def show_found(self, found: Sequence[int], words: re.Pattern[str] | None) -> None:
        """Show only some of the rows; the cursor stays on its row, or goes to the first.

        Args:
            found: Their indexes, rising.
            words: What to mark in them.
        """
        current = self.current
        self._shown, self._words, self._at = found, words, 0
        self._pressed = None
        if current is not None:
            place = bisect_left(found, current)
            if place < len(found) and found[place] == current:
                self._at = place
        self._changed()

    def show_clues(self, clues: Collection[int]) -> None:
        """Mark rows as clues.

        Args:
            clues: Their indexes.
        """
        self._clues = clues
        self.refresh()

    def turn(self, by: int) -> None:
        """Turn pages; the cursor goes to the top of the new one.

        Args:
            by: How many, back where negative.
        """
        page = min(max(self.page + by, 1), max(self.pages, 1))
        if page != self.page:
            self._at = (page - 1) * self.page_size
            self._changed()

    def go_to(self, row: int) -> None:
        """Move the cursor to a row, or to the one after it where it is not on show.

        Args:
            row: Its index.
        """
        self.action_move(bisect_left(self._shown, row) - self._at)

    def action_move(self, by: int) -> None:
        """Move the cursor, over the edge of the page too.

        Args:
            by: How many rows, up where negative.
        """
        place = min(max(self._at + by, 0), max(len(self._shown) - 1, 0))
        if place != self._at:
            self._at = place
            self._changed()

    def action_open(self) -> None:
        """Ask for the row under the cursor in full."""
        if self.current is not None:
            self.post_message(self.Opened())

    def on_mouse_down(self, event: MouseDown) -> None:
        """Move the cursor to the row; pressed again, it opens.

        Not a click: the focus may bring another layout before the button is let go.
        """
        offset = event.get_content_offset(self)
        first, last = self.span
        if offset is None or not 0 < offset.y <= last - first + 1:
            return
        place = first + offset.y - 2
        if place == self._at == self._pressed:
            self.action_open()
        else:
            self.action_move(place - self._at)
        self._pressed = place

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move the cursor down."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move the cursor up."""
        event.stop()
        self.action_move(-1)

    def on_resize(self, event: Resize) -> None:
        """Say that the pages have changed."""
        del event
        self._changed()

    def on_focus(self) -> None:
        """Light up the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim the cursor."""
        self.refresh()

    def render(self) -> Content:
        """Draw the page."""
        if not self._shown:
            return Content(_("No row has all of these words.")).stylize("$text-dim")
        first, last = self.span
        head = self._line("  ", "#", _("user"), _("assistant"), _("label"))
        lines = [head.stylize("$text-dim")]
        lines += [self._row_line(place) for place in range(first - 1, last)]
        return Content("\n").join(lines)

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def _row_line(self, place: int) -> Content:
        index = self._shown[place]
        row = self._rows[index]
        is_cursor = place == self._at
        asked = next(turn.content for turn in reversed(row.messages) if turn.role == "user")
        signs = Content.styled(CURSOR if is_cursor else " ", "$primary") + Content.styled(
            CLUE if index in self._clues else " ", "bold $primary"
        )
        line = self._line(signs, str(index + 1), asked, row.reply, row.label or "")
        if is_cursor:
            line = line.stylize_before("bold on $panel" if self.has_focus else "bold")
        return line

    def _line(
        self, signs: Content | str, number: str, user: str, assistant: str, label: str
    ) -> Content:
        width = self.content_size.width
        digits = len(str(len(self._rows)))
        room = width - digits - 6
        label_width = 0
        if self._label_width and room >= _ROOM_FOR_LABELS:
            label_width = max(min(self._label_width, room // 4), cell_len(_("label")))
            room -= label_width + 2
        left = round(room * _USER_SHARE)
        parts = [
            Content("") + signs,
            Content(" "),
            Content(number.rjust(digits)).stylize("$text-dim"),
            Content(" "),
            self._cell(user, left),
            Content("  "),
            self._cell(assistant, room - left - 1),
        ]
        if label_width:
            parts += [Content("  "), self._cell(label, label_width)]
        return Content("").join(parts)

    def _cell(self, text: str, width: int) -> Content:
        plain = " ".join(text[:_MOST_DRAWN].split())
        cell = Content(plain).truncate(max(width, 1), ellipsis=True, pad=True)
        return with_words(cell, self._words)


def words_pattern(query: str) -> re.Pattern[str] | None:
    """Return what finds the words of a query, None where it has none.

    Args:
        query: What the learner typed.
    """
    words = sorted(query.split(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None


def with_words(content: Content, words: re.Pattern[str] | None) -> Content:
    """Return the content with the words marked.

    Args:
        content: Any content.
        words: What to mark.
    """
    if words is not None:
        for match in words.finditer(content.plain):
            content = content.stylize("underline on $evidence", match.start(), match.end())
    return content
