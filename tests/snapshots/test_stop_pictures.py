"""Pictures of a run on a lesson's card: hidden future, verdict, every size and look."""

from pathlib import Path

import pytest

from tests.conftest import open_session
from tests.snapshots.conftest import SHOWN_FOLDER
from tests.snapshots.looks import LOOKS, Compare, dressed, size
from tests.stopping import stopping_pack
from tui.app import DetectiveApp
from tui.storage.session import Session

OPEN = ["enter", "right"]
EARLY, BEST, LATE = (["right"] * steps for steps in (2, 3, 5))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session on the pack with two runs to stop, whose data folder reads the same everywhere."""
    opened = open_session(stopping_pack(tmp_path / "pack"), tmp_path / "data")
    opened.store.folder = SHOWN_FOLDER
    return opened


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("begun", []),
        ("going", BEST),
        ("ended", ["right"] * 7),
        ("early", [*EARLY, "c"]),
        ("right", [*BEST, "c"]),
        ("late", [*LATE, "c", "left"]),
    ],
)
def test_run(session: Session, snap_compare: Compare, name: str, keys: list[str]) -> None:
    del name
    assert snap_compare(DetectiveApp(session), press=[*OPEN, *keys], **size(80))


@pytest.mark.parametrize("keys", [EARLY, [*EARLY, "c"]], ids=["going", "stopped"])
@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (120, 36)])
def test_run_in_every_size(
    session: Session, snap_compare: Compare, keys: list[str], columns: int, lines: int
) -> None:
    app = DetectiveApp(session)
    assert snap_compare(app, press=[*OPEN, *keys], **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_run_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    keys = [*OPEN, *LATE, "c", "left"]
    assert snap_compare(dressed(session, look), press=keys, **size(80))


def test_run_in_chinese(session: Session, snap_compare: Compare) -> None:
    session.store.set("language", "zh-Hans")
    keys = [*OPEN, *LATE, "c", "left"]
    assert snap_compare(DetectiveApp(session), press=keys, **size(80))
