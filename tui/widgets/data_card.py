"""The card of a data set and its rows in full, as text in the game's colours."""

import re
from collections.abc import Iterator, Mapping

from rich.cells import set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tui.content.models.detective import DataSet, Verdict
from tui.content.rows import Row
from tui.rules.data_facts import DataFacts
from tui.rules.detective import VERDICTS

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
        ("source", Text(candidate.card.source)),
        ("license", Text(candidate.card.license)),
        ("collected", Text(candidate.card.collected)),
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
    counts = "counting the rows …"
    if facts is not None:
        counts = (
            f"{facts.rows:,} rows · {_n(facts.duplicates, 'duplicate')} · "
            f"median {_n(facts.median_words, 'word')}"
        )
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
        outcome = Text(f"{sign} {VERDICTS[verdict]}", style=f"bold {colors.get(tone, '')}")
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
        table.add_row(Text(turn.role, style=colors.get("text-dim", "")), text)
    return table


def _count_lines(
    facts: DataFacts | None, labelled: bool, most: int, colors: Mapping[str, str]
) -> Iterator[tuple[str, Text]]:
    if facts is None:
        yield "rows", Text("counting …")
        return
    counted = f"{facts.rows:,}: {facts.distinct:,} different, {_n(facts.duplicates, 'duplicate')}"
    yield "rows", Text(counted)
    longest = f"longest {facts.longest_words:,}"
    yield "replies", Text(f"median {_n(facts.median_words, 'word')}, {longest}")
    name = "labels" if labelled else "all replies"
    if len(facts.labels) == most + 1:
        most += 1  # a line to say that one is left out would take as much room
    for label, count in facts.labels[:most]:
        yield name, _bar_line(label, count, facts, colors)
        name = ""
    if len(facts.labels) > most:
        yield "", Text(f"and {len(facts.labels) - most:,} more")


def _bar_line(label: str, count: int, facts: DataFacts, colors: Mapping[str, str]) -> Text:
    shown = [name for name, _ in facts.labels]
    width = min(max(len(name) for name in shown), _MOST_NAME)
    plain = " ".join(label.split())
    name = plain if len(plain) <= width else f"{plain[: width - 1]}…"
    filled = max(round(_BAR * count / facts.labels[0][1]), 1)
    bar = ("█" * filled, colors.get("primary", ""))
    return Text.assemble(f"{set_cell_size(name, width)} ", bar, f" {count:,}")


def _n(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
