"""The preview: it opens at a line, follows every save, and keeps what was sound."""

import asyncio
import shutil
import statistics
import time
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._toast import Toast

from tests.conftest import SOUND_PACK
from tests.screens.author import CASE, LESSON, LONGEST_S, ROUND, ROWS, Author
from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.authoring.watch import changes
from tui.preview.commands import PREVIEW_COMMANDS
from tui.preview.desk import Kit
from tui.screens.commands import GLOBAL_COMMANDS
from tui.screens.data_sets import DataSetsScreen
from tui.screens.lesson import LessonScreen
from tui.screens.shelf import ShelfScreen
from tui.widgets.choice_list import ChoiceList

SIZE = (80, 24)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(Path(shutil.copytree(SOUND_PACK, tmp_path / "pack")))


@pytest.mark.parametrize(
    ("file", "line", "screen", "seen"),
    [
        ("", "", "HomeScreen", "A small sound pack"),
        ("pack.toml", "title", "HomeScreen", "A small sound pack"),
        (LESSON, "", "LessonScreen", "1 of 8"),
        (LESSON, "cooking school", "LessonScreen", "2 of 8"),
        (LESSON, "The alphabet", "LessonScreen", "What changes in fine-tuning?"),
        (ROUND, "takeaway", "RoundScreen", "A cup of green tea"),
        (CASE, "brief =", "BriefScreen", "take the case"),
        (CASE, 'id = "garage"', "DataSetsScreen", "train on this one"),
        (ROWS, "oil", "DataSetsScreen", "change the oil"),
        ("handbook.toml", 'id = "weights"', "HandbookScreen", "The numbers inside a model"),
    ],
)
async def test_it_opens_what_a_line_is_seen_in(
    author: Author, file: str, line: str, screen: str, seen: str
) -> None:
    app = author.preview(file, line)
    async with app.run_test(size=SIZE):
        text = await author.sees(seen)
        assert name_of(app) == screen
        assert "preview · no problems" in await author.sees("no problems"), text
        assert len(app.screen_stack) == (1 if screen == "HomeScreen" else 2)


async def test_a_row_is_under_the_cursor(author: Author) -> None:
    last = author.text(ROWS).splitlines()[-1]
    app = author.preview(ROWS, last)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.pause()
        assert isinstance(app.screen, DataSetsScreen)
        count = len(author.text(ROWS).splitlines())
        assert app.screen.pane.browser.current == count - 1
        assert app.screen.is_reading


@pytest.mark.parametrize(
    ("file", "line", "seen"),
    [
        (ROUND, "It is shorter.", "It is longer and so more thorough"),
        (LESSON, "The tokenizer", "The alphabet"),
        (LESSON, "Many examples", "An exact output format"),
        (LESSON, "Only now.", "Train"),
    ],
)
async def test_an_option_is_under_the_cursor(
    author: Author, file: str, line: str, seen: str
) -> None:
    app = author.preview(file, line)
    async with app.run_test(size=(60, 20)):
        text = await author.sees("no problems")
        assert [row for row in text.splitlines() if "▸" in row and seen in row], text
        await author.sees(seen)
        author.edit(file, "title =", "title  =")
        text = await author.sees("reloaded")
        assert [row for row in text.splitlines() if "▸" in row and seen in row], text


async def test_an_option_of_a_blind_round_is_seen_once_a_reply_is_guessed(author: Author) -> None:
    author.edit(ROUND, "prompt =", 'type = "blind"\nprompt =')
    app = author.preview(ROUND, "It is shorter.")
    async with app.run_test(size=SIZE):
        text = await author.sees("no problems")
        assert [row for row in text.splitlines() if "▸" in row and "It is longer" in row], text


async def test_a_test_of_a_case_is_in_sight(author: Author) -> None:
    author.edit(CASE, "She needs", "\n\n".join(map(str, range(40))) + "\n\nShe needs")
    app = author.preview(CASE, "guacamole")
    async with app.run_test(size=(60, 20)):
        assert "says no" in await author.sees("guacamole")


