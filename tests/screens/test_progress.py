"""The progress screen: pages, sizes, a newcomer, and the same after export and import."""

import random

import pytest

from tests.conftest import NOW
from tests.learning import live_through
from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.app import DetectiveApp
from tui.rules.import_checks import read_import
from tui.screens.progress import PAGES, ProgressScreen
from tui.storage.exchange import document, export_progress, import_progress
from tui.storage.session import Session


async def test_a_newcomer_finds_a_kind_word_and_goes_on(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "o progress" in key_bar(app)
        text = await press_through(pilot, "o")
        assert "Your file is empty." in text
        assert "New in town" in text
        assert "review" not in key_bar(app)
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "LessonScreen"
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "HomeScreen"


async def test_pages_turn_by_arrows_numbers_and_mouse(session: Session) -> None:
    live_through(session)
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "◆ Gumshoe" in await press_through(pilot, "o")
        text = await press_through(pilot, "right")
        assert "honesty" in text and "Gumshoe" not in text
        text = await press_through(pilot, "3")
        assert "90%  18 of 20" in text and "23 answers on 6 days" in text
        assert "◆ One clean shot  earned" in await press_through(pilot, "left", "left", "left", "4")
        assert "◆ Gumshoe" in await press_through(pilot, "right"), "round and round"
        await pilot.click("#tabs", offset=(14, 0))
        await pilot.pause()
        assert "honesty" in screen_text(app)
        assert "review" in key_bar(app)


async def test_a_wide_window_shows_all_at_once(session: Session) -> None:
    live_through(session)
    app = DetectiveApp(session)
    async with app.run_test(size=(120, 50)) as pilot:
        text = await press_through(pilot, "o")
        for part in ("Gumshoe", "honesty", "23 answers", "90%  18 of 20", "By the book"):
            assert part in text
        assert "page" not in key_bar(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (109, 30), (120, 36)])
async def test_everything_can_be_read_in_every_size(
    session: Session, size: tuple[int, int]
) -> None:
    live_through(session)
    app = DetectiveApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press("o")
        for page in range(len(PAGES)):
            await pilot.press(f"{page + 1}")
            await pilot.pause()
            scroll = app.screen.query_one("#progress")
            assert scroll.max_scroll_x == 0
            assert scroll.virtual_size.height - scroll.size.height == scroll.max_scroll_y
            assert ("read on" in key_bar(app)) is (scroll.max_scroll_y > 0)
            if size[0] < 110:
                assert "4 Badges" in screen_text(app), "the names of all pages are there"


async def test_export_reset_import_gives_the_same_screen(session: Session) -> None:
    live_through(session)
    app = DetectiveApp(session)

    async with app.run_test(size=(120, 50)) as pilot:

        async def picture() -> str:
            app.push_screen(ProgressScreen(session))
            await pilot.pause()
            text = screen_text(app)
            app.pop_screen()
            return text

        before = await picture()
        raw = document(export_progress(session.store, {}, random.Random(1)))
        session.store.reset()
        assert await picture() != before
        import_progress(session.store, read_import(raw, "me.json", NOW))
        assert await picture() == before


async def test_progress_is_fresh_after_playing(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "enter", "1", "escape")
        await pilot.pause()
        text = await press_through(pilot, "o", "3")
        assert "1 answer on 1 day" in text


async def test_progress_is_read_anew_when_one_comes_back(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "k")
        live_through(session)
        assert "Gumshoe" in await press_through(pilot, "escape")
