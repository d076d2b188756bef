"""Begun in lines, gone on with on the screens, and then in lines again."""

from pathlib import Path

from tests.conftest import SOUND_PACK, open_session
from tests.plain.talk import Talk
from tests.screens.conftest import screen_text
from tui.app import DetectiveApp
from tui.content.models.lesson import PickCard
from tui.rules import lesson as rules
from tui.screens.lesson import LessonScreen


async def test_what_is_begun_in_lines_goes_on_on_the_screens_and_back(tmp_path: Path) -> None:
    talked = open_session(SOUND_PACK, tmp_path)
    Talk(talked).hear("next", "short", "check", "card 6", "weights")
    talked.store.close()

    shown = open_session(SOUND_PACK, tmp_path)
    app = DetectiveApp(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        assert "Pick all that hold" in screen_text(app)
        assert screen.play.state.plays["several"].picked == ("weights",)
        assert isinstance(screen.card, PickCard)
        order = rules.order_of(screen.play.state, screen.card)
        await pilot.press(str(order.index("replies") + 1), "c")
        await pilot.pause()
    shown.store.close()

    again = open_session(SOUND_PACK, tmp_path)
    said = Talk(again).hear("next")
    assert "Card 6 of 8: Pick all that hold" in said
    assert "Right." in said
    assert again.lesson("first").state.plays["guess"].right_at_once
    again.store.close()
