"""Pictures of progress: right widths, no part lost, told apart in ASCII too."""

from datetime import date

import pytest

from tui import language
from tui.rules.ascii import to_ascii
from tui.rules.calibration import Calibration, Claims
from tui.rules.mastery import Tally
from tui.widgets.progress_pictures import (
    MASTERED,
    SHAKY,
    UNSEEN,
    calendar,
    calendar_legend,
    claims,
    growth,
    tallies,
    tally_bar,
)

FRIDAY = date(2027, 1, 15)


@pytest.mark.parametrize("width", [3, 6, 20, 36])
@pytest.mark.parametrize(
    "tally", [Tally(1, 1, 98), Tally(98, 1, 1), Tally(1, 0, 99), Tally(5, 5, 5), Tally(0, 0, 3)]
)
def test_every_part_that_is_more_than_none_is_seen(tally: Tally, width: int) -> None:
    text = tally_bar(tally, width).plain
    assert len(text) == width
    for count, sign in zip(tally, (MASTERED, SHAKY, UNSEEN), strict=True):
        assert (sign in text) is (count > 0)
    assert text == "".join(sorted(text, key=(MASTERED, SHAKY, UNSEEN).index))


def test_bars_and_numbers_stand_below_each_other() -> None:
    rows = {"accuracy": Tally(12, 3, 0), "tone": Tally(0, 0, 4)}
    lines = tallies("Traits", rows, 40).plain.splitlines()
    assert [len(line) for line in lines] == [40, 40, 40]
    assert lines[1].endswith("  12   3   0")
    assert "▒" * 10 not in lines[2]


def test_a_calendar_has_seven_lines_and_a_column_a_week() -> None:
    days = {FRIDAY: 20, date(2027, 1, 11): 1, date(2027, 1, 9): 7}
    lines = calendar(days, FRIDAY, 12).plain.splitlines()
    assert [line[4:] for line in lines[1:]] == [
        "· · · ▂ ",
        "· · · · ",
        "· · · · ",
        "· · · · ",
        "· · · █ ",
        "· · ▄   ",
        "· · ·   ",
    ]
    assert lines[1].startswith("Mon ") and lines[7].startswith("Sun ")


def test_a_month_stands_over_the_week_in_which_it_begins() -> None:
    head = calendar({}, FRIDAY, 44).plain.splitlines()[0]
    # Of the 20 weeks the first begins on 31 August, the last on 11 January.
    assert head[4:].split() == ["Sep", "Oct", "Nov", "Dec", "Jan"]
    assert head.index("Jan") == 4 + 2 * 17, "the week from 28 December to 3 January"


@pytest.mark.parametrize("width", [1, 6, 30, 76, 500])
def test_a_calendar_never_goes_beyond_a_year_or_the_window(width: int) -> None:
    lines = calendar({}, FRIDAY, width).plain.splitlines()
    assert max(map(len, lines)) <= max(min(width, 4 + 2 * 53), 6)


def test_signs_differ_in_ascii() -> None:
    signs = "·▂▄█"
    assert len(set(to_ascii(signs))) == len(signs)
    assert len(set(to_ascii(MASTERED + SHAKY + UNSEEN))) == 3
    assert calendar_legend().plain == "answers a day:   · none   ▂ 1–4   ▄ 5–14   █ 15 or more"


def test_columns_grow_with_their_numbers() -> None:
    lines = growth([0, 1, 8, 16], 2, column=2).plain.splitlines()
    assert lines == ["      █ ", "  ▁ █ █ ", "───────"]
    assert growth([0, 0], 2).plain.splitlines()[:2] == [" " * 6] * 2


def test_shares_are_bars_with_their_numbers() -> None:
    lines = claims(Calibration(Claims(12, 17)), 60).plain.splitlines()
    assert lines[0].endswith("  71%  12 of 17")
    assert lines[1].endswith("no answers yet")
    assert "█" not in lines[1]


def test_wide_letters_are_counted_as_wide() -> None:
    from rich.cells import cell_len

    language.use("zh-Hans")
    rows = {"清晰": Tally(1), "tone": Tally(2)}
    assert {cell_len(line) for line in tallies("x", rows, 40).plain.splitlines()} == {40}
