"""Choosing among packs on Home."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.app import DetectiveApp
from tui.paths import default_pack
from tui.rules import before_after
from tui.screens import home
from tui.screens.packs import PacksScreen
from tui.storage.packs import CHOSEN, FOLDER, FoundPack, find_packs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one sound pack and one broken zip in it."""
    packs = tmp_path / "data" / FOLDER
    packs.mkdir(parents=True)
    shutil.copytree(SOUND_PACK, packs / "sound")
    (packs / "broken.zip").write_bytes(b"no zip")
    return tmp_path / "data"


async def settled(pilot: Pilot[None]) -> None:
    """Wait until Home has looked for packs, or the list has."""
    await pilot.pause(0.4)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def open_packs(pilot: Pilot[None]) -> str:
    await settled(pilot)
    await pilot.press("p")
    await settled(pilot)
    assert name_of(pilot.app) == "PacksScreen"
    return screen_text(pilot.app)


async def test_with_one_pack_home_speaks_of_no_others(tmp_path: Path) -> None:
    app = DetectiveApp(open_session(default_pack(), tmp_path / "data"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Packs" not in screen_text(app)
        assert "packs" not in key_bar(app)
        await pilot.press("p")
        await pilot.pause()
        assert name_of(app) == "HomeScreen"


async def test_home_is_painted_before_packs_are_looked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def slow(data: Path, opened: Path) -> list[FoundPack]:
        looked.append(screen_text(app))
        return find_packs(data, opened)

    monkeypatch.setattr(home, "find_packs", slow)
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        assert looked == []
        assert "Packs" not in screen_text(app)
        await settled(pilot)
        assert "Start here" in looked[0], "Home was there before"
        assert "choose among 2 packs" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_list_says_what_there_is(folder: Path, size: tuple[int, int]) -> None:
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=size) as pilot:
        text = await open_packs(pilot)
        assert "(•) Fine-tuning" in text
        assert "( ) A small sound pack" in text
        assert " !  broken" in text
        assert "left out" in text
        assert "2 to play" in text
        text = await press_through(pilot, "down")
        assert "Language: en" in text
        assert "0 of 6 done · ★ 0/18" in text
        if size != (60, 20):
            assert "Every kind of card" in text
            assert "From: added" in text


async def test_playing_another_pack(folder: Path) -> None:
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_packs(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert name_of(app) == "HomeScreen"
        assert app.session.reader.pack.id == "sound"
        text = screen_text(app)
        assert "A small sound pack" in text
        assert "★ 0 of 18" in text
        await pilot.press("down", "down", "enter", "1", "v")
        await pilot.pause()
        assert [key.item for key in app.session.standings()] == ["tea"]
        await pilot.press("escape", "escape")
        text = await open_packs(pilot)
        assert "(•) A small sound pack" in text
        await pilot.press("home", "enter")
        await settled(pilot)
        assert app.session.standings() == {}, "progress is kept apart"
        assert app.session.store.settings()[CHOSEN] == "fine-tuning"


async def test_handbook_and_shelves_are_those_of_the_new_pack(folder: Path) -> None:
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("k", "escape")
        await open_packs(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "3 entries" in await press_through(pilot, "k")


async def test_a_broken_pack_says_why_and_cannot_be_played(folder: Path) -> None:
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_packs(pilot)
        text = await press_through(pilot, "end")
        assert "bad-zip" in text
        assert "enter play" not in key_bar(app)
        await pilot.press("enter", "3")
        await pilot.pause()
        assert name_of(app) == "PacksScreen"
        await pilot.press("escape")
        await pilot.pause()
        assert name_of(app) == "HomeScreen"


async def test_the_pack_that_was_opened_is_in_the_list_and_not_remembered(
    folder: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(SOUND_PACK, tmp_path / "own"))
    text = (own / "pack.toml").read_text().replace('id = "sound"', 'id = "own"')
    (own / "pack.toml").write_text(text.replace("A small sound pack", "My own pack"))
    app = DetectiveApp(open_session(own, folder))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await open_packs(pilot)
        assert "(•) My own pack" in text
        assert "opened with the game" in text
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.session.store.settings()[CHOSEN] == "sound"
        assert "( ) My own pack" in await open_packs(pilot), "one can go back to it"
        await pilot.press("home", "enter")
        await settled(pilot)
        assert app.session.reader.pack.id == "own"
        assert app.session.store.settings()[CHOSEN] == "sound"


async def test_leaving_while_packs_are_looked_for(folder: Path) -> None:
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(PacksScreen(app.session))
        app.pop_screen()
        await settled(pilot)
        assert name_of(app) == "HomeScreen"


async def test_a_look_for_faults_in_the_pack_before_is_forgotten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Callable[[], None]] = []
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, home.HomeScreen)
        old = screen.session
        kept.append(lambda: screen._show_faults(old, ["stale"]))
        await open_packs(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        kept[0]()
        await pilot.pause()
        assert "stale" not in screen_text(app)


async def test_moves_after_the_change_go_to_the_new_pack(folder: Path) -> None:
    app = DetectiveApp(open_session(default_pack(), folder))
    async with app.run_test(size=(80, 24)) as pilot:
        old = app.session
        await open_packs(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        app.session.round("tea").do(before_after.Look("before"))
        assert old.standings() == {}
        assert len(app.session.standings()) == 1
