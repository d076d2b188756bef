"""The brief: what the learner reads, and taking the case."""

import msgspec
import pytest

from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.app import DetectiveApp
from tui.rules.detective import Accept, CaseState, Hint
from tui.rules.progress import ItemKey
from tui.screens.brief import BriefScreen
from tui.storage.session import Session

CASE = ItemKey("detective", "parrots")
TO_THE_SHELF = ("down", "down", "down", "enter")


async def test_the_brief_shows_the_base_model_failing(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press_through(pilot, *TO_THE_SHELF, "enter")
        assert "Case 1 · The silent parrot" in text
        assert "pets · 3 data sets" in text
        assert "answers every question about parrots with a poem" in text
        assert "The vet calls at midnight" in text
        for words in ("My parrot is up all night", "O night, O feathered night", "how long"):
            assert words in text
        assert text.count("◇ canned") == 2, "each reply says where it comes from"
        assert "read on" not in key_bar(app), "nothing to scroll"


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_one_key_takes_the_case(session: Session, key: str) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_THE_SHELF, "enter")
        assert "take the case" in key_bar(app)
        await pilot.press(key)
        await pilot.pause()
        assert name_of(app) == "DataSetsScreen"
        saved = session.store.load(CASE, CaseState)
        assert saved is not None
        assert saved.phase == "datasets"


async def test_the_mouse_takes_the_case_too(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_THE_SHELF, "enter")
        await pilot.click("#keys", offset=(14, 0))
        await pilot.pause()
        assert name_of(app) == "DataSetsScreen"


async def test_escape_leaves_the_case_untaken(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*TO_THE_SHELF, "enter", "escape")
        await pilot.pause()
        assert name_of(app) == "ShelfScreen"
        assert session.case("parrots").state.phase == "brief"


async def test_a_long_brief_scrolls(session: Session) -> None:
    play = session.case("parrots")
    play.scenario = msgspec.structs.replace(play.scenario, brief="She waits.\n\n" * 8)
    app = DetectiveApp(session)
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(BriefScreen(session, play))
        await pilot.pause()
        assert "She waits." in screen_text(app)
        assert "guacamole" not in screen_text(app)
        assert "read on" in key_bar(app)
        assert "guacamole" in await press_through(pilot, "pagedown")
        assert "guacamole" not in await press_through(pilot, "up", "pageup")


@pytest.mark.parametrize("key", ["enter", "b", "escape"])
async def test_read_again_it_only_closes(session: Session, key: str) -> None:
    play = session.case("parrots")
    play.do(Accept())
    play.do(Hint())
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 30)) as pilot:
        app.push_screen(BriefScreen(session, play, again=True))
        await pilot.pause()
        assert "take the case" not in key_bar(app)
        text = screen_text(app)
        assert "Hint 1  Read the rows, not the cards." in text
        assert "Count the duplicates" not in text, "a hint not taken stays hidden"
        await pilot.press(key)
        await pilot.pause()
        assert name_of(app) == "HomeScreen"
        assert play.state.phase == "datasets"
