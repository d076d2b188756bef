"""The preview of recorded runs: their checkpoints and records stay on show through a save."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from textual.pilot import Pilot

from tests.authoring.test_recorded import STOP, resealed
from tests.conftest import RECORDED_PACK
from tests.screens.author import Author
from tests.screens.conftest import name_of, screen_text
from tui.content.seals import hash_replies
from tui.screens.checkpoints import CheckpointsScreen
from tui.screens.verdict import VerdictScreen

SIZE = (80, 24)
CASE, ROUND = "detective/parrots.toml", "before-after/bedtime.toml"
EXPERIMENT = "experiments/parrots.toml"
VET, GARAGE = "recordings/parrots-vet-notes.toml", "recordings/parrots-garage.toml"
TO_GARAGE = ["t", "enter", "enter"]
"""From the data sets to the verdict on the garage's."""
TO_VET = ["t", "down", "enter", "t", "enter", "enter"]
"""From that verdict to the one on the vet's notes."""


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(Path(shutil.copytree(RECORDED_PACK, tmp_path / "pack")))


async def at_checkpoints(author: Author, pilot: Pilot[None]) -> CheckpointsScreen:
    """Make both runs, and compare them at another step, on another test, with luck."""
    await author.sees("no problems")
    for key in [*TO_GARAGE, *TO_VET, "p", "left", "left", "down", "v", "l"]:
        await pilot.press(key)
        await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, CheckpointsScreen)
    return screen


def names(author: Author) -> list[str]:
    return [type(screen).__name__ for screen in author.app.screen_stack]


def says(author: Author, file: str, prompt: str, step: int, text: str) -> None:
    """Record that the model said something else, and save."""

    def change(data: dict[str, Any]) -> None:
        asked = next(each for each in data["prompts"] if each["id"] == prompt)
        reply = next(each for each in asked["replies"] if each["step"] == step)
        reply["greedy"] = text
        reply["hash"] = hash_replies(asked["prompt"], text, reply["samples"])

    record_again(author, file, change)


def record_again(author: Author, file: str, change: Callable[[dict[str, Any]], None]) -> None:
    resealed(author.pack / file, change)
    author.save(file, author.text(file))


async def test_checkpoints_stay_at_their_step_test_and_comparison(author: Author) -> None:
    app = author.preview(CASE, 'id = "garage"')
    async with app.run_test(size=SIZE) as pilot:
        screen = await at_checkpoints(author, pilot)
        before, stack = await author.rest(), names(author)
        author.edit(CASE, 'title = "Garage', 'title = "Some garage')
        text = await author.sees("Some garage answers")
        again = app.screen
        assert isinstance(again, CheckpointsScreen)
        assert again is not screen
        assert again.state == screen.state
        assert names(author) == stack == ["HomeScreen", "VerdictScreen", "CheckpointsScreen"]
        assert text.splitlines()[2:4] == before.splitlines()[2:4]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, VerdictScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "HomeScreen", "the verdict is there once"


