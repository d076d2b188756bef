"""The axes of the training curve."""

import pytest

from tui.widgets.curve import thinned, ticks


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (2.85, [0, 1, 2, 3]),
        (70, [0, 20, 40, 60, 80]),
        (0.1, [0, 0.05, 0.1]),
        (9.99, [0, 5, 10]),
        (0, [0, 1]),
    ],
)
def test_ticks_are_round_and_reach_the_most(most: float, expected: list[float]) -> None:
    assert ticks(most) == pytest.approx(expected)


def test_every_axis_has_few_ticks() -> None:
    for hundredths in range(1, 10_001):
        marks = ticks(hundredths / 100)
        assert 2 <= len(marks) <= 6
        assert marks[-1] >= hundredths / 100 - 1e-6


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(20, [0, 1, 2, 3, 4]), (5, [0, 1, 2, 3, 4]), (4, [0, 2, 4]), (2, [0, 4]), (0, [0, 4])],
)
def test_marks_never_share_a_line(lines: int, expected: list[float]) -> None:
    assert thinned([0, 1, 2, 3, 4], lines) == expected
    assert thinned([0, 1], lines) == [0, 1]
    assert thinned([], lines) == []
