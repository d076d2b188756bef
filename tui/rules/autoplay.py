"""Scenarios that prove themselves: each is played right, wrong and not at all.

The right play must win; an empty play and each wrong one must not, and must get a reason.

The rules know neither texts nor ids: two questions with the same answers right and wrong are won
and lost by the same plays. Of those that are alike in this, only the first is played.
"""

import functools
import random
from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import (
    DoingCard,
    Lesson,
    OrderCard,
    PickCard,
    SortCard,
    StopCard,
)
from tui.content.problems import Finding, Path
from tui.rules import before_after, detective, lesson
from tui.rules.moves import NotAllowedError

_SEED = 1
_MOST_KNOWN = 10_000


class _Outcome(NamedTuple):
    """What the plays of a question come to.

    Attributes:
        right_wins: Whether the right play wins.
        wrong_wins: Whether each wrong one does.
        empty_wins: Whether one does that answers nothing.
    """

    right_wins: bool
    wrong_wins: tuple[bool, ...]
    empty_wins: bool = False


_KNOWN: dict[Hashable, _Outcome] = {}


@functools.singledispatch
def autoplay(scenario: msgspec.Struct) -> list[Finding]:
    """Play a scenario of any kind in every way and return what went wrong."""
    raise TypeError(f"nobody can play the type {type(scenario).__name__}")


@autoplay.register
def _(scenario: Lesson) -> list[Finding]:
    found: list[Finding] = []
    plays: dict[str, lesson.CardPlay] = {}
    for index, card in enumerate(scenario.cards):
        if not isinstance(card, DoingCard):
            continue
        path: Path = ("cards", index)
        outcome = _outcome(_likeness(card), functools.partial(_play_card, scenario, card))
        if any(outcome.wrong_wins):
            found.append(_wrong_wins(path, "answering wrong"))
        found += [_no_reason(path, name) for name, why in _reasons(card) if not why.strip()]
        if not outcome.right_wins:
            found.append(_right_loses(path))
        plays[card.id] = lesson.CardPlay(checked=True, right_at_once=outcome.right_wins)
    seen = tuple(card.id for card in scenario.cards)
    state = lesson.LessonState(seed=_SEED, card=seen[-1], seen=seen, plays=plays)
    if lesson.stars(scenario, lesson.step(scenario, state, lesson.Finish())) != 3:
        found.append(_right_loses(("cards",)))
    return found


@autoplay.register
def _(scenario: Round) -> list[Finding]:
    found: list[Finding] = []
    marks = tuple(option.correct for option in scenario.options)
    outcome = _outcome((scenario.type, marks), functools.partial(_play_round, scenario))
    if outcome.empty_wins:
        found.append(_wrong_wins(("options",), "answering nothing"))
    for index, option in enumerate(scenario.options):
        if outcome.wrong_wins[index]:
            found.append(_wrong_wins(("options", index), f"the wrong answer on '{option.id}'"))
        if not option.why.strip():
            found.append(_no_reason(("options",), option.id))
    if not outcome.right_wins:
        found.append(_right_loses(("options",)))
    return found


@autoplay.register
def _(scenario: Case) -> list[Finding]:
    found: list[Finding] = []
    start = detective.step(
        scenario, detective.start(scenario, random.Random(_SEED)), detective.Accept()
    )
    if detective.score(scenario, detective.step(scenario, start, detective.Close())).stars:
        found.append(_wrong_wins(("datasets",), "closing at once"))
    for index, data_set in enumerate(scenario.datasets):
        path: Path = ("datasets", index)
        state = detective.step(scenario, start, detective.Train(data_set.id))
        state = detective.step(scenario, state, detective.FinishTraining())
        if detective.can_name_factor(scenario, state) and data_set.factor is not None:
            state = detective.step(scenario, state, detective.NameFactor(data_set.factor))
        stars = detective.score(scenario, detective.step(scenario, state, detective.Close())).stars
        if data_set.verdict == "solves" and stars != 3:
            found.append(_right_loses(path))
        if data_set.verdict != "solves" and stars:
            found.append(_wrong_wins(path, f"training on '{data_set.id}'"))
        if not (data_set.outcome.strip() and data_set.why.strip()):
            found.append(_no_reason(path, data_set.id))
    return found


def _outcome(likeness: Hashable, play: Callable[[], _Outcome]) -> _Outcome:
    outcome = _KNOWN.get(likeness)
    if outcome is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        outcome = _KNOWN[likeness] = play()
    return outcome


