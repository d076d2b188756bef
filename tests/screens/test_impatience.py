"""Keys that come faster than screens are put up and taken away."""

import pytest

from tests.screens.conftest import name_of
from tui.app import DetectiveApp
from tui.screens.confirm import ConfirmScreen
from tui.screens.help import HelpScreen
from tui.screens.lesson import LessonScreen
from tui.screens.palette import Palette
from tui.screens.shelf import ShelfScreen
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList


async def test_a_dialog_that_is_closed_twice_answers_once(session: Session) -> None:
    app = DetectiveApp(session)
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ShelfScreen(session, "lesson"))
        dialog = ConfirmScreen("Really?", "Yes")
        await app.push_screen(dialog, answers.append)
        dialog.dismiss(True)
        dialog.dismiss(False)
        await pilot.pause()
        assert answers == [True]
        assert name_of(app) == "ShelfScreen", "nothing below it was closed"


async def test_help_and_palette_that_are_closed_twice_leave_home_alone(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for dialog in (HelpScreen(app.screen), Palette()):  # type: ignore[arg-type]
            await app.push_screen(dialog)
            dialog.dismiss()
            dialog.dismiss()
            await pilot.pause()
            assert name_of(app) == "HomeScreen"


async def test_going_back_twice_goes_back_once(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ShelfScreen(session, "lesson"))
        screen = LessonScreen(session, session.lesson("first"))
        await app.push_screen(screen)
        screen.action_back()
        screen.action_back()
        await pilot.pause()
        assert name_of(app) == "ShelfScreen"


async def test_the_palette_may_be_asked_for_before_the_last_is_gone(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_command_palette()
        await pilot.pause()
        app.pop_screen()
        app.action_command_palette()
        await pilot.pause()
        assert app.is_running


@pytest.mark.parametrize("key", ["pageup", "pagedown"])
async def test_a_list_that_was_not_laid_out_has_no_pages(session: Session, key: str) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        choices = app.screen.query_one(ChoiceList)
        choices._index_to_line.clear()
        await pilot.press(key)
        assert choices.highlighted is not None
