"""A review on the screens: answer, say how sure, see why, and see when it comes back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.missing import missed_session
from tests.screens.conftest import (
    key_bar,
    name_of,
    painted,
    press_through,
    screen_text,
    type_at_once,
)
from tui.app import DetectiveApp
from tui.rules import before_after, detective
from tui.rules.autoplay import answer
from tui.rules.progress import ItemKey
from tui.screens.review import ReviewCardScreen, ReviewRoundScreen
from tui.storage.reviewing import Review
from tui.storage.session import Session


@pytest.fixture
def missed(tmp_path: Path) -> Session:
    """A session in which much was missed, a day ago."""
    return missed_session(tmp_path / "data")


async def review(pilot: Pilot[None]) -> None:
    doors = pilot.app.screen.query_one("#doors", OptionList)
    doors.highlighted = doors.get_option_index("review")
    await press_through(pilot, "enter")


async def test_home_says_how_many_are_back(missed: Session) -> None:
    app = DetectiveApp(missed)
    async with app.run_test(size=(80, 24)):
        assert f"{missed.due_count()} questions are back" in screen_text(app)


async def test_a_newcomer_is_told_what_the_door_is_for(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "what you miss or guess comes back here" in screen_text(app)
        await review(pilot)
        assert name_of(app) == "HomeScreen"
        await painted(pilot, "Nothing is due now")


async def test_a_review_from_its_first_question_to_its_end(missed: Session) -> None:
    app = DetectiveApp(missed)
    due = missed.due_count()
    total = len(Review(missed).questions)
    assert 3 < total < due, "not all fits into five minutes"
    async with app.run_test(size=(80, 24)) as pilot:
        await review(pilot)
        number = 0
        while isinstance(app.screen, (ReviewCardScreen, ReviewRoundScreen)):
            number += 1
            assert f"Review · {number} of {total}" in screen_text(app)
            await answer_on_screen(pilot, sure=number % 2 == 1)
            await press_through(pilot, "enter")
        assert number == total
        text = screen_text(app)
        assert f"{total} of {total} right. {due - total} more are due." in text
        assert "✓ right, and sure" in text
        assert "✓ right, a guess" in text
        assert "back in" in text or "back tomorrow" in text
        await press_through(pilot, "enter")
        assert f"{due - total} questions are back" in screen_text(app)


async def answer_on_screen(pilot: Pilot[None], *, sure: bool) -> None:
    screen = pilot.app.screen
    key = "s" if sure else "g"
    if isinstance(screen, ReviewRoundScreen):
        play = screen.play
        await press_through(pilot, "v", "left", "right")
        if play.scenario.type == "blind":
            sides = before_after.sides(play.scenario, play.state)
            await press_through(pilot, str(sides.index("after") + 1))
        options = before_after.options(play.scenario, play.state)
        numbers = [str(n) for n, option in enumerate(options, 1) if option.correct]
        await press_through(pilot, *numbers)
        assert not play.state.checked
        await press_through(pilot, key)
        assert play.state.checked
        return
    assert isinstance(screen, ReviewCardScreen)
    card = screen.doing
    assert card is not None
    for action in answer(card, right=True):
        screen.play.do(action)
    screen.show_answers()
    await press_through(pilot, key)
    assert not screen.is_open


async def test_a_pick_is_not_the_answer_yet(missed: Session) -> None:
    app = DetectiveApp(missed)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await review(pilot)
        while not isinstance(app.screen, ReviewCardScreen):
            await press_through(pilot, "n")
        assert "s sure  g guess" in key_bar(app)
        await press_through(pilot, "s")
        await painted(pilot, "first.")
        await press_through(pilot, "1")
        assert app.screen.is_open
        await press_through(pilot, "enter")
        assert app.screen.is_open, "enter picks, and does not skip"


async def at_a_round(pilot: Pilot[None]) -> ReviewRoundScreen:
    await review(pilot)
    while not isinstance(pilot.app.screen, ReviewRoundScreen):
        await press_through(pilot, "n")
    return pilot.app.screen


async def test_an_answer_typed_at_once_does_not_overtake_what_it_needs(missed: Session) -> None:
    app = DetectiveApp(missed)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_a_round(pilot)
        type_at_once(app, "v1s")
        await pilot.pause()
        assert app.screen is screen
        assert screen.play.state.checked
        assert screen.play.state.sure


@pytest.mark.parametrize("key", ["\r", "n"])
async def test_to_go_on_does_not_overtake_what_was_typed_before(missed: Session, key: str) -> None:
    app = DetectiveApp(missed)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_a_round(pilot)
        await press_through(pilot, "v", "1", "s")
        assert screen.play.state.checked
        # Too many, and all for this question.
        type_at_once(app, f"v1s1s{key}")
        await pilot.pause()
        assert app.screen is not screen
        following = app.screen
        assert isinstance(following, (ReviewCardScreen, ReviewRoundScreen))
        assert not following.play.result.done


async def test_not_now_leaves_the_question_due(missed: Session) -> None:
    app = DetectiveApp(missed)
    total = missed.due_count()
    asked = len(Review(missed).questions)
    async with app.run_test(size=(80, 24)) as pilot:
        await review(pilot)
        for _ in range(asked):
            await press_through(pilot, "n")
        text = screen_text(app)
        assert "Nothing answered" in text
        assert "m more" in key_bar(app)
        assert missed.due_count() == total
        await press_through(pilot, "m")
        assert "Review · 1 of" in screen_text(app)


async def test_one_can_leave_in_the_middle(missed: Session) -> None:
    app = DetectiveApp(missed)
    total = missed.due_count()
    async with app.run_test(size=(80, 24)) as pilot:
        await review(pilot)
        await answer_on_screen(pilot, sure=True)
        text = await press_through(pilot, "escape")
        assert name_of(app) == "HomeScreen"
        assert f"{total - 1} question" in text


@pytest.mark.parametrize("opened", ["lesson", "round", "verdict"])
async def test_in_play_a_guess_can_be_said(session: Session, opened: str) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        if opened == "lesson":
            await press_through(pilot, "enter")
        elif opened == "round":
            app.routes.open_item(session_key(session, "before-after"))
            await press_through(pilot, "v")
        else:
            play = session.case(session.ids["detective"][0])
            failing = next(each for each in play.scenario.datasets if each.factor)
            for move in (
                detective.Accept(),
                detective.Train(failing.id),
                detective.FinishTraining(),
            ):
                play.do(move)
            app.routes.open_item(play.key)
            await press_through(pilot, "enter")
        assert "g guess" in key_bar(app)
        assert "Only a guess" in await press_through(pilot, "g")
        assert "Only a guess" not in await press_through(pilot, "g")
        await press_through(pilot, "g", "1", "c")
        (given,) = [a.given for a in session.store.answers.all() if a.given.sure is not None]
        assert given.sure is False


def session_key(session: Session, kind: str) -> ItemKey:
    return next(ItemKey(each, session.ids[each][0]) for each in session.ids if each == kind)
