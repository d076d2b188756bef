"""A Before & After round on the screen."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import key_bar, name_of, press_through, screen_text, type_at_once
from tui.app import DetectiveApp
from tui.rules import before_after as rules
from tui.screens.round import RoundScreen
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList


async def open_round(app: DetectiveApp, item: str) -> RoundScreen:
    screen = RoundScreen(app.session, app.session.round(item))
    await app.push_screen(screen)
    return screen


def numbers(screen: RoundScreen, *names: str) -> list[str]:
    """Return the number keys that choose options."""
    order = [option.id for option in rules.options(screen.play.scenario, screen.play.state)]
    return [str(order.index(name) + 1) for name in names]


async def test_replies_are_covered_until_they_are_opened(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_round(app, "tea")
        await pilot.pause()
        text = screen_text(app)
        assert "press b to open" in text
        assert "75 degrees" not in text
        assert "75 degrees" in await press_through(pilot, "a")
        assert screen.play.state.opened == ("after",)
        text = await press_through(pilot, "b")
        assert "may be hot" in text
        assert "75 degrees" in text, "side by side at 80 columns"
        assert "◇ canned" in text


async def test_selecting_before_reading_is_refused_with_a_word(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await open_round(app, "tea")
        assert "Look at both replies first" in await press_through(pilot, "1")
        assert screen.play.state.selected == ()


async def test_check_marks_every_option_and_says_why(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 44)) as pilot:
        screen = await open_round(app, "tea")
        await pilot.press("v", *numbers(screen, "names-a-number", "politer"))
        text = await press_through(pilot, "c")
        for words in (
            "✓ hit",
            "○ missed",
            "✗ false alarm",
            "· rightly left",
            "1 of 4 points",
            "1 hit · 1 missed · 1 false alarm",
            "A good answer is one you can act on.",
            "https://example.org/tea",
        ):
            assert words in text
        for option in screen.play.scenario.options:
            assert option.why in text


async def test_evidence_of_the_focused_option_lights_up_in_both_replies(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 44)) as pilot:
        screen = await open_round(app, "tea")
        await pilot.press("v", *numbers(screen, "says-how"), "c")
        options = screen.query_one("#options", ChoiceList)
        assert options.cursor == "names-a-number", "the first that needs a look"
        text = await press_through(pilot)
        assert "«may be hot»" in text
        assert "«75 degrees Celsius»" in text
        options.focus()
        order = [option.id for option in rules.options(screen.play.scenario, screen.play.state)]
        text = await press_through(pilot, "home", *["down"] * order.index("says-how"))
        assert "«stand for five" in text
        assert "«75 degrees" not in text


async def test_an_option_may_be_called_remember(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    path = pack / "before-after" / "tea.toml"
    path.write_text(path.read_text().replace('"politer"', '"remember"'))
    session = open_session(pack, tmp_path / "data")
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_round(app, "tea")
        assert "points" in await press_through(pilot, "v", "1", "c")


async def test_the_number_of_right_options_is_not_given_away(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_round(app, "tea")
        text = await press_through(pilot, "v")
        assert "one or more" in text
        assert " 2 " not in key_bar(app)


async def test_hints_are_shown_and_run_out(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_round(app, "tea")
        assert "Look for numbers." in await press_through(pilot, "h")
        assert "hint" in key_bar(app)
        await pilot.press("h")
        await pilot.pause()
        assert "hint" not in key_bar(app)


async def test_a_round_is_resumed_as_the_same_round(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_round(app, "tea")
        await pilot.press("v", "2", "escape")
        before = screen.play.state
    again = open_session(SOUND_PACK, session.store.folder, seed=77)
    assert again.round("tea").state == before
    again.store.close()


async def test_narrow_shows_one_reply_and_flips(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_round(app, "tea")
        text = await press_through(pilot, "b", "a")
        assert "75 degrees" in text
        assert "Tea is enjoyed" not in text
        assert "flip" in key_bar(app)
        text = await press_through(pilot, "f")
        assert "Tea is enjoyed" in text
        assert "75 degrees" not in text


@pytest.mark.parametrize(("width", "both"), [(79, False), (80, True)])
async def test_the_breakpoint(session: Session, width: int, both: bool) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(width, 24)) as pilot:
        await open_round(app, "tea")
        text = await press_through(pilot, "v")
        assert ("Tea is enjoyed" in text and "75 degrees" in text) is both
        assert ("flip" in key_bar(app)) is not both


async def test_a_blind_round_hides_who_is_who_until_the_guess(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_round(app, "trains")
        text = await press_through(pilot, "left", "right")
        assert "REPLY 1" in text
        assert "base model" not in text
        assert "AFTER" not in text
        place = rules.sides(screen.play.scenario, screen.play.state).index("after") + 1
        text = await press_through(pilot, str(place))
        assert "fine-tuned on 500" in text
        assert screen.play.state.guess == "after"
        text = await press_through(pilot, *numbers(screen, "answers", "exception"), "c")
        assert "5 of 5 points" in text
        assert "guess right" in text
        assert session.standings()[screen.play.key].stars == 3


async def test_a_regression_round_asks_what_got_worse(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_round(app, "bread")
        assert "got worse" in await press_through(pilot, "v")
        text = await press_through(pilot, *numbers(screen, "false-promise", "no-label"), "c")
        assert "★★★" in text


async def test_next_again_and_back(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_round(app, "tea")
        await pilot.press("v", "1", "c")
        seed = screen.play.state.seed
        await pilot.press("p")
        await pilot.pause()
        assert not screen.play.state.checked
        assert screen.play.state.seed != seed
        await pilot.press("v", "1", "c", "n")
        await pilot.pause()
        assert "The last train" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "HomeScreen"


async def test_the_mouse_opens_selects_and_checks(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_round(app, "tea")
        await pilot.pause()
        await pilot.click("#pane-0")
        await pilot.click("#pane-1")
        await pilot.pause()
        await pilot.click("#options", offset=(8, 0))
        await pilot.pause()
        assert len(screen.play.state.selected) == 1
        await pilot.click("#keys", offset=(key_bar(app).index("check") + 1, 0))
        await pilot.pause()
        assert screen.play.state.checked


async def test_a_check_typed_at_once_does_not_overtake_the_selection(session: Session) -> None:
    app = DetectiveApp(session)
    play = session.round("bread")
    for side in rules.sides(play.scenario, play.state):
        play.do(rules.Look(side))
    async with app.run_test(size=(80, 24)) as pilot:
        app.routes.open_item(play.key)
        await pilot.pause()
        type_at_once(app, "123c")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RoundScreen)
        assert screen.play.state.checked
        assert len(screen.play.state.selected) == 3
