"""What is at stake: what the next run would bring if it solved the case."""

import random

from tui.content.models.detective import Case
from tui.rules.detective import (
    Accept,
    CaseState,
    FinishTraining,
    Hint,
    NameFactor,
    Train,
    TryAgain,
    start,
    step,
)
from tui.rules.stakes import at_stake
from tui.storage.session import Session


def after(case: Case, *actions: object) -> CaseState:
    state = start(case, random.Random(1))
    for action in actions:
        state = step(case, state, action)  # type: ignore[arg-type]
    return state


def test_the_first_run_can_bring_all(session: Session) -> None:
    stakes = at_stake(session.reader.case("parrots"), after(session.reader.case("parrots")))
    assert (stakes.stars, stakes.points) == (3, 10)


def test_a_hint_and_a_failed_run_lower_it_and_a_named_factor_lifts_it(session: Session) -> None:
    case = session.reader.case("parrots")
    failed = [Accept(), Hint(), Train("garage"), FinishTraining()]
    stakes = at_stake(case, after(case, *failed, TryAgain()))
    assert (stakes.stars, stakes.points) == (2, 7)
    stakes = at_stake(case, after(case, *failed, NameFactor("relevance"), TryAgain()))
    assert (stakes.stars, stakes.points) == (2, 9)


def test_a_solved_case_stakes_nothing_more(session: Session) -> None:
    case = session.reader.case("parrots")
    solved = after(case, Accept(), Train("vet-notes"), FinishTraining())
    assert (at_stake(case, solved).stars, at_stake(case, solved).runs) == (3, 1)