async def test_a_file_that_no_screen_shows_opens_home_with_a_word(author: Author) -> None:
    (author.pack / "README.md").write_text("# Sound")
    app = author.preview("README.md")
    async with app.run_test(size=(60, 20), notifications=True):
        text = await author.sees("No screen shows README.md")
        assert name_of(app) == "HomeScreen"
        assert "Start here" in text


async def test_a_scenario_that_is_not_listed_opens_with_a_word(author: Author) -> None:
    author.save("lessons/third.toml", author.text("lessons/second.toml"))
    app = author.preview("lessons/third.toml")
    async with app.run_test(size=SIZE, notifications=True):
        text = await author.sees("pack.toml does not list it")
        assert "lessons/third.toml" in text
        assert "More data is not always" in text


async def test_what_has_a_place_opens_without_a_word(author: Author) -> None:
    for file in ("", "pack.toml", LESSON, ROWS, "handbook.toml"):
        app = author.preview(file)
        async with app.run_test(size=SIZE, notifications=True):
            await author.sees("no problems")
            assert not app._notifications, file


async def test_a_translated_file_is_shown_in_its_language(author: Author) -> None:
    folder = author.pack / "pt-BR" / "lessons"
    folder.mkdir(parents=True)
    translated = author.text(LESSON).replace("A prediction", "Um palpite")
    (folder / "first.toml").write_text(translated, encoding="utf-8")
    app = author.preview("pt-BR/lessons/first.toml", language="pt-BR")
    async with app.run_test(size=SIZE):
        await author.sees("Um palpite")
        author.edit("pt-BR/lessons/first.toml", "Um palpite", "Uma aposta")
        await author.sees("Uma aposta")
        author.edit("pt-BR/lessons/first.toml", 'kind = "pick"', 'kind = "pic"')
        text = await author.sees("not-a-choice")
        assert "Uma aposta" in text, "not the original"
        assert "pt-BR/lessons/first.toml:7:8" in text


async def test_a_save_is_on_the_screen_where_the_author_is(author: Author) -> None:
    app = author.preview(LESSON, "What changes in")
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press("down", "space", "down")
        author.edit(LESSON, "What changes in", "What becomes other in")
        await author.sees("What becomes other in")
        text = await author.sees("preview · reloaded 14:03:12 · no problems")
        assert "6 of 8" in text
        assert "2 [x]" in text
        assert "▸ 3" in text
        assert isinstance(app.focused, ChoiceList)
        await pilot.press("c")
        assert "missed" in await author.sees("missed"), "and it can be played on"


async def test_a_card_that_is_taken_out_leaves_the_next(author: Author) -> None:
    app = author.preview(LESSON, "One letter, once")
    async with app.run_test(size=SIZE):
        await author.sees("5 of 8")
        text = author.text(LESSON)
        start, end = (
            text.index('[[cards]]\nkind = "sort"'),
            text.index('[[cards]]\nkind = "pick"\nid = "several"'),
        )
        author.save(LESSON, text[:start] + text[end:])
        assert "Pick all that hold" in await author.sees("5 of 7")


async def test_a_broken_save_shows_its_line_and_the_last_good_version(author: Author) -> None:
    app = author.preview(LESSON, "What changes in")
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        author.edit(LESSON, "What changes in", "Which of these change in")
        await author.sees("Which of these")
        author.edit(LESSON, "several = true", "sevral = true")
        await author.sees("unknown-key")
        text = await author.sees("preview · reloaded 14:03:12 · 1 error · f8")
        line = author.line_of(LESSON, "sevral")
        assert f"{LESSON}:{line}:1: unknown-key: 'sevral'" in text
        assert "✗ 1 error" in text
        assert "Which of these change in" in text
        await pilot.press("space")
        assert "1 [x]" in await author.sees("1 [x]"), "the last good version can be played"
        author.edit(LESSON, "sevral = true", "several = true")
        text = await author.sees("unknown-key", not_any_more=True)
        assert "no problems" in text
        assert "1 [x]" in text


