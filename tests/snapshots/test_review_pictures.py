"""Pictures of a review: questions of each kind, and its end."""

from pathlib import Path

import pytest

from tests.missing import missed_session
from tests.snapshots.conftest import SHOWN_FOLDER
from tests.snapshots.looks import LOOKS, Compare, dressed, size
from tui.app import DetectiveApp
from tui.storage.session import Session

REVIEW = ["end", "up", "enter"]


@pytest.fixture
def missed(tmp_path: Path) -> Session:
    """A session in which much was missed, a day ago."""
    session = missed_session(tmp_path / "data")
    session.store.folder = SHOWN_FOLDER
    return session


def test_home_says_what_is_back(missed: Session, snap_compare: Compare) -> None:
    assert snap_compare(DetectiveApp(missed), **size(80))


@pytest.mark.parametrize("number", range(4))
def test_questions(missed: Session, snap_compare: Compare, number: int) -> None:
    keys = [*REVIEW, *["n"] * number]
    assert snap_compare(DetectiveApp(missed), press=keys, **size(80))


@pytest.mark.parametrize("number", range(3))
def test_answered(missed: Session, snap_compare: Compare, number: int) -> None:
    keys = [*REVIEW, *["n"] * number, "v", "1", "2", "s"]
    assert snap_compare(DetectiveApp(missed), press=keys, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (120, 36)])
def test_end(missed: Session, snap_compare: Compare, columns: int, lines: int) -> None:
    keys = [*REVIEW, *["v", "1", "2", "g", "n"] * 3, "n", "n"]
    assert snap_compare(DetectiveApp(missed), press=keys, **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_question_in_every_look(missed: Session, snap_compare: Compare, look: str) -> None:
    assert snap_compare(dressed(missed, look), press=[*REVIEW, "1", "s"], **size(80))