async def test_a_scrolled_reply_stays_scrolled(author: Author) -> None:
    says(author, VET, "sleep", 90, "It sleeps. " * 120)
    author.edit(ROUND, "ten to twelve hours", "It sleeps")
    app = author.preview(CASE, 'id = "vet-notes"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("reloaded")
        await pilot.press("t", "enter", "enter", "p", "pagedown")
        await pilot.pause()
        scrolls = [each.scroll_y for each in app.screen.query("RunPane .replies")]
        assert any(scrolls)
        author.edit(CASE, 'title = "Vet', 'title = "Some vet')
        await author.sees("Some vet")
        assert isinstance(app.screen, CheckpointsScreen)
        panes = app.screen.query("RunPane .replies")
        await author.until(lambda: [each.scroll_y for each in panes] == scrolls)


@pytest.mark.parametrize("closed", [False, True])
async def test_a_run_that_is_canned_now_leads_back_with_a_word(
    author: Author, closed: bool
) -> None:
    app = author.preview(CASE, 'id = "vet-notes"')
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await author.sees("no problems")
        below = "DebriefScreen" if closed else "VerdictScreen"
        await pilot.press("t", "enter", "enter", *(["c"] if closed else []), "p")
        await author.rest()
        assert names(author)[1:] == [below, "CheckpointsScreen"]
        text = author.text(CASE)
        start, end = text.index('recording = "parrots-vet-notes"'), text.rindex("[[datasets]]")
        canned = (
            "curve = { steps = [0, 9, 20, 30], train = [3.0, 2.0, 1.0, 0.9], "
            "validation = [3.0, 2.0, 1.0, 0.9] }\n"
            "[[datasets.replies]]\n"
            'test = "sleep"\ncanned = "Twelve hours."\ngood = true\nnote = "Right."\n'
            "[[datasets.replies]]\n"
            'test = "avocado"\ncanned = "No."\ngood = true\nnote = "Right."\n'
        )
        author.save(CASE, text[:start] + canned + text[end:])
        await author.sees("is not recorded any more")
        assert names(author)[1:] == [below]
        await pilot.press("f5")
        await author.sees("take the case")
        assert names(author)[1:] == ["BriefScreen"]


async def test_a_case_that_is_started_over_has_no_checkpoints(author: Author) -> None:
    app = author.preview(CASE, 'id = "vet-notes"')
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await author.sees("no problems")
        await pilot.press("t", "enter", "enter", "p", "r")
        await author.rest()
        assert name_of(app) == "RecordScreen"
        await pilot.press("f5")
        assert "not recorded" not in await author.sees("take the case")
        assert names(author)[1:] == ["BriefScreen"]


async def test_the_answers_are_revealed_under_the_checkpoints(author: Author) -> None:
    app = author.preview(CASE, 'id = "garage"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press(*TO_GARAGE, "p", "f6")
        await author.rest()
        assert names(author)[1:] == ["DebriefScreen", "CheckpointsScreen"]
        assert "Vet notes" in await author.sees_after(pilot, "v")


async def test_the_nearest_step_and_test_are_shown_of_a_run_recorded_otherwise(
    author: Author,
) -> None:
    app = author.preview(CASE, 'id = "vet-notes"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press("t", "enter", "enter", "p", "left", "left", "up")
        assert "step 40 of 120" in await author.rest()

        def shorter(data: dict[str, Any]) -> None:
            del data["prompts"][2]
            training = data["training"]
            place = training["curve"]["steps"].index(40)
            for values in (*training["curve"].values(), *training["scores"].values()):
                del values[place]
            for prompt in data["prompts"]:
                del prompt["replies"][place]
            data["decoding"]["seeds"] = []
            for prompt in data["prompts"]:
                for reply in prompt["replies"]:
                    reply["samples"] = []
                    reply["hash"] = hash_replies(prompt["prompt"], reply["greedy"], [])

        record_again(author, VET, shorter)
        text = await author.sees("step 20 of 120")
        assert "test 1 of 2" in text
        assert isinstance(app.screen, CheckpointsScreen)


@pytest.mark.parametrize(
    ("file", "line", "keys"),
    [
        (CASE, 'id = "vet-notes"', ["t", "enter", "enter", "p", "home", "r"]),
        (CASE, 'id = "vet-notes"', ["t", "enter", "enter", "r"]),
        (ROUND, "takeaway", ["v", "r"]),
    ],
)
async def test_a_record_stays(author: Author, file: str, line: str, keys: list[str]) -> None:
    app = author.preview(file, line)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press(*keys, "pagedown")
        before, stack = await author.rest(), names(author)
        assert stack[-1] == "RecordScreen"
        record = app.screen

        def elsewhere(data: dict[str, Any]) -> None:
            data["model"]["name"] = "nightingale"

        record_again(author, VET, elsewhere)
        await author.until(lambda: names(author) == stack and app.screen is not record)
        after = await author.sees("reloaded")
        await pilot.press("home")
        assert "nightingale" in await author.sees("nightingale")
        await pilot.press("end")
        assert (await author.rest()).splitlines()[6:] == after.splitlines()[6:]
        assert before.splitlines()[:1] == after.splitlines()[:1]


async def test_a_record_of_what_is_canned_now_leads_back_with_a_word(author: Author) -> None:
    app = author.preview(ROUND)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await author.sees("no problems")
        await pilot.press("v", "r")
        await author.rest()
        text = author.text(ROUND)
        lines = [
            'canned = "O feathered night! Or: ten to twelve hours."'
            if line.startswith("recorded")
            else line
            for line in text.splitlines()
        ]
        author.save(ROUND, "\n".join(lines))
        await author.sees("is not recorded any more")
        assert name_of(app) == "RoundScreen"


async def test_a_broken_recording_is_told_and_the_last_good_one_is_played(author: Author) -> None:
    app = author.preview(CASE, 'id = "vet-notes"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press("t", "enter", "enter", "p")
        await author.rest()
        sound = author.text(VET)
        author.edit(VET, "ten to twelve hours", "about three hours")
        text = await author.sees("edited-recording")
        assert f"{VET}:{author.line_of(VET, 'about three')}:" in text
        assert "No. It needs ten to" in text, "the last good version"
        assert isinstance(app.screen, CheckpointsScreen)
        assert "step 60 of 120" in await author.sees_after(pilot, "left")
        author.save(VET, "format = 1\n[")
        assert "step 60 of 120" in await author.sees("toml-syntax")
        author.save(VET, sound)
        await author.sees("no problems")
        assert "step 60 of 120" in screen_text(app)


async def test_a_recording_that_was_never_on_show_has_a_good_version_too(author: Author) -> None:
    app = author.preview()
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        says(author, VET, "sleep", 0, "O feathered night! O lamp!")
        await author.sees("reloaded")
        await author.rest()
        author.save(VET, "format = ")
        await author.sees("toml-syntax")
        await pilot.press("down", "enter", "1", "v")
        await author.sees("O lamp!")


async def test_a_recording_broken_from_the_start_is_told_where_it_is_used(author: Author) -> None:
    sound = author.text(VET)
    (author.pack / VET).write_text("format = ")
    app = author.preview(ROUND)
    async with app.run_test(size=(100, 40)) as pilot:
        text = await author.sees("cannot be opened as it is")
        assert "this recording is not sound" in text
        author.save(VET, sound)
        await author.sees("no problems")
        await pilot.press("v")
        assert "ten to twelve hours" in await author.sees("ten to twelve")


async def test_faults_of_its_recordings_and_its_experiment_are_told_on_a_case(
    author: Author,
) -> None:
    text = author.text(EXPERIMENT).replace("learning-rate = 1e-3", "learning-rate = 2e-3")
    (author.pack / EXPERIMENT).write_text(text)
    app = author.preview(CASE)
    async with app.run_test(size=(100, 40)):
        shown = await author.sees("other-experiment")
        assert f"{VET}:" in shown


async def test_a_recording_that_is_deleted_takes_its_case_along_until_it_is_back(
    author: Author,
) -> None:
    app = author.preview(CASE, 'id = "vet-notes"')
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        screen = await at_checkpoints_of_one(author, pilot)
        sound = author.text(VET)
        before = await author.rest()
        author.save(VET, None)
        await author.sees("missing-file")
        assert isinstance(app.screen, CheckpointsScreen), "it may be back in a moment"
        text = await author.sees("Detective · 0 of")
        assert "canned" not in text
        author.save(VET, sound)
        await author.sees("no problems")
        again = app.screen
        assert isinstance(again, CheckpointsScreen)
        assert again.state == screen.state
        assert (await author.rest()).splitlines()[3:] == before.splitlines()[3:]


async def at_checkpoints_of_one(author: Author, pilot: Pilot[None]) -> CheckpointsScreen:
    await author.sees("no problems")
    await pilot.press("t", "enter", "enter", "p", "left", "left")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, CheckpointsScreen)
    return screen


@pytest.mark.parametrize(
    ("file", "line", "screen", "seen"),
    [
        (VET, "", "DataSetsScreen", "Vet notes"),
        (EXPERIMENT, "", "BriefScreen", "take the case"),
        (EXPERIMENT, 'id = "vet-notes"', "DataSetsScreen", "Vet notes"),
        (EXPERIMENT, "poisonous", "BriefScreen", "May it have guacamole?"),
    ],
)
async def test_it_opens_what_uses_a_recording_or_an_experiment(
    author: Author, file: str, line: str, screen: str, seen: str
) -> None:
    app = author.preview(file, line)
    async with app.run_test(size=SIZE, notifications=True):
        await author.sees("no problems")
        assert seen in await author.sees(seen)
        assert name_of(app) == screen
        assert not app._notifications


async def test_the_record_of_a_stop_card_stays(author: Author) -> None:
    (author.pack / "lessons").mkdir()
    (author.pack / "lessons/when.toml").write_text(STOP)
    manifest = tomlkit.parse(author.text("pack.toml"))
    manifest["lessons"] = ["when"]
    (author.pack / "pack.toml").write_text(tomlkit.dumps(manifest))
    app = author.preview("lessons/when.toml", 'id = "stop"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("step 0 of 120")
        await pilot.press("right", "enter", "r")
        await author.rest()
        assert names(author)[1:] == ["LessonScreen", "RecordScreen"]
        author.edit("lessons/when.toml", 'title = "Stop"', 'title = "Stop in time"')
        await author.sees("Stop in time")
        assert names(author)[1:] == ["LessonScreen", "RecordScreen"]
