"""The certificate of a finished pack, offered on Home alone."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tests.keepsakes.test_certificate import finish
from tests.screens.conftest import name_of, press_through
from tui.app import DetectiveApp
from tui.rules.progress import ItemKey
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList

SIZE = (80, 24)


async def save_as(pilot: Pilot[None], name: str, path: Path) -> None:
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press(*name, "enter")
    pilot.app.screen.query_one("#path", Input).value = str(path)
    await pilot.press("enter")
    await pilot.pause()


async def test_it_is_offered_when_all_is_done_and_not_before(session: Session) -> None:
    finish(session)
    session.store.reset(ItemKey("lesson", "second"))
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        assert "Certificate" not in await press_through(pilot)
    finish(session)
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        assert "Certificate" in await press_through(pilot)


async def test_the_ending_chooses_text_or_picture(session: Session, tmp_path: Path) -> None:
    finish(session)
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        await save_as(pilot, "Ada", tmp_path / "mine.svg")
        assert name_of(app) == "HomeScreen"
        await save_as(pilot, "", tmp_path / "mine.md")
    picture = (tmp_path / "mine.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg ") and ">Ada</text>" in picture
    text = (tmp_path / "mine.md").read_text(encoding="utf-8")
    assert text.startswith("# Certificate: A small sound pack\n\nEvery file")
    assert "Ada" not in text
    assert "12 of 18 stars" in text


async def test_nothing_is_remembered_of_the_name(session: Session, tmp_path: Path) -> None:
    finish(session)
    before = session.store.settings()
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await save_as(pilot, "Ada", tmp_path / "mine.md")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one("#name", Input).value == ""
        assert app.screen.query_one("#name", Input).has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one("#doors", ChoiceList).has_focus
    assert session.store.settings() == before
