"""A recorded run on a lesson's card, to be stopped at the right checkpoint."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from tests.authoring.test_recorded import resealed
from tests.conftest import open_session
from tests.scenarios.test_whole_pack import answer
from tests.screens.coded import CODED, Coded, ascii_words, coded
from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tests.stopping import RUN, SECOND_RUN, stopping_pack
from tests.test_language import template_ids
from tui import language
from tui.app import DetectiveApp
from tui.content.seals import hash_replies
from tui.rules import lesson as rules
from tui.screens.lesson import LessonScreen
from tui.storage.session import Session
from tui.widgets.curve import TrainingCurve
from tui.widgets.stop_pane import StopPane, StopTrack

SIZE = (80, 24)
HIDDEN = "What comes later is hidden"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on the pack with two runs to stop, with nothing done yet."""
    opened = open_session(stopping_pack(tmp_path / "pack"), tmp_path / "data")
    yield opened
    opened.store.close()


async def open_run(app: DetectiveApp, card: str = RUN) -> LessonScreen:
    play = app.session.lesson("stopping")
    play.do(rules.Go(card))
    screen = LessonScreen(app.session, play)
    await app.push_screen(screen)
    return screen


def drawn(app: DetectiveApp) -> int:
    """Return how many columns of the curve have a sign of the validation loss."""
    region = app.screen.query_one(TrainingCurve).region
    lines = screen_text(app).split("\n")[region.y : region.bottom]
    columns = zip(*(line[region.x : region.right] for line in lines), strict=True)
    return sum("○" in column for column in columns)


