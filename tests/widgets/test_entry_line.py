"""An entry of a choice list, as it is painted."""

from typing import cast

from rich.style import Style as RichStyle
from textual.css.styles import RulesMap
from textual.style import Style
from textual.visual import RenderOptions

from tui.widgets.entry_line import Entry, EntryLine

COLORS = ("#ffb000", "#888888", "#00ff00")
RULES = cast(RulesMap, {})


def line(entry: Entry, *, number: str | None = None, is_cursor: bool = False) -> EntryLine:
    return EntryLine(entry, number, is_cursor, COLORS)


def lines(entry: EntryLine, width: int) -> list[str]:
    options = cast(RenderOptions, None)
    strips = entry.render_strips(width, None, Style(), options)
    assert all(strip.cell_length == width for strip in strips)
    assert len(strips) == entry.get_height(RULES, width)
    return [strip.text.rstrip() for strip in strips]


def test_parts_stand_in_columns_and_text_wraps_under_itself() -> None:
    entry = Entry("a", "Longer words than fit", sign="✓ hit", detail="Because it is so", aside="+2")
    assert lines(line(entry, number="1", is_cursor=True), 24) == [
        "▸ 1 ✓ hit Longer      +2",
        "          words than",
        "          fit",
        "      Because it is so",
    ]


def test_a_list_without_numbers_has_no_column_for_them() -> None:
    assert lines(line(Entry("a", "Alpha")), 12) == ["  Alpha"]
    assert lines(line(Entry("a", "Alpha"), number=""), 12) == ["    Alpha"]


def test_wide_letters_take_two_cells() -> None:
    assert lines(line(Entry("a", "电脑说话", aside="星")), 10) == ["  电脑  星", "  说话"]


def test_a_word_too_long_is_folded_and_nothing_is_lost() -> None:
    assert "".join(lines(line(Entry("a", "abcdefgh")), 6)).replace(" ", "") == "abcdefgh"
    assert lines(line(Entry("a", "ab", sign="✓ hit")), 4)


def test_what_the_cursor_is_on_is_bold_and_its_reason_is_not() -> None:
    entry = Entry("a", "Alpha", detail="Why")
    options = cast(RenderOptions, None)
    first, second = line(entry, is_cursor=True).render_strips(12, None, Style(), options)
    bold = {segment.text.strip() for segment in first if (segment.style or RichStyle()).bold}
    assert "Alpha" in bold
    assert not any((segment.style or RichStyle()).bold for segment in second)


def test_its_width_is_that_of_its_longest_line() -> None:
    assert line(Entry("a", "Alpha", aside="+2")).get_optimal_width(RULES, 80) == len("  Alpha +2")
    entry = Entry("a", "A", detail="A long reason")
    assert line(entry, number="1").get_optimal_width(RULES, 80) == len("      A long reason ")
