"""A lesson on the screen."""

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.app import DetectiveApp
from tui.rules import lesson as rules
from tui.screens.lesson import LessonScreen
from tui.storage.session import Session


async def open_lesson(app: DetectiveApp, card: str = "guess") -> LessonScreen:
    play = app.session.lesson("first")
    play.do(rules.Go(card))
    screen = LessonScreen(app.session, play)
    await app.push_screen(screen)
    return screen


async def test_every_reading_card_shows_all_it_has(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(app, "chef")
        text = await press_through(pilot)
        for words in ("┌────┐", "reads one cookbook", "cooking school", "pre-training"):
            assert words in text
        text = await press_through(pilot, "enter")
        for words in ("fine-tuning", "not training from scratch", "https://arxiv.org/abs/2305"):
            assert words in text
        text = await press_through(pilot, "enter")
        assert "The reply has the form you need." in text


async def test_a_pick_is_answered_with_a_number_and_gives_all_reasons(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(app)
        order = rules.order_of(screen.play.state, screen.play.scenario.cards[0])  # type: ignore[arg-type]
        text = await press_through(pilot, str(order.index("long") + 1))
        for words in ("✗ false alarm", "○ missed", "It answers what was asked.", "Not quite"):
            assert words in text
        assert "try again" in key_bar(app)
        text = await press_through(pilot, "t")
        assert "false alarm" not in text
        assert "Right." in await press_through(pilot, str(order.index("short") + 1))


async def test_a_new_theme_recolors_the_analogy(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(app, "chef")
        await pilot.pause()
        assert "#f1b544" in app.export_screenshot()
        app.theme = "paper"
        await pilot.pause()
        assert "#f1b544" not in app.export_screenshot()


async def test_a_number_pressed_twice_does_not_skip_the_reasons(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(app)
        text = await press_through(pilot, "1", "2", "1")
        assert screen.play.state.card == "guess"
        assert "It answers what was asked." in text
        assert "see why" in key_bar(app)
        await pilot.press("enter")
        assert screen.play.state.card == "chef"


async def test_several_picks_wait_for_the_check(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(app, "several")
        await pilot.press("1", "2")
        await pilot.pause()
        assert len(screen.play.state.plays["several"].picked) == 2
        assert "hit" not in screen_text(app)
        assert "hit" in await press_through(pilot, "c")


async def test_a_sort_takes_numbers_and_space(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(app, "bins")
        assert "1 fine-tune   2 prompt" in await press_through(pilot)
        await pilot.press("2", "1", "space", "space")
        placed = screen.play.state.plays["bins"].placed
        order = rules.order_of(screen.play.state, screen.play.scenario.cards[4])  # type: ignore[arg-type]
        assert [placed[name] for name in order] == ["prompt", "tune", "prompt"]
        text = await press_through(pilot, "c")
        assert "✓ right" in text or "✗ wrong" in text
        assert "Say it in the prompt." in text


async def test_an_order_is_moved_with_u_and_d(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(app, "steps")
        card = screen.play.scenario.cards[6]
        first = rules.order_of(screen.play.state, card)[0]  # type: ignore[arg-type]
        await pilot.press("d", "d", "u")
        assert rules.order_of(screen.play.state, card)[1] == first  # type: ignore[arg-type]
        assert "step" in await press_through(pilot, "c")


async def test_back_next_and_jump(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(app)
        await pilot.press("right", "right", "left")
        assert screen.play.state.card == "chef"
        await pilot.press("j")
        await pilot.pause()
        assert "to do" in screen_text(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert screen.play.state.card == "end"


async def test_a_lesson_is_resumed_at_its_card(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(app)
        await pilot.press("right", "right", "escape")
    again = open_session(SOUND_PACK, session.store.folder)
    assert again.lesson("first").state.card == "meaning"
    again.store.close()


async def test_the_end_waits_until_all_is_done(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_lesson(app, "end")
        text = await press_through(pilot, "enter")
        assert "still to do" in text
        assert name_of(app) == "JumpScreen"


async def test_a_finished_lesson_shows_stars_and_goes_on(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        play = session.lesson("second")
        await app.push_screen(LessonScreen(session, play))
        await pilot.press("enter")
        card = play.scenario.cards[1]
        order = rules.order_of(play.state, card)  # type: ignore[arg-type]
        await pilot.press(str(order.index("better") + 1), "enter")
        await pilot.pause()
        assert name_of(app) == "LessonEndScreen"
        text = screen_text(app)
        assert "★★★" in text
        assert "1 of 1 right at once" in text
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "LessonScreen", "the next thing opens"
        assert session.standings()[play.key].stars == 3
