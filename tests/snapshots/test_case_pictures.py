"""Pictures of a detective case, from its brief to its debrief."""

import pytest

from tests.snapshots.looks import LOOKS, Compare, dressed, size
from tui.app import DetectiveApp
from tui.rules import detective as rules
from tui.rules.detective import CaseAction
from tui.storage.session import Session

CASES = ["down", "down", "down", "enter"]
FIRST_CASE = [*CASES, "1"]
OPENED = [*FIRST_CASE, "down", "enter"]


def after(session: Session, *actions: CaseAction) -> DetectiveApp:
    """Return the app with moves made in the case before it opens."""
    play = session.case("parrots")
    for action in (rules.Accept(), *actions):
        play.do(action)
    return DetectiveApp(session)


def run(name: str) -> tuple[CaseAction, CaseAction]:
    return rules.Train(name), rules.FinishTraining()


def test_brief(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, press=FIRST_CASE, **size(80))


def test_data_sets_before_any_is_opened(session: Session, snap_compare: Compare) -> None:
    assert snap_compare(after(session), press=FIRST_CASE, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (79, 24), (80, 24), (120, 36)])
def test_a_data_set_in_every_size(
    session: Session, snap_compare: Compare, columns: int, lines: int
) -> None:
    assert snap_compare(after(session), press=OPENED, **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_a_data_set_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    after(session)
    assert snap_compare(dressed(session, look), press=OPENED, **size(80))


def test_rows_searched_and_marked(session: Session, snap_compare: Compare) -> None:
    keys = [*OPENED, "enter", "slash", "n", "o", "enter", "m"]
    assert snap_compare(after(session), press=keys, **size(80))


def test_training(session: Session, snap_compare: Compare) -> None:
    app = after(session, rules.Train("garage"))
    assert snap_compare(app, press=FIRST_CASE, **size(80))


@pytest.mark.parametrize("look", LOOKS)
def test_training_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    after(session, rules.Train("garage"))
    assert snap_compare(dressed(session, look), press=FIRST_CASE, **size(80))


@pytest.mark.parametrize("name", ["garage", "repeated", "vet-notes"])
def test_verdict(session: Session, snap_compare: Compare, name: str) -> None:
    assert snap_compare(after(session, *run(name)), press=FIRST_CASE, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (79, 24), (120, 36)])
def test_verdict_in_every_size(
    session: Session, snap_compare: Compare, columns: int, lines: int
) -> None:
    app = after(session, *run("repeated"))
    assert snap_compare(app, press=FIRST_CASE, **size(columns, lines))


def test_debrief_of_a_solved_case(session: Session, snap_compare: Compare) -> None:
    first = (*run("garage"), rules.NameFactor("relevance"), rules.TryAgain())
    app = after(session, *first, *run("vet-notes"), rules.Close())
    assert snap_compare(app, press=FIRST_CASE, **size(80))


def test_debrief_of_a_case_left_unsolved(session: Session, snap_compare: Compare) -> None:
    app = after(session, *run("garage"), rules.Close())
    assert snap_compare(app, press=FIRST_CASE, **size(80))
