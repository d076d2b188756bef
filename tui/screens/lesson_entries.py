"""The lines of a doing card, before and after it is answered."""

from rich.cells import cell_len
from textual.content import Content

from tui.content.models.lesson import (
    DoingCard,
    OrderCard,
    PickCard,
    SortCard,
    StopCard,
)
from tui.language import N_, _
from tui.rules import lesson as rules
from tui.rules.lesson import LessonState
from tui.rules.moves import Feedback, Mark
from tui.widgets.cells import centre
from tui.widgets.entry_line import PICKED, SELECTED, UNPICKED, UNSELECTED, Entry
from tui.widgets.marks import MARK_TONES, guessed_text, mark_sign

ListedCard = PickCard | SortCard | OrderCard
"""The cards that are answered in a list."""

_STOPPED = {
    "early": N_("✗ Too early."),
    "right": N_("✓ Right."),
    "late": N_("✗ Too late."),
}


def open_entries(card: ListedCard, state: LessonState) -> list[Entry]:
    """Return the lines of a card that waits for its answer.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    play = rules.play_of(state, card)
    texts = _texts(card)
    entries: list[Entry] = []
    for number, name in enumerate(rules.order_of(state, card), start=1):
        match card:
            case PickCard():
                on, off = (SELECTED, UNSELECTED) if card.several else (PICKED, UNPICKED)
                sign = on if name in play.picked else off
            case SortCard():
                titles = {bin_.id: bin_.title for bin_ in card.bins}
                width = max(map(cell_len, titles.values()))
                sign = f"[{centre(titles.get(play.placed.get(name, ''), '?'), width)}]"
            case OrderCard():
                sign = f"{number}."
        entries.append(Entry(name, texts[name], sign=sign, tone="primary"))
    return entries


def checked_entries(card: ListedCard, state: LessonState) -> list[Entry]:
    """Return the lines of an answered card: each right or wrong, and why.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    texts = _texts(card)
    return [_checked(card, item, texts[item.id]) for item in rules.feedback(state, card)]


def guess_note(card: DoingCard, state: LessonState) -> Content:
    """Return what is said of an answer that is marked as a guess, or nothing.

    Args:
        card: The card that waits for its answer.
        state: Where the learner stands.
    """
    return guessed_text() if rules.play_of(state, card).sure is False else Content()


def verdict(card: DoingCard, state: LessonState) -> Content:
    """Return what is said of an answer as a whole; where there is no list, with its reason.

    Args:
        card: The answered card.
        state: Where the learner stands.
    """
    right = rules.is_right(state, card)
    text = _("✓ Right.") if right else _("✗ Not quite. See why:")
    tone = f"bold {'$success' if right else '$warning'}"
    if not isinstance(card, StopCard):
        return Content.styled(text, tone)
    at = rules.stop_of(card, rules.play_of(state, card))
    if at is not None:
        text = _(_STOPPED[rules.timing(card, at)])
    why = " ".join(item.why.strip() for item in rules.feedback(state, card))
    return Content.assemble((text, tone), " ", why)


def _checked(card: ListedCard, item: Feedback, text: str) -> Entry:
    detail = item.why
    if item.mark is Mark.WRONG:
        detail = _("It belongs to “{bin}”. {why}").format(bin=item.truth, why=item.why)
        if isinstance(card, OrderCard):
            detail = _("It is {place}. {why}").format(place=item.truth, why=item.why)
    return Entry(
        item.id, text, sign=mark_sign(item.mark), detail=detail, tone=MARK_TONES[item.mark]
    )


def _texts(card: ListedCard) -> dict[str, str]:
    match card:
        case PickCard():
            return {choice.id: choice.text for choice in card.choices}
        case SortCard():
            return {item.id: item.text for item in card.items}
        case OrderCard():
            return {step.id: step.text for step in card.steps}
