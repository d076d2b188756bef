"""Mastered, shaky, unseen: by the latest answer, for what its author has now."""

import pytest

from tests.conftest import NOW
from tests.learning import BREAD, GARAGE, GUESS, TEA, answer, scenarios
from tui.rules.answers import Answer
from tui.rules.mastery import (
    Grasp,
    Tally,
    by_factor,
    by_part,
    by_trait,
    grasp,
    latest,
    mastered_at,
    option_grasp,
    questions,
)
from tui.storage.session import Session


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(), Grasp.MASTERED),
        (answer(sure=True), Grasp.MASTERED),
        (answer(sure=False), Grasp.SHAKY),
        (answer(helped=True), Grasp.SHAKY),
        (answer(right=False), Grasp.SHAKY),
        (answer(right=False, sure=True), Grasp.SHAKY),
    ],
)
def test_only_what_was_right_by_knowledge_is_mastered(given: Answer, expected: Grasp) -> None:
    assert grasp(given.given) is expected
    assert grasp(None) is Grasp.UNSEEN


def test_the_questions_of_a_pack_are_what_can_be_answered(session: Session) -> None:
    found = list(questions(scenarios(session)))
    assert [key.part for key in found if key.kind == "lesson"] == [
        *("guess", "bins", "several", "steps", "do")
    ]
    assert [key.item for key in found if key.kind == "before-after"] == ["tea", "trains", "bread"]
    parts = [key.part for key in found if key.kind == "detective"]
    assert parts == ["", "garage", "repeated"], "what solves the case has no factor to name"


def test_the_latest_answer_counts_and_another_revision_does_not() -> None:
    revisions = {TEA: 2}
    old = answer(right=True, revision=1)
    known = latest(revisions, [answer(revision=2, right=False), old, answer(GUESS)])
    assert known == {TEA: answer(revision=2, right=False).given}
    assert latest(revisions, [old]) == {}, "it was another question then"


def test_an_option_may_be_mastered_in_a_round_that_is_not(session: Session) -> None:
    given = answer(right=False, wrong=("surer",), missed=("says-how",)).given
    assert option_grasp(given, "names-a-number") is Grasp.MASTERED
    assert option_grasp(given, "surer") is Grasp.SHAKY
    assert option_grasp(given, "says-how") is Grasp.SHAKY
    assert option_grasp(answer(sure=False).given, "surer") is Grasp.SHAKY, "all of it was guessed"
    assert option_grasp(answer(helped=True).given, "surer") is Grasp.SHAKY
    traits = by_trait(scenarios(session), {TEA: given})
    assert traits["accuracy"] == Tally(1, 0, 0)
    assert traits["honesty"] == Tally(0, 1, 0)
    assert traits["completeness"] == Tally(1, 1, 2), "of tea, and of two rounds not played"
    assert sum(tally.total for tally in traits.values()) == 11


def test_factors_and_parts_are_counted(session: Session) -> None:
    all_scenarios = scenarios(session)
    known = {GARAGE: answer(GARAGE).given, BREAD: answer(BREAD, sure=False).given}
    assert by_factor(all_scenarios, known) == {"relevance": Tally(1), "size": Tally(unseen=1)}
    parts = by_part(questions(all_scenarios), known)
    assert parts["lesson"] == Tally(0, 0, 5)
    assert parts["before-after"] == Tally(0, 1, 2)
    assert parts["detective"] == Tally(1, 0, 2)


def test_what_is_mastered_is_told_over_time_and_can_be_lost() -> None:
    revisions = {TEA: 1, GUESS: 1}
    answers = [
        answer(TEA, NOW + 10),
        answer(GUESS, NOW + 20),
        answer(TEA, NOW + 30, right=False),
        answer(BREAD, NOW + 31),
    ]
    moments = [NOW, NOW + 10, NOW + 25, NOW + 30, NOW + 99]
    assert mastered_at(revisions, answers, moments) == [0, 1, 2, 1, 1]
    assert mastered_at(revisions, [], moments) == [0] * 5
