"""One data set: its card, the counts made from its rows, and the rows."""

import functools
from collections.abc import Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.content.models.detective import DataSet, Verdict
from tui.content.rows import Row
from tui.language import N_, _
from tui.rules.data_facts import DataFacts, facts
from tui.widgets.data_card import card_text, short_card
from tui.widgets.row_browser import MANY_ROWS, RowBrowser
from tui.widgets.steady import SteadyColumn, SteadyScroll, SteadyText, hide

_OPEN_IT = N_("Open it: press enter, or click it. A look costs nothing.")
_HOW = (
    N_("Read its card, then its rows: search them, page through them, mark with m what looks odd."),
    N_("When you trust one, train on it with t. The fewer runs, the more stars."),
)
_FEW_LABELS, _MANY_LABELS = 4, 8
_TALL = 26
_LEAST_ROWS = 6
_PAINTED = 0.1


class _CardThenRows(VerticalLayout):
    """A card, and below it the rows where there is room for some of them."""

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        places = super().arrange(parent, children, size, greedy)
        rows = next((place for place in places if place.widget.id == "browser"), None)
        has_card = any(place.widget.id == "card" for place in places)
        if rows is None or not has_card or rows.region.height >= _LEAST_ROWS:
            return places
        # A glimpse of two rows is worth less than the end of the card.
        others = [child for child in children if child is not rows.widget]
        return super().arrange(parent, others, size, greedy)


class DataSetPane(SteadyColumn):
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
        self._shown_labels = _FEW_LABELS
        self._card_then_rows = _CardThenRows()

    @property
    def layout(self) -> Layout:
        """The card, and the rows where there is room for some."""
        return self._card_then_rows

    def compose(self) -> ComposeResult:
        """Yield the card in full and in short, and the rows."""
        yield SteadyText(id="unopened", markup=False)
        with SteadyScroll(id="card", can_focus=False):
            yield SteadyText(id="card-text", markup=False)
        yield SteadyText(id="card-short", markup=False)
        yield RowBrowser(id="browser")

    def on_mount(self) -> None:
        """Draw the card anew when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_card())

    def on_unmount(self) -> None:
        """Let go of the app, which would keep the widget alive."""
        self.app.theme_changed_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Show as many labels as there is room for."""
        if self._most_labels != self._shown_labels:
            self._show_card()

    @property
    def _most_labels(self) -> int:
        return _MANY_LABELS if self.size.height >= _TALL else _FEW_LABELS

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
        return self.browser.is_on_screen

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
        self._set_covered(True)
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
        self._set_covered(False)
        if is_new:
            self.browser.show(rows, clues)
            self.query_one("#card").scroll_home(animate=False)
            self._count(candidate, rows)
        else:
            self.browser.show_clues(clues)
        self._show_card()

    def _set_covered(self, is_covered: bool) -> None:
        hide(self.query_one("#unopened"), not is_covered)
        for part in ("#card", "#card-short", "#browser"):
            hide(self.query_one(part), is_covered)

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
            most=self._most_labels,
            colors=colors,
        )
        self._shown_labels = self._most_labels
        self.query_one("#card-text", Static).update(full)
        short = short_card(self._candidate, counts, self._verdict, colors)
        self.query_one("#card-short", Static).update(short)
