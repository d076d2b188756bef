"""Pictures of the progress screen: a newcomer's and a lived one, every size and look."""

import time
from collections.abc import Iterator

import pytest

from tests.learning import live_through
from tests.snapshots.looks import LOOKS, Compare, dressed, size
from tui.app import DetectiveApp
from tui.storage.session import Session


@pytest.fixture(autouse=True)
def _one_time_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # The calendar's days are those of this machine.
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_progress_of_a_newcomer(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, press=["o"], **size(80))


@pytest.mark.parametrize("page", ["1", "2", "3", "4"])
def test_progress(session: Session, snap_compare: Compare, page: str) -> None:
    live_through(session)
    session.store.set("theme", "night")
    assert snap_compare(DetectiveApp(session), press=["o", page], **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (120, 36)])
def test_progress_in_every_size(
    session: Session, snap_compare: Compare, columns: int, lines: int
) -> None:
    live_through(session)
    session.store.set("theme", "night")
    assert snap_compare(DetectiveApp(session), press=["o"], **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_progress_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    live_through(session)
    session.store.set("theme", "night")
    assert snap_compare(dressed(session, look), press=["o", "3"], **size(80))
