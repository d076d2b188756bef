"""The card, the counts and the rows of a data set as sentences."""

from collections.abc import Iterator

from tui.content.models.detective import DataSet, Verdict
from tui.content.rows import Row
from tui.language import _, ngettext
from tui.rules.data_facts import DataFacts
from tui.rules.detective import VERDICTS
from tui.rules.words import word

_MOST_LABELS = 12


def card_blocks(
    candidate: DataSet, counts: DataFacts, verdict: Verdict | None, *, labelled: bool
) -> Iterator[str]:
    """Yield what the makers say of a data set, then what was counted in it.

    Args:
        candidate: The data set.
        counts: Its counts.
        verdict: What training on it led to; None where that is not known yet.
        labelled: Whether its rows have labels.
    """
    head = candidate.title
    if verdict is not None:
        head = _("{title}: {verdict}").format(title=head, verdict=_(VERDICTS[verdict]))
    yield f"{head}\n{candidate.about.strip()}"
    card = candidate.card
    yield "\n".join(
        [
            _("Its card says:"),
            _("Source: {text}").format(text=card.source),
            _("License: {text}").format(text=card.license),
            _("Collected: {text}").format(text=card.collected),
        ]
    )
    yield "\n".join([_("Counted in its rows:"), *_count_lines(counts, labelled=labelled)])


def row_text(row: Row, number: int, *, is_clue: bool) -> str:
    """Return a row in full, one turn after the other.

    Args:
        row: The row.
        number: Its number, from 1.
        is_clue: Whether it is marked as a clue.
    """
    head = _("Row {number:,}").format(number=number)
    if row.label:
        head = _("{row}, label {label}").format(row=head, label=row.label)
    if is_clue:
        head = _("{row}, a clue").format(row=head)
    lines = [f"{head}."]
    for turn in row.messages:
        role = word(turn.role)
        lines.append(f"{role[:1].upper()}{role[1:]}: {turn.content.strip()}")
    return "\n".join(lines)


def _count_lines(counts: DataFacts, *, labelled: bool) -> Iterator[str]:
    rows = ngettext("{n:,} row", "{n:,} rows", counts.rows).format(n=counts.rows)
    copies = ngettext("{n:,} duplicate", "{n:,} duplicates", counts.duplicates)
    text = _("{rows}: {distinct:,} different, {duplicates}.")
    yield text.format(
        rows=rows, distinct=counts.distinct, duplicates=copies.format(n=counts.duplicates)
    )
    words = ngettext("{n:,} word", "{n:,} words", counts.median_words)
    text = _("A reply has {median} in the median, and at most {longest:,}.")
    yield text.format(median=words.format(n=counts.median_words), longest=counts.longest_words)
    if not counts.labels:
        return
    head = _("Labels: {labels}.") if labelled else _("Only these replies: {labels}.")
    one = _("{label} in {n:,}")
    named = [
        one.format(label=" ".join(label.split()), n=count)
        for label, count in counts.labels[:_MOST_LABELS]
    ]
    more = len(counts.labels) - _MOST_LABELS
    if more > 0:
        named.append(_("and {n:,} more").format(n=more))
    yield head.format(labels=_(", ").join(named))
    text = _("The most frequent is {share} of all rows.")
    yield text.format(share=f"{counts.top_share:.0%}")
