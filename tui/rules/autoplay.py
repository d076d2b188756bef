"""Scenarios that prove themselves: each is played right, wrong and not at all.

The right play must win; an empty play and each wrong one must not, and must get a reason.
"""

import functools
import random
from collections.abc import Iterator

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
from tui.rules.moves import Feedback, NotAllowedError

_SEED = 1


@functools.singledispatch
def autoplay(scenario: msgspec.Struct) -> list[Finding]:
    """Play a scenario of any kind in every way and return what went wrong."""
    raise TypeError(f"nobody can play the type {type(scenario).__name__}")


@autoplay.register
def _(scenario: Lesson) -> list[Finding]:
    found: list[Finding] = []
    state = lesson.start(scenario, random.Random(_SEED))
    for index, card in enumerate(scenario.cards):
        state = lesson.step(scenario, state, lesson.Go(card.id))
        if not isinstance(card, DoingCard):
            continue
        path: Path = ("cards", index)
        wrong = _play_card(scenario, state, card, right=False)
        if lesson.is_right(wrong, card):
            found.append(_wrong_wins(path, "answering wrong"))
        found += _reasons(lesson.feedback(wrong, card), path)
        state = _play_card(scenario, state, card, right=True)
        if not lesson.is_right(state, card):
            found.append(_right_loses(path))
    state = lesson.step(scenario, state, lesson.Finish())
    if lesson.stars(scenario, state) != 3:
        found.append(_right_loses(("cards",)))
    return found


@autoplay.register
def _(scenario: Round) -> list[Finding]:
    found: list[Finding] = []
    state = before_after.start(scenario, random.Random(_SEED))
    try:
        before_after.step(scenario, state, before_after.Check())
        found.append(_wrong_wins(("options",), "answering nothing"))
    except NotAllowedError:
        pass  # as it must be: there is nothing to check yet
    for side in before_after.sides(scenario, state):
        state = before_after.step(scenario, state, before_after.Look(side))
    if scenario.type == "blind":
        state = before_after.step(scenario, state, before_after.Guess("after"))
    correct = [option.id for option in scenario.options if option.correct]
    for index, option in enumerate(scenario.options):
        others = [name for name in correct if name != option.id]
        selection = others if option.correct else [*correct, option.id]
        if _stars(scenario, state, selection) == 3:
            found.append(_wrong_wins(("options", index), f"the wrong answer on '{option.id}'"))
    toggled = state
    for name in correct:
        toggled = before_after.step(scenario, toggled, before_after.Toggle(name))
    if _stars(scenario, state, list(toggled.selected)) != 3:
        found.append(_right_loses(("options",)))
    found += _reasons(before_after.feedback(scenario, state), ("options",))
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


def _play_card(
    scenario: Lesson, state: lesson.LessonState, card: DoingCard, *, right: bool
) -> lesson.LessonState:
    for action in answer(card, right=right):
        state = lesson.step(scenario, state, action)
    return lesson.step(scenario, state, lesson.Check())


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
                for index, step in enumerate(card.steps):
                    yield lesson.Move(step.id, -len(card.steps))
                    yield lesson.Move(step.id, index)
        case StopCard():
            yield lesson.Stop(next(at for at in lesson.stops(card) if (at in card.right) is right))


def _stars(scenario: Round, state: before_after.RoundState, selection: list[str]) -> int:
    if not selection:
        return 0
    # One selection by its moves is enough; the others are the same but for their names.
    state = msgspec.structs.replace(state, selected=tuple(selection))
    state = before_after.step(scenario, state, before_after.Check())
    return before_after.score(scenario, state).stars


def _reasons(feedback: tuple[Feedback, ...], path: Path) -> Iterator[Finding]:
    for item in feedback:
        if not item.why.strip():
            yield _no_reason(path, item.id)


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