async def test_what_was_never_on_show_has_a_good_version_too(author: Author) -> None:
    app = author.preview()
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        author.edit(ROUND, "It is longer and so", "It is wordier and so")
        await author.sees("reloaded")
        author.save(ROUND, "title = ")
        assert "1 error" in await author.sees("toml-syntax")
        await pilot.press("down", "down", "enter", "1", "v")
        assert "It is wordier" in await author.sees("It is wordier")
        assert f"{ROUND}:1:" in screen_text(app)


async def test_rows_that_were_never_on_show_have_a_good_version_too(author: Author) -> None:
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await author.rest()
        author.save(ROWS, "{")
        await author.sees("row-syntax")
        await pilot.press(*["f4"] * 5)
        assert "take the case" in await author.sees("Case 1")


async def test_what_is_shuffled_stays_as_it_was(author: Author) -> None:
    app = author.preview(ROUND)
    async with app.run_test(size=SIZE):
        before = await author.sees("no problems")
        author.edit(ROUND, "How hot", "Just how hot")
        after = await author.sees("Just how hot")
        assert after.splitlines()[3:] == before.splitlines()[3:], "though nothing was played yet"


async def test_broken_rows_keep_the_case_playable(author: Author) -> None:
    app = author.preview(CASE, 'id = "garage"')
    async with app.run_test(size=SIZE):
        await author.sees("no problems")
        author.save(ROWS, "{")
        text = await author.sees("row-syntax")
        assert f"{ROWS}:1:" in text
        assert "train on this one" in text
        author.save(ROWS, None)
        await author.sees("missing-file")


async def test_a_manifest_that_is_broken_keeps_the_pack(author: Author) -> None:
    app = author.preview()
    async with app.run_test(size=SIZE):
        await author.sees("no problems")
        author.edit("pack.toml", "A small sound pack", "Another name")
        await author.sees("Another name")
        author.edit("pack.toml", 'id = "sound"', "id = ")
        text = await author.sees("toml-syntax")
        assert "Another name" in text
        assert "0 of 2" in text


async def test_errors_elsewhere_are_counted_only(author: Author) -> None:
    (author.pack / ROUND).write_text("title = ")
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE) as pilot:
        text = await author.sees("1 error")
        assert "toml-syntax" not in text
        text = await press_through(pilot, "f8")
        assert f"{ROUND}:1:" in text
        assert "toml-syntax" in text
        author.save(ROUND, (SOUND_PACK / ROUND).read_text())
        assert "No problems." in await author.sees("No problems.")
        assert name_of(app) == "ProblemsScreen", "a reload leaves it on show"
        await press_through(pilot, "f8")
        assert name_of(app) == "LessonScreen"


async def test_the_list_has_the_advice_on_craft_too(author: Author) -> None:
    author.edit(LESSON, "minutes = 3", "minutes = 3\n")
    (author.pack / "lessons" / "unused.toml").write_text(author.text(LESSON))
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE) as pilot:
        text = await author.sees("1 warning · f8")
        assert "unused" not in text, "advice does not cover the screen"
        assert "lessons/unused.toml:1:1: warning: " in await press_through(pilot, "f8")


async def test_the_panel_is_folded_and_unfolded(author: Author) -> None:
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        author.edit(LESSON, "minutes = 3", "minuts = 3")
        assert "f7 folds this" in await author.sees("unknown-key")
        text = await press_through(pilot, "f7")
        assert "unknown-key" not in text
        assert "1 error · f7 shows them" in text
        assert "unknown-key" in await press_through(pilot, "f7")


