"""Pictures in a language with wide characters."""

import pytest

from tests.snapshots.looks import Compare, size
from tests.snapshots.test_case_pictures import OPENED, after
from tui.app import DetectiveApp
from tui.storage.session import Session


@pytest.fixture(autouse=True)
def _chinese(session: Session) -> None:
    session.store.set("language", "zh-Hans")


def test_home_in_chinese(session: Session, snap_compare: Compare) -> None:
    assert snap_compare(DetectiveApp(session), **size(80))


def test_help_in_chinese(session: Session, snap_compare: Compare) -> None:
    keys = [*OPENED, "question_mark"]
    assert snap_compare(after(session), press=keys, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24)])
def test_a_data_set_in_chinese(
    session: Session, snap_compare: Compare, columns: int, lines: int
) -> None:
    assert snap_compare(after(session), press=OPENED, **size(columns, lines))
