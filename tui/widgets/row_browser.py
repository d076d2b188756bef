"""The rows of a data set to page, search and read in full."""

import functools
from collections.abc import Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from tui.content.rows import Row
from tui.language import _
from tui.rules.data_facts import search
from tui.widgets.data_card import row_text
from tui.widgets.row_table import RowTable, words_pattern
from tui.widgets.steady import SteadyColumn, SteadyRow, SteadyScroll, SteadyText

MANY_ROWS = 5_000
"""From this number on, work on all rows is done beside the interface."""
_MOST_TYPED = 60
_PAUSE = 0.15  # seconds without a key before many rows are searched


class RowBrowser(SteadyColumn):
    """A search, a page of rows, and under them the row that the cursor is on."""

    class Changed(Message):
        """Posted when another row or page is on show, or another way of looking at them."""

        def can_replace(self, message: Message) -> bool:
            """Let several that wait to be heard be one.

            Args:
                message: What else waits.
            """
            return isinstance(message, RowBrowser.Changed)

    class _Found(Message):
        def __init__(self, rows: Sequence[Row], query: str, found: Sequence[int]) -> None:
            super().__init__()
            self.rows, self.query, self.found = rows, query, found

    def __init__(self, *, id: str | None = None) -> None:
        """Make it empty.

        Args:
            id: The widget's id.
        """
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._clues: Collection[int] = frozenset()
        self._matches = 0
        self._waiting: Timer | None = None
        self._row_on_show: tuple[Row, str, str] | None = None

    def compose(self) -> ComposeResult:
        """Yield the search, the table and the row in full."""
        with SteadyRow(id="finder"):
            yield Input(placeholder=_("/ search"), id="query", max_length=_MOST_TYPED, compact=True)
            yield SteadyText(id="found", markup=False)
        yield RowTable(id="rows")
        with SteadyScroll(id="row", can_focus=False):
            yield SteadyText(id="row-head", markup=False)
            yield SteadyText(id="row-text", markup=False)

    def on_mount(self) -> None:
        """Draw the row anew when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_row())

    def on_unmount(self) -> None:
        """Let go of the app, which would keep the widget alive."""
        self.app.theme_changed_signal.unsubscribe(self)

    def on_show(self) -> None:
        """Say that the rows are there."""
        self.post_message(self.Changed())

    def on_hide(self) -> None:
        """Say that they are not."""
        self.post_message(self.Changed())

    @property
    def table(self) -> RowTable:
        """The page of rows."""
        return self.query_one(RowTable)

    @property
    def current(self) -> int | None:
        """The index of the row that the cursor is on, None where no row matches."""
        return self.table.current

    @property
    def query_text(self) -> str:
        """What is searched for."""
        return self.query_one(Input).value.strip()

    @property
    def is_typing(self) -> bool:
        """Whether the learner types a search."""
        return self.query_one(Input).has_focus

    @property
    def is_row_open(self) -> bool:
        """Whether one row takes all the room."""
        return self.has_class("-row-open")

    @property
    def has_pages(self) -> bool:
        """Whether there is more than one page, or row in full, to turn to."""
        return self.table.pages > 1 or (self.is_row_open and self._matches > 1)

    def show(self, rows: Sequence[Row], clues: Collection[int]) -> None:
        """Show the rows of a data set; a search goes on in them.

        Args:
            rows: The rows.
            clues: The indexes of those marked as clues.
        """
        self._rows, self._clues = rows, clues
        self._open_row(False)
        self.table.show_rows(rows, clues)
        self._matches = len(rows)
        if self.query_text:
            self._search(self.query_text)
        # In the layout that shows the rows, and not in one more after it.
        self._show_row()
        self._say_where()

    def show_clues(self, clues: Collection[int]) -> None:
        """Mark rows as clues.

        Args:
            clues: Their indexes.
        """
        self._clues = clues
        self.table.show_clues(clues)
        self._show_row()

    def step_back(self) -> bool:
        """Leave the search, the row in full or the matches; say whether there was one of them."""
        if self.is_row_open:
            self.close_row()
        elif self.is_typing or self.query_text:
            self.query_one(Input).value = ""
            self.table.focus()
        else:
            return False
        return True

    def start_search(self) -> None:
        """Let the learner type a search."""
        self._open_row(False)
        self.query_one(Input).focus()

    def turn(self, by: int) -> None:
        """Turn to another page, or to another row where one is open.

        Args:
            by: How many, back where negative.
        """
        if self.is_row_open:
            self.table.action_move(by)
        else:
            self.table.turn(by)

    def move(self, by: int) -> None:
        """Move the cursor.

        Args:
            by: How many rows, up where negative.
        """
        self.table.action_move(by)

    def close_row(self) -> None:
        """Go back from the row in full to the table."""
        self._open_row(False)
        self.table.focus()

    @on(RowTable.Opened)
    def _opened(self, event: RowTable.Opened) -> None:
        event.stop()
        self._open_row(True)
        self.query_one("#row").focus()

    @on(RowTable.Moved)
    def _moved(self, event: RowTable.Moved) -> None:
        event.stop()
        self._show_row()
        self._say_where()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(self.query_text)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.table.focus()

    def _search(self, query: str) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        if not query:
            self._show_found(range(len(self._rows)), "")
        elif len(self._rows) < MANY_ROWS:
            self._show_found(search(self._rows, query), query)
        else:
            work = functools.partial(self._search_beside, self._rows, query)
            self._waiting = self.set_timer(
                _PAUSE, lambda: self.run_worker(work, group="search", thread=True)
            )

    def _search_beside(self, rows: Sequence[Row], query: str) -> None:
        self.post_message(self._Found(rows, query, search(rows, query)))

    @on(_Found)
    def _found_beside(self, event: _Found) -> None:
        # A thread cannot be stopped: what it found may be for letters since typed over.
        if event.rows is self._rows and event.query == self.query_text:
            self._show_found(event.found, event.query)

    def _show_found(self, found: Sequence[int], query: str) -> None:
        self._matches = len(found)
        self.table.show_found(found, words_pattern(query))

    def _open_row(self, is_open: bool) -> None:
        self.set_class(is_open, "-row-open")
        self.query_one("#row", VerticalScroll).can_focus = is_open
        self.post_message(self.Changed())

    def _say_where(self) -> None:
        table, total = self.table, len(self._rows)
        first, last = table.span
        if self.query_text:
            where = _("{n:,} of {total:,} rows match").format(n=self._matches, total=total)
        else:
            text = _("rows {first:,}–{last:,} of {total:,}")
            where = text.format(first=first, last=last, total=total)
        if table.pages > 1:
            page = _("page {number:,} of {total:,}")
            where += f" · {page.format(number=table.page, total=table.pages)}"
        self.query_one("#found", Static).update(Content(where))
        self.post_message(self.Changed())

    def _show_row(self) -> None:
        head, text = self.query_one("#row-head", Static), self.query_one("#row-text", Static)
        index = self.current
        if index is None or index >= len(self._rows):
            head.update(Content())
            text.update(Content())
            self._row_on_show = None
            return
        row = self._rows[index]
        parts = [Content.styled(_("row {number:,}").format(number=index + 1), "bold")]
        if row.label:
            parts.append(Content(row.label).stylize("$text-dim"))
        if index in self._clues:
            parts.append(Content.styled(_("◆ clue"), "bold $primary"))
        head.update(Content(" · ").join(parts))
        on_show = row, self.query_text, self.app.theme
        if on_show != self._row_on_show:
            self._row_on_show = on_show
            text.update(row_text(row, words_pattern(self.query_text), self.app.theme_variables))
            self.query_one("#row").scroll_home(animate=False)