async def test_the_lines_are_shared_out_anew_when_the_panel_goes(author: Author) -> None:
    author.edit(ROUND, "Let boiled water", "Tea is a plant. " * 30 + "Let boiled water")
    app = author.preview(ROUND)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("1 warning")
        await pilot.press("v")
        before, sound = await author.rest(), author.text(ROUND)
        author.save(ROUND, None)
        await author.sees("Before & After · 0 of")
        author.save(ROUND, sound)
        await author.sees("thermometer")
        await author.sees("missing-file", not_any_more=True)
        after = await author.rest()
        assert after.splitlines()[2:] == before.splitlines()[2:]


async def test_many_errors_take_a_third_of_the_screen_at_most(author: Author) -> None:
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE):
        await author.sees("no problems")
        author.edit(LESSON, "why =", "wy =")
        await author.sees("unknown-key")
        panel = app.screen.query_one("#problem-panel")
        assert panel.outer_size.height <= SIZE[1] // 3
        assert panel.max_scroll_y > 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_word_covers_no_problem_and_no_option(
    author: Author, size: tuple[int, int]
) -> None:
    app = author.preview(ROUND)
    async with app.run_test(size=size, notifications=True) as pilot:
        await author.sees("no problems")
        author.edit(ROUND, "why =", "wy =")
        await author.sees("unknown-key")
        app.notify("There is a word to say, and it takes a line or two.", title="A word")
        await pilot.pause()
        word = app.screen.query_one(Toast).region
        assert word.area
        for selector in ("#problem-panel", "#keys", "#options", "#task"):
            covered = app.screen.query_one(selector).region
            assert covered.area
            assert not word.overlaps(covered), selector


@pytest.mark.parametrize(
    ("file", "broken"), [(LESSON, "title = "), ("pack.toml", "format = 1"), (CASE, "\0")]
)
async def test_what_is_broken_from_the_start_opens_once_it_is_mended(
    author: Author, file: str, broken: str
) -> None:
    sound = author.text(file)
    (author.pack / file).write_text(broken)
    app = author.preview(file)
    async with app.run_test(size=SIZE):
        text = await author.sees("cannot be opened as it is")
        assert f"{file}:1:" in text
        assert name_of(app) == "ProblemsScreen"
        author.save(file, broken + "\n[")
        await author.sees("reloaded")
        assert name_of(app) == "ProblemsScreen"
        author.save(file, sound)
        await author.sees("cannot be opened", not_any_more=True)
        names = {LESSON: "LessonScreen", "pack.toml": "HomeScreen", CASE: "BriefScreen"}
        assert name_of(app) == names[file]
        assert "no problems" in await author.sees("no problems")


async def test_a_scenario_that_is_deleted_leaves_its_shelf(author: Author) -> None:
    app = author.preview("lessons/second.toml")
    async with app.run_test(size=SIZE, notifications=True):
        await author.sees("no problems")
        author.save("lessons/second.toml", None)
        await author.sees("missing-file")
        assert isinstance(app.screen, LessonScreen), "an editor may put it back in a moment"
        await author.sees("Learn · 0 of 2")
        assert isinstance(app.screen, ShelfScreen)
        author.save("lessons/second.toml", (SOUND_PACK / "lessons/second.toml").read_text())
        await author.sees("no problems")


async def test_a_file_taken_away_for_a_moment_stays_on_show(author: Author) -> None:
    app = author.preview("lessons/second.toml")
    async with app.run_test(size=SIZE):
        text = author.text("lessons/second.toml")
        author.save("lessons/second.toml", None)
        await author.sees("missing-file")
        author.save("lessons/second.toml", text.replace("A short one", "Shorter"))
        await author.sees("Shorter")
        await asyncio.sleep(1.0)
        assert isinstance(app.screen, LessonScreen)


