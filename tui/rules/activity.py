"""On which days a learner has answered, as a calendar with a column for each week."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo

from tui.rules.answers import Answer

DAYS_OF_WEEK = 7
LEVELS = (1, 5, 15)
"""From how many answers on a day counts as a little, as some and as much."""


def local_day(at: float, zone: tzinfo | None) -> date:
    """Return the day of a moment where the learner is.

    Args:
        at: Seconds since the epoch.
        zone: The learner's time zone; None for that of this machine.
    """
    return datetime.fromtimestamp(at, zone).date()


def answers_per_day(answers: Iterable[Answer], zone: tzinfo | None) -> dict[date, int]:
    """Return how many answers each day has brought; days without any are left out.

    Args:
        answers: The answers.
        zone: The learner's time zone; None for that of this machine.
    """
    return dict(Counter(local_day(answer.at, zone) for answer in answers))


def weeks(days: Mapping[date, int], today: date, count: int) -> list[list[int | None]]:
    """Return the weeks up to today, the oldest first, each from Monday to Sunday.

    Args:
        days: How many answers each day has brought.
        today: The last day.
        count: How many weeks.

    Returns:
        The answers of each day; None for days to come.
    """
    first = monday(today) - timedelta(weeks=count - 1)
    calendar: list[list[int | None]] = []
    for week in range(count):
        start = first + timedelta(weeks=week)
        dates = [start + timedelta(days=number) for number in range(DAYS_OF_WEEK)]
        calendar.append([days.get(day, 0) if day <= today else None for day in dates])
    return calendar


def monday(day: date) -> date:
    """Return the first day of a day's week.

    Args:
        day: The day.
    """
    return day - timedelta(days=day.weekday())


def level(count: int) -> int:
    """Return how much a number of answers is for a day, from 0 for none to 3.

    Args:
        count: The number.
    """
    return sum(count >= least for least in LEVELS)
