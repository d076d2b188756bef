"""Revealed scenarios stand as the best play leaves them."""

import random

import pytest

from tui.content.models.lesson import DoingCard
from tui.rules import before_after, detective, lesson
from tui.rules.reveal import revealed
from tui.storage.session import Session

NAMES = ("guess", "bins", "several", "steps")


@pytest.mark.parametrize("name", NAMES)
def test_the_card_on_show_is_answered_right(session: Session, name: str) -> None:
    scenario = session.reader.lesson("first")
    state = lesson.step(scenario, lesson.start(scenario, random.Random(1)), lesson.Go(name))
    played = revealed(scenario, state)
    assert isinstance(played, lesson.LessonState)
    card = lesson.current(scenario, played)
    assert isinstance(card, DoingCard)
    assert played.plays[name].checked
    assert lesson.is_right(played, card)
    assert revealed(scenario, played) == played, "also where it was answered"


def test_a_card_to_read_stays(session: Session) -> None:
    scenario = session.reader.lesson("second")
    state = lesson.start(scenario, random.Random(1))
    assert revealed(scenario, state) == state


@pytest.mark.parametrize("item", ["tea", "trains", "bread"])
def test_a_round_is_checked_with_all_points(session: Session, item: str) -> None:
    scenario = session.reader.round(item)
    state = before_after.start(scenario, random.Random(1))
    state = before_after.step(scenario, state, before_after.Look("after"))
    played = revealed(scenario, state)
    assert isinstance(played, before_after.RoundState)
    assert before_after.score(scenario, played).stars == 3


def test_a_case_is_closed_with_its_solution(session: Session) -> None:
    scenario = session.reader.case("parrots")
    state = detective.start(scenario, random.Random(1))
    played = revealed(scenario, state)
    assert isinstance(played, detective.CaseState)
    assert played.phase == "debrief"
    assert detective.score(scenario, played).stars == 3
