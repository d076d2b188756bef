"""A review in lines: what was missed or guessed comes back."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import NOW, SOUND_PACK
from tests.plain.talk import Talk
from tui.content.reader import PackReader
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

DAY = 86_400.0


class Clock:
    """A clock that stands still until it is set."""

    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(tmp_path / "data", reader.pack.id, clock=clock)
    yield Session(reader, store, random.Random(1))
    store.close()


def missed(session: Session, clock: Clock, *lines: str) -> Talk:
    """Return a game a month after lines were said."""
    talk = Talk(session)
    talk.hear(*lines, "home")
    clock.now += 30 * DAY
    return talk


def test_what_was_missed_is_asked_again_sure_or_a_guess(session: Session, clock: Clock) -> None:
    talk = missed(session, clock, "open second", "next", "louder", "check")
    assert "Review: 1 question is back." in talk.hear("show")
    said = talk.hear("review", "better", "check")
    assert "Review: Learn: A short one" in said
    assert "Say first whether you are sure or guess." in said
    said = talk.hear("sure", "check")
    assert "Right." in said
    assert "retry" not in said
    said = talk.hear("help")
    assert "\nretry: " not in said
    assert "\ncards: " not in said
    said = talk.hear("next")
    assert "1 question right." in said
    assert "Learn: A short one: right. It comes back in " in said
    assert "When you were sure you were right 100% of the time (1 of 1)." in said
    assert "Home." in talk.hear("back")
    assert session.due_count() == 0
    assert [answer.in_review for answer in session.store.answers.all()] == [False, True]


def test_a_round_comes_back_and_its_play_stays_as_it_was(session: Session, clock: Clock) -> None:
    talk = missed(session, clock, "open tea", "both", "longer", "check")
    before = session.round("tea").state
    said = talk.hear("review", "both", "names-a-number", "says-how", "guess", "check")
    assert "Review: Before & After: " in said
    assert "4 of 4 points" in said
    assert "right." in talk.hear("next")
    assert session.round("tea").state == before


def test_a_case_comes_back_as_a_question(session: Session, clock: Clock) -> None:
    talk = missed(
        session,
        clock,
        "open parrots",
        "take",
        "garage",
        "train",
        "yes",
        "next",
        "next",
        "size",
        "check",
        "close",
        "yes",
    )
    assert session.due_count() == 2
    said = talk.hear("review")
    assert "question 1 of 2> " in talk.hear("show")
    assert "Review: Detective: The silent parrot" in said
    for _number in range(2):
        talk.hear("relevance" if "Name the factor" in said else "vet", "sure", "check")
        said = talk.hear("next")
    assert "2 of 2 right." in said or "2 right" in said


def test_a_review_can_be_left_and_what_was_not_asked_stays_due(
    session: Session, clock: Clock
) -> None:
    talk = missed(session, clock, "open second", "next", "louder", "check")
    said = talk.hear("review", "better", "back", "back")
    assert "Home." in said
    assert session.due_count() == 1


def test_where_nothing_is_due_it_says_when(session: Session, clock: Clock) -> None:
    talk = Talk(session)
    assert "Review: what you miss or guess comes back here." in talk.hear("review")
    talk.hear("open second", "next", "louder", "check")
    assert "the next one comes back " in talk.hear("home", "review")


def test_a_case_is_not_asked_about_before_it_is_closed(session: Session, clock: Clock) -> None:
    played = ("open parrots", "take", "garage", "train", "yes", "next", "next", "size", "check")
    talk = missed(session, clock, *played)
    said = talk.hear("show", "review")
    assert "Review: what you miss or guess comes back here." in said
    assert "Question 1" not in said, "its reasons would give the solution away"
    talk.hear("open parrots", "next", "close", "yes", "home")
    assert "Review: 2 questions are back." in talk.hear("show")
