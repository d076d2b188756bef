"""When a question comes back: FSRS over what was missed and guessed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from tui.rules.answers import Answer

if TYPE_CHECKING:
    from fsrs import Rating, Scheduler


class Due(msgspec.Struct, frozen=True):
    """When a question comes back, and what FSRS knows of it.

    Attributes:
        revision: The question's revision that this belongs to; another one starts anew.
        due: When it comes back, in seconds since the epoch.
        stability: In how many days the chance to remember falls to 90%.
        difficulty: From 1, easy, to 10.
        last: When it was last answered, in seconds since the epoch.
        reviews: How many answers have gone into it.
    """

    revision: int
    due: float
    stability: float
    difficulty: float
    last: float
    reviews: int


def rating(answer: Answer) -> "Rating":
    """Return the FSRS rating of an answer: again if wrong, hard if guessed or helped, or good.

    Args:
        answer: The answer.
    """
    from fsrs import Rating

    if not answer.given.right:
        return Rating.Again
    return Rating.Good if answer.given.is_known else Rating.Hard


def scheduled(known: Due | None, answer: Answer) -> Due | None:
    """Return when a question comes back after an answer.

    A question enters the review when it is first missed or guessed; one that was always known
    stays out of it. A new revision of the question starts anew.

    Args:
        known: What was known of it before, or None.
        answer: The answer, not older than what is known.

    Returns:
        What is known of it now, or None where it need not come back.
    """
    given = answer.given
    if known is not None and given.revision > known.revision:
        known = None
    if known is not None and given.revision < known.revision:
        return known  # it was another question then
    if known is None and given.is_known:
        return None
    from fsrs import Card, State

    card = Card(card_id=0, due=_time(answer.at))
    if known is not None:
        card = Card(
            card_id=0,
            state=State.Review,
            stability=known.stability,
            difficulty=known.difficulty,
            due=_time(known.due),
            last_review=_time(known.last),
        )
    card, _log = _scheduler().review_card(card, rating(answer), _time(answer.at))
    return Due(
        given.revision,
        card.due.timestamp(),
        card.stability or 0.0,
        card.difficulty or 0.0,
        answer.at,
        1 if known is None else known.reviews + 1,
    )


def replayed(answers: Iterable[Answer]) -> Due | None:
    """Return when a question comes back, from all its answers.

    Args:
        answers: The answers to one question, in any order.
    """
    known: Due | None = None
    for answer in sorted(answers, key=lambda each: each.at):
        known = scheduled(known, answer)
    return known


def prepare() -> None:
    """Import what the first answer that is scheduled needs: it would wait for that."""
    _scheduler()


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    # Without learning steps a question comes back in days: a sitting is too short for minutes.
    # Without fuzz the same answers give the same days, here and after an import elsewhere.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
