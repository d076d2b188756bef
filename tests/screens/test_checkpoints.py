"""Going through the checkpoints of recorded runs, and the record behind them."""

import pytest
from textual.widgets import Static

from tests.screens.conftest import key_bar, name_of, press_through
from tui.app import DetectiveApp
from tui.routes import case_screen
from tui.rules import detective as rules
from tui.rules.detective import CaseAction
from tui.rules.progress import ItemKey
from tui.storage.session import CasePlay, Session

SIZE = (80, 24)
POEM = "O night, O feathered"
ANSWER = "No. It needs ten to twelve hours"


def played(session: Session, *actions: CaseAction) -> CasePlay:
    play = session.case("parrots")
    for action in (rules.Accept(), *actions):
        play.do(action)
    return play


def run(name: str) -> tuple[CaseAction, CaseAction]:
    return rules.Train(name), rules.FinishTraining()


async def show(app: DetectiveApp, play: CasePlay) -> None:
    await app.push_screen(case_screen(app.session, play))


def squeezed(text: str) -> str:
    return " ".join(text.split())


async def test_a_recorded_run_plays_its_own_curve(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, rules.Train("repeated")))
        text = await press_through(pilot)
        assert "training loss 0.01" in text
        assert "validation loss 3.71" in text
        assert "other subjects 88% → 21%" in text
        assert "● recorded from a real run of the model test" in text
        assert "canned" not in text


async def test_a_canned_run_says_that_it_is_canned(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(session, rules.Train("garage")))
        text = await press_through(pilot)
        assert "◇ canned curve, drawn to illustrate" in text
        assert "other subjects" not in text


async def test_forgetting_grows_with_the_curve(
    recorded_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.training._RUN_S", 3_600)  # it stands where it begins
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        app.animation_level = "full"
        await show(app, played(recorded_session, rules.Train("repeated")))
        assert "other subjects 88% → 88%" in await press_through(pilot)
        assert "other subjects 88% → 21%" in await press_through(pilot, "space")


async def test_the_brief_tells_what_is_demanded(
    session: Session, recorded_session: Session
) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, recorded_session.case("parrots"))
        text = await press_through(pilot)
        assert "· 80% of new questions on the job answered well" in text
        assert "· 60% of questions on other subjects" in text
        assert "● recorded  O night" in text
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, session.case("parrots"))
        assert "demands" not in await press_through(pilot)


async def test_the_verdict_tells_what_was_measured(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("repeated")))
        assert "● recorded  Seeds, fruit" in await press_through(pilot)
        text = squeezed(await press_through(pilot, "enter"))
        assert "✗ new questions 42% (demanded 80%)" in text
        assert "✓ right form 100% (demanded 90%)" in text
        assert "✗ other subjects 88% → 21% (demanded 60%)" in text


async def test_a_canned_run_has_neither_checkpoints_nor_record(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(session, *run("repeated")))
        text = await press_through(pilot, "enter", "p", "r")
        assert name_of(app) == "VerdictScreen"
        assert "new questions" not in text
        assert not {"checkpoints", "record"} & set(key_bar(app).split())


async def test_the_learner_scrubs_through_the_run(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("vet-notes")))
        text = squeezed(await press_through(pilot, "enter", "p"))
        assert name_of(app) == "CheckpointsScreen"
        for words in ("step 90 of 120", "test 1 of 3", "◆ verdict here", "training loss 0.48"):
            assert words in text
        assert "validation loss 1.04 ↓ its lowest" in text
        text = squeezed(await press_through(pilot, "left", "left"))
        assert "step 40 of 120" in text
        assert "two hours" in text
        assert "● step 10" in text
        assert "● step 0" in text
        assert "✗ new questions 67% min 80%" in text
        assert "verdict here" not in text
        text = await press_through(pilot, "home")
        assert POEM in text
        assert "● step 10" not in text, "what comes later stays hidden"
        assert "step 120 of 120" in await press_through(pilot, "end")
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "VerdictScreen"


async def test_the_learner_chooses_the_test(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("vet-notes")))
        text = await press_through(pilot, "enter", "p", "down")
        assert "May it have guacamole?" in text
        assert "test 2 of 3" in text
        text = await press_through(pilot, "up", "up")
        assert "What color is the sky at noon?  (another subject)" in text


async def test_luck_shows_the_samples(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("vet-notes")))
        text = await press_through(pilot, "enter", "p", "l")
        for words in ("● sample 1", "● sample 2", "● sample 3", "the likeliest reply"):
            assert words in text
        assert "sample" not in await press_through(pilot, "l")


