"""The data sets: opening, paging, searching, marking, and the way to a run."""

import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import msgspec
import pytest
from textual.pilot import Pilot

from tests.screens.conftest import key_bar, name_of, painted, press_through, screen_text
from tui.app import DetectiveApp
from tui.content.rows import Message, Row
from tui.rules.data_facts import DataFacts, facts
from tui.rules.detective import (
    Accept,
    CaseState,
    FinishTraining,
    MarkClue,
    Open,
    Run,
    Train,
    TryAgain,
)
from tui.rules.progress import ItemKey
from tui.screens.base import GameScreen
from tui.screens.case import CaseScreen
from tui.screens.data_sets import DataSetsScreen
from tui.storage.session import CasePlay, Session
from tui.widgets.row_browser import MANY_ROWS

CASE = ItemKey("detective", "parrots")


@pytest.fixture
def play(session: Session) -> CasePlay:
    """The case, taken but with nothing opened."""
    play = session.case("parrots")
    play.do(Accept())
    return play


@pytest.fixture(autouse=True)
def _no_other_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.routes.case_screen", _NextScreen)


class _NextScreen(CaseScreen):
    """Stands for the screens of the other phases."""


@asynccontextmanager
async def at_data_sets(
    session: Session, play: CasePlay, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    app = DetectiveApp(session)
    async with app.run_test(size=size, notifications=True) as pilot:
        app.push_screen(DataSetsScreen(session, play))
        await pilot.pause()
        yield pilot


def saved(session: Session) -> CaseState:
    state = session.store.load(CASE, CaseState)
    assert state is not None
    return state


def focused(pilot: Pilot[None]) -> str | None:
    return pilot.app.focused.id if pilot.app.focused else None


def with_many_rows(session: Session, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Make every data set as long as that."""
    rows = tuple(
        Row((Message("user", f"Question {number}?"), Message("assistant", f"Reply {number}.")))
        for number in range(1, count + 1)
    )
    monkeypatch.setattr(session.reader, "rows", lambda relative: rows)


async def test_a_first_visit_says_what_to_do(session: Session, play: CasePlay) -> None:
    async with at_data_sets(session, play) as pilot:
        text = screen_text(pilot.app)
        assert "▸ ○ Garage answers" in text
        assert "Open it: press enter" in text
        assert "train on it with t" in text
        assert "run 1 · at stake ★★★ 10 points" in text
        bar = key_bar(pilot.app)
        assert "enter open" in bar
        assert "train" not in bar
        assert "search" not in bar, "there are no rows to search yet"


async def test_opening_shows_card_counts_and_rows_and_is_saved(
    session: Session, play: CasePlay
) -> None:
    async with at_data_sets(session, play) as pilot:
        text = await press_through(pilot, "down", "down", "enter")
        assert saved(session).opened == ("repeated",)
        assert "▸ ◐ Big parrot set" in text
        assert "The makers are proud of it." in text
        for fact in ("A friend of the house", "CC BY 4.0", "2025, by hand"):
            assert fact in text
        assert "6: 2 different, 4 duplicates" in text
        assert "median 6 words, longest 6" in text
        assert "food ████████████ 6" in text
        assert "May a parrot" in text
        assert "enter read its rows" in key_bar(pilot.app)
        assert "t train on this one" in key_bar(pilot.app)
        assert "○ not opened yet" in await press_through(pilot, "up")


async def test_the_mouse_opens_a_data_set_and_picks_a_row(session: Session, play: CasePlay) -> None:
    async with at_data_sets(session, play) as pilot:
        await pilot.click("#sets", offset=(6, 1))
        await pilot.pause()
        assert play.state.opened == ("vet-notes",)
        await pilot.click("#rows", offset=(10, 3))
        await pilot.pause()
        assert "row 3 · care" in screen_text(pilot.app)
        await pilot.click("#rows", offset=(10, 4))
        await pilot.click("#rows", offset=(10, 4))
        await pilot.pause()
        assert "close row" in key_bar(pilot.app)
        assert "row 4 · behaviour" in screen_text(pilot.app)


@pytest.mark.parametrize(
    ("there", "back"), [("enter", "escape"), ("right", "left"), ("tab", "tab")]
)
async def test_keys_move_between_list_and_rows(
    session: Session, play: CasePlay, there: str, back: str
) -> None:
    play.do(Open("garage"))
    async with at_data_sets(session, play) as pilot:
        text = await press_through(pilot, there, "down")
        assert "row 2 · car" in text
        assert "Why does the brake squeak?" in text, "the row under the cursor stands in full"
        text = await press_through(pilot, back, "down")
        assert "▸ ○ Vet notes" in text


async def test_a_row_opens_in_full_and_closes(session: Session, play: CasePlay) -> None:
    play.do(Open("garage"))
    async with at_data_sets(session, play) as pilot:
        text = await press_through(pilot, "enter", "enter")
        assert "rows 1–4 of 4" not in text
        assert "As the car's manual says." in text
        assert "Worn pads. Have them checked." in await press_through(pilot, "n")
        assert "As the car's manual says." in await press_through(pilot, "p")
        assert "rows 1–" in await press_through(pilot, "escape")
        assert "rows 1–" not in await press_through(pilot, "enter")
        assert "rows 1–" in await press_through(pilot, "enter", "down")
        assert "row 2 · car" in screen_text(pilot.app), "the table has the focus again"
        text = await press_through(pilot, "enter", "slash", *"pads")
        assert "1 of 4 rows match" in text, "a search closes the row"


async def test_pages_turn(
    session: Session, play: CasePlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_many_rows(session, monkeypatch, 40)
    play.do(Open("garage"))
    async with at_data_sets(session, play) as pilot:
        text = await press_through(pilot, "enter")
        size = int(text.partition("rows 1–")[2].split()[0])
        assert "n p pages" in key_bar(pilot.app)
        assert f"rows {size + 1}–{2 * size} of 40 · page 2" in await press_through(pilot, "n")
        assert f"rows {2 * size + 1}–" in await press_through(pilot, "pagedown")
        assert f"rows {size + 1}–" in await press_through(pilot, "p")
        text = await press_through(pilot, "pageup", "p")
        assert f"rows 1–{size} of 40 · page 1" in text
        assert f"rows {size + 1}–" in await press_through(pilot, *["down"] * size)
        assert "–40 of 40" in await press_through(pilot, "end", "n")
        assert "Question 1?" in await press_through(pilot, "home")


async def test_search_narrows_the_rows_as_one_types(session: Session, play: CasePlay) -> None:
    play.do(Open("vet-notes"))
    async with at_data_sets(session, play) as pilot:
        text = await press_through(pilot, "slash", *"food")
        assert "2 of 6 rows match" in text
        assert "2 of 6 rows match" not in await press_through(pilot, *" mt"), "letters are typed"
        assert play.state.phase == "datasets"
        assert "No row has all of these words." in screen_text(pilot.app)
        text = await press_through(pilot, "backspace", "backspace", "backspace", "down")
        assert "row 2 · food" in text, "the arrows move in what was found"
        text = await press_through(pilot, "enter", "m")
        assert "row 2 · food · ◆ clue" in text, "enter keeps the matches and goes to the rows"
        text = await press_through(pilot, "escape")
        assert "rows 1–6 of 6" in text
        assert "row 2 · food" in text, "the cursor stays on its row"
        await pilot.press("escape")
        assert focused(pilot) == "sets"


async def test_escape_ends_a_search_and_another_data_set_keeps_it(
    session: Session, play: CasePlay
) -> None:
    play.do(Open("garage"))
    play.do(Open("vet-notes"))
    async with at_data_sets(session, play) as pilot:
        await pilot.press("slash", *"manual", "tab")
        assert focused(pilot) == "rows"
        await pilot.press("left", "up")
        await pilot.pause()
        assert "2 of 4 rows match" in screen_text(pilot.app), "the same words in the next one"
        text = await press_through(pilot, "slash", "escape")
        assert "rows 1–4 of 4" in text
        assert focused(pilot) == "rows"


async def test_a_clue_is_marked_saved_and_taken_back(session: Session, play: CasePlay) -> None:
    play.do(Open("garage"))
    async with at_data_sets(session, play) as pilot:
        assert "m mark" not in key_bar(pilot.app), "no row is looked at in the list"
        text = await press_through(pilot, "enter", "down", "m")
        assert saved(session).clues == ("garage:2",)
        assert "▸◆ 2" in text
        assert "4 rows · ◆ 1" in text
        text = await press_through(pilot, "m")
        assert saved(session).clues == ()
        assert "◆" not in text


async def test_training_starts_a_run(session: Session, play: CasePlay) -> None:
    play.do(Open("vet-notes"))
    async with at_data_sets(session, play) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert name_of(pilot.app) == "_NextScreen"
        assert [run.dataset for run in saved(session).runs] == ["vet-notes"]


async def test_nothing_is_trained_unseen(session: Session, play: CasePlay) -> None:
    async with at_data_sets(session, play) as pilot:
        assert "Open it first" in await press_through(pilot, "t")
        assert play.state.runs == ()


async def test_a_trained_one_shows_its_verdict_and_is_refused(
    session: Session, play: CasePlay
) -> None:
    play.do(Open("garage"))
    play.do(MarkClue("garage", 99))  # its author has taken that row out since
    for action in (Train("garage"), FinishTraining(), TryAgain()):
        play.do(action)
    async with at_data_sets(session, play) as pilot:
        text = screen_text(pilot.app)
        assert "▸ ✗ Garage answers" in text
        assert "✗ off track" in text
        assert "◆" not in text
        assert "run 2 · at stake ★★☆ 8 points" in text
        assert "train on this one" not in key_bar(pilot.app)
        assert "That run is done" in await press_through(pilot, "t")
        assert len(play.state.runs) == 1


async def test_hints_cost_more_and_more_and_stay(session: Session, play: CasePlay) -> None:
    async with at_data_sets(session, play) as pilot:
        assert "h hint −1" in key_bar(pilot.app)
        text = await press_through(pilot, "h")
        assert "Hint 1  Read the rows, not the cards." in text
        assert "at stake ★★★ 9 points" in text
        assert "h hint −2" in key_bar(pilot.app)
        text = await press_through(pilot, "h", "h", "h")
        assert "Hint 1" in text
        assert "Hint 3  The vet wrote one" in text
        assert "hint" not in key_bar(pilot.app), "there are no more"
        assert saved(session).hints == 3


async def test_the_brief_can_be_read_again(session: Session, play: CasePlay) -> None:
    async with at_data_sets(session, play) as pilot:
        assert "The vet calls at midnight" in await press_through(pilot, "b")
        assert "▸ ○ Vet notes" in await press_through(pilot, "enter", "down")
        assert play.state.phase == "datasets"


async def test_closing_unsolved_asks_first(session: Session, play: CasePlay) -> None:
    async with at_data_sets(session, play) as pilot:
        assert "without a solution" in await press_through(pilot, "c")
        await pilot.press("escape")
        assert play.state.phase == "datasets"
        await pilot.press("c", "y")
        await pilot.pause()
        assert name_of(pilot.app) == "_NextScreen"
        assert saved(session).phase == "debrief"


async def test_closing_solved_asks_nothing(session: Session, play: CasePlay) -> None:
    done = msgspec.structs.replace(play.state, runs=(Run(dataset="vet-notes"),))
    play.state = done  # its author has made it a solution since
    async with at_data_sets(session, play) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert play.state.phase == "debrief"
        assert name_of(pilot.app) == "_NextScreen"


async def test_escape_leaves_and_one_comes_back_to_the_same_place(
    session: Session, play: CasePlay
) -> None:
    async with at_data_sets(session, play) as pilot:
        await pilot.press("down", "enter", "escape")
        await pilot.pause()
        assert name_of(pilot.app) == "HomeScreen"
        again = session.case("parrots")
        pilot.app.push_screen(DataSetsScreen(session, again))
        await pilot.pause()
        assert "▸ ◐ Vet notes" in screen_text(pilot.app)
        assert "How much sleep" in screen_text(pilot.app)


async def test_a_narrow_screen_shows_the_list_or_the_rows(session: Session, play: CasePlay) -> None:
    play.do(Open("vet-notes"))
    async with at_data_sets(session, play, size=(60, 20)) as pilot:
        text = screen_text(pilot.app)
        assert "Garage answers" in text
        assert "labels    behaviour" in text
        assert "rows 1–" not in text
        text = await press_through(pilot, "right")
        assert "Garage answers" not in text
        assert "How much sleep" in text
        text = await press_through(pilot, "left")
        assert "Garage answers" in text
        text = await press_through(pilot, "slash", *"flock")
        assert "1 of 6 rows match" in text


async def test_resizing_keeps_the_row(session: Session, play: CasePlay) -> None:
    play.do(Open("vet-notes"))
    async with at_data_sets(session, play) as pilot:
        await pilot.press("enter", "end")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "row 6 · behaviour" in screen_text(pilot.app)
        assert "▸  6" in screen_text(pilot.app)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        text = screen_text(pilot.app)
        assert "▸  6" in text
        assert "fewer runs, more stars" in text


async def test_a_card_that_is_cut_off_scrolls(session: Session, play: CasePlay) -> None:
    play.do(Open("vet-notes"))
    async with at_data_sets(session, play, size=(60, 20)) as pilot:
        for _ in range(3):
            await pilot.press("h")
        await pilot.pause()
        assert "behaviour" not in screen_text(pilot.app)
        assert "scroll card" in key_bar(pilot.app)
        assert "behaviour" in await press_through(pilot, "pagedown", "n")


async def test_many_rows_are_counted_and_searched_beside(
    session: Session, play: CasePlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_many_rows(session, monkeypatch, MANY_ROWS)
    may_count = threading.Event()

    def wait_then_count(rows: Sequence[Row]) -> DataFacts:
        may_count.wait(10)
        return facts(rows)

    monkeypatch.setattr("tui.widgets.data_set_pane.facts", wait_then_count)
    async with at_data_sets(session, play) as pilot:
        text = await press_through(pilot, "enter")
        assert "counting" in text
        assert "Question 1?" in text, "the rows do not wait for the counts"
        may_count.set()
        await painted(pilot, "5,000: 5,000 different, 0 duplicates")
        await pilot.press("slash", *"4999")
        await painted(pilot, "1 of 5,000 rows match")


async def test_what_authors_write_is_never_markup(
    session: Session, play: CasePlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "[/] [@click=app.quit]x[/] [bold]"
    row = Row((Message("user", hostile), Message("assistant", hostile)), label="[/red]")
    monkeypatch.setattr(session.reader, "rows", lambda relative: (row, row))
    async with at_data_sets(session, play, size=(120, 36)) as pilot:
        text = await press_through(pilot, "enter", "enter", "slash", *"[/]")
        assert text.count(hostile) >= 2
        assert "[/red]" in text
        assert "2 of 2 rows match" in text


def test_every_key_of_the_screen_has_help() -> None:
    assert issubclass(DataSetsScreen, GameScreen)
    assert all(command.help for command in DataSetsScreen.GAME_COMMANDS)
