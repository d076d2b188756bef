"""The cards of a lesson in words: what there is to read, to do, and what became of it."""

from collections.abc import Iterator, Sequence

from tui.content.models.common import Source
from tui.content.models.lesson import (
    AnalogyCard,
    AnyCard,
    DefinitionCard,
    DoingCard,
    ListCard,
    OrderCard,
    PickCard,
    PlayedStop,
    SortCard,
    StopCard,
)
from tui.language import N_, _
from tui.plain.inputs import Choice, numbered
from tui.plain.stop_text import open_stop, stop_verdict
from tui.plain.telling import sources_text
from tui.rules import lesson as rules
from tui.rules.lesson import LessonState
from tui.rules.moves import Feedback, Mark

_CUES = {
    PickCard: N_("Choose one, then type check."),
    SortCard: N_("Where does each belong? Answer one after the other, then type check."),
    OrderCard: N_(
        "Bring them into order: type move 3 to 1, or the whole order such as 3 1 2. "
        "Then type check."
    ),
    StopCard: N_("Type on to train on to the next checkpoint, and stop where you would stop."),
}
_SEVERAL = N_("Choose one or more, then type check.")


def reading(card: AnyCard, sources: Sequence[Source]) -> Iterator[str]:
    """Yield what there is to read on a card.

    Args:
        card: The card.
        sources: The sources of its lesson.
    """
    if card.art is not None:
        yield _("Picture: {alt}").format(alt=card.art.alt)
    match card:
        case DefinitionCard():
            yield f"{card.term}:\n{card.text.strip()}"
            yield "\n".join(card.notes)
        case ListCard():
            yield card.text.strip()
            yield "\n".join(f"{item.title}: {item.text}" for item in card.items)
        case AnalogyCard():
            yield card.text.strip()
            text = _("{story}: {model}.")
            pairs = [text.format(story=pair.story, model=pair.model) for pair in card.pairs]
            yield "\n".join([_("What stands for what:"), *pairs])
        case _:
            yield card.text.strip()
    yield sources_text(sources, card.cites)


def cue(card: DoingCard) -> str:
    """Return how a card is answered.

    Args:
        card: The card.
    """
    if isinstance(card, PickCard) and card.several:
        return _(_SEVERAL)
    return _(next(text for kind, text in _CUES.items() if isinstance(card, kind)))


def order_now(card: OrderCard, state: LessonState) -> str:
    """Return the steps of an order card as they stand.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    return "\n".join((_("The order now:"), numbered(things(card, state))))


def things(card: DoingCard, state: LessonState) -> list[Choice]:
    """Return what a card asks about, in the order shown: choices, items or steps.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    play, texts = rules.play_of(state, card), _texts(card)
    found = []
    for name in rules.order_of(state, card) if texts else ():
        note = ""
        if isinstance(card, PickCard) and name in play.picked:
            note = _("chosen")
        if isinstance(card, SortCard) and name in play.placed:
            note = {bin_.id: bin_.title for bin_ in card.bins}.get(play.placed[name], "")
        found.append(Choice(name, texts[name], note))
    return found


def bins(card: SortCard) -> list[Choice]:
    """Return the places that a sort card sorts into.

    Args:
        card: The card.
    """
    return [Choice(bin_.id, bin_.title) for bin_ in card.bins]


def asked(card: SortCard, state: LessonState) -> Choice | None:
    """Return the item whose place is asked for; None where all have one.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    placed = rules.play_of(state, card).placed
    return next((item for item in things(card, state) if item.id not in placed), None)


def asked_text(card: SortCard, state: LessonState) -> str:
    """Return the question for the place of the next item, or that all have one.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    item = asked(card, state)
    if item is None:
        return _("Each has a place. Type check, or change one with ITEM in PLACE.")
    number = things(card, state).index(item) + 1
    text = _("Item {number} of {total}: {item}")
    return text.format(number=number, total=len(card.items), item=item.text)


def status(card: DoingCard, state: LessonState) -> Iterator[str]:
    """Yield the answer on a card as far as it goes.

    Args:
        card: The card, which waits for its answer.
        state: Where the learner stands.
    """
    match card:
        case PickCard():
            chosen = [choice.text for choice in things(card, state) if choice.note]
            text = _("Chosen: {text}")
            yield "\n".join(text.format(text=each) for each in chosen) or _("Nothing is chosen.")
        case SortCard():
            yield asked_text(card, state)
        case OrderCard():
            yield order_now(card, state)
        case PlayedStop():
            yield from open_stop(card, state)


def waiting(card: DoingCard, state: LessonState) -> Iterator[str]:
    """Yield what there is to do on a card that waits for its answer.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    match card:
        case PlayedStop():
            yield from open_stop(card, state)
            yield cue(card)
        case SortCard():
            yield cue(card)
            yield asked_text(card, state)
            if asked(card, state) is not None:
                yield numbered(bins(card))
        case _:
            yield numbered(things(card, state))
            yield cue(card)


def answered(card: DoingCard, state: LessonState) -> Iterator[str]:
    """Yield whether an answer is right, and why.

    Args:
        card: The answered card.
        state: Where the learner stands.
    """
    if isinstance(card, PlayedStop):
        yield from stop_verdict(card, state)
        return
    yield _("Right.") if rules.is_right(state, card) else _("Not quite. This is why:")
    texts = _texts(card)
    for number, item in enumerate(rules.feedback(state, card), start=1):
        mark = item.mark.word
        marked = _("{name}: {value}").format(name=mark[:1].upper() + mark[1:], value=texts[item.id])
        yield f"{number}. {marked}\n{_reason(card, item)}"


def _reason(card: DoingCard, item: Feedback) -> str:
    if item.mark is not Mark.WRONG:
        return item.why
    text = _("It belongs to “{bin}”. {why}")
    if isinstance(card, OrderCard):
        return _("It is {place}. {why}").format(place=item.truth, why=item.why)
    return text.format(bin=item.truth, why=item.why)


def _texts(card: DoingCard) -> dict[str, str]:
    match card:
        case PickCard():
            return {choice.id: choice.text for choice in card.choices}
        case SortCard():
            return {item.id: item.text for item in card.items}
        case OrderCard():
            return {step.id: step.text for step in card.steps}
    return {}
