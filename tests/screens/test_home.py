"""Home: doors, progress, one next step."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import key_bar, name_of, painted, press_through, screen_text
from tui.app import DetectiveApp
from tui.rules import before_after
from tui.storage.session import Session


async def test_a_newcomer_acts_within_two_keys(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Start here" in screen_text(app)
        text = await press_through(pilot, "enter", "1")
        assert "hit" in text, "the first answer already has its feedback"


async def test_doors_show_progress_and_open(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        text = screen_text(app)
        for door, count in (("Learn", "0 of 2"), ("Before & After", "0 of 3"), ("Handbook", "")):
            line = next(
                line for line in text.splitlines() if f"  {door}" in line and "▸" not in line
            )
            assert count in line
        assert "Before & After · 0 of 3" in await press_through(pilot, "down", "down", "enter")
        assert name_of(app) == "ShelfScreen"


async def test_home_continues_what_was_left_open(session: Session) -> None:
    session.round("bread").do(before_after.Look("before"))
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Continue" in screen_text(app)
        assert "Bread and promises" in await press_through(pilot, "enter")
        assert name_of(app) == "RoundScreen"


async def test_progress_is_fresh_when_one_comes_back(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "1", "escape")
        await pilot.pause()
        assert "Continue" in screen_text(app)


async def test_the_mouse_opens_a_door(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("#doors", offset=(10, 1))
        await pilot.pause()
        assert "Learn · 0 of 2" in screen_text(app)


async def test_the_mouse_presses_a_key_of_the_bar(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await painted(pilot, "packs")  # found a moment later, and the bar makes room for it
        column = key_bar(app).index("settings") + 1
        await pilot.click("#keys", offset=(column, 0))
        await pilot.pause()
        assert name_of(app) == "SettingsScreen"


async def test_faulty_scenarios_are_left_out_with_a_word(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "before-after" / "tea.toml").write_text("title = 7\n")
    app = DetectiveApp(open_session(pack, tmp_path / "data"))
    async with app.run_test(size=(80, 24)) as pilot:
        await painted(pilot, "Left out")
        text = await press_through(pilot, "down", "down", "enter")
        assert "left out" in text
        await pilot.press("1")
        await pilot.pause()
        assert name_of(app) == "ShelfScreen", "it does not open"
        await pilot.press("2")
        await pilot.pause()
        assert name_of(app) == "RoundScreen", "the others play"


async def test_the_next_step_passes_over_what_is_faulty(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "lessons" / "first.toml").write_text("title = 7\n")
    (pack / "datasets" / "parrots-garage.jsonl").unlink()
    app = DetectiveApp(open_session(pack, tmp_path / "data"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Start here       Learn: A short one" in screen_text(app)
        await painted(pilot, "first, parrots")
        text = screen_text(app)
        assert "of 12" in text, "stars that nobody can get do not count"


@pytest.mark.parametrize(("size", "small"), [((60, 20), False), ((59, 20), True), ((60, 19), True)])
async def test_too_small_a_window_is_told_kindly(
    session: Session, size: tuple[int, int], small: bool
) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert ("Please enlarge" in screen_text(app)) is small


async def test_enlarging_the_window_gives_the_keys_back(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert name_of(app) == "ShelfScreen"


async def test_all_is_done(session: Session) -> None:
    for kind, items in session.ids.items():
        for item in items:
            session.store.save(
                session.round("tea").key._replace(kind=kind, item=item),
                before_after.RoundState(seed=1),
                done=True,
                stars=3,
            )
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)):
        text = screen_text(app)
        assert "Case closed" in text
        assert "★ 18 of 18" in text


async def test_quit(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_damaged_database_is_told_at_start(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "progress.db").write_bytes(b"nonsense " * 1000)
    app = DetectiveApp(open_session(SOUND_PACK, tmp_path / "data"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "set aside" in screen_text(app)
