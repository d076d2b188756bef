"""Screens that were left are freed."""

import gc

import pytest

from tui.app import DetectiveApp
from tui.routes import case_screen
from tui.rules import detective
from tui.screens.base import GameScreen
from tui.screens.lesson import LessonScreen
from tui.screens.progress import ProgressScreen
from tui.screens.round import RoundScreen
from tui.screens.shelf import ShelfScreen
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList


def make(session: Session, name: str) -> GameScreen[None]:
    match name:
        case "shelf":
            return ShelfScreen(session, "lesson")
        case "lesson":
            return LessonScreen(session, session.lesson("first"))
        case "progress":
            return ProgressScreen(session)
        case "round":
            return RoundScreen(session, session.round("tea"))
    play = session.case("parrots")
    if play.state.phase == "brief" and name != "brief":
        play.do(detective.Accept())
        if name in {"training", "verdict"}:
            play.do(detective.Train("garage"))
        if name == "verdict":
            play.do(detective.FinishTraining())
        if name == "debrief":
            play.do(detective.Close())
    return case_screen(session, play)


def alive() -> int:
    gc.collect()
    return sum(isinstance(thing, (GameScreen, ChoiceList)) for thing in gc.get_objects())


@pytest.mark.parametrize(
    "name",
    ["shelf", "progress", "lesson", "round", "brief", "datasets", "training", "verdict", "debrief"],
)
async def test_a_screen_that_was_left_is_freed(session: Session, name: str) -> None:
    # What was made before this test counts for nothing, and is not looked through each time.
    gc.collect()
    gc.freeze()
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        # What Home looks for meanwhile, in threads, would hold on to the screen on show.
        await pilot.pause(0.4)
        await app.workers.wait_for_complete()
        await app.push_screen(make(session, name))
        await pilot.pause()
        await app.pop_screen()
        await pilot.pause()
        before = alive()
        for _ in range(3):
            await app.push_screen(make(session, name))
            await pilot.pause()
            await app.pop_screen()
            await pilot.pause()
        # A timer or a callback that is due may hold the last screen for a moment.
        for _ in range(20):
            if alive() <= before:
                break
            await pilot.pause(0.05)
        assert alive() <= before
