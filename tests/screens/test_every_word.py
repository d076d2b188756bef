"""Every word of the interface can be translated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.conftest import open_session
from tests.screens.coded import Coded, ascii_words, coded, coded_pack
from tests.screens.conftest import key_bar, name_of, screen_text
from tests.screens.walks import ENDS, WALKS, press
from tests.test_language import template_ids
from tui import language
from tui.app import DetectiveApp
from tui.language import _
from tui.rules.case_report import case_report
from tui.screens.packs import PacksScreen
from tui.storage.session import Session


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound pack without ASCII letters, which nobody changes."""
    return coded_pack(tmp_path_factory.mktemp("coded") / "pack")


@pytest.fixture(scope="module")
def catalogue() -> Coded:
    """The catalogue without ASCII letters."""
    return Coded({form for item in template_ids() for form in forms(item)})


def forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return a text of the interface for one and for several."""
    return (message,) if isinstance(message, str) else message


@pytest.fixture
def coded_game(
    pack: Path, catalogue: Coded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """A session on the sound pack in which authors and catalogue write no ASCII letters."""
    load = language._load
    monkeypatch.setattr(language, "_load", lambda tag: catalogue if tag == "zz" else load(tag))
    monkeypatch.setattr(language, "available", lambda: ("en", "zz"))
    session = open_session(pack, tmp_path / "data")
    session.store.folder = Path("/")
    session.store.set("language", "zz")
    yield session
    session.store.close()


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, (80, 24)) for name in WALKS), ("round", (60, 20)), ("case", (60, 20))],
)
async def test_every_text_of_the_interface_can_be_translated(
    coded_game: Session, name: str, size: tuple[int, int]
) -> None:
    app = DetectiveApp(coded_game)
    async with app.run_test(size=size, notifications=True) as pilot:
        for keys in WALKS[name]:
            await press(pilot, keys)
            assert not ascii_words(screen_text(app)), f"{keys!r} on {name_of(app)}"
        assert name_of(app) == ENDS.get(name, name_of(app)), "the way leads elsewhere now"


async def test_the_palette_says_in_the_language_that_nothing_is_found(coded_game: Session) -> None:
    app = DetectiveApp(coded_game)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", "ж", "ж")
        await pilot.pause(0.8)
        text = screen_text(app)
        assert coded("No matches found") in text
        assert not ascii_words(text)


async def test_every_command_can_be_translated(coded_game: Session) -> None:
    app = DetectiveApp(coded_game)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down down down enter 1 enter enter")
        for command in app.get_system_commands(app.screen):
            assert not ascii_words(f"{command.title} {command.help}")


async def test_the_packs_can_be_translated(coded_game: Session) -> None:
    app = DetectiveApp(coded_game)
    async with app.run_test(size=(80, 24)) as pilot:
        app.routes.open_packs()
        await app.workers.wait_for_complete()
        await pilot.pause()
        about = str(app.screen.query_one("#about-text", Static).render())
        # Where the pack is, and its language's tag, stand there as they are.
        shown = about.replace(coded_game.reader.label, "").replace(": en", "")
        assert not ascii_words(shown)
        assert not ascii_words(key_bar(app))
        assert not ascii_words(_(PacksScreen.HELP).replace("finetune-detective packs add", ""))


async def test_the_way_into_the_web_can_be_translated(coded_game: Session) -> None:
    app = DetectiveApp(coded_game)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter right right o")
        assert name_of(app) == "LinkScreen"
        assert not ascii_words(screen_text(app))


def test_the_case_report_can_be_translated(coded_game: Session) -> None:
    DetectiveApp(coded_game)  # speaks the language of the profile
    from tui.rules import detective as rules

    play = coded_game.case("parrots")
    for action in (
        rules.Accept(),
        rules.Open("garage"),
        rules.MarkClue("garage", 1),
        rules.Hint(),
        rules.Train("garage"),
        rules.FinishTraining(),
        rules.NameFactor("size"),
        rules.Close(),
    ):
        play.do(action)
    row = coded_game.reader.rows(play.scenario.datasets[0].rows)[0]
    report = case_report(play.scenario, play.state, "2030-01-01", {"garage:1": row})
    assert not ascii_words(report)
