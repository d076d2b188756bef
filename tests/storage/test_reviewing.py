"""A review: it asks what is due, wants to know how sure one is, and leaves the plays alone."""

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tests.learning import BREAD
from tests.learning import answer as answered
from tests.missing import SetClock
from tests.unsaved import away
from tui.content.models.lesson import DoingCard, PickCard
from tui.content.reader import PackReader
from tui.rules import before_after, lesson
from tui.rules.answers import QuestionKey
from tui.rules.autoplay import answer
from tui.rules.moves import NotAllowedError
from tui.storage.database import FILE_NAME
from tui.storage.progress import ProgressStore, SaveError
from tui.storage.reviewing import Review, ReviewPlay, due_questions
from tui.storage.session import Session

DAY = 86_400.0


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def missed(tmp_path: Path, clock: SetClock) -> Session:
    """A session in which a lesson was answered wrong and a round was guessed, a day ago."""
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(tmp_path / "data", reader.pack.id, clock=clock)
    session = Session(reader, store, random.Random(1))
    play = session.lesson("first")
    for card in play.scenario.cards:
        play.do(lesson.Go(card.id))
        if isinstance(card, DoingCard):
            for action in answer(card, right=False):
                play.do(action)
            play.do(lesson.Check())
    round_ = session.round("bread")
    for side in before_after.sides(round_.scenario, round_.state):
        round_.do(before_after.Look(side))
    for option in round_.scenario.options:
        if option.correct:
            round_.do(before_after.Toggle(option.id))
    round_.do(before_after.Sure(False))
    round_.do(before_after.Check())
    clock.now += DAY
    return session


def finish(play: ReviewPlay, *, right: bool, sure: bool | None) -> None:
    if isinstance(play.state, before_after.RoundState):
        for side in before_after.sides(play.scenario, play.state):
            play.do(before_after.Look(side))
        for option in play.scenario.options:
            if option.correct is right:
                play.do(before_after.Toggle(option.id))
        play.do(before_after.Sure(sure))
        play.do(before_after.Check())
        return
    for action in answer(play.scenario.cards[0], right=right):
        play.do(action)
    play.do(lesson.Sure(sure))
    play.do(lesson.Check())


def test_it_asks_what_was_missed_and_what_was_guessed(missed: Session) -> None:
    doing = [c.id for c in missed.reader.lesson("first").cards if isinstance(c, DoingCard)]
    asked = {question.key.part for question in Review(missed).questions}
    assert asked == {*doing, ""}
    assert missed.due_count() == len(asked)


def test_nothing_is_due_on_the_same_day(missed: Session, clock: SetClock) -> None:
    clock.now -= DAY / 2
    assert Review(missed).questions == ()
    assert Review(missed).next() is None


def test_an_answer_must_say_how_sure_it_is(missed: Session) -> None:
    review = Review(missed)
    while (play := review.next()) is not None:
        with pytest.raises(NotAllowedError, match="sure or guess"):
            finish(play, right=True, sure=None)
        assert play.given is None
    assert review.answered == []
    assert missed.due_count() == len(review.questions), "what was not answered stays due"


def test_what_is_missing_of_an_answer_is_said_before_how_sure_it_is(missed: Session) -> None:
    review = Review(missed)
    while (play := review.next()) is not None:
        if isinstance(play.state, before_after.RoundState):
            with pytest.raises(NotAllowedError, match="Look at both replies"):
                play.do(before_after.Check())
        elif isinstance(play.scenario.cards[0], PickCard):
            with pytest.raises(NotAllowedError, match="Pick"):
                play.do(lesson.Check())


def test_what_is_known_comes_back_later_than_what_is_missed(
    missed: Session, clock: SetClock
) -> None:
    review = Review(missed)
    dues = {True: [], False: []}  # type: dict[bool, list[float]]
    for number in range(len(review.questions)):
        play = review.next()
        assert play is not None
        finish(play, right=number > 0, sure=True)
        due = missed.store.answers.due(play.question.key)
        assert due is not None
        dues[number > 0].append(due.due - clock.now)
    assert max(dues[False]) < min(dues[True])
    assert missed.due_count() == 0
    assert len(review.answered) == len(review.questions)