async def test_the_arrows_go_through_the_run_and_the_future_is_hidden(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_run(app)
        text = await press_through(pilot)
        for words in ("step 0 of 120", "training loss 3.02", "validation loss 3.41", HIDDEN):
            assert words in text
        for words in ("Is that", "● recorded  base model", "O night, O feathered night!"):
            assert words in text
        assert drawn(app) == 1
        text = await press_through(pilot, "right", "right", "right")
        for words in ("step 20 of 120", "training loss 0.31", "validation loss 1.99", HIDDEN):
            assert words in text
        assert "It sleeps on seeds and fruit." in text
        assert "base model" not in text
        seen = drawn(app)
        assert 1 < seen < app.screen.query_one(TrainingCurve).size.width / 3
        assert "lowest" not in text
        text = await press_through(pilot, *["right"] * 9)
        assert "step 120 of 120" in text
        assert HIDDEN not in text
        assert "The run ends here." in text
        assert drawn(app) > 3 * seen
        await press_through(pilot, *["left"] * 4)
        assert drawn(app) == seen, "what was seen is hidden again"
        for key, label in (("← →", "step"), ("c", "stop"), ("b", "back"), ("n", "skip")):
            assert f"{key} {label}" in key_bar(app)


@pytest.mark.parametrize(
    ("key", "steps", "verdict", "why"),
    [
        ("c", 2, "✗ Too early.", "has more to learn"),
        ("enter", 3, "✓ Right.", "From here on"),
        ("space", 5, "✗ Too late.", "rises while the training"),
        # A key does the same wherever the run is.
        pytest.param("c", 3, "✓ Right.", "From here on", marks=pytest.mark.long),
        pytest.param("c", 5, "✗ Too late.", "rises while the training", marks=pytest.mark.long),
        pytest.param("enter", 2, "✗ Too early.", "has more to learn", marks=pytest.mark.long),
        pytest.param("enter", 5, "✗ Too late.", "rises while the", marks=pytest.mark.long),
        pytest.param("space", 2, "✗ Too early.", "has more to learn", marks=pytest.mark.long),
        pytest.param("space", 3, "✓ Right.", "From here on", marks=pytest.mark.long),
    ],
)
async def test_stopping_shows_the_verdict_the_reason_and_the_whole_curve(
    session: Session, key: str, steps: int, verdict: str, why: str
) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_run(app)
        text = await press_through(pilot, *["right"] * steps, key)
        assert verdict in text
        assert why in text
        assert "you stopped here" in text
        assert HIDDEN not in text
        assert drawn(app) > app.screen.query_one(TrainingCurve).size.width * 0.8
        assert rules.play_of(screen.play.state, screen.play.scenario.cards[1]).checked  # type: ignore[arg-type]
        text = await press_through(pilot, *["left"] * 9, *["right"] * 3)
        assert "↓ lowest validation loss" in text
        assert verdict in text
        for label in ("enter next", "t try again", "b back", "r record"):
            assert label in key_bar(app)
        assert "c stop" not in key_bar(app)
        await pilot.press("enter")
        assert screen.play.state.card == SECOND_RUN


async def test_a_run_that_has_not_begun_cannot_be_stopped(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        screen = await open_run(app)
        assert "Let it train first" in await press_through(pilot, "left", "enter")
        assert not screen.play.state.plays


async def test_one_can_try_again(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_run(app)
        text = await press_through(pilot, "right", "c", "right", "t")
        assert "Too early" not in text
        assert "step 0 of 120" in text
        assert HIDDEN in text
        assert "✓ Right." in await press_through(pilot, "right", "right", "right", "c")
        assert rules.tally(screen.play.scenario, screen.play.state) == (0, 2)


async def test_letters_turn_the_cards_where_the_arrows_do_not(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_run(app)
        await pilot.press("n")
        assert screen.play.state.card == SECOND_RUN
        await pilot.press("b", "b")
        assert screen.play.state.card == "two-losses"
        await pilot.pause()
        assert not screen.query_one(StopPane).is_on_screen
        assert "→ skip" not in key_bar(app)
        await pilot.press("right")
        assert screen.play.state.card == RUN
        text = await press_through(pilot, "question_mark")
        assert "b and n turn the" in text


async def test_a_click_on_a_dot_goes_to_its_checkpoint(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_run(app)
        await pilot.pause()
        for x, step in ((9, 20), (21, 120), (4, 5), (60, 5)):
            await pilot.click(StopTrack, offset=(x, 0))
            await pilot.pause()
            assert f"step {step} of 120" in screen_text(app)


async def test_the_record_of_the_reply_is_one_key_away(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_run(app)
        text = await press_through(pilot, "right", "right", "r")
        assert name_of(app) == "RecordScreen"
        assert "step 10 of 120" in text
        await press_through(pilot, "escape")
        assert name_of(app) == "LessonScreen"


async def test_a_run_is_resumed_where_it_was_left(session: Session, tmp_path: Path) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_run(app)
        await pilot.press("right", "right", "right", "right", "c", "left", "escape")
    again = open_session(tmp_path / "pack", tmp_path / "data")
    app = DetectiveApp(again)
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(LessonScreen(again, again.lesson("stopping")))
        text = await press_through(pilot)
        assert "✗ Too late." in text
        assert "step 20 of 120" in text
    again.store.close()


async def test_the_lesson_is_played_to_three_stars_by_keys(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_run(app, "two-losses")
        await pilot.press("enter")
        for card in screen.play.scenario.cards[1:]:
            await answer(pilot, screen.play, card)  # type: ignore[arg-type]
            await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "LessonEndScreen"
        assert "★★★" in screen_text(app)


async def test_all_is_seen_in_every_size(session: Session) -> None:
    for size in ((60, 20), (80, 24), (120, 36)):
        app = DetectiveApp(session)
        async with app.run_test(size=size) as pilot:
            screen = await open_run(app)
            await pilot.pause()
            screen.play.restart()
            screen.go_to(RUN)
            text = await press_through(pilot, "right", "right")
            for words in ("step 10 of 120", "training loss", "validation loss", "● recorded"):
                assert words in text, size
            assert HIDDEN in text
            text = " ".join(re.sub("[^a-z.]", " ", text).split())
            assert "fruit." in text, "all of the reply"
            assert screen.query_one(TrainingCurve).size.height >= 6, size
            assert "Too early." in await press_through(pilot, "c")
            assert screen.query_one(TrainingCurve).size.height >= 6, size


async def test_ascii_writes_only_ascii(session: Session) -> None:
    session.store.set("ascii", "on")
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await open_run(app)
        assert (await press_through(pilot, "right", "right")).isascii()
        text = await press_through(pilot, "c", "right", "right")
        assert text.isascii()
        assert "o--o--x--+--*--o--o--o" in text


def rewrite(pack: Path, change: Callable[[str], str]) -> None:
    """Change every text of the lesson and its recordings, as somebody would who can seal them."""
    file = pack / "lessons/stopping.toml"
    data: Any = tomlkit.parse(file.read_text("utf-8")).unwrap()
    for table in (data, *data["cards"]):
        for key in {"title", "summary", "text", "early", "why", "late"} & set(table):
            table[key] = change(table[key])
    file.write_text(tomlkit.dumps(data), "utf-8")

    def edit(data: dict[str, Any]) -> None:
        for prompt in data["prompts"]:
            prompt["prompt"] = change(prompt["prompt"])
            for reply in prompt["replies"]:
                reply["greedy"] = change(reply["greedy"])
                reply["hash"] = hash_replies(prompt["prompt"], reply["greedy"], reply["samples"])

    for recording in (pack / "recordings").glob("*.toml"):
        resealed(recording, edit)


async def test_every_word_can_be_translated(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {form for item in template_ids() for form in ([item] if isinstance(item, str) else item)}
    load = language._load
    monkeypatch.setattr(language, "_load", lambda tag: Coded(ids) if tag == "zz" else load(tag))
    monkeypatch.setattr(language, "available", lambda: ("en", "zz"))
    rewrite(tmp_path / "pack", lambda text: text.translate(CODED))
    session.store.set("language", "zz")
    app = DetectiveApp(session)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await open_run(app)
        stop = coded("you stopped here")
        for keys, seen in (
            (["enter"], coded("Let it train first")),
            (["right"], coded("What comes later is hidden")),
            (["right"] * 8, coded("The run ends here.")),
            (["c"], stop),
            (["left"] * 4, coded("a right place to stop")),
            (["question_mark"], coded("checkpoint")),
        ):
            text = await press_through(pilot, *keys)
            assert seen in text
            assert not ascii_words(text), keys


async def test_nothing_that_is_written_there_acts(session: Session, tmp_path: Path) -> None:
    payload = "[@click=app.quit]go[/] [b]z[/nope][foo=://\\"
    rewrite(tmp_path / "pack", lambda _: payload)
    app = DetectiveApp(session)
    async with app.run_test(size=(100, 40)) as pilot:
        await open_run(app)
        for keys in ([], ["right"], ["c"], ["t", *["right"] * 3, "c"], ["t", "right", "c"]):
            text = await press_through(pilot, *keys)
            assert text.count("[@click=app.quit]go[/]") >= 4
            for strip in app.screen._compositor.render_strips(app.size):
                for segment in strip:
                    assert segment.style is None or "@click" not in segment.style.meta
