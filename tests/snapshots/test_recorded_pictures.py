"""Pictures of what only a recorded case shows: its curve, scores, checkpoints and record."""

from pathlib import Path

import pytest

from tests.conftest import RECORDED_PACK, open_session
from tests.snapshots.conftest import SHOWN_FOLDER
from tests.snapshots.looks import LOOKS, Compare, dressed, size
from tui.app import DetectiveApp
from tui.rules import detective as rules
from tui.rules.detective import CaseAction
from tui.storage.session import Session

FIRST_CASE = ["down", "down", "enter", "1"]
SIZES = [(60, 20), (79, 24), (80, 24), (120, 36)]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session on the recorded pack whose data folder reads the same everywhere."""
    opened = open_session(RECORDED_PACK, tmp_path / "data")
    opened.store.folder = SHOWN_FOLDER
    return opened


def after(session: Session, *actions: CaseAction) -> None:
    play = session.case("parrots")
    for action in (rules.Accept(), *actions):
        play.do(action)


def run(name: str) -> tuple[CaseAction, CaseAction]:
    return rules.Train(name), rules.FinishTraining()


def two_runs(session: Session) -> None:
    after(session, *run("garage"), rules.TryAgain(), *run("repeated"))


def test_brief(session: Session, snap_compare: Compare) -> None:
    assert snap_compare(DetectiveApp(session), press=FIRST_CASE, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24)])
def test_training(session: Session, snap_compare: Compare, columns: int, lines: int) -> None:
    after(session, rules.Train("repeated"))
    assert snap_compare(DetectiveApp(session), press=FIRST_CASE, **size(columns, lines))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (120, 36)])
def test_verdict(session: Session, snap_compare: Compare, columns: int, lines: int) -> None:
    two_runs(session)
    keys = [*FIRST_CASE, "enter"]
    assert snap_compare(DetectiveApp(session), press=keys, **size(columns, lines))


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_checkpoints(session: Session, snap_compare: Compare, columns: int, lines: int) -> None:
    two_runs(session)
    keys = [*FIRST_CASE, "enter", "p", "left", "left"]
    assert snap_compare(DetectiveApp(session), press=keys, **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_checkpoints_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    two_runs(session)
    keys = [*FIRST_CASE, "enter", "p", "left", "left"]
    assert snap_compare(dressed(session, look), press=keys, **size(80))


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_two_runs_compared(
    session: Session, snap_compare: Compare, columns: int, lines: int
) -> None:
    two_runs(session)
    keys = [*FIRST_CASE, "enter", "p", "v"]
    assert snap_compare(DetectiveApp(session), press=keys, **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_two_runs_compared_in_every_look(
    session: Session, snap_compare: Compare, look: str
) -> None:
    two_runs(session)
    keys = [*FIRST_CASE, "enter", "p", "v"]
    assert snap_compare(dressed(session, look), press=keys, **size(80))


def test_luck(session: Session, snap_compare: Compare) -> None:
    two_runs(session)
    assert snap_compare(DetectiveApp(session), press=[*FIRST_CASE, "enter", "p", "l"], **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24)])
def test_record(session: Session, snap_compare: Compare, columns: int, lines: int) -> None:
    two_runs(session)
    keys = [*FIRST_CASE, "enter", "p", "r"]
    assert snap_compare(DetectiveApp(session), press=keys, **size(columns, lines))


def test_debrief(session: Session, snap_compare: Compare) -> None:
    after(session, *run("vet-notes"), rules.Close())
    assert snap_compare(DetectiveApp(session), press=FIRST_CASE, **size(80))
