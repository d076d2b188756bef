"""The rules of a lesson: cards to go through, some of which ask for something to do."""

import random
from typing import Literal

import msgspec
from msgspec import field

from tui.content.models.lesson import (
    AnyCard,
    DoingCard,
    Lesson,
    OrderCard,
    PickCard,
    PlayedStop,
    SortCard,
    StopCard,
)
from tui.language import _, ngettext
from tui.rules.moves import (
    Action,
    Feedback,
    Mark,
    NotAllowedError,
    State,
    mark_selection,
    shuffled,
    toggled,
)


class CardPlay(State, frozen=True, kw_only=True):
    """What the learner did on one doing card.

    Attributes:
        picked: Ids of the picked choices, or of the steps in the learner's order; on a stop card
            the training step.
        placed: Bin ids by item id, on a sort card.
        checked: Whether the answer was given.
        right_at_once: Whether the first answer given was right; None before it.
        looked: The training step looked at on an answered stop card; None before that.
        sure: Whether the learner is sure of the answer; None where it was not said.
    """

    picked: tuple[str, ...] = ()
    placed: dict[str, str] = field(default_factory=dict)
    checked: bool = False
    right_at_once: bool | None = None
    looked: int | None = None
    sure: bool | None = None


class LessonState(State, frozen=True, kw_only=True):
    """Where the learner stands in a lesson.

    Attributes:
        seed: Fixes the order of choices, items and steps.
        card: The id of the card on show.
        seen: Ids of the cards that were on show.
        plays: What was done, by card id.
        finished: Whether the learner went past the last card with everything done.
    """

    seed: int
    card: str
    seen: tuple[str, ...]
    plays: dict[str, CardPlay] = field(default_factory=dict)
    finished: bool = False


class Go(Action, frozen=True):
    """Show a card."""

    card: str


class Pick(Action, frozen=True):
    """Pick a choice, or take it back where several may be picked."""

    choice: str


class Place(Action, frozen=True):
    """Put an item of a sort card into a bin."""

    item: str
    bin: str


class Move(Action, frozen=True):
    """Move a step of an order card up (-1) or down (+1)."""

    step: str
    by: int


class Stop(Action, frozen=True):
    """Go to a checkpoint of a stop card; where the answer is given there, the run stops."""

    at: int


class Look(Action, frozen=True):
    """Look at a checkpoint of an answered stop card; the answer stays."""

    at: int


class Sure(Action, frozen=True):
    """Say how sure one is of the answer on the card on show, before it is given."""

    sure: bool | None


class Check(Action, frozen=True):
    """Give the answer on the card on show."""


class Retry(Action, frozen=True):
    """Do the card on show once more; the first answer still counts."""


class Finish(Action, frozen=True):
    """End the lesson."""


LessonAction = Go | Pick | Place | Move | Stop | Look | Sure | Check | Retry | Finish


def start(lesson: Lesson, rng: random.Random) -> LessonState:
    """Begin a lesson at its first card."""
    first = lesson.cards[0].id
    return LessonState(seed=rng.getrandbits(32), card=first, seen=(first,))


def resume(lesson: Lesson, state: LessonState) -> LessonState:
    """Return a kept state fit for the lesson as its author has it now.

    A finished lesson opens at its first card again. A stop card that was stopped at a checkpoint
    which its run no longer has is to be done again.
    """
    known = {card.id for card in lesson.cards}
    seen = tuple(name for name in state.seen if name in known)
    card = state.card if state.card in known and not state.finished else lesson.cards[0].id
    lost = {
        each.id: CardPlay(right_at_once=play.right_at_once)
        for each in lesson.cards
        if isinstance(each, StopCard)
        and (play := play_of(state, each)).checked
        and stop_of(each, play) is None
    }
    return msgspec.structs.replace(
        state,
        card=card,
        seen=seen if card in seen else (*seen, card),
        plays={**state.plays, **lost},
    )


