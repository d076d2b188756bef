"""A list to choose from: cursor, numbers, messages, hostile text."""

import pytest
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult

from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry


class ListApp(App[None]):
    def __init__(self, *, numbered: bool = False) -> None:
        super().__init__()
        self.numbered = numbered
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield ChoiceList(id="list", numbered=self.numbered)

    def on_mount(self) -> None:
        choices = self.query_one(ChoiceList)
        choices.show([Entry("a", "Alpha"), Entry("b", "Beta"), Entry("c", "Gamma")])
        choices.focus()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.heard.append(f"chosen {event.entry}")

    def on_choice_list_numbered(self, event: ChoiceList.Numbered) -> None:
        self.heard.append(f"number {event.number}")


def painted(app: App[None]) -> list[str]:
    strips = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def test_enter_space_numbers_and_clicks_choose() -> None:
    app = ListApp(numbered=True)
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press("enter", "down", "space", "3")
        await pilot.click("#list", offset=(5, 1))
        assert app.heard == ["chosen a", "chosen b", "chosen c", "chosen a"]


async def test_numbers_of_a_list_without_numbers_are_passed_on() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press("3")
        assert app.heard == ["number 3"]


async def test_a_number_beyond_the_entries_does_nothing() -> None:
    app = ListApp(numbered=True)
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press("9")
        assert app.heard == []


async def test_a_list_is_painted_before_it_hears_of_its_new_size() -> None:
    app = ListApp()
    async with app.run_test(size=(14, 8)) as pilot:
        choices = app.query_one(ChoiceList)
        choices.show([Entry("a", "Alpha beta gamma"), Entry("b", "Beta")])
        await pilot.pause()
        known = list(choices._lines)
        assert len(known) > len(choices.options), "the first entry is wrapped"
        choices._line_cache.lines[:] = [*known, (0, len(known))]
        assert choices.render_line(len(known)).text.strip() == ""


@pytest.mark.parametrize(("option", "passed_over"), [(2, False), (3, True), (None, False)])
async def test_a_click_on_an_entry_that_has_just_gone_is_passed_over(
    option: int | None, passed_over: bool
) -> None:
    app = ListApp()
    async with app.run_test(size=(30, 6)):
        choices = app.query_one(ChoiceList)
        where = Style() if option is None else Style(meta={"option": option})
        click = events.Click(choices, 5, 1, 0, 0, 1, False, False, False, style=where)
        choices.on_click(click)
        assert click._no_default_action is passed_over


async def test_the_cursor_is_a_sign_and_stays_when_entries_change() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 6)) as pilot:
        choices = app.query_one(ChoiceList)
        await pilot.press("down")
        await pilot.pause()
        assert "Beta" in next(line for line in painted(app) if "▸" in line)
        choices.show([Entry("b", "Beta"), Entry("x", "New")])
        await pilot.pause()
        assert choices.cursor == "b"
        choices.show([])
        assert choices.cursor is None


async def test_hostile_text_is_shown_as_it_is() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 6)) as pilot:
        texts = ("[@click=app.quit]x[/]", "[/]", "[Guard] halt!")
        app.query_one(ChoiceList).show([Entry(str(n), text) for n, text in enumerate(texts)])
        await pilot.pause()
        lines = "\n".join(painted(app))
        for text in texts:
            assert text in lines


async def test_the_tenth_entry_has_the_key_0_and_the_next_has_none() -> None:
    app = ListApp(numbered=True)
    async with app.run_test(size=(30, 14)) as pilot:
        entries = [Entry(f"e{number}", f"Entry {number}") for number in range(1, 12)]
        app.query_one(ChoiceList).show(entries)
        await pilot.press("0")
        assert app.heard == ["chosen e10"]
        lines = painted(app)
        assert "0" in lines[10].partition("Entry")[0]
        assert not any(char.isdigit() for char in lines[11].partition("Entry")[0])
