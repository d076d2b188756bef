"""Texts too long for a terminal of 80 columns and 24 lines.

The layout is that of the screens; a test holds the figures against the screens themselves.
"""

import re
from collections.abc import Iterator

from tui.authoring.craft.questions import AnyFile, warning
from tui.content.models.before_after import Round
from tui.content.models.lesson import (
    AnalogyCard,
    AnyCard,
    DefinitionCard,
    Lesson,
    ListCard,
    OrderCard,
    PickCard,
    SortCard,
    StopCard,
)
from tui.content.problems import Finding

CARD_WIDTH = 75
"""Cells in a line of a card."""
CARD_HEIGHT = 21
"""Lines of a card to read."""
DOING_HEIGHT = 20
"""Lines of a card to do and of its answers together."""
ANSWER_WIDTH = 76
"""Cells in a line of an answer of a card, with the signs before it."""
PANE_WIDTH = 35
"""Cells in a line of a reply beside the other."""
ROUND_HEIGHT = 18
"""Lines of the question, the replies and the options of a round together."""
PROMPT_WIDTH = 78
"""Cells in a line of the question of a round."""
PROMPT_HEIGHT = 3
"""Lines of the question of a round that are shown; the rest is cut off."""
STOP_HEIGHT = 12
"""Lines of the curve, the losses and the reply of a stop card."""
OPTION_WIDTH = 70
"""Cells in a line of an option of a round."""

_WIDE = re.compile(r"[^\x00-\u2e7f]")


def overflowing(made: AnyFile) -> Iterator[Finding]:
    """Find cards and rounds that must be scrolled at 80 by 24.

    Args:
        made: What a file holds.
    """
    if isinstance(made, Lesson):
        for index, card in enumerate(made.cards):
            yield from _card(made, card, index)
    elif isinstance(made, Round):
        yield from _round(made)


def card_lines(lesson: Lesson, card: AnyCard) -> tuple[int, int]:
    """Return how many lines a card takes, and how many its answers.

    Args:
        lesson: The lesson of the card, for its sources.
        card: The card.
    """
    lines = 2 + sum(lines_of(text, CARD_WIDTH) for text in _texts(card)) + _gaps(card)
    if card.art is not None:
        lines += card.art.picture.strip("\n").count("\n") + 2
    if isinstance(card, AnalogyCard):
        lines += 1 + len(card.pairs)
    if card.cites:
        by_id = {source.id: source for source in lesson.sources}
        cited = [by_id[name] for name in card.cites if name in by_id]
        lines += 1 + sum(
            lines_of(f"Source: {source.title}", CARD_WIDTH) + lines_of(source.url, CARD_WIDTH)
            for source in cited
        )
    width = ANSWER_WIDTH - _sign_width(card)
    return lines, sum(lines_of(text, width) for text in _answers(card))


def round_lines(round_: Round) -> int:
    """Return how many lines a round takes with both replies open.

    Args:
        round_: The round.
    """
    replies = max(lines_of(reply.text, PANE_WIDTH) for reply in (round_.before, round_.after))
    prompt = min(prompt_lines(round_), PROMPT_HEIGHT)
    return prompt + replies + sum(lines_of(o.text, OPTION_WIDTH) for o in round_.options)


def prompt_lines(round_: Round) -> int:
    """Return how many lines the question of a round takes.

    Args:
        round_: The round.
    """
    return lines_of(f"Q  {round_.prompt}", PROMPT_WIDTH)


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes once it is wrapped.

    Args:
        text: The text.
        width: The cells in a line.
    """
    count = 0
    for line in text.strip().split("\n"):
        # The quick answer is right even if every character is wide.
        count += 1 if len(line) * 2 <= width else _wrapped(line, width)
    return count


def _cells(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _wrapped(line: str, width: int) -> int:
    if line.isascii() or not _WIDE.search(line):
        return _wrapped_plain(line, width)
    return _wrapped_wide(line, width)


def _wrapped_plain(line: str, width: int) -> int:
    count, start = 1, 0
    while len(line) - start > width:
        space = line.rfind(" ", start, start + width + 1)
        start = start + width if space <= start else space + 1
        count += 1
    return count


def _wrapped_wide(line: str, width: int) -> int:
    count, used = 1, 0
    for word in line.split(" "):
        cells = _cells(word)
        if not word.isascii() and _WIDE.search(word):
            # Text without spaces breaks anywhere.
            total = used + cells + (1 if used else 0)
            more = max(total - 1, 0) // width
            count, used = count + more, total - more * width
            continue
        if used and used + 1 + cells > width:
            count, used = count + 1, 0
        used += cells + (1 if used else 0)
        count, used = count + max(used - 1, 0) // width, used if used <= width else used % width
    return count


def _card(lesson: Lesson, card: AnyCard, index: int) -> Iterator[Finding]:
    lines, answers = card_lines(lesson, card)
    room = (DOING_HEIGHT if answers else CARD_HEIGHT) - _second_line_of_keys(card, index)
    over = lines + answers - room
    if over > 0:
        yield warning(
            ("cards", index),
            "does-not-fit",
            f"the card is about {over} line{'s' if over > 1 else ''} too long for 80 by 24",
            "shorten it or make two cards of it",
        )


def _second_line_of_keys(card: AnyCard, index: int) -> int:
    # With the keys to check, to go back and to open a source the key bar takes two lines.
    has_long_keys = isinstance(card, OrderCard) or (isinstance(card, PickCard) and card.several)
    return int(has_long_keys and bool(card.cites) and index > 0)


def _round(round_: Round) -> Iterator[Finding]:
    lines = prompt_lines(round_)
    if lines > PROMPT_HEIGHT:
        yield warning(
            ("prompt",),
            "does-not-fit",
            f"the question takes {lines} lines at 80 by 24, and only {PROMPT_HEIGHT} are shown",
            "shorten it",
        )
    over = round_lines(round_) - ROUND_HEIGHT
    if over > 0:
        yield warning(
            ("options",),
            "does-not-fit",
            f"the replies and options are about {over} line{'s' if over > 1 else ''} too long "
            "for 80 by 24",
            "shorten the longer reply or some options",
            on_key=True,
        )


def _texts(card: AnyCard) -> Iterator[str]:
    match card:
        case DefinitionCard():
            yield card.term
            yield card.text
            yield from (f"· {note}" for note in card.notes)
        case ListCard():
            if card.text.strip():
                yield card.text
            yield from (f"{item.title}  {item.text}" for item in card.items)
        case SortCard():
            yield card.text
            yield "   ".join(f"{n} {bin_.title}" for n, bin_ in enumerate(card.bins, start=1))
        case _:
            yield card.text


def _gaps(card: AnyCard) -> int:
    match card:
        case DefinitionCard():
            return 1 if card.notes else 0
        case ListCard():
            return 1 if card.text.strip() else 0
        case SortCard():
            return 1
    return 0


def _sign_width(card: AnyCard) -> int:
    match card:
        case PickCard():
            return 8  # the cursor, a number and [x]
        case SortCard():
            return 5 + max(_cells(bin_.title) for bin_ in card.bins)
    return 5


def _answers(card: AnyCard) -> Iterator[str]:
    match card:
        case PickCard():
            yield from (choice.text for choice in card.choices)
        case SortCard():
            yield from (item.text for item in card.items)
        case OrderCard():
            yield from (step.text for step in card.steps)
        case StopCard():
            yield from [""] * STOP_HEIGHT
