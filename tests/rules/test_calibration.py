"""Confidence against truth: enough answers, five points, and what stays reached."""

import pytest

from tests.learning import answer
from tui.rules.answers import Answer
from tui.rules.calibration import (
    CLOSE_POINTS,
    ENOUGH,
    RIGHT_OF_ENOUGH,
    Calibration,
    Claims,
    best_stretch,
    calibration,
)
from tui.rules.progress_text import calibration_lines


def said(right: int, total: int, sure: bool | None = True) -> list[Answer]:
    """Answers of which the first ones were right."""
    return [answer(right=number < right, sure=sure) for number in range(total)]


def test_only_what_was_said_before_the_answer_counts() -> None:
    found = calibration([*said(12, 17), *said(4, 10, sure=False), *said(3, 3, sure=None)])
    assert found == Calibration(Claims(12, 17), Claims(4, 10))
    assert list(calibration_lines(found))[:2] == [
        "When you were sure you were right 71% of the time (12 of 17).",
        "When you guessed you were right 40% of the time (4 of 10).",
    ]


@pytest.mark.parametrize(
    ("right", "total", "enough", "close"),
    [
        (19, 19, False, False),
        (20, 20, True, True),
        (19, 20, True, True),
        (18, 20, True, False),
        (36, 38, True, True),
        (34, 36, True, False),
        (0, 20, True, False),
    ],
)
def test_within_five_points_of_a_hundred(right: int, total: int, enough: bool, close: bool) -> None:
    found = Calibration(Claims(right, total))
    assert (found.is_enough, found.is_close) == (enough, close)
    assert found.is_close is (enough and found.points_off <= CLOSE_POINTS)


def test_nothing_said_is_no_share() -> None:
    assert calibration([]).sure.percent == 0
    assert "20 more answers" in "".join(calibration_lines(calibration([])))


def test_the_verdict_says_how_far_off_one_is() -> None:
    assert "by 30 points" in "".join(calibration_lines(Calibration(Claims(14, 20))))
    assert "give or take 5" in "".join(calibration_lines(Calibration(Claims(19, 20))))
    assert "Be sure of 1 more answer " in "".join(calibration_lines(Calibration(Claims(19, 19))))
    good_guesses = Calibration(Claims(19, 20), Claims(8, 10))
    assert "more than you think" in "".join(calibration_lines(good_guesses))


def test_a_good_stretch_stays_reached() -> None:
    assert (ENOUGH, RIGHT_OF_ENOUGH) == (20, 19)
    bad, good = said(0, 30), said(20, 20)
    assert best_stretch([*bad, *good, *bad]) == ENOUGH
    assert best_stretch([*said(10, 10), *bad]) == 10
    mixed = [answer(right=number % 2 == 0, sure=True) for number in range(100)]
    assert best_stretch(mixed) == ENOUGH // 2
    assert best_stretch(said(30, 30, sure=False)) == 0
