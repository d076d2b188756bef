"""A case's rules: runs, verdicts, factors, hints, points and stars."""

import random

import msgspec
import pytest

from tui.content.models.detective import Case
from tui.rules import detective as rules
from tui.rules.detective import CaseAction, CaseState
from tui.rules.moves import NotAllowedError
from tui.storage.session import Session


@pytest.fixture
def case(session: Session) -> Case:
    return session.reader.case("parrots")


def play(case: Case, *actions: CaseAction) -> CaseState:
    state = rules.start(case, random.Random(1))
    for action in actions:
        state = rules.step(case, state, action)
    return state


def run(name: str) -> tuple[CaseAction, CaseAction]:
    return rules.Train(name), rules.FinishTraining()


def test_the_right_data_set_at_once_brings_three_stars(case: Case) -> None:
    state = play(case, rules.Accept(), *run("vet-notes"), rules.Close())
    score = rules.score(case, state)
    assert (score.solved, score.stars, score.points) == (True, 3, 10)
    assert state.phase == "debrief"


def test_more_runs_bring_fewer_stars(case: Case) -> None:
    two = play(case, rules.Accept(), *run("garage"), rules.TryAgain(), *run("vet-notes"))
    assert (rules.score(case, two).stars, rules.score(case, two).points) == (2, 8)
    wrong = (*run("garage"), rules.TryAgain(), *run("repeated"), rules.TryAgain())
    three = play(case, rules.Accept(), *wrong, *run("vet-notes"))
    assert (rules.score(case, three).stars, rules.score(case, three).points) == (1, 6)


def test_a_failure_explained_rightly_brings_points(case: Case) -> None:
    state = play(case, rules.Accept(), *run("garage"))
    right = rules.step(case, state, rules.NameFactor("relevance"))
    wrong = rules.step(case, state, rules.NameFactor("size"))
    assert rules.score(case, right).points == 2
    assert rules.score(case, wrong).points == 0
    with pytest.raises(NotAllowedError):
        rules.step(case, right, rules.NameFactor("size"))


def test_a_solved_case_has_nothing_to_explain_or_try(case: Case) -> None:
    state = play(case, rules.Accept(), *run("vet-notes"))
    assert not rules.can_name_factor(case, state)
    assert not rules.can_try_again(case, state)
    for action in (rules.NameFactor("size"), rules.TryAgain()):
        with pytest.raises(NotAllowedError):
            rules.step(case, state, action)


def test_the_first_hint_costs_little_and_each_one_more(case: Case) -> None:
    state = play(case, rules.Accept())
    costs = []
    while (cost := rules.next_hint_cost(case, state)) is not None:
        costs.append(cost)
        state = rules.step(case, state, rules.Hint())
    assert costs == [1, 2, 3]
    with pytest.raises(NotAllowedError):
        rules.step(case, state, rules.Hint())
    for action in run("vet-notes"):
        state = rules.step(case, state, action)
    assert rules.score(case, state).points == 4


def test_points_never_go_below_nothing(case: Case) -> None:
    state = play(case, rules.Accept(), rules.Hint(), rules.Hint(), rules.Close())
    assert rules.score(case, state).points == 0
    assert rules.score(case, state).stars == 0


def test_a_case_can_be_finished_from_data_sets_and_verdicts(case: Case) -> None:
    assert play(case, rules.Accept(), rules.Close()).phase == "debrief"
    assert play(case, rules.Accept(), *run("garage"), rules.Close()).phase == "debrief"
    tried = (*run("garage"), rules.TryAgain(), *run("repeated"), rules.TryAgain())
    state = play(case, rules.Accept(), *tried, *run("vet-notes"))
    assert not rules.can_try_again(case, state), "no data set is left"
    assert rules.step(case, state, rules.Close()).phase == "debrief"


def test_a_data_set_is_not_trained_on_twice(case: Case) -> None:
    state = play(case, rules.Accept(), *run("garage"), rules.TryAgain())
    with pytest.raises(NotAllowedError, match="That run is done"):
        rules.step(case, state, rules.Train("garage"))


@pytest.mark.parametrize(
    "action",
    [
        rules.Open("garage"),
        rules.MarkClue("garage", 1),
        rules.Train("garage"),
        rules.FinishTraining(),
        rules.NameFactor("size"),
        rules.TryAgain(),
        rules.Close(),
    ],
)
def test_the_brief_comes_first(case: Case, action: CaseAction) -> None:
    with pytest.raises(NotAllowedError):
        play(case, action)


def test_unknown_data_sets_are_refused(case: Case) -> None:
    for action in (rules.Open("none"), rules.Train("none"), rules.MarkClue("none", 1)):
        with pytest.raises(NotAllowedError):
            play(case, rules.Accept(), action)


def test_clues_are_marked_and_taken_back(case: Case) -> None:
    mark = rules.MarkClue("garage", 2)
    assert play(case, rules.Accept(), mark).clues == ("garage:2",)
    assert play(case, rules.Accept(), mark, mark).clues == ()


def test_training_is_not_solved_before_it_is_over(case: Case) -> None:
    state = play(case, rules.Accept(), rules.Train("vet-notes"))
    assert not rules.is_solved(case, state)
    assert rules.score(case, state).stars == 0


def test_a_closed_case_takes_no_moves(case: Case) -> None:
    state = play(case, rules.Accept(), rules.Close())
    with pytest.raises(NotAllowedError, match="closed"):
        rules.step(case, state, rules.Hint())


def test_a_kept_state_survives_a_data_set_that_was_taken_out(case: Case) -> None:
    state = play(
        case,
        rules.Accept(),
        rules.Open("garage"),
        rules.MarkClue("garage", 1),
        *run("garage"),
    )
    shorter = msgspec.structs.replace(
        case, datasets=tuple(item for item in case.datasets if item.id != "garage")
    )
    resumed = rules.resume(shorter, state)
    assert (resumed.phase, resumed.runs, resumed.opened, resumed.clues) == ("datasets", (), (), ())
    assert rules.resume(case, state) == state
