"""When questions come back: FSRS's own intervals, and who enters the review."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from tui.rules.answers import Answer, Given, QuestionKey
from tui.rules.review import Due, replayed, scheduled

START = 1_800_000_000.0
DAY = 86_400.0
KEY = QuestionKey("lesson", "first", "two-voices")

# What a learner did: after how many days, right, and how sure.
HISTORY = [
    (0.0, False, None),
    (1.1, True, True),
    (3.0, True, True),
    (9.5, True, False),
    (4.0, False, True),
    (1.0, True, None),
    (30.0, True, True),
    (0.01, False, False),
]


def answer(
    at: float,
    right: bool,
    sure: bool | None = None,
    *,
    helped: bool = False,
    revision: int = 1,
) -> Answer:
    given = Given("two-voices", revision, right, float(right), sure, helped=helped)
    return Answer(question=KEY, at=at, in_review=True, given=given)


def history() -> list[Answer]:
    at, answers = START, []
    for days, right, sure in HISTORY:
        at += days * DAY
        answers.append(answer(at, right, sure))
    return answers


def test_a_recorded_history_comes_back_as_fsrs_itself_says() -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, at, known = Card(card_id=1), START, None
    for (days, right, sure), given in zip(HISTORY, history(), strict=True):
        at += days * DAY
        rating = Rating.Again if not right else Rating.Hard if sure is False else Rating.Good
        card, _log = scheduler.review_card(card, rating, datetime.fromtimestamp(at, UTC))
        known = scheduled(known, given)
        assert known is not None
        assert known.due == card.due.timestamp()
        assert (known.stability, known.difficulty) == (card.stability, card.difficulty)
    assert known is not None
    assert known.reviews == len(HISTORY)


def test_the_first_miss_comes_back_tomorrow_and_what_is_known_later_and_later() -> None:
    known = scheduled(None, answer(START, False))
    gaps = []
    for _ in range(4):
        assert known is not None
        gaps.append(known.due - known.last)
        known = scheduled(known, answer(known.due, True, True))
    assert gaps[0] == timedelta(days=1).total_seconds()
    assert gaps == sorted(set(gaps)), "each gap is longer than the one before"


@pytest.mark.parametrize(
    ("given", "enters"),
    [
        (answer(START, True, True), False),
        (answer(START, True), False),
        (answer(START, True, False), True),
        (answer(START, True, helped=True), True),
        (answer(START, False), True),
    ],
)
def test_only_what_was_missed_or_guessed_enters(given: Answer, enters: bool) -> None:
    assert (scheduled(None, given) is not None) is enters


def test_another_revision_starts_anew() -> None:
    old = scheduled(None, answer(START, False))
    assert scheduled(old, answer(START + DAY, True, True, revision=2)) is None
    anew = scheduled(old, answer(START + DAY, False, revision=2))
    fresh = scheduled(None, answer(START + DAY, False, revision=2))
    assert anew == fresh


def test_an_answer_to_an_older_revision_changes_nothing() -> None:
    new = scheduled(None, answer(START, False, revision=2))
    assert scheduled(new, answer(START + DAY, True, True, revision=1)) == new


def test_a_replay_gives_the_same_in_any_order() -> None:
    answers = history()
    known: Due | None = None
    for each in answers:
        known = scheduled(known, each)
    assert replayed(reversed(answers)) == known
