"""Wide characters are laid out right, and the language can be changed."""

import re
from collections.abc import Iterable, Iterator

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from tests.screens.conftest import key_bar, name_of, press_through, screen_text
from tests.screens.walks import WALKS, press
from tui import language
from tui.app import DetectiveApp
from tui.language import N_, _
from tui.rules.detective import FACTORS
from tui.screens.data_sets import DataSetsScreen
from tui.screens.home import HomeScreen
from tui.storage.session import Session

PROMISES = (
    "short lessons, something to do in each",
    "spot what fine-tuning changed",
    "find the data set that mends the model",
)


@pytest.mark.parametrize("size", [pytest.param((80, 24), marks=pytest.mark.long), (60, 20)])
@pytest.mark.parametrize("name", WALKS)
async def test_wide_characters_keep_lines_and_frames_straight(
    shipped_session: Session, name: str, size: tuple[int, int]
) -> None:
    shipped_session.store.set("language", "zh-Hans")
    app = DetectiveApp(shipped_session)
    async with app.run_test(size=size) as pilot:
        for keys in WALKS[name]:
            await press(pilot, keys)
            lines = screen_text(app).splitlines()
            assert {cell_len(line) for line in lines} == {size[0]}, f"{keys!r} on {name_of(app)}"
            assert not broken_frames(lines), f"{keys!r} on {name_of(app)}"


@pytest.mark.parametrize("size", [pytest.param((80, 24), marks=pytest.mark.long), (60, 20)])
@pytest.mark.parametrize(
    ("keys", "texts"),
    [
        ("", [N_("find the data set that mends the model"), N_("look up any word or question")]),
        ("s", [N_("Motion: training runs draw themselves")]),
        ("question_mark", [HomeScreen.HELP, N_("Leave the game; everything is saved.")]),
        ("down enter", ["Short cards, and in every lesson something to do. Start anywhere."]),
        ("down down enter 1", [N_("Open both replies first, then compare.")]),
        (
            "down down down enter 1 enter",
            [N_("Open it: press enter, or click it. A look costs nothing.")],
        ),
        ("down down down enter 1 enter question_mark", [DataSetsScreen.HELP]),
        (
            "down down down enter 1 enter enter t enter enter",
            [
                N_("the test is in the training rows, so its score says nothing"),
                N_("What explains it? Name the factor."),
            ],
        ),
    ],
)
async def test_chinese_is_not_cut_off(
    shipped_session: Session, keys: str, texts: list[str], size: tuple[int, int]
) -> None:
    shipped_session.store.set("language", "zh-Hans")
    app = DetectiveApp(shipped_session)
    async with app.run_test(size=size) as pilot:
        await press(pilot, keys)
        shown = run_together(on_top(app))
        for text in texts:
            assert _(text) != text
            assert run_together(_(text)) in shown


async def test_columns_line_up_in_chinese(session: Session) -> None:
    session.store.set("language", "zh-Hans")
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert len(columns_of(app, ["░░", *map(_, PROMISES)])) == 1
        await press(pilot, "down down enter 1 v 1 c")
        options = [option.text for option in session.round("tea").scenario.options]
        assert len(columns_of(app, options)) == 1, "whatever their marks say"
        await press(pilot, "escape escape down enter 1 enter enter t enter enter")
        assert name_of(app) == "VerdictScreen"
        assert len(columns_of(app, map(_, FACTORS.values()))) == 1


async def test_the_language_changes_at_once_and_everywhere(session: Session) -> None:
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press_through(pilot, "k")
        assert "entries" in text
        handbook = app.screen
        text = await press_through(pilot, "escape", "enter", "f2", *["down"] * 5)
        assert "▸ ( ) Language: 中文（简体）" in text
        text = await press_through(pilot, "enter")
        assert name_of(app) == "SettingsScreen"
        assert "▸ (•) 语言：中文（简体）" in text
        assert "返回" in key_bar(app)
        text = await press_through(pilot, "escape")
        assert name_of(app) == "HomeScreen", "no screen in the old language is left below"
        assert "从这里开始" in text
        assert "放大一点" in str(app.screen.query_one("#too-small", Static).render())
        assert not handbook.is_running, "it is not kept beside the new one"
        assert "手册" in await press_through(pilot, "k")
        assert "看理由" in await press_through(pilot, "escape", "enter", "1")
        text = await press_through(pilot, "f2", *["down"] * 4, "enter")
        assert "▸ (•) Language: English" in text
        assert "Handbook" in await press_through(pilot, "escape", "k")


