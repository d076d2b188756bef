"""Scores in columns: sign, what it is, what was measured, what is demanded."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.content import Content

from tui.language import _
from tui.rules.recorded import SCORES, Measured
from tui.rules.score_text import demand_text, least_text, score_sign, value_text
from tui.widgets.cells import pad


def scores_content(scores: Sequence[Measured], *, short: bool = False) -> Content:
    """Return scores, a line each.

    Args:
        scores: The scores.
        short: Whether a line must fit half of a window.
    """
    lines = [
        Content.assemble((sign, f"bold ${tone}"), f" {text}")
        for sign, tone, text in _lines(scores, short=short)
    ]
    return Content("\n").join(lines)


def scores_table(
    scores: Sequence[Measured], colors: Mapping[str, str], columns: int
) -> RenderableType:
    """Return scores in few lines, for where Rich draws.

    Args:
        scores: The scores.
        colors: The theme's variables.
        columns: How many scores stand on a line.
    """
    cells = [
        Text.assemble((sign, f"bold {colors.get(tone, '')}"), f" {text}")
        for sign, tone, text in _lines(scores, short=columns > 1)
    ]
    table = Table.grid(padding=(0, 2, 0, 0))
    for start in range(0, len(cells), columns):
        table.add_row(*cells[start : start + columns])
    return table


def _lines(scores: Sequence[Measured], *, short: bool) -> Iterator[tuple[str, str, str]]:
    names = [_(SCORES[score.name]) for score in scores]
    values = [value_text(score) for score in scores]
    # In a narrow column nothing may jump while the learner goes from step to step.
    least = cell_len("88% → 100%") if short else 0
    name_width, value_width = max(map(cell_len, names)), max(least, *map(cell_len, values))
    gap = " " if short else "  "
    for score, name, value in zip(scores, names, values, strict=True):
        demand = least_text(score) if short else demand_text(score)
        text = gap.join((pad(name, name_width), pad(value, value_width), demand))
        tone = "text-dim" if score.demanded is None else "success" if score.is_reached else "error"
        yield score_sign(score), tone, text.rstrip()