def test_the_plays_stay_as_they_were_left(missed: Session) -> None:
    before = missed.standings()
    states = missed.lesson("first").state, missed.round("bread").state
    review = Review(missed)
    while (play := review.next()) is not None:
        finish(play, right=False, sure=False)
    assert missed.standings() == before
    assert (missed.lesson("first").state, missed.round("bread").state) == states
    logged = [each for each in missed.store.answers.all() if each.in_review]
    assert len(logged) == len(review.questions)
    assert all(each.given.sure is False for each in logged)


def test_options_are_shuffled_afresh(missed: Session) -> None:
    orders = set()
    for _ in range(6):
        review = Review(missed)
        while (play := review.next()) is not None:
            if play.key.kind == "before-after":
                options = before_after.options(play.scenario, play.state)
                orders.add(tuple(option.id for option in options))
    assert len(orders) > 1


def test_each_question_is_asked_once(missed: Session) -> None:
    review = Review(missed)
    play = next(play for play in iter(review.next, None) if play.key.kind == "lesson")
    finish(play, right=False, sure=True)
    with pytest.raises(NotAllowedError, match="once"):
        play.do(lesson.Retry())
    with pytest.raises(NotAllowedError, match="once"):
        play.restart()


def test_a_typing_mistake_mended_keeps_the_schedule_and_a_revision_does_not(
    missed: Session, tmp_path: Path, clock: SetClock
) -> None:
    import shutil

    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    file = pack / "before-after" / "bread.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('why = "', 'why = "Mended: ', 1), encoding="utf-8")
    mended = Session(PackReader(pack), missed.store, random.Random(1))
    keys = {question.key.item for question in due_questions(mended)}
    assert "bread" in keys

    file.write_text(text.replace("prompt = ", "revision = 2\nprompt = ", 1), encoding="utf-8")
    changed = Session(PackReader(pack), missed.store, random.Random(1))
    keys = {question.key.item for question in due_questions(changed)}
    assert "bread" not in keys
    assert all(key.item != "bread" for key in missed.store.answers.dues())
    assert list(missed.store.answers.all()), "the answers themselves stay"


def test_answers_to_a_newer_revision_than_the_pack_has_do_not_stay_due_for_ever(
    missed: Session, clock: SetClock
) -> None:
    newer = answered(BREAD, clock.now - 5 * DAY, right=False, revision=2)
    missed.store.answers.merge([newer])
    assert "bread" not in {question.key.item for question in due_questions(missed)}
    assert BREAD not in missed.store.answers.dues()


def test_what_the_pack_has_no_more_is_not_said_to_come_back(
    missed: Session, clock: SetClock
) -> None:
    gone = QuestionKey("before-after", "gone", "")
    missed.store.answers.merge([answered(gone, clock.now - 9 * DAY, right=False)])
    assert missed.next_due() == clock.now
    review = Review(missed)
    for _question in review.questions:
        play = review.next()
        assert play is not None
        finish(play, right=True, sure=True)
    following = missed.next_due()
    assert following is not None
    assert following > clock.now


def test_an_answer_that_could_not_be_saved_is_saved_with_the_next(
    missed: Session, tmp_path: Path, clock: SetClock
) -> None:
    review = Review(missed)
    first = review.next()
    assert first is not None
    with away(tmp_path / "data"), pytest.raises(SaveError):
        finish(first, right=True, sure=True)
    assert first.given is not None
    given_at = clock.now
    assert not [each for each in missed.store.answers.all() if each.in_review]
    clock.now += 60
    second = review.next()
    assert second is not None
    finish(second, right=False, sure=True)
    logged = {each.question: each for each in missed.store.answers.all() if each.in_review}
    assert list(logged) == [first.question.key, second.question.key]
    assert logged[first.question.key].given == first.given
    assert logged[first.question.key].at == given_at
    due = missed.store.answers.due(first.question.key)
    assert due is not None
    assert due.due > clock.now


def test_where_nothing_can_be_written_what_the_author_took_out_is_let_go_later(
    missed: Session, tmp_path: Path, clock: SetClock
) -> None:
    newer = answered(BREAD, clock.now - 5 * DAY, right=False, revision=2)
    missed.store.answers.merge([newer])
    folder = tmp_path / "data"
    with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "bread" not in {question.key.item for question in due_questions(missed)}
        assert BREAD in missed.store.answers.dues()
    due_questions(missed)
    assert BREAD not in missed.store.answers.dues()