@pytest.mark.parametrize(
    ("file", "line", "keys", "shelf"),
    [
        (LESSON, "What changes in", ["down", "space", "down"], "Learn · 0 of 2"),
        (LESSON, "What changes in", ["space", "k", "w", "e"], "Learn · 0 of 2"),
        (ROUND, "takeaway", ["v", "down", "space", "down"], "Before & After · 0 of"),
        (ROWS, "oil", ["down"], "Detective · 0 of"),
    ],
)
async def test_a_file_that_comes_back_is_on_show_as_it_was(
    author: Author, file: str, line: str, keys: list[str], shelf: str
) -> None:
    app = author.preview(file, line)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await author.sees("no problems")
        await pilot.press(*keys)
        before, text = await author.rest(), author.text(file)
        author.save(file, None)
        await author.sees(shelf)
        author.edit("handbook.toml", "title", "title")
        await author.sees(shelf)
        author.save(file, text)
        await author.sees(shelf, not_any_more=True)
        await author.sees("no problems")
        after = await author.rest()
        assert after.splitlines()[2:] == before.splitlines()[2:]
        assert not app._notifications, "what it says is not true any more"


async def test_an_author_who_has_moved_on_is_not_taken_back(author: Author) -> None:
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        text = author.text(LESSON)
        author.save(LESSON, None)
        await author.sees("Learn · 0 of 2")
        await pilot.press("down")
        author.save(LESSON, text)
        await author.sees("no problems")
        assert isinstance(app.screen, ShelfScreen)


async def test_a_new_file_can_be_played(author: Author) -> None:
    app = author.preview()
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        author.save("lessons/third.toml", author.text("lessons/second.toml"))
        author.edit("pack.toml", '"second"]', '"second", "third"]')
        await author.sees("0 of 3")
        await pilot.press("down", "enter", "3")
        await author.sees("A short one")


# Of what lies over a scenario the help leaves as much of it to be seen.
_MARGIN = 8


@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        (["question_mark"], "HelpScreen"),
        (["f2", "down", "down"], "SettingsScreen"),
        (["k", "w", "e", "i"], "HandbookScreen"),
    ],
)
async def test_what_lies_over_the_scenario_stays(
    author: Author, keys: list[str], screen: str
) -> None:
    app = author.preview(LESSON, "The chef")
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press(*keys)
        before = await author.rest()
        author.edit(LESSON, "one cookbook.", "a single cookbook.")
        author.edit("handbook.toml", "The numbers", "Those numbers")
        after = await author.rest()
        assert name_of(app) == screen
        # At the sides what lies below may be painted anew, now or when it is on top again.
        middle = slice(_MARGIN, -_MARGIN)
        before = before.replace("The numbers", "Those numbers")
        shown, kept = after.splitlines()[8:], before.splitlines()[8:]
        assert [line[middle] for line in shown] == [line[middle] for line in kept]
        if screen == "HandbookScreen":
            assert app.screen.query_one(Input).value == "wei"
            assert "Those numbers" in after
            await pilot.press("escape")
        await pilot.press("escape")
        assert "a single cookbook" in await author.sees("a single cookbook")


