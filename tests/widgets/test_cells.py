"""Widths are counted in cells, and plain text stands where str put it."""

import pytest
from rich.cells import cell_len

from tui.widgets.cells import around, centre, fit, pad


@pytest.mark.parametrize("text", ["", "x", "hit", "false alarm", "much too long for it"])
@pytest.mark.parametrize("width", [5, 8, 11])
def test_plain_text_is_placed_as_str_does(text: str, width: int) -> None:
    assert pad(text, width) == text.ljust(width)
    assert centre(text, width) == text.center(width)


@pytest.mark.parametrize("text", ["误选", "选对 hit", "数据集"])
@pytest.mark.parametrize("width", [9, 10, 14])
def test_wide_text_takes_the_cells_it_is_given(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width
    middle = centre(text, width)
    assert cell_len(middle) == width
    left, right = (len(side) for side in middle.split(text))
    assert abs(left - right) <= 1


@pytest.mark.parametrize("width", range(1, 12))
def test_what_does_not_fit_ends_in_an_ellipsis(width: int) -> None:
    for text in ("数据集标签", "a long label", "混合 mixed"):
        fitted = fit(text, width)
        assert cell_len(fitted) == width
        assert fitted.rstrip().endswith("…") == (cell_len(text) > width)


def test_what_stands_around_a_placeholder() -> None:
    assert around("用“{title}”微调", "title") == ("用“", "”微调")
    assert around("no placeholder", "title") == ("no placeholder", "")
