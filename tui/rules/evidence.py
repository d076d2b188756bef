"""Where the words that prove an option stand in a reply."""

from typing import NamedTuple

from tui.content.models.before_after import Option, Round
from tui.rules.before_after import Side, reply

OPEN_MARK, CLOSE_MARK = "«", "»"


class Span(NamedTuple):
    """A stretch of a text: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


def spans(round_: Round, option: Option, side: Side) -> tuple[Span, ...]:
    """Return where an option's evidence stands in a reply, in order; empty where there is none."""
    words = option.evidence.before if side == "before" else option.evidence.after
    if not words:
        return ()
    text = reply(round_, side).text
    found: list[Span] = []
    start = text.find(words)
    while start >= 0:
        found.append(Span(start, start + len(words)))
        start = text.find(words, start + len(words))
    return tuple(found)