async def test_only_runs_that_were_made_are_compared_before_the_case_is_closed(
    recorded_session: Session,
) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        play = played(recorded_session, *run("garage"), rules.TryAgain(), *run("vet-notes"))
        await show(app, play)
        text = await press_through(pilot, "enter", "p", "v")
        assert "Vet notes" in text
        assert "Garage answers" in text
        assert "Garage answers" not in await press_through(pilot, "v"), "no third run was made"
        assert "Garage answers" in await press_through(pilot, "d")


async def test_a_first_run_has_nothing_to_be_compared_with(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("vet-notes")))
        await pilot.press("enter", "p", "v", "d")
        await pilot.pause()
        assert not {"compare", "other"} & set(key_bar(app).split())


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_every_run_is_compared_once_the_case_is_closed(
    recorded_session: Session, size: tuple[int, int]
) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=size) as pilot:
        await show(app, played(recorded_session, *run("vet-notes"), rules.Close()))
        assert "checkpoints" in key_bar(app)
        text = squeezed(await press_through(pilot, "p", "v"))
        for words in ("Vet notes", ANSWER.split(" to")[0], "Garage answers", "Check the manual."):
            assert words in text
        text = await press_through(pilot, "v")
        assert "Big parrot set" in text
        assert "step 90" in text


async def test_the_debrief_lists_the_scores(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=(80, 40)) as pilot:
        await show(app, played(recorded_session, *run("vet-notes"), rules.Close()))
        text = squeezed(await press_through(pilot))
        assert text.count("● recorded") == 3
        assert "✓ new questions 83% min 80%" in text
        assert "✗ other subjects 88% → 21% min 60%" in text


async def test_the_debrief_of_a_canned_case_says_so(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await show(app, played(session, *run("vet-notes"), rules.Close()))
        assert (await press_through(pilot)).count("◇ canned") == 3
        assert "checkpoints" not in key_bar(app)


@pytest.mark.parametrize("keys", [["r"], ["enter", "r"], ["enter", "p", "r"]])
async def test_the_record_opens_with_one_key(recorded_session: Session, keys: list[str]) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("vet-notes")))
        before = name_of(app)
        text = await press_through(pilot, *keys)
        assert name_of(app) == "RecordScreen"
        command = app.screen.query_one(".command", Static)
        assert str(command.render()) == (
            "finetune-detective lab run parrots --pack tests/data/recorded"
        )
        for words in ("test · 1,100,000 weights", "Vet notes", "LoRA of rank 8", "sha256:"):
            assert words in text
        await pilot.press("r")
        await pilot.pause()
        assert name_of(app) == ("CheckpointsScreen" if "p" in keys else before)


async def test_a_round_opens_the_record_of_what_was_read(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=(80, 60)) as pilot:
        app.routes.open_item(ItemKey("before-after", "bedtime"))
        await pilot.pause()
        assert "record" not in key_bar(app).split(), "nothing was read yet"
        text = await press_through(pilot, "v")
        assert text.count("● recorded") == 2
        text = await press_through(pilot, "r")
        assert name_of(app) == "RecordScreen"
        assert "step 0 of 120 · likeliest reply" in text
        assert "step 90 of 120 · likeliest reply" in text
        assert text.count("This command records it again") == 1, "both stand in one recording"


async def test_a_blind_round_gives_nothing_away(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        app.routes.open_item(ItemKey("before-after", "blind-bedtime"))
        await pilot.press("v", "r")
        await pilot.pause()
        assert name_of(app) == "RoundScreen"
        assert "record" not in key_bar(app).split()
        await pilot.press("1", "r")
        await pilot.pause()
        assert name_of(app) == "RecordScreen"


async def test_a_canned_round_has_no_record(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await press_through(pilot, "down", "down", "enter", "1", "v", "r")
        assert name_of(app) == "RoundScreen"


async def test_the_marker_follows_and_takes_a_new_theme(recorded_session: Session) -> None:
    app = DetectiveApp(recorded_session)
    async with app.run_test(size=SIZE) as pilot:
        await show(app, played(recorded_session, *run("vet-notes"), rules.Close()))

        def marker(text: str) -> int:
            return max(line.rfind("│", 6, 40) for line in text.splitlines()[6:14])

        right = marker(await press_through(pilot, "p"))
        left = marker(await press_through(pilot, "left", "left", "left"))
        assert 6 < left < right
        app.theme = "paper"
        assert marker(await press_through(pilot)) == left