def step(lesson: Lesson, state: LessonState, action: LessonAction) -> LessonState:
    """Return the state after a move.

    Raises:
        NotAllowedError: The move is not possible now.
    """
    match action:
        case Go(name):
            return _go(lesson, state, name)
        case Finish():
            return _finish(lesson, state)
    card = current(lesson, state)
    if not isinstance(card, DoingCard):
        raise NotAllowedError(_("There is nothing to answer on this card."))
    play = state.plays.get(card.id, CardPlay())
    match action:
        case Retry():
            if not play.checked:
                raise NotAllowedError(_("Answer it first."))
            play = CardPlay(right_at_once=play.right_at_once)
        case Look(at):
            play = _look(card, play, at)
        case _ if play.checked:
            raise NotAllowedError(_("This card is answered."))
        case Sure(sure):
            play = msgspec.structs.replace(play, sure=sure)
        case Check():
            play = _check(state.seed, card, play)
        case _:
            play = _change(state.seed, card, play, action)
    return msgspec.structs.replace(state, plays={**state.plays, card.id: play})


def current(lesson: Lesson, state: LessonState) -> AnyCard:
    """Return the card on show; the first one where the author took it out."""
    return next((card for card in lesson.cards if card.id == state.card), lesson.cards[0])


def position(lesson: Lesson, state: LessonState) -> int:
    """Return the index of the card on show."""
    return lesson.cards.index(current(lesson, state))


def play_of(state: LessonState, card: DoingCard) -> CardPlay:
    """Return what was done on a card."""
    return state.plays.get(card.id, CardPlay())


def order_of(state: LessonState, card: DoingCard) -> tuple[str, ...]:
    """Return the ids of a card's choices, items or steps in the order they are shown."""
    match card:
        case PickCard():
            return shuffled([choice.id for choice in card.choices], state.seed)
        case SortCard():
            return shuffled([item.id for item in card.items], state.seed)
        case OrderCard():
            return _step_order(state.seed, card, play_of(state, card))
        case StopCard():
            return tuple(str(at) for at in stops(card))


def stops(card: StopCard) -> tuple[int, ...]:
    """Return the training steps at which a stop card can be stopped, rising."""
    return card.run.curve.steps if isinstance(card, PlayedStop) else card.right


def stop_of(card: StopCard, play: CardPlay) -> int | None:
    """Return the training step that the run of a stop card has come to; None at its start."""
    return next((at for at in stops(card) if str(at) in play.picked), None)


def timing(card: StopCard, at: int) -> Literal["early", "right", "late"]:
    """Return whether a training step is the right one to stop a run at."""
    if at in card.right:
        return "right"
    return "early" if at < min(card.right) else "late"


def is_ready(card: DoingCard, play: CardPlay) -> bool:
    """Say whether there is an answer to give."""
    match card:
        case PickCard():
            return bool(play.picked)
        case StopCard():
            return stop_of(card, play) is not None
        case SortCard():
            return all(item.id in play.placed for item in card.items)
        case OrderCard():
            return True


def feedback(state: LessonState, card: DoingCard) -> tuple[Feedback, ...]:
    """Return what the game says to each choice, item or step, in the order they are shown."""
    play = play_of(state, card)
    match card:
        case PickCard():
            by_id = {choice.id: choice for choice in card.choices}
            return tuple(
                Feedback(
                    name,
                    mark_selection(correct=by_id[name].correct, selected=name in play.picked),
                    by_id[name].why,
                )
                for name in order_of(state, card)
            )
        case SortCard():
            items = {item.id: item for item in card.items}
            bins = {bin_.id: bin_.title for bin_ in card.bins}
            return tuple(
                Feedback(
                    name,
                    Mark.RIGHT if play.placed.get(name) == items[name].bin else Mark.WRONG,
                    items[name].why,
                    bins[items[name].bin],
                )
                for name in order_of(state, card)
            )
        case OrderCard():
            right = [step_.id for step_ in card.steps]
            return tuple(
                Feedback(
                    name,
                    Mark.RIGHT if right[index] == name else Mark.WRONG,
                    card.steps[right.index(name)].why,
                    _("step {number}").format(number=right.index(name) + 1),
                )
                for index, name in enumerate(order_of(state, card))
            )
        case StopCard():
            at = stop_of(card, play)
            return () if at is None else (_stopped(card, at),)


def is_right(state: LessonState, card: DoingCard) -> bool:
    """Say whether the answer on a card is right as it stands."""
    said = feedback(state, card)
    return bool(said) and all(item.mark.is_good for item in said)


def to_do(lesson: Lesson, state: LessonState) -> tuple[str, ...]:
    """Return the ids of the cards that are neither seen nor, where they ask, answered yet."""
    return tuple(
        card.id
        for card in lesson.cards
        if card.id not in state.seen
        or (isinstance(card, DoingCard) and play_of(state, card).right_at_once is None)
    )