async def test_the_chosen_language_is_kept_and_wins_over_the_environment(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert language.current() == "en"
    DetectiveApp(session)
    assert language.current() == "zh-Hans", "as the terminal says"
    session.store.set("language", "en")
    DetectiveApp(session)
    assert language.current() == "en"
    session.store.set("language", "tlh")
    DetectiveApp(session)
    assert language.current() == "zh-Hans", "what no catalogue speaks is no choice"


async def test_the_pack_follows_the_language(shipped_session: Session) -> None:
    app = DetectiveApp(shipped_session)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "What fine-tuning is" in screen_text(app)
        text = await press_through(pilot, "s", *["down"] * 5, "enter", "escape")
        assert "什么是微调" in text
        text = await press_through(pilot, "s", *["down"] * 4, "enter", "escape")
        assert "What fine-tuning is" in text


async def test_ascii_mode_keeps_letters_that_ascii_cannot_write(session: Session) -> None:
    session.store.set("language", "zh-Hans")
    session.store.set("ascii", "on")
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ("", "s", "escape question_mark", "escape enter", "1"):
            await press(pilot, keys)
            shown = [char for char in painted(app) if not char.isascii()]
            assert shown, "Chinese is still Chinese"
            assert not [char for char in shown if cell_len(char) == 1], "no sign is left"
            assert not re.search(r"\?\S", painted(app)), "nothing became a question mark"


def painted(app: DetectiveApp) -> str:
    """Return what is on the screen after the filters, as a terminal gets it."""
    strips = app.screen._compositor.render_strips(app.size)
    lines = []
    for strip in strips:
        for line_filter in app.get_line_filters():
            strip = strip.apply_filter(line_filter, app.screen.background_colors[1])
        lines.append(strip.text)
    return "\n".join(lines)


def on_top(app: DetectiveApp) -> str:
    """Return what is painted, of a dialog without what stands beside it."""
    lines = screen_text(app).splitlines()
    if not app.screen.is_modal:
        return "\n".join(lines)
    box = app.screen.query_one("#dialog").region
    grid = [[char for char in line for _ in range(cell_len(char))] for line in lines]
    rows = (row[box.x : box.right] for row in grid[box.y : box.bottom])
    return "\n".join("".join(_once(row)) for row in rows)


def _once(cells: list[str]) -> Iterator[str]:
    place = 0
    while place < len(cells):
        yield cells[place]
        place += cell_len(cells[place])


def columns_of(app: DetectiveApp, texts: Iterable[str]) -> set[int]:
    """Return the cells at which the lines with these texts have them."""
    lines = screen_text(app).splitlines()
    found = {
        cell_len(line.partition(text[:20])[0])
        for text in texts
        for line in lines
        if text[:20] in line
    }
    assert found
    return found


def run_together(text: str) -> str:
    return re.sub(r"[^\w，。：；？（）“”]", "", text)


def broken_frames(lines: list[str]) -> list[str]:
    """Return the corners of frames whose sides do not come down straight to the other corner."""
    grid = [[char for char in line for _ in range(cell_len(char))] for line in lines]
    broken = []
    for top, bottom, sides in (("╭", "╰", "│"), ("╮", "╯", "│▁▂▃▄▅▆▇█")):
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if cell == top:
                    below = [line[column] for line in grid[row + 1 :]]
                    end = next((n for n, char in enumerate(below) if char not in sides), None)
                    if end is None or below[end] != bottom:
                        broken.append(f"{top} at line {row}, column {column}")
    return broken
