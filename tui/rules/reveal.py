"""Scenarios as they stand once they are played right, for authors who want to see the reasons."""

import functools

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import DoingCard, Lesson
from tui.rules import before_after, detective, lesson
from tui.rules.autoplay import answer
from tui.rules.moves import State


@functools.singledispatch
def revealed(scenario: msgspec.Struct, state: State) -> State:
    """Return the state with the right answers given: of a lesson, on the card on show.

    Args:
        scenario: A scenario of any kind.
        state: How it stands.
    """
    del state
    raise TypeError(f"nobody can play the type {type(scenario).__name__}")


@revealed.register
def _(scenario: Lesson, state: lesson.LessonState) -> State:
    card = lesson.current(scenario, state)
    if not isinstance(card, DoingCard):
        return state
    plays = {name: play for name, play in state.plays.items() if name != card.id}
    state = msgspec.structs.replace(state, plays=plays)
    for action in answer(card, right=True):
        state = lesson.step(scenario, state, action)
    return lesson.step(scenario, state, lesson.Check())


@revealed.register
def _(scenario: Round, state: before_after.RoundState) -> State:
    correct = tuple(option.id for option in scenario.options if option.correct)
    state = msgspec.structs.replace(state, checked=False, guess=None, selected=())
    for side in before_after.sides(scenario, state):
        state = before_after.step(scenario, state, before_after.Look(side))
    if scenario.type == "blind":
        state = before_after.step(scenario, state, before_after.Guess("after"))
    for name in correct:
        state = before_after.step(scenario, state, before_after.Toggle(name))
    return before_after.step(scenario, state, before_after.Check())


@revealed.register
def _(scenario: Case, state: detective.CaseState) -> State:
    solution = next(each.id for each in scenario.datasets if each.verdict == "solves")
    state = msgspec.structs.replace(state, phase="datasets", runs=())
    for action in (
        detective.Open(solution),
        detective.Train(solution),
        detective.FinishTraining(),
        detective.Close(),
    ):
        state = detective.step(scenario, state, action)
    return state