def tally(lesson: Lesson, state: LessonState) -> tuple[int, int]:
    """Return how many doing cards were right at once, and how many there are."""
    doing = [card for card in lesson.cards if isinstance(card, DoingCard)]
    return sum(bool(play_of(state, card).right_at_once) for card in doing), len(doing)


def stars(lesson: Lesson, state: LessonState) -> int:
    """Return 3 stars for all right at once, 2 for half of it, 1 for finishing, 0 before."""
    if not state.finished:
        return 0
    right, total = tally(lesson, state)
    if right == total:
        return 3
    return 2 if 2 * right >= total else 1


def _go(lesson: Lesson, state: LessonState, card: str) -> LessonState:
    if all(card != other.id for other in lesson.cards):
        raise NotAllowedError(_("There is no such card."))
    seen = state.seen if card in state.seen else (*state.seen, card)
    return msgspec.structs.replace(state, card=card, seen=seen)


def _finish(lesson: Lesson, state: LessonState) -> LessonState:
    left = len(to_do(lesson, state))
    if left:
        text = ngettext("{n} card is still to do.", "{n} cards are still to do.", left)
        raise NotAllowedError(text.format(n=left))
    return msgspec.structs.replace(state, finished=True)


def _check(seed: int, card: DoingCard, play: CardPlay) -> CardPlay:
    if not is_ready(card, play):
        match card:
            case SortCard():
                raise NotAllowedError(_("Give every item a place first."))
            case StopCard():
                raise NotAllowedError(_("Let it train first: go on to a checkpoint."))
            case _:
                raise NotAllowedError(_("Pick one first."))
    if isinstance(card, OrderCard):
        play = msgspec.structs.replace(play, picked=_step_order(seed, card, play))
    play = msgspec.structs.replace(play, checked=True)
    if play.right_at_once is None:
        trial = LessonState(seed=seed, card=card.id, seen=(), plays={card.id: play})
        play = msgspec.structs.replace(play, right_at_once=is_right(trial, card))
    return play


def _change(seed: int, card: DoingCard, play: CardPlay, action: LessonAction) -> CardPlay:
    match action, card:
        case Pick(choice), PickCard():
            if all(choice != other.id for other in card.choices):
                raise NotAllowedError(_("There is no such choice."))
            picked = toggled(play.picked, choice) if card.several else (choice,)
            return msgspec.structs.replace(play, picked=picked)
        case Place(item, bin_), SortCard():
            if all(item != other.id for other in card.items) or all(
                bin_ != other.id for other in card.bins
            ):
                raise NotAllowedError(_("There is no such place."))
            return msgspec.structs.replace(play, placed={**play.placed, item: bin_})
        case Move(name, by), OrderCard():
            order = list(_step_order(seed, card, play))
            if name not in order:
                raise NotAllowedError(_("There is no such step."))
            index = order.index(name)
            target = min(max(index + by, 0), len(order) - 1)
            order.insert(target, order.pop(index))
            return msgspec.structs.replace(play, picked=tuple(order))
        case Stop(at), StopCard():
            if at not in stops(card):
                raise NotAllowedError(_("There is no such checkpoint."))
            return msgspec.structs.replace(play, picked=(str(at),))
    raise NotAllowedError(_("That is not how this card is answered."))


def _look(card: DoingCard, play: CardPlay, at: int) -> CardPlay:
    if not isinstance(card, StopCard) or at not in stops(card):
        raise NotAllowedError(_("There is no such checkpoint."))
    if not play.checked:
        raise NotAllowedError(_("Answer it first."))
    return msgspec.structs.replace(play, looked=at)


def _stopped(card: StopCard, at: int) -> Feedback:
    match timing(card, at):
        case "right":
            return Feedback(str(at), Mark.RIGHT, card.why)
        case "early":
            return Feedback(str(at), Mark.WRONG, card.early)
        case "late":
            return Feedback(str(at), Mark.WRONG, card.late)


def _step_order(seed: int, card: OrderCard, play: CardPlay) -> tuple[str, ...]:
    right = [step_.id for step_ in card.steps]
    known = [name for name in play.picked if name in right]
    if known:
        return (*known, *(name for name in right if name not in known))
    order = shuffled(right, seed)
    # A shuffle that happens to be the solution would leave nothing to do.
    return order if list(order) != right else (*order[1:], order[0])
