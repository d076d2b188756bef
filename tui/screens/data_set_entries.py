"""What the data sets screen says about the data sets and the runs, in lines."""

from collections.abc import Sequence

from textual.content import Content

from tui.content.models.detective import Case, DataSet
from tui.content.rows import Row
from tui.language import _, ngettext
from tui.rules.clues import clues_of, verdict_of
from tui.rules.detective import VERDICTS, CaseState
from tui.rules.progress import MAX_STARS
from tui.rules.stakes import at_stake
from tui.widgets.data_card import VERDICT_SIGNS
from tui.widgets.entry_line import Entry
from tui.widgets.row_table import CLUE


def set_entry(
    state: CaseState, candidate: DataSet, rows: Sequence[Row], *, in_one_line: bool
) -> Entry:
    """Return the line of a data set in the list.

    Args:
        state: Where the learner stands.
        candidate: The data set.
        rows: Its rows.
        in_one_line: Whether there is room for everything in one line.
    """
    verdict = verdict_of(state, candidate)
    opened = candidate.id in state.opened
    sign, tone = ("◐", "primary") if opened else ("○", "text-dim")
    known = [_("{n:,} rows").format(n=len(rows))] if opened else []
    if verdict is not None:
        sign, tone = VERDICT_SIGNS[verdict]
        known = [_(VERDICTS[verdict])]
    clues = len(clues_of(state, candidate, rows))
    if clues:
        known.append(f"{CLUE} {clues}")
    facts = " · ".join(known)
    if in_one_line:
        return Entry(candidate.id, candidate.title, sign=sign, tone=tone, aside=facts)
    return Entry(candidate.id, candidate.title, sign=sign, tone=tone, detail=facts)


def stakes_text(case: Case, state: CaseState, *, wide: bool) -> str:
    """Return the number of the next run and what it can bring.

    Args:
        case: The case.
        state: Where the learner stands.
        wide: Whether there is room for the reason to think first.
    """
    stakes = at_stake(case, state)
    stars = "★" * stakes.stars + "☆" * (MAX_STARS - stakes.stars)
    points = ngettext("{n} point", "{n} points", stakes.points).format(n=stakes.points)
    parts = [_("run {number}").format(number=len(state.runs) + 1)]
    if wide:
        parts.append(_("fewer runs, more stars"))
    parts.append(_("at stake {stars} {points}").format(stars=stars, points=points))
    return " · ".join(parts)


def hints_text(case: Case, state: CaseState) -> Content:
    """Return the hints that were taken, the newest first.

    Args:
        case: The case.
        state: Where the learner stands.
    """
    taken = list(enumerate(case.hints[: state.hints], start=1))
    lines = [
        Content.from_markup(
            "[bold $primary]$head[/]  $hint", head=_("Hint {n}").format(n=n), hint=hint
        )
        for n, hint in reversed(taken)
    ]
    return Content("\n").join(lines)
