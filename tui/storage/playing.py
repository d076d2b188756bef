"""The rules of each kind of scenario, as a play needs them; read when one is first opened."""

import random
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import Lesson
from tui.rules import before_after, detective, lesson
from tui.rules.answering import case_answers, lesson_answers, round_answers
from tui.rules.answers import Given
from tui.rules.moves import Action, State

ScenarioT = TypeVar("ScenarioT", bound=msgspec.Struct)
StateT = TypeVar("StateT", bound=State)
ActionT = TypeVar("ActionT", bound=Action)


class Result(NamedTuple):
    """What a play has brought so far."""

    done: bool
    stars: int
    points: int


class Rules(NamedTuple, Generic[ScenarioT, StateT, ActionT]):
    """The rules of one kind of scenario, as functions."""

    state: type[StateT]
    start: Callable[[ScenarioT, random.Random], StateT]
    step: Callable[[ScenarioT, StateT, ActionT], StateT]
    resume: Callable[[ScenarioT, StateT], StateT]
    result: Callable[[ScenarioT, StateT], Result]
    answers: Callable[[ScenarioT, StateT, StateT], tuple[Given, ...]]


def _lesson_result(scenario: Lesson, state: lesson.LessonState) -> Result:
    right, _ = lesson.tally(scenario, state)
    return Result(state.finished, lesson.stars(scenario, state), right)


def _round_result(scenario: Round, state: before_after.RoundState) -> Result:
    if not state.checked:
        return Result(False, 0, 0)
    score = before_after.score(scenario, state)
    return Result(True, score.stars, score.points)


def _case_result(scenario: Case, state: detective.CaseState) -> Result:
    if state.phase != "debrief":
        return Result(False, 0, 0)
    score = detective.score(scenario, state)
    return Result(True, score.stars, score.points)


LESSON_RULES = Rules(
    lesson.LessonState, lesson.start, lesson.step, lesson.resume, _lesson_result, lesson_answers
)
ROUND_RULES = Rules(
    before_after.RoundState,
    before_after.start,
    before_after.step,
    before_after.resume,
    _round_result,
    round_answers,
)
CASE_RULES = Rules(
    detective.CaseState,
    detective.start,
    detective.step,
    detective.resume,
    _case_result,
    case_answers,
)
