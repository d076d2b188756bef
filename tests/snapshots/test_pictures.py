"""Pictures of every screen at 80×24, of the breakpoint's edges, and in every look."""

import pytest

from tests.snapshots.looks import LOOKS, Compare, dressed, size
from tui.app import DetectiveApp
from tui.rules import before_after
from tui.rules.progress import ItemKey
from tui.storage.session import Session

ROUNDS = ["down", "down", "enter"]
FIRST_ROUND = [*ROUNDS, "1"]
CHECKED = [*FIRST_ROUND, "v", "1", "2", "c"]


def finish_all(session: Session) -> None:
    for kind, items in session.ids.items():
        for item in items:
            session.store.save(
                ItemKey(kind, item), before_after.RoundState(seed=1), done=True, stars=3
            )


def test_home_of_a_newcomer(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, **size(80))


def test_home_when_all_is_done(session: Session, snap_compare: Compare) -> None:
    finish_all(session)
    assert snap_compare(DetectiveApp(session), **size(80))


@pytest.mark.parametrize("look", LOOKS)
def test_home_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    assert snap_compare(dressed(session, look), **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(59, 24), (60, 20), (120, 36)])
def test_home_in_every_size(
    app: DetectiveApp, snap_compare: Compare, columns: int, lines: int
) -> None:
    assert snap_compare(app, **size(columns, lines))


def test_shelf(session: Session, snap_compare: Compare) -> None:
    session.round("bread").do(before_after.Look("before"))
    key = ItemKey("before-after", "tea")
    session.store.save(key, before_after.RoundState(seed=1), done=True, stars=2)
    session.round("trains").do(before_after.Look("before"))
    assert snap_compare(DetectiveApp(session), press=["down", "down", "down", "enter"], **size(80))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("pick", []),
        ("picked", ["1"]),
        ("analogy", ["right"]),
        ("definition", ["right"] * 2),
        ("list", ["right"] * 3),
        ("sort", [*["right"] * 4, "1"]),
        ("sorted", [*["right"] * 4, "1", "2", "1", "c"]),
        ("order", ["right"] * 6),
        ("ordered", [*["right"] * 6, "c"]),
        ("jump", ["right", "j"]),
    ],
)
def test_lesson(app: DetectiveApp, snap_compare: Compare, name: str, keys: list[str]) -> None:
    del name
    assert snap_compare(app, press=["enter", *keys], **size(80))


def test_lesson_end(session: Session, snap_compare: Compare) -> None:
    keys = ["down", "enter", "2", "enter", "1", "enter"]
    assert snap_compare(DetectiveApp(session), press=keys, **size(80))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("covered", FIRST_ROUND),
        ("open", [*FIRST_ROUND, "v", "2", "h"]),
        ("checked", CHECKED),
        ("evidence", [*CHECKED, "end", "up"]),
        ("blind", [*ROUNDS, "2", "left", "right"]),
        ("regression", [*ROUNDS, "3", "v"]),
    ],
)
def test_round(app: DetectiveApp, snap_compare: Compare, name: str, keys: list[str]) -> None:
    del name
    assert snap_compare(app, press=keys, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (79, 24), (120, 36)])
def test_round_in_every_size(
    app: DetectiveApp, snap_compare: Compare, columns: int, lines: int
) -> None:
    assert snap_compare(app, press=CHECKED, **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_round_in_every_look(session: Session, snap_compare: Compare, look: str) -> None:
    assert snap_compare(dressed(session, look), press=CHECKED, **size(80))


def test_handbook(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, press=["k", "l", "o"], **size(80))


def test_settings(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, press=["s", "down"], **size(80))


def test_help(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, press=["question_mark"], **size(80))


def test_a_question_before_forgetting(app: DetectiveApp, snap_compare: Compare) -> None:
    assert snap_compare(app, press=["s", "end", "enter"], **size(80))
