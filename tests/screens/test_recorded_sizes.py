"""The checkpoints and the record at every size of window, from one that holds a single letter."""

from itertools import product

import pytest

from tests.screens.conftest import name_of, screen_text
from tui.app import DetectiveApp
from tui.routes import case_screen
from tui.rules import detective as rules
from tui.rules.detective import CaseAction
from tui.storage.session import CasePlay, Session

SIZES = [
    *((1, 1), (2, 1), (1, 2), (5, 3), (10, 2), (2, 60), (59, 20), (60, 19)),
    *((60, 20), (61, 20), (79, 24), (80, 24), (99, 30), (100, 30), (120, 36), (240, 8), (300, 90)),
]
TELLING = {((1, 1), False), ((5, 3), False), ((60, 20), True), ((80, 24), False), ((240, 8), True)}
"""Sizes at which every key is tried each time, with the case closed or not."""
KEYS = ["left", "home", "right", "end", "down", "up", "l", "v", "v", "d", "pagedown", "pageup"]


@pytest.mark.parametrize(
    ("size", "closed"),
    [
        pytest.param(*each, marks=() if each in TELLING else pytest.mark.long)
        for each in product(SIZES, (False, True))
    ],
)
async def test_every_key_works_at_every_size(
    recorded_session: Session, size: tuple[int, int], closed: bool
) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=size) as pilot:
        play = recorded_session.case("parrots")
        make(play, rules.Accept(), rules.Train("garage"), rules.FinishTraining())
        make(play, rules.TryAgain(), rules.Train("vet-notes"), rules.FinishTraining())
        if closed:
            play.do(rules.Close())
        await app.push_screen(case_screen(recorded_session, play))
        await pilot.press(*([] if closed else ["enter"]), "p")
        await pilot.pause()
        assert name_of(app) == "CheckpointsScreen"
        for key in KEYS:
            await pilot.press(key)
            assert_whole(app)
        await pilot.press("r")
        await pilot.pause()
        assert name_of(app) == "RecordScreen"
        for key in ("pagedown", "end", "up", "pageup", "home"):
            await pilot.press(key)
            assert_whole(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert name_of(app) == ("DebriefScreen" if closed else "VerdictScreen")


@pytest.mark.parametrize(
    "sizes",
    [
        [(1, 1), (59, 20), (60, 20), (100, 30), (10, 2), (240, 8)],
        pytest.param(SIZES, marks=pytest.mark.long),
    ],
)
async def test_the_window_is_resized_under_them(
    recorded_session: Session, sizes: list[tuple[int, int]]
) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=(80, 24)) as pilot:
        play = recorded_session.case("parrots")
        make(play, rules.Accept(), rules.Train("vet-notes"), rules.FinishTraining(), rules.Close())
        await app.push_screen(case_screen(recorded_session, play))
        await pilot.press("p", "v", "l")
        for keys in ([], ["r"]):
            await pilot.press(*keys)
            for size in (*sizes, (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert_whole(app)


def make(play: CasePlay, *moves: CaseAction) -> None:
    for move in moves:
        play.do(move)


def assert_whole(app: DetectiveApp) -> None:
    """Assert that the game runs, and that its painted lines fill the window and no more."""
    assert app.is_running
    width, height = app.size
    lines = screen_text(app).split("\n")
    assert len(lines) == height
    assert all(len(line) <= width for line in lines)
    is_large = width >= 60 and height >= 20
    assert bool(app.screen.query_one("#too-small").display) is not is_large