async def test_rows_stay_searched_and_open(author: Author) -> None:
    app = author.preview(CASE, 'id = "garage"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press("enter", "slash", "t", "h", "enter", "down", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DataSetsScreen)
        row = screen.pane.browser.current
        author.edit(CASE, "title =", "title  =")
        await author.sees("reloaded")
        again = app.screen
        assert isinstance(again, DataSetsScreen)
        assert again is not screen
        assert again.pane.browser.query_text == "th"
        assert again.pane.browser.current == row
        assert again.pane.browser.is_row_open


async def test_the_scroll_stays(author: Author) -> None:
    app = author.preview(LESSON, 'id = "end"')
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        author.edit(LESSON, "You have seen every card.", "\n\n".join(map(str, range(40))))
        await author.sees("reloaded")
        await pilot.press("pagedown")
        await pilot.pause()
        scrolled = app.screen.query_one("#card").scroll_y
        assert scrolled > 5
        author.edit(LESSON, "Go on.", "Go on, do.")
        await author.sees("reloaded")
        assert app.screen.query_one("#card").scroll_y == scrolled


@pytest.mark.parametrize("phase", range(4))
async def test_every_phase_of_a_case_stays(author: Author, phase: int) -> None:
    app = author.preview(CASE, 'id = "garage"')
    steps = [["t"], ["enter"], ["enter"], ["c", "y"]]
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        for keys in steps[: phase + 1]:
            await pilot.press(*keys)
            await pilot.pause()
        before = screen_text(app)
        author.edit(CASE, "title =", "title  =")
        await author.sees("reloaded")
        assert screen_text(app).splitlines()[2:] == before.splitlines()[2:]


async def test_from_scenario_to_scenario(author: Author) -> None:
    app = author.preview("lessons/second.toml")
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await author.sees("no problems")
        await press_through(pilot, "f4")
        assert name_of(app) == "RoundScreen"
        await press_through(pilot, "f3", "f3")
        assert "Every kind of card" in screen_text(app)
        assert "no other scenario" in await press_through(pilot, "f3")


@pytest.mark.parametrize(
    ("file", "seen"),
    [
        (LESSON, "It answers what was asked."),
        (ROUND, "Waiting five minutes"),
        (CASE, "To remember"),
    ],
)
async def test_the_answers_are_revealed_and_played_anew(
    author: Author, file: str, seen: str
) -> None:
    app = author.preview(file)
    async with app.run_test(size=(80, 40)) as pilot:
        before = await author.sees("no problems")
        await pilot.press("f6")
        await author.sees(seen)
        await pilot.press("f5")
        text = await author.sees(seen, not_any_more=True)
        assert text.splitlines()[2:5] == before.splitlines()[2:5]


async def test_help_and_palette_tell_of_the_keys(author: Author) -> None:
    app = author.preview(LESSON)
    async with app.run_test(size=(80, 50)) as pilot:
        text = await press_through(pilot, "question_mark")
        for command in PREVIEW_COMMANDS:
            assert command.help[:30] in text
        await pilot.press("escape")
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert "Reveal (f6)" in titles
        assert "f6" not in key_bar(app), "the bar stays as learners see it"


def test_its_keys_are_its_own() -> None:
    keys = [key for each in (*GLOBAL_COMMANDS, *PREVIEW_COMMANDS) for key in each.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_nothing_is_kept(author: Author, tmp_path: Path) -> None:
    app = author.preview(LESSON)
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await pilot.press("space")
        assert "Progress is not kept." in await press_through(pilot, "f2")
    assert not (tmp_path / "data").exists()


async def poll(pilot: Pilot[None], text: str) -> float:
    """Return how long it takes until a text is on the screen."""
    begun = time.perf_counter()
    while text not in screen_text(pilot.app):
        assert time.perf_counter() - begun < LONGEST_S
        await asyncio.sleep(0.005)
    return time.perf_counter() - begun


async def test_a_save_is_on_the_screen_soon(
    author: Author, capsys: pytest.CaptureFixture[str]
) -> None:
    app = author.preview(LESSON, "What changes in")
    app._desk.kit = Kit(
        **{
            **{name: getattr(app._desk.kit, name) for name in Kit.__dataclass_fields__},
            "changes": partial(changes, author.pack),
        }
    )
    path = author.pack / LESSON
    took = []
    async with app.run_test(size=SIZE) as pilot:
        await author.sees("no problems")
        await asyncio.sleep(0.3)
        sound = path.read_text()
        for number in range(5):
            beside = path.with_name(".beside")
            beside.write_text(sound.replace("What changes in", f"In {number}: what changes in"))
            beside.replace(path)
            took.append(await poll(pilot, f"In {number}:"))
            await asyncio.sleep(0.2)
    with capsys.disabled():
        print(f"\nfrom a save to the screen: median {statistics.median(took) * 1000:.0f} ms")
    assert statistics.median(took) < 2.0, "half a second on a machine that does nothing else"
