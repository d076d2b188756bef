"""One data set: its card, the counts made from its rows, and the rows."""

import functools
from collections.abc import Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.content.models.detective import DataSet, Verdict
from tui.content.rows import Row
from tui.language import N_, _
from tui.rules.data_facts import DataFacts, facts
from tui.widgets.data_card import card_text, short_card
from tui.widgets.row_browser import MANY_ROWS, RowBrowser

_OPEN_IT = N_("Open it: press enter, or click it. A look costs nothing.")
_HOW = (
    N_("Read its card, then its rows: search them, page through them, mark with m what looks odd."),
    N_("When you trust one, train on it with t. The fewer runs, the more stars."),
)
_FEW_LABELS, _MANY_LABELS = 4, 8
_TALL = 26
_LEAST_ROWS = 6
_PAINTED = 0.1


class DataSetPane(Vertical):
    """What is known about the data set under the cursor; nothing before it is opened."""

    class _Counted(Message):
        def __init__(self, candidate: str, counts: DataFacts) -> None:
            super().__init__()
            self.candidate, self.counts = candidate, counts

    def __init__(self, *, id: str | None = None) -> None:
        """Make it empty.

        Args:
            id: The widget's id.
        """
        super().__init__(id=id)
        self._counts: dict[str, DataFacts] = {}
        self._candidate: DataSet | None = None
        self._rows: Sequence[Row] = ()
        self._verdict: Verdict | None = None

    def compose(self) -> ComposeResult:
        """Yield the card in full and in short, and the rows."""
        yield Static(id="unopened", markup=False)
        with VerticalScroll(id="card", can_focus=False):
            yield Static(id="card-text", markup=False)
        yield Static(id="card-short", markup=False)
        yield RowBrowser(id="browser")

    def on_mount(self) -> None:
        """Draw the card anew when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_card())

    def on_unmount(self) -> None:
        """Let go of the app, which would keep the widget alive."""
        self.app.theme_changed_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Show as many labels as there is room for."""
        self._show_card()

    @property
    def browser(self) -> RowBrowser:
        """The rows."""
        return self.query_one(RowBrowser)

    @property
    def is_card_cut(self) -> bool:
        """Whether the card is longer than what is on show."""
        card = self.query_one("#card", VerticalScroll)
        return card.display and card.max_scroll_y > 0

    @property
    def has_room_for_rows(self) -> bool:
        """Whether some rows are on show below the card."""
        return not self.has_class("-crowded")

    def scroll_card(self, by: int) -> None:
        """Scroll the card.

        Args:
            by: -1 for up, 1 for down.
        """
        card = self.query_one("#card", VerticalScroll)
        card.scroll_relative(y=by * max(card.size.height - 1, 1), animate=False)

    def show_unopened(self, candidate: DataSet, *, newcomer: bool) -> None:
        """Show that a data set waits to be opened.

        Args:
            candidate: The data set.
            newcomer: Whether the learner has opened none yet.
        """
        self._candidate = None
        self.set_class(True, "-unopened")
        text = Content.from_markup(
            "[bold $primary]$title[/]\n[$text-dim]○ $state[/]\n\n[bold]$open[/]",
            title=candidate.title,
            state=_("not opened yet"),
            open=_(_OPEN_IT),
        )
        how = "\n\n".join(["", *map(_, _HOW)]) if newcomer else ""
        self.query_one("#unopened", Static).update(text + how)

    def show(
        self,
        candidate: DataSet,
        rows: Sequence[Row],
        clues: Collection[int],
        verdict: Verdict | None,
    ) -> None:
        """Show an opened data set.

        Args:
            candidate: The data set.
            rows: Its rows.
            clues: The indexes of the rows marked as clues.
            verdict: What training on it led to; None where that is not known yet.
        """
        is_new = candidate is not self._candidate
        self._candidate, self._rows, self._verdict = candidate, rows, verdict
        self.set_class(False, "-unopened")
        if is_new:
            self.browser.show(rows, clues)
            self.query_one("#card").scroll_home(animate=False)
            self._count(candidate, rows)
        else:
            self.browser.show_clues(clues)
        self._show_card()

    def _count(self, candidate: DataSet, rows: Sequence[Row]) -> None:
        if candidate.id in self._counts:
            return
        if len(rows) < MANY_ROWS:
            self._counts[candidate.id] = facts(rows)
        else:
            work = functools.partial(self._count_beside, candidate.id, rows)
            # Rows first: counting competes with painting for the same core.
            self.set_timer(_PAINTED, lambda: self.run_worker(work, group="count", thread=True))

    def _count_beside(self, candidate: str, rows: Sequence[Row]) -> None:
        self.post_message(self._Counted(candidate, facts(rows)))

    @on(_Counted)
    def _counted(self, event: _Counted) -> None:
        event.stop()
        self._counts[event.candidate] = event.counts
        self._show_card()

    def _show_card(self) -> None:
        if self._candidate is None:
            return
        counts = self._counts.get(self._candidate.id)
        colors = self.app.theme_variables
        full = card_text(
            self._candidate,
            counts,
            verdict=self._verdict,
            labelled=any(row.label is not None for row in self._rows),
            most=_MANY_LABELS if self.size.height >= _TALL else _FEW_LABELS,
            colors=colors,
        )
        self.query_one("#card-text", Static).update(full)
        short = short_card(self._candidate, counts, self._verdict, colors)
        self.query_one("#card-short", Static).update(short)
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        # A glimpse of two rows is worth less than the end of the card.
        card = self.query_one("#card", VerticalScroll)
        if card.display:
            left = self.size.height - self.query_one("#card-text").size.height
            self.set_class(left < _LEAST_ROWS, "-crowded")
