"""Days are the learner's days, and weeks are columns from Monday to Sunday."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.learning import answer
from tui.rules.activity import answers_per_day, level, weeks

TOKYO = timezone(timedelta(hours=9))


def at(*moment: int) -> float:
    year, month, day, hour = moment
    return datetime(year, month, day, hour, tzinfo=UTC).timestamp()


def test_a_day_is_that_of_the_learner() -> None:
    answers = [answer(at=at(2027, 1, 14, 14)), answer(at=at(2027, 1, 14, 16))]
    assert answers_per_day(answers, UTC) == {date(2027, 1, 14): 2}
    assert answers_per_day(answers, TOKYO) == {date(2027, 1, 14): 1, date(2027, 1, 15): 1}
    assert answers_per_day([], UTC) == {}


def test_weeks_are_columns_and_days_to_come_are_none() -> None:
    friday = date(2027, 1, 15)
    days = {date(2027, 1, 4): 3, date(2027, 1, 10): 1, friday: 7, date(2026, 12, 1): 9}
    assert weeks(days, friday, 2) == [[3, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 7, None, None]]


def test_a_sunday_ends_its_week() -> None:
    assert weeks({}, date(2027, 1, 17), 1) == [[0] * 7]
    assert weeks({}, date(2027, 1, 18), 1) == [[0, *[None] * 6]]


@pytest.mark.parametrize(
    ("count", "expected"), [(0, 0), (1, 1), (4, 1), (5, 2), (14, 2), (15, 3), (900, 3)]
)
def test_levels(count: int, expected: int) -> None:
    assert level(count) == expected
