"""The card of a data set and its rows in full, as text in the game's colours."""

import re
from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tui.content.models.detective import DataSet, Verdict
from tui.content.rows import Row
from tui.language import _, ngettext
from tui.rules.data_facts import DataFacts
from tui.rules.detective import VERDICTS
from tui.rules.words import word
from tui.widgets.cells import fit

VERDICT_SIGNS: dict[Verdict, tuple[str, str]] = {
    "solves": ("✓", "success"),
    "partly": ("~", "warning"),
    "fails": ("✗", "error"),
}
"""The sign and the colour that go with a verdict."""
_BAR = 12
_MOST_NAME = 18


def card_text(
    candidate: DataSet,
    facts: DataFacts | None,
    *,
    verdict: Verdict | None,
    labelled: bool,
    most: int,
    colors: Mapping[str, str],
) -> RenderableType:
    """Return what the makers say of a data set, then what can be counted in it.

    Args:
        candidate: The data set.
        facts: Its counts; None while they are made.
        verdict: What training on it led to; None where that is not known yet.
        labelled: Whether its rows have labels.
        most: How many labels to show.
        colors: The theme's variables.
    """
    dim = colors.get("text-dim", "")
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    lines = [
        (_("source"), Text(candidate.card.source)),
        (_("license"), Text(candidate.card.license)),
        (_("collected"), Text(candidate.card.collected)),
        ("", Text()),
        *_count_lines(facts, labelled, most, colors),
    ]
    for name, text in lines:
        table.add_row(Text(name, style=dim), text)
    return Group(
        title_line(candidate, verdict, colors), Text(candidate.about.strip()), Text(), table
    )


def short_card(
    candidate: DataSet,
    facts: DataFacts | None,
    verdict: Verdict | None,
    colors: Mapping[str, str],
) -> RenderableType:
    """Return the card of a data set in two lines.

    Args:
        candidate: The data set.
        facts: Its counts; None while they are made.
        verdict: What training on it led to; None where that is not known yet.
        colors: The theme's variables.
    """
    counts = _("counting the rows …")
    if facts is not None:
        rows = _("{n:,} rows").format(n=facts.rows)
        counts = " · ".join((rows, _duplicates(facts), _median(facts)))
    line = Text(counts, style=colors.get("text-dim", ""), no_wrap=True, overflow="ellipsis")
    return Group(title_line(candidate, verdict, colors), line)


def title_line(
    candidate: DataSet, verdict: Verdict | None, colors: Mapping[str, str]
) -> RenderableType:
    """Return the title of a data set, with its verdict at the right.

    Args:
        candidate: The data set.
        verdict: What training on it led to; None where that is not known yet.
        colors: The theme's variables.
    """
    table = Table.grid(expand=True)
    table.add_column(ratio=1, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    outcome = Text()
    if verdict is not None:
        sign, tone = VERDICT_SIGNS[verdict]
        outcome = Text(f"{sign} {_(VERDICTS[verdict])}", style=f"bold {colors.get(tone, '')}")
    table.add_row(Text(candidate.title, style=f"bold {colors.get('primary', '')}"), outcome)
    return table


def row_text(row: Row, words: re.Pattern[str] | None, colors: Mapping[str, str]) -> RenderableType:
    """Return a row in full, one turn after the other.

    Args:
        row: The row.
        words: What to mark in it.
        colors: The theme's variables.
    """
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for turn in row.messages:
        text = Text(turn.content.strip())
        if words is not None:
            text.highlight_regex(words, f"underline on {colors.get('evidence', 'default')}")
        table.add_row(Text(word(turn.role), style=colors.get("text-dim", "")), text)
    return table


def _count_lines(
    facts: DataFacts | None, labelled: bool, most: int, colors: Mapping[str, str]
) -> Iterator[tuple[str, Text]]:
    if facts is None:
        yield _("rows"), Text(_("counting …"))
        return
    counted = _("{rows:,}: {distinct:,} different, {duplicates}").format(
        rows=facts.rows, distinct=facts.distinct, duplicates=_duplicates(facts)
    )
    yield _("rows"), Text(counted)
    # Translators: the lengths of replies, such as "median 12 words, longest 30".
    lengths = _("{median}, longest {longest:,}")
    yield _("replies"), Text(lengths.format(median=_median(facts), longest=facts.longest_words))
    name = _("labels") if labelled else _("all replies")
    if len(facts.labels) == most + 1:
        most += 1  # a line to say that one is left out would take as much room
    for label, count in facts.labels[:most]:
        yield name, _bar_line(label, count, facts, colors)
        name = ""
    if len(facts.labels) > most:
        yield "", Text(_("and {n:,} more").format(n=len(facts.labels) - most))


def _bar_line(label: str, count: int, facts: DataFacts, colors: Mapping[str, str]) -> Text:
    shown = [name for name, _ in facts.labels]
    width = min(max(map(cell_len, shown)), _MOST_NAME)
    name = fit(" ".join(label.split()), width)
    filled = max(round(_BAR * count / facts.labels[0][1]), 1)
    bar = ("█" * filled, colors.get("primary", ""))
    return Text.assemble(f"{name} ", bar, f" {count:,}")


def _duplicates(facts: DataFacts) -> str:
    count = facts.duplicates
    return ngettext("{n:,} duplicate", "{n:,} duplicates", count).format(n=count)


def _median(facts: DataFacts) -> str:
    count = facts.median_words
    return ngettext("median {n:,} word", "median {n:,} words", count).format(n=count)
