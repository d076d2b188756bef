"""Sources are opened only after a yes, and only where the learner was told."""

import webbrowser
from collections.abc import Callable
from typing import Any

import pytest

from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tui.app import DetectiveApp
from tui.content.models.common import Source
from tui.routes import case_screen
from tui.rules import detective
from tui.screens.lesson import LessonScreen
from tui.screens.link import LinkScreen, show_sources
from tui.screens.round import RoundScreen
from tui.storage.session import Session


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the app has opened; there is a browser."""
    found: list[str] = []

    def open_url(_: object, url: str, **__: object) -> None:
        found.append(url)

    monkeypatch.setattr(DetectiveApp, "open_url", open_url)
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("firefox"))
    return found


def source(url: str, title: str = "A title") -> Source:
    return Source(id="x", title=title, url=url)


async def test_a_source_is_opened_only_after_a_yes(session: Session, opened: list[str]) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LinkScreen(source("https://arxiv.org/abs/2305.11206")))
        await pilot.pause()
        text = screen_text(app)
        assert "https://arxiv.org/abs/2305.11206" in text
        assert "leads to the site [arxiv.org]" in text
        assert " ! " not in text
        for key in ("n", "escape", "enter"):
            await pilot.press(key)
            await pilot.pause()
            assert name_of(app) == "HomeScreen", "leaving is the default"
            await app.push_screen(LinkScreen(source("https://arxiv.org/abs/2305.11206")))
        assert opened == []
        await pilot.press("y")
        await pilot.pause()
        assert opened == ["https://arxiv.org/abs/2305.11206"]
        assert name_of(app) == "HomeScreen"


async def test_the_mouse_answers_too(session: Session, opened: list[str]) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LinkScreen(source("https://arxiv.org/")))
        await pilot.pause()
        await pilot.click("#open")
        await pilot.pause()
        assert opened == ["https://arxiv.org/"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://аrxiv.org/x", ["[xn--rxiv-43d.org]", "[аrxiv.org]", "look like others"]),
        ("https://arxiv.org:8443/x", ["port 8443"]),
        ("http://arxiv.org/x", ["It is http"]),
    ],
)
async def test_what_is_odd_about_an_address_is_said(
    url: str, words: list[str], session: Session, opened: list[str]
) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LinkScreen(source(url)))
        await pilot.pause()
        for word in words:
            assert word in screen_text(app)
        await pilot.press("y")
        assert all(address.isascii() for address in opened)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://arxiv.org@evil.test/",
        "https://localhost/",
    ],
)
async def test_other_addresses_are_never_opened(
    url: str, session: Session, opened: list[str]
) -> None:
    # No pack with such an address is played; the dialog does not rely on it.
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LinkScreen(source(url)))
        await pilot.pause()
        assert "cannot be opened" in screen_text(app)
        await pilot.press("y", "c")
        await pilot.pause()
        assert opened == []
        assert app.clipboard == ""


async def test_a_long_address_is_shown_to_its_end(session: Session) -> None:
    url = "https://arxiv.org/" + "x" * 170 + "/the-end"
    app = DetectiveApp(session)
    async with app.run_test(size=(60, 20)) as pilot:
        await app.push_screen(LinkScreen(source(url)))
        await pilot.pause()
        text = screen_text(app)
        assert "y Open" in text
        shown = "".join(line.strip(" │▁▂▃▄▅▆▇█") for line in text.splitlines())
        assert url in shown
        assert "[arxiv.org]" in await press_through(pilot, "down", "down")


@pytest.mark.parametrize("name", ["lynx", "/usr/bin/w3m", None])
async def test_without_a_browser_it_says_so(
    name: str | None, session: Session, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def get() -> webbrowser.BaseBrowser:
        if name is None:
            raise webbrowser.Error("could not locate runnable browser")
        return webbrowser.GenericBrowser(name)

    monkeypatch.setattr(webbrowser, "get", get)
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(LinkScreen(source("https://arxiv.org/")))
        text = await press_through(pilot, "y")
        assert "There is no browser here" in text
        assert opened == []
        assert isinstance(app.screen, LinkScreen), "the address can still be read and copied"


async def test_the_address_is_copied(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.push_screen(LinkScreen(source("https://exa。mple.org/é")))
        text = await press_through(pilot, "c")
        assert "Copied" in text
        assert app.clipboard == "https://exa.mple.org/%C3%A9"


async def test_of_several_sources_one_is_chosen(session: Session, opened: list[str]) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        show_sources(app, [])
        await pilot.pause()
        assert name_of(app) == "HomeScreen"
        sources = [source("https://a.org/1", "First"), source("https://b.org/2", "Second")]
        show_sources(app, sources)
        await pilot.pause()
        text = screen_text(app)
        assert "https://a.org/1" in text
        assert "https://b.org/2" in text
        text = await press_through(pilot, "2")
        assert "[b.org]" in text
        assert "[a.org]" not in text
        await pilot.press("y")
        await pilot.pause()
        assert opened == ["https://b.org/2"]
        assert name_of(app) == "HomeScreen"


def lesson(session: Session) -> Any:
    play = session.lesson("first")
    cites = next(card for card in play.scenario.cards if card.cites)
    from tui.rules.lesson import Go

    play.do(Go(cites.id))
    return LessonScreen(session, play)


def round_(session: Session) -> Any:
    from tui.rules import before_after

    play = session.round("tea")
    for side in ("before", "after"):
        play.do(before_after.Look(side))
    play.do(before_after.Toggle(play.scenario.options[0].id))
    play.do(before_after.Check())
    return RoundScreen(session, play)


@pytest.mark.parametrize("make", [lesson, round_])
async def test_screens_with_sources_offer_them(
    make: Callable[[Session], Any], session: Session
) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(make(session))
        await pilot.pause()
        assert "o open source" in key_bar(app)
        text = await press_through(pilot, "o")
        assert "Open this page in your browser?" in text


async def test_what_cites_nothing_offers_nothing(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        play = session.case("parrots")
        play.do(detective.Accept())
        play.do(detective.Close())
        for screen in (
            LessonScreen(session, session.lesson("second")),
            RoundScreen(session, session.round("tea")),
            case_screen(session, play),
        ):
            await app.push_screen(screen)
            await pilot.pause()
            assert "source" not in key_bar(app), screen
            await pilot.press("o")
            await pilot.pause()
            assert app.screen is screen
            app.pop_screen()


async def test_the_debrief_of_a_case_with_sources_offers_them(shipped_session: Session) -> None:
    app = DetectiveApp(shipped_session)
    cases = (shipped_session.case(item) for item in shipped_session.ids["detective"])
    play = next(play for play in cases if play.scenario.sources)
    play.do(detective.Accept())
    play.do(detective.Close())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(case_screen(shipped_session, play))
        await pilot.pause()
        assert "o open source" in key_bar(app)
        text = await press_through(pilot, "o")
        assert "Open this page" in text or "Which source?" in text


async def test_the_handbook_opens_the_source_of_an_entry(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        offered = []
        for _ in range(3):
            offered.append("^o open source" in key_bar(app))
            if offered[-1]:
                assert "Open this page" in await press_through(pilot, "ctrl+o")
                await pilot.press("escape")
            await pilot.press("down")
            await pilot.pause()
        assert True in offered
        assert False in offered
        await pilot.press("o")
        assert name_of(app) == "HandbookScreen", "a letter still types"
