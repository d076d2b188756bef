"""Handbook, help, settings, palette, shelf: what works on every screen."""

import sqlite3

import pytest
from textual.widgets import Input

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.app import DetectiveApp
from tui.rules import before_after
from tui.screens.commands import GLOBAL_COMMANDS
from tui.screens.handbook import HandbookScreen
from tui.screens.home import HomeScreen
from tui.screens.lesson import LessonScreen
from tui.screens.round import RoundScreen
from tui.screens.settings import SettingsScreen
from tui.screens.shelf import ShelfScreen
from tui.storage.session import Session


async def test_the_handbook_opens_anywhere_and_goes_back(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "right", "k")
        await pilot.pause()
        assert name_of(app) == "HandbookScreen"
        await pilot.press("escape")
        await pilot.pause()
        assert "The chef" in screen_text(app)


async def test_the_handbook_searches_as_one_types(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press_through(pilot, "k", "l", "o", "w")
        assert "small matrices" in text
        assert "1 entry" in text
        assert "Also: low-rank adaptation" in text
        assert "Nothing found" in await press_through(pilot, "x", "k")
        text = await press_through(pilot, "escape")
        assert "3 entries" in text, "escape empties the search first"
        text = await press_through(pilot, "down", "down")
        assert "The numbers inside a model" in text


async def test_help_is_made_from_the_commands_of_the_screen(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 40)) as pilot:
        text = await press_through(pilot, "enter", "question_mark")
        for command in LessonScreen.GAME_COMMANDS[2:] + GLOBAL_COMMANDS:
            assert command.help.split(";")[0][:30] in text, command
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "LessonScreen"


@pytest.mark.parametrize(
    "screen",
    [HomeScreen, ShelfScreen, LessonScreen, RoundScreen, HandbookScreen, SettingsScreen],
)
def test_every_screen_has_help_and_a_way_out(screen: type[HomeScreen]) -> None:
    assert screen.HELP
    actions = [command.action for command in screen.GAME_COMMANDS]
    assert {"back", "leave", "app.quit"} & set(actions)


def test_no_key_stands_for_two_global_commands() -> None:
    keys = [key for command in GLOBAL_COMMANDS for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_the_palette_offers_the_commands_of_the_screen(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Jump (j)", "Handbook (k)", "Settings (f2)"} <= titles
        assert "Check (c)" not in titles, "nothing to check on this card"
        text = await press_through(pilot, "ctrl+p", *"jump")
        assert "Choose a card to go to." in text


async def test_themes_are_chosen_and_kept(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press_through(pilot, "f2", "down", "enter")
        assert app.theme == "paper"
        assert "(•) Paper" in text
        assert "( ) Night" in text
    again = DetectiveApp(open_session(SOUND_PACK, session.store.folder))
    assert again.theme == "paper"


async def test_ascii_writes_only_ascii(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert not screen_text(app).isascii()
        await pilot.press("s", "end", "up", "enter", "escape")
        await pilot.pause()
        assert screen_text(app).isascii()
        assert (await press_through(pilot, "enter", "right")).isascii()


async def test_motion_off_is_kept(session: Session) -> None:
    session.store.set("motion", "off")
    assert DetectiveApp(session).animation_level == "none"


async def test_all_progress_is_forgotten_only_after_a_yes(session: Session) -> None:
    session.round("tea").do(before_after.Look("before"))
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "end", "enter", "n")
        await pilot.pause()
        assert session.standings()
        await pilot.press("enter", "y")
        await pilot.pause()
        assert not session.standings()


async def test_forgetting_all_ends_the_plays_that_are_open(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter", "1", "v", "f2", "end", "enter", "y")
        await pilot.pause()
        assert name_of(app) == "HomeScreen"
        assert not session.standings()


@pytest.mark.parametrize("keys", [["question_mark"], ["s", "end", "enter"], ["enter", "j"]])
async def test_quitting_works_over_dialogs_too(session: Session, keys: list[str]) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.screen.is_modal
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running


async def test_nothing_stands_twice_in_palette_or_help(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 40)) as pilot:
        titles = [command.title.split(" (")[0] for command in app.get_system_commands(app.screen)]
        assert len(titles) == len(set(titles))
        text = await press_through(pilot, "question_mark")
        assert text.count("Leave the game") == 1


async def test_a_full_disk_is_told_and_play_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down", "down", "enter", "1", "v", "1", "c")
        for name in ("save", "reset", "set"):
            monkeypatch.setattr(session.store, name, fail)
        text = await press_through(pilot, "p")
        assert "disk is full" in text
        assert name_of(app) == "RoundScreen"
        await pilot.press("f2", "enter")
        await pilot.pause()
        assert name_of(app) == "SettingsScreen"


async def test_one_scenario_is_forgotten_only_after_a_yes(session: Session) -> None:
    session.round("tea").do(before_after.Look("before"))
    session.round("bread").do(before_after.Look("before"))
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ShelfScreen(session, "before-after"))
        await pilot.pause()
        await pilot.press("home")
        await pilot.pause()
        assert "forget" in key_bar(app)
        await pilot.press("r", "escape")
        assert len(session.standings()) == 2
        await pilot.press("r", "y")
        await pilot.pause()
        assert [key.item for key in session.standings()] == ["bread"]
        assert "forget" not in key_bar(app), "nothing is left to forget in tea"


async def test_letters_type_in_the_search_and_the_bar_says_so(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("k", "q", "k", "question_mark")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "qk?"
        assert "f1 help" in key_bar(app)
