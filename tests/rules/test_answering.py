"""Answers: what is logged of a move, in each kind of scenario."""

import random

import pytest

from tui.content.models.detective import Case
from tui.content.models.lesson import DoingCard, Lesson, OrderCard, PickCard, SortCard
from tui.rules import before_after, detective, lesson
from tui.rules.answering import case_answers, lesson_answers, round_answers
from tui.rules.answers import WHOLE, Given
from tui.rules.autoplay import answer
from tui.storage.session import Session


def answered(scenario: Lesson, card: DoingCard, *, right: bool) -> Given:
    state = lesson.start(scenario, random.Random(1))
    state = lesson.step(scenario, state, lesson.Go(card.id))
    for action in answer(card, right=right):
        state = lesson.step(scenario, state, action)
    (given,) = lesson_answers(scenario, state, lesson.step(scenario, state, lesson.Check()))
    return given


def cards(session: Session, kind: type) -> list[tuple[Lesson, DoingCard]]:
    lessons = [session.reader.lesson(item) for item in session.ids["lesson"]]
    return [
        (each, card)
        for each in lessons
        for card in each.cards
        if isinstance(card, DoingCard) and isinstance(card, kind)
    ]


@pytest.mark.parametrize("kind", [PickCard, SortCard, OrderCard])
def test_a_right_answer_has_nothing_wrong_or_missed(session: Session, kind: type) -> None:
    for scenario, card in cards(session, kind):
        given = answered(scenario, card, right=True)
        assert given.part == card.id
        assert (given.right, given.score, given.wrong, given.missed) == (True, 1.0, (), ())
        assert given.chosen
        assert given.is_known


@pytest.mark.parametrize("kind", [PickCard, SortCard, OrderCard])
def test_a_wrong_answer_says_what_was_wrong(shipped_session: Session, kind: type) -> None:
    for scenario, card in cards(shipped_session, kind):
        given = answered(scenario, card, right=False)
        assert not given.right
        assert not given.is_known
        assert given.score < 1
        assert set(given.wrong) <= set(given.chosen)
        assert given.wrong
        if isinstance(card, PickCard):
            right = {choice.id for choice in card.choices if choice.correct}
            assert set(given.missed) == right
            assert given.score == 0 or card.several
        if isinstance(card, SortCard):
            assert len(given.wrong) == len(card.items)
            assert all("=" in name for name in given.chosen)


def test_a_second_answer_on_the_same_card_is_no_answer(session: Session) -> None:
    scenario, card = cards(session, PickCard)[0]
    state = lesson.start(scenario, random.Random(1))
    state = lesson.step(scenario, state, lesson.Go(card.id))
    for right in (False, True):
        if lesson.play_of(state, card).checked:
            state = lesson.step(scenario, state, lesson.Retry())
        for action in answer(card, right=right):
            state = lesson.step(scenario, state, action)
        after = lesson.step(scenario, state, lesson.Check())
        assert len(lesson_answers(scenario, state, after)) == (0 if right else 1)
        state = after


def test_a_guess_is_kept_with_the_answer(session: Session) -> None:
    scenario, card = cards(session, PickCard)[0]
    state = lesson.start(scenario, random.Random(1))
    state = lesson.step(scenario, state, lesson.Go(card.id))
    for action in answer(card, right=True):
        state = lesson.step(scenario, state, action)
    state = lesson.step(scenario, state, lesson.Sure(False))
    (given,) = lesson_answers(scenario, state, lesson.step(scenario, state, lesson.Check()))
    assert given.right
    assert given.sure is False
    assert not given.is_known


def test_a_round_gives_one_answer_when_it_is_checked(session: Session) -> None:
    round_ = session.reader.round("bread")
    options = {option.id: option.correct for option in round_.options}
    right = [name for name, correct in options.items() if correct]
    wrong = next(name for name, correct in options.items() if not correct)
    state = before_after.start(round_, random.Random(1))
    for side in before_after.sides(round_, state):
        state = before_after.step(round_, state, before_after.Look(side))
    if round_.type == "blind":
        state = before_after.step(round_, state, before_after.Guess("after"))
    state = before_after.step(round_, state, before_after.Hint())
    for name in (wrong, *right[1:]):
        state = before_after.step(round_, state, before_after.Toggle(name))
    assert round_answers(round_, state, state) == ()
    after = before_after.step(round_, state, before_after.Check())
    (given,) = round_answers(round_, state, after)
    assert given.part == WHOLE
    assert given.wrong == (wrong,)
    assert given.missed == (right[0],)
    assert given.helped
    assert given.score == pytest.approx(1 - 2 / len(options))


@pytest.mark.parametrize("guess", ["before", "after"])
def test_the_guess_of_a_blind_round_is_part_of_the_answer(
    session: Session, guess: before_after.Side
) -> None:
    blind = [session.reader.round(item) for item in session.ids["before-after"]]
    round_ = next(each for each in blind if each.type == "blind")
    state = before_after.start(round_, random.Random(1))
    for side in before_after.sides(round_, state):
        state = before_after.step(round_, state, before_after.Look(side))
    state = before_after.step(round_, state, before_after.Guess(guess))
    for option in round_.options:
        if option.correct:
            state = before_after.step(round_, state, before_after.Toggle(option.id))
    (given,) = round_answers(round_, state, before_after.step(round_, state, before_after.Check()))
    assert given.chosen[0] == f"guess={guess}"
    assert given.right is (guess == "after")
    assert given.wrong == (() if guess == "after" else ("guess=before",))


def trained(case: Case, name: str) -> detective.CaseState:
    state = detective.step(case, detective.start(case, random.Random(1)), detective.Accept())
    return detective.step(case, state, detective.Train(name))


def test_the_first_data_set_of_a_case_is_an_answer_and_so_is_its_factor(session: Session) -> None:
    case = session.reader.case(session.ids["detective"][0])
    failing = next(each for each in case.datasets if each.factor)
    solving = next(each.id for each in case.datasets if each.verdict == "solves")
    before = detective.step(case, detective.start(case, random.Random(1)), detective.Accept())
    state = detective.step(case, before, detective.Train(failing.id))
    (choice,) = case_answers(case, before, state)
    assert (choice.part, choice.right, choice.wrong) == (WHOLE, False, (failing.id,))
    assert choice.missed == (solving,)

    state = detective.step(case, state, detective.FinishTraining())
    assert failing.factor is not None
    named = detective.step(case, state, detective.NameFactor(failing.factor))
    (factor,) = case_answers(case, state, named)
    assert (factor.part, factor.right, factor.chosen) == (failing.id, True, (failing.factor,))

    again = detective.step(case, named, detective.TryAgain())
    second = detective.step(case, again, detective.Train(solving))
    assert case_answers(case, again, second) == (), "only the first choice is an answer"


def test_the_right_data_set_at_once_is_a_right_answer(session: Session) -> None:
    case = session.reader.case(session.ids["detective"][0])
    solving = next(each.id for each in case.datasets if each.verdict == "solves")
    before = detective.step(case, detective.start(case, random.Random(1)), detective.Accept())
    (choice,) = case_answers(case, before, trained(case, solving))
    assert (choice.right, choice.score, choice.wrong, choice.missed) == (True, 1.0, (), ())
