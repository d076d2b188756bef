"""Training, verdict, debrief and the saved report."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import key_bar, name_of, painted, press_through, screen_text
from tui.app import DetectiveApp
from tui.routes import case_screen
from tui.rules import detective as rules
from tui.storage.progress import SaveError
from tui.storage.session import CasePlay, Session
from tui.widgets.curve import VALIDATION_SIGN

SIZE = (80, 24)


def started(session: Session, name: str, *, trained: bool = True) -> CasePlay:
    play = session.case("parrots")
    for action in (rules.Accept(), rules.Open(name), rules.Train(name)):
        play.do(action)
    if trained:
        play.do(rules.FinishTraining())
    return play


async def show(app: DetectiveApp, play: CasePlay) -> None:
    await app.push_screen(case_screen(app.session, play))


async def test_training_without_motion_shows_the_whole_run_at_once(session: Session) -> None:
    app = DetectiveApp(session)
    play = started(session, "garage", trained=False)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        text = await press_through(pilot)
        for words in ("Garage answers", "100%", "step 40 of 40", "training loss 0.60", "◇ canned"):
            assert words in text
        assert "validation loss 1.30" in text
        assert "see the replies" in key_bar(app)
        assert "watch again" not in key_bar(app), "without motion there is nothing to watch"
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "VerdictScreen"


@pytest.mark.parametrize("key", ["enter", "escape", "question_mark"])
async def test_any_key_skips_the_run_and_does_nothing_else(
    session: Session, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.training._RUN_S", 3_600)
    app = DetectiveApp(session)
    play = started(session, "garage", trained=False)
    async with app.run_test(size=SIZE) as pilot:
        app.animation_level = "full"
        await show(app, play)
        await pilot.pause()
        assert key_bar(app).strip() == "any key skip", "whatever is pressed skips"
        assert "step 40 of 40" not in screen_text(app)
        text = await press_through(pilot, key)
        assert "step 40 of 40" in text
        assert name_of(app) == "TrainingScreen"
        assert play.state.phase == "training"


async def test_a_run_draws_itself_to_its_end(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.training._RUN_S", 0.2)
    app = DetectiveApp(session)
    play = started(session, "garage", trained=False)
    async with app.run_test(size=SIZE) as pilot:
        app.animation_level = "full"
        await show(app, play)
        await painted(pilot, "100%")
        await pilot.pause()
        assert "see the replies" in key_bar(app)
        monkeypatch.setattr("tui.screens.training._RUN_S", 60)
        assert "step 40 of 40" not in await press_through(pilot, "a")
        await pilot.click("#curve")
        assert "step 40 of 40" in screen_text(app)


async def test_a_run_that_was_left_plays_again(session: Session) -> None:
    app = DetectiveApp(session)
    play = started(session, "garage", trained=False)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "HomeScreen"
        assert session.case("parrots").state.phase == "training"
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "TrainingScreen"


async def test_a_curve_takes_the_colours_of_a_new_theme(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, started(session, "garage", trained=False))
        await pilot.pause()

        def colors() -> set[object]:
            return {
                segment.style.color
                for strip in app.screen._compositor.render_strips(app.size)
                for segment in strip
                if segment.style and segment.text.startswith(VALIDATION_SIGN)
            }

        night = colors()
        app.theme = "paper"
        await pilot.pause()
        assert night
        assert not night & colors()


async def test_the_replies_come_before_the_verdict(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, started(session, "repeated"))
        text = await press_through(pilot)
        for words in ("1 of 2 replies are good", "✗ not good", "✓ good", "◇ canned"):
            assert words in text
        assert "PARTLY" not in text
        assert "O night" not in text
        assert "O night, O feathered night." in await press_through(pilot, "b")
        text = await press_through(pilot, "enter")
        assert "~ PARTLY ON TRACK" in text
        assert "One reply is right, one is repeated" in text
        assert "two different ones" not in text, "the cause waits for the factor"


async def test_naming_the_factor_rightly_brings_points_and_the_cause(session: Session) -> None:
    app = DetectiveApp(session)
    play = started(session, "repeated")
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        text = await press_through(pilot, "enter", "3")
        assert "✓ Right: size." in text
        assert "only two different ones" in text
        assert play.state.runs[-1].factor == "size"
        assert "2 points" in text


async def test_naming_a_wrong_factor_tells_the_right_one(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, started(session, "garage"))
        text = await press_through(pilot, "enter", "down", "down", "enter")
        assert "✗ Not quality: it was relevance." in text
        assert "The rows are about cars." in text


async def test_one_enter_too_many_names_nothing(session: Session) -> None:
    app = DetectiveApp(session)
    play = started(session, "garage")
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        await pilot.press("enter", "enter", "enter")
        assert play.state.runs[-1].factor is None
        await pilot.press("h", "enter", "left", "b", "enter", "enter")
        assert play.state.runs[-1].factor is None
        await pilot.press("down", "enter")
        assert play.state.runs[-1].factor == "relevance"


async def test_a_hint_is_seen_in_the_smallest_window(shipped_session: Session) -> None:
    play = shipped_session.case("plant-clinic")
    for action in (rules.Accept(), rules.Train("roses-only"), rules.FinishTraining()):
        play.do(action)
    app = DetectiveApp(shipped_session)
    async with app.run_test(size=(60, 20)) as pilot:
        await show(app, play)
        last_word = play.scenario.hints[0].split()[-1]
        assert last_word in await press_through(pilot, "enter", "h")


async def test_arrows_scroll_long_replies(shipped_session: Session) -> None:
    play = shipped_session.case("plant-clinic")
    for action in (rules.Accept(), rules.Train("roses-only"), rules.FinishTraining()):
        play.do(action)
    app = DetectiveApp(shipped_session)
    async with app.run_test(size=(60, 20)) as pilot:
        await show(app, play)
        assert "Fine-tuned on" in await press_through(pilot)
        assert "Fine-tuned on" not in await press_through(pilot, "down", "down")
        assert "Fine-tuned on" in await press_through(pilot, "up", "up")


async def test_hints_cost_more_and_more(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, started(session, "garage"))
        await pilot.press("enter")
        await pilot.pause()
        assert "hint −1" in key_bar(app)
        assert "Read the rows, not the cards." in await press_through(pilot, "h")
        assert "hint −2" in key_bar(app)


async def test_try_again_goes_back_to_the_data_sets(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, started(session, "garage"))
        await pilot.press("enter", "t")
        await pilot.pause()
        assert name_of(app) == "DataSetsScreen"


async def test_a_solved_case_closes_at_once(session: Session) -> None:
    app = DetectiveApp(session)
    play = started(session, "vet-notes")
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        text = await press_through(pilot, "enter")
        assert "✓ ON TRACK" in text
        assert "try again" not in key_bar(app)
        text = await press_through(pilot, "c")
        assert name_of(app) == "DebriefScreen"
        assert "✓ Solved in 1 run" in text
        assert "★★★" in text
        assert session.standings()[play.key].stars == 3


async def test_closing_without_a_solution_asks_first_and_tells_the_solution(
    session: Session,
) -> None:
    app = DetectiveApp(session)
    play = started(session, "garage")
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        await pilot.press("enter", "c", "n")
        assert play.state.phase == "verdict"
        text = await press_through(pilot, "c", "y")
        assert "Not solved" in text
        assert "It would have been Vet notes" in text
        assert session.standings()[play.key].done


async def test_a_wide_window_shows_replies_and_verdict_together(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(120, 36)) as pilot:
        await show(app, started(session, "garage"))
        text = await press_through(pilot)
        assert "0 of 2 replies" in text
        assert "OFF TRACK" in text
        assert "Right: relevance" in await press_through(pilot, "1")


async def test_the_mouse_names_a_factor(session: Session) -> None:
    app = DetectiveApp(session)
    play = started(session, "garage")
    async with app.run_test(size=SIZE) as pilot:
        await show(app, play)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.click("#factors", offset=(6, 1))
        await pilot.pause()
        assert play.state.runs[-1].factor == "quality"


async def test_a_case_is_resumed_at_its_verdict(session: Session) -> None:
    started(session, "garage")
    again = open_session(SOUND_PACK, session.store.folder)
    app = DetectiveApp(again)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "VerdictScreen"
    again.store.close()


async def test_the_debrief_tells_every_data_set_and_the_clues(session: Session) -> None:
    play = session.case("parrots")
    for action in (
        rules.Accept(),
        rules.MarkClue("garage", 2),
        rules.Train("vet-notes"),
        rules.FinishTraining(),
        rules.Close(),
    ):
        play.do(action)
    app = DetectiveApp(session)
    async with app.run_test(size=(100, 50)) as pilot:
        await show(app, play)
        text = await press_through(pilot)
        for data_set in play.scenario.datasets:
            assert data_set.title in text
            assert data_set.why in text
        assert "Garage answers, row 2" in text
        assert "Why does the brake squeak?" in text
        await pilot.press("a")
        await pilot.pause()
        assert name_of(app) == "BriefScreen"
        assert session.standings()[play.key].stars == 3, "the stars stay"


async def test_a_case_taken_again_that_cannot_be_saved_says_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = started(session, "vet-notes")
    play.do(rules.Close())

    def fail(*_: object, **__: object) -> None:
        raise SaveError("the disk is full")

    app = DetectiveApp(session)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await show(app, play)
        monkeypatch.setattr(session.store, "save", fail)
        text = await press_through(pilot, "a")
        assert "the disk is full" in text
        assert name_of(app) == "BriefScreen"


async def open_save(pilot: Pilot[None], session: Session, path: Path | str) -> None:
    play = started(session, "vet-notes")
    play.do(rules.Close())
    await pilot.app.push_screen(case_screen(session, play))
    await pilot.press("s")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.pause()


async def test_the_report_is_saved_where_the_learner_says(session: Session, tmp_path: Path) -> None:
    app = DetectiveApp(session)
    path = tmp_path / "report.md"
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await open_save(pilot, session, path)
        text = await press_through(pilot, "enter")
        assert name_of(app) == "DebriefScreen"
        assert "Saved as" in text
    assert path.read_text(encoding="utf-8").startswith("# Case report: The silent parrot")


async def test_an_ending_in_svg_saves_a_picture(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "report.SVG"
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_save(pilot, session, path)
        assert ".md makes it a text, one in .svg a picture" in await press_through(pilot, "home")
        await pilot.press("enter")
        await pilot.pause()
    picture = path.read_text(encoding="utf-8")
    assert picture.startswith("<svg ")
    assert "The silent parrot" in picture


async def test_the_mouse_saves_the_report(session: Session, tmp_path: Path) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_save(pilot, session, tmp_path / "report.md")
        await pilot.click("#save")
        await pilot.pause()
        assert name_of(app) == "DebriefScreen"
        await pilot.press("s")
        await pilot.pause()
        await pilot.click("#leave")
        await pilot.pause()
        assert name_of(app) == "DebriefScreen"
    assert [path.name for path in tmp_path.glob("*.md")] == ["report.md"]


async def test_a_report_is_not_written_over_a_file_without_a_yes(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "thesis.md"
    path.write_text("years of work")
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_save(pilot, session, path)
        await pilot.press("enter", "n")
        assert path.read_text() == "years of work"
        await pilot.press("enter", "y")
        await pilot.pause()
    assert path.read_text(encoding="utf-8").startswith("# Case report")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nowhere/report.md", "There is no folder"),
        ("", "This is a folder"),
        ("x" * 300 + ".md", "name too long"),
        ("pipe.md", "no file that can be written over"),
        ("report.txt", "Let it end in .md or in .svg"),
        ("~nobody-of-that-name/report.md", "no such home folder"),
        ("  ", "Write where to save it"),
    ],
)
async def test_a_path_that_cannot_be_written_is_told_and_the_dialog_stays(
    session: Session, tmp_path: Path, name: str, complaint: str
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    app = DetectiveApp(session)
    is_whole = not name.strip() or name.startswith("~")
    async with app.run_test(size=SIZE) as pilot:
        await open_save(pilot, session, name if name and is_whole else tmp_path / name)
        text = await press_through(pilot, "enter")
        assert complaint in text
        assert name_of(app) == "SaveScreen"
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "DebriefScreen"