def _play_round(scenario: Round) -> _Outcome:
    state = before_after.start(scenario, random.Random(_SEED))
    try:
        before_after.step(scenario, state, before_after.Check())
        empty_wins = True
    except NotAllowedError:
        empty_wins = False  # as it must be: there is nothing to check yet
    for side in before_after.sides(scenario, state):
        state = before_after.step(scenario, state, before_after.Look(side))
    if scenario.type == "blind":
        state = before_after.step(scenario, state, before_after.Guess("after"))
    correct = [option.id for option in scenario.options if option.correct]
    wrong_wins = []
    for option in scenario.options:
        others = [name for name in correct if name != option.id]
        selection = others if option.correct else [*correct, option.id]
        wrong_wins.append(_stars(scenario, state, selection) == 3)
    toggled = state
    for name in correct:
        toggled = before_after.step(scenario, toggled, before_after.Toggle(name))
    right_wins = _stars(scenario, state, list(toggled.selected)) == 3
    return _Outcome(right_wins, tuple(wrong_wins), empty_wins)


def _play_card(scenario: Lesson, card: DoingCard) -> _Outcome:
    start = lesson.start(scenario, random.Random(_SEED))
    start = lesson.step(scenario, start, lesson.Go(card.id))
    right_at_once = {}
    for right in (True, False):
        state = start
        for action in answer(card, right=right):
            state = lesson.step(scenario, state, action)
        state = lesson.step(scenario, state, lesson.Check())
        right_at_once[right] = bool(lesson.play_of(state, card).right_at_once)
    return _Outcome(right_at_once[True], (right_at_once[False],))


def _likeness(card: DoingCard) -> Hashable:
    """Return all of a card that decides what a play of it comes to."""
    match card:
        case PickCard():
            return "pick", card.several, tuple([choice.correct for choice in card.choices])
        case SortCard():
            bins = [bin_.id for bin_ in card.bins]
            return "sort", len(bins), tuple([bins.index(item.bin) for item in card.items])
        case OrderCard():
            return "order", len(card.steps)
        case StopCard():
            return "stop", lesson.stops(card), card.right


def _reasons(card: DoingCard) -> list[tuple[str, str]]:
    """Return the reasons that a wrong play gets, by the answers that they are for."""
    match card:
        case PickCard():
            return [(choice.id, choice.why) for choice in card.choices]
        case SortCard():
            return [(item.id, item.why) for item in card.items]
        case OrderCard():
            return [(step.id, step.why) for step in card.steps]
        case StopCard():
            at = _stop(card, right=False)
            return [(str(at), card.early if lesson.timing(card, at) == "early" else card.late)]


def answer(card: DoingCard, *, right: bool) -> Iterator[lesson.LessonAction]:
    """Yield the moves that answer a card on which nothing was done yet.

    Args:
        card: The card.
        right: Whether the answer shall be right.
    """
    match card:
        case PickCard():
            picks = [choice.id for choice in card.choices if choice.correct is right]
            yield from map(lesson.Pick, picks if card.several else picks[:1])
        case SortCard():
            for item in card.items:
                others = [bin_.id for bin_ in card.bins if bin_.id != item.bin]
                yield lesson.Place(item.id, item.bin if right else others[0])
        case OrderCard():
            if right:
                for step in reversed(card.steps):
                    yield lesson.Move(step.id, -len(card.steps))
        case StopCard():
            yield lesson.Stop(_stop(card, right=right))


def _stop(card: StopCard, *, right: bool) -> int:
    return next(at for at in lesson.stops(card) if (at in card.right) is right)


def _stars(scenario: Round, state: before_after.RoundState, selection: list[str]) -> int:
    if not selection:
        return 0
    # One selection by its moves is enough; the others are the same but for their names.
    state = msgspec.structs.replace(state, selected=tuple(selection))
    state = before_after.step(scenario, state, before_after.Check())
    return before_after.score(scenario, state).stars


def _right_loses(path: Path) -> Finding:
    return Finding(
        path,
        "right-play-loses",
        "played right, it does not win",
        "look at what is marked correct",
        on_key=True,
    )


def _wrong_wins(path: Path, play: str) -> Finding:
    return Finding(
        path,
        "wrong-play-wins",
        f"{play} wins",
        "look at what is marked correct",
        on_key=True,
    )


def _no_reason(path: Path, name: str) -> Finding:
    return Finding(path, "no-reason", f"'{name}' gives no reason", "write why", on_key=True)
