"""An open data set in lines: its card, its counts, and its rows to read, search and mark."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.content.models.detective import DataSet
from tui.language import N_, _, ngettext
from tui.plain.inputs import Command, NotUnderstoodError, number_of
from tui.plain.place import Place
from tui.plain.row_text import card_blocks, row_text
from tui.rules.clues import clues_of, verdict_of
from tui.rules.data_facts import facts, search
from tui.rules.detective import MarkClue

if TYPE_CHECKING:
    from tui.plain.data_sets import DataSets
    from tui.plain.game import Game

_PAGE = 5


class _View(NamedTuple):
    """What is looked at.

    Attributes:
        query: The words that are searched for.
        first: The place of the first row on show among those found; None before any was read.
    """

    query: str = ""
    first: int | None = None


class OpenDataSet(Place):
    """One data set, opened."""

    HELP = N_(
        "A data set has a card, which its makers wrote, and counts, which the game made from the "
        "rows. Read the rows five at a time, search them for words, and mark as a clue what looks "
        "odd. When you trust it, train on it."
    )

    def __init__(self, game: "Game", case: "DataSets", candidate: DataSet) -> None:
        """Open a data set.

        Args:
            game: The game around it.
            case: The data sets of the case.
            candidate: The data set.
        """
        super().__init__(game)
        self._case = case
        self._candidate = candidate
        self._rows = case.rows_of(candidate)
        self._view = _View()
        self._unmarked = 0
        self._found: Sequence[int] = range(len(self._rows))

    @property
    def prompt(self) -> str:
        """Name the data set."""
        return self._candidate.title

    def tell(self) -> Iterator[str]:
        """Yield the card and the counts."""
        state = self._case.play.state
        verdict = verdict_of(state, self._candidate)
        labelled = any(row.label is not None for row in self._rows)
        yield from card_blocks(self._candidate, facts(self._rows), verdict, labelled=labelled)
        marked = sorted(clues_of(state, self._candidate, self._rows))
        if marked:
            numbers = _(", ").join(str(index + 1) for index in marked)
            yield _("Marked as clues: rows {numbers}.").format(numbers=numbers)
        read = _("Type rows to read them, search and words to search them, train to train on it.")
        yield "\n".join([read, _("Type leave to go back to the data sets.")])

    def tell_shortly(self) -> Iterator[str]:
        """Yield the rows that are looked at, or the name."""
        text = _("{title}. Type show for its card, rows for its rows.")
        if self._view.first is not None:
            text = _("{title}. Type show for its card, next for more rows.")
        yield text.format(title=self._candidate.title)

    def tell_undone(self) -> Iterator[str]:
        """Yield the rows that are looked at again, or the mark that was taken back."""
        yield _("One step back.")
        if self._unmarked:
            yield self._mark_text(self._unmarked)
        elif self._view.first is not None:
            yield from self._page()
        else:
            yield from self.tell_shortly()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the rows."""
        return (
            Command(N_("rows"), N_("Read the rows, from the first."), lambda _r: self._turn_to(0)),
            Command(N_("next"), N_("Read the next rows."), lambda _r: self.go_on()),
            Command(N_("previous"), N_("Read the rows before."), lambda _r: self._turn(-_PAGE)),
            Command(N_("row"), N_("Read one row."), self._row, N_("NUMBER")),
            Command(
                N_("search"), N_("Keep the rows with all these words."), self._search, N_("WORDS")
            ),
            Command(N_("count"), N_("Count the rows with these words."), self._count, N_("WORDS")),
            Command(N_("mark"), N_("Mark a row as a clue, or not."), self._mark, N_("NUMBER")),
            Command(
                N_("train"),
                N_("Fine-tune on this data set: a run."),
                lambda _r: self._case.train_on(self._candidate),
            ),
        )

    def go_on(self) -> None:
        """Read the next rows."""
        self._turn(_PAGE)

    def _turn(self, by: int) -> None:
        if self._view.first is None:
            self._turn_to(0)
        elif 0 <= self._view.first + by < len(self._found):
            self._turn_to(self._view.first + by)
        else:
            end = _("These are the last rows.") if by > 0 else _("These are the first rows.")
            raise NotUnderstoodError(end)

    def _turn_to(self, first: int) -> None:
        self._look(_View(self._view.query, first))
        self.game.console.say(*self._page())

    def _look(self, view: _View) -> None:
        earlier = self._view
        self.steps.append(lambda: self._show(earlier))
        self._show(view)

    def _show(self, view: _View) -> bool:
        changed = view != self._view
        self._unmarked = 0
        if view.query != self._view.query:
            self._found = search(self._rows, view.query)
        self._view = view
        return changed

    def _page(self) -> Iterator[str]:
        first = self._view.first or 0
        on_show = self._found[first : first + _PAGE]
        if not on_show:
            yield self._count_text(self._view.query, len(self._found))
            return
        if self._view.query:
            yield self._count_text(self._view.query, len(self._found))
            text = _("Match {first:,} to {last:,} of {total:,}.")
        else:
            text = _("Rows {first:,} to {last:,} of {total:,}.")
        yield text.format(first=first + 1, last=first + len(on_show), total=len(self._found))
        yield from map(self._told, on_show)
        if first + _PAGE < len(self._found):
            yield _("Type next for more.")

    def _told(self, index: int) -> str:
        marked = clues_of(self._case.play.state, self._candidate, self._rows)
        return row_text(self._rows[index], index + 1, is_clue=index in marked)

    def _row(self, rest: str) -> None:
        self.game.console.say(self._told(number_of(rest, 1, len(self._rows)) - 1))

    def _search(self, rest: str) -> None:
        self._look(_View(rest, 0))
        if not rest:
            self.game.console.say(_("The search is over: all rows are there again."))
            return
        self.game.console.say(*self._page())

    def _count(self, rest: str) -> None:
        if not rest:
            raise NotUnderstoodError(_("Say which words to count, such as: count cat."))
        self.game.console.say(self._count_text(rest, len(search(self._rows, rest))))

    def _count_text(self, query: str, found: int) -> str:
        total = len(self._rows)
        text = ngettext(
            "{n:,} of {total:,} rows has: {query}.", "{n:,} of {total:,} rows have: {query}.", found
        )
        return text.format(n=found, total=total, query=query)

    def _mark(self, rest: str) -> None:
        number = number_of(rest, 1, len(self._rows))
        made: list[Callable[[], bool]] = []
        self._case.make(made, MarkClue(self._candidate.id, number))

        def undo() -> bool:
            self._unmarked = number
            return all(step() for step in made)

        self.steps.append(undo)
        self.game.console.say(self._mark_text(number))

    def _mark_text(self, number: int) -> str:
        marked = clues_of(self._case.play.state, self._candidate, self._rows)
        text = _("Row {number} is marked as a clue.")
        if number - 1 not in marked:
            text = _("Row {number} is no clue any more.")
        return text.format(number=number)
