"""The log of answers: nothing is lost, nothing doubled, and the review follows from it."""

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.missing import SetClock
from tui.rules.answers import Answer, Given, QuestionKey
from tui.rules.before_after import RoundState
from tui.rules.progress import ItemKey
from tui.rules.review import replayed
from tui.storage.database import FILE_NAME, VERSION
from tui.storage.progress import ProgressStore, SaveError

DAY = 86_400.0
KEY = ItemKey("before-after", "bread")
QUESTION = QuestionKey("before-after", "bread", "")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> ProgressStore:
    return ProgressStore(tmp_path / "data", "pack", clock=clock)


def given(right: bool, sure: bool | None = None, revision: int = 1) -> Given:
    return Given("", revision, right, float(right), sure, chosen=("a",))


def answer(at: float, right: bool = False) -> Answer:
    return Answer(question=QUESTION, at=at, in_review=False, given=given(right))


def test_an_answer_is_kept_with_the_state_it_led_to(store: ProgressStore) -> None:
    store.save(KEY, RoundState(seed=1), done=True, stars=2, answers=[given(False)])
    (kept,) = store.answers.all()
    assert (kept.question, kept.at, kept.in_review) == (QUESTION, NOW, False)
    assert kept.given == given(False)


def test_a_miss_is_due_tomorrow_and_not_before(store: ProgressStore, clock: SetClock) -> None:
    store.answered(KEY, given(False), in_review=False)
    assert store.answers.due_items(clock.now) == []
    assert list(store.answers.due_times()) == [(QUESTION, NOW + DAY)]
    clock.now += DAY
    assert store.answers.due_items(clock.now) == [QUESTION]
    store.answered(KEY, given(True, sure=True), in_review=True)
    assert store.answers.due_items(clock.now) == []


def test_what_was_known_at_once_never_comes_back(store: ProgressStore) -> None:
    store.answered(KEY, given(True), in_review=False)
    assert list(store.answers.due_times()) == []
    assert store.answers.dues() == {}


def test_the_same_moment_twice_keeps_both(store: ProgressStore) -> None:
    for right in (False, True, True):
        store.answered(KEY, given(right), in_review=False)
    assert [each.given.right for each in store.answers.of(QUESTION)] == [False, True, True]
    known = store.answers.due(QUESTION)
    assert known is not None
    assert known.reviews == 3


def test_a_clock_that_goes_back_gives_what_a_replay_gives(
    store: ProgressStore, clock: SetClock
) -> None:
    for days, right in ((0, False), (3, True), (-2, False), (9, True)):
        clock.now = NOW + days * DAY
        store.answered(KEY, given(right), in_review=True)
    assert store.answers.due(QUESTION) == replayed(store.answers.of(QUESTION))


def test_a_merge_is_a_union_in_any_order(store: ProgressStore, clock: SetClock) -> None:
    here = [answer(NOW), answer(NOW + 5 * DAY, right=True)]
    there = [answer(NOW + 2 * DAY), answer(NOW + 9 * DAY, right=True)]
    assert store.answers.merge(here) == 2
    assert store.answers.merge([*there, *here]) == 2
    assert store.answers.merge(there) == 0
    assert [each.at for each in store.answers.all()] == sorted(each.at for each in here + there)
    assert store.answers.due(QUESTION) == replayed(here + there)


def test_packs_and_profiles_do_not_mix(
    store: ProgressStore, tmp_path: Path, clock: SetClock
) -> None:
    store.answered(KEY, given(False), in_review=False)
    other = ProgressStore(tmp_path / "data", "pack", "anna", clock=clock)
    assert list(store.on("another").answers.all()) == []
    assert list(other.answers.all()) == []
    other.reset()
    assert len(list(store.answers.all())) == 1
    store.reset()
    assert list(store.answers.all()) == []
    assert store.answers.dues() == {}


def test_a_state_is_not_kept_without_its_answers(
    store: ProgressStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("tui.storage.answers.AnswerLog.add", fail)
        with pytest.raises(SaveError):
            store.save(KEY, RoundState(seed=1), done=True, answers=[given(False)])
        assert store.standings() == {}
    store.save(KEY, RoundState(seed=1))
    assert store.standings()[KEY].done, "what could not be saved is saved with the next move"
    assert [answer.given for answer in store.answers.all()] == [given(False)]


def test_a_database_of_the_first_version_keeps_its_progress(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = ProgressStore(folder, "pack")
    store.save(KEY, RoundState(seed=1), done=True, stars=3)
    store.close()
    with sqlite3.connect(folder / FILE_NAME) as connection:
        for table in ("answer", "due"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    again = ProgressStore(folder, "pack")
    assert again.notice is None
    assert again.standings()[KEY].stars == 3
    again.answered(KEY, given(False), in_review=False)
    assert len(list(again.answers.all())) == 1
    with sqlite3.connect(folder / FILE_NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()


def test_answers_of_another_version_are_passed_over(store: ProgressStore, tmp_path: Path) -> None:
    store.answered(KEY, given(False), in_review=False)
    with sqlite3.connect(tmp_path / "data" / FILE_NAME) as connection:
        connection.execute("UPDATE answer SET given = '{\"part\": 7}'")
        connection.execute("UPDATE due SET known = '[]'")
    connection.close()
    assert list(store.answers.all()) == []
    assert store.answers.due(QUESTION) is None
