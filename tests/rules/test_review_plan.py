"""What a review asks: five minutes at most, kinds mixed, nothing that is gone."""

import itertools
import random

import msgspec
import pytest

from tui.content.models.before_after import Round
from tui.content.models.lesson import DoingCard, Lesson, PickCard
from tui.rules import lesson
from tui.rules.answers import WHOLE, QuestionKey
from tui.rules.autoplay import answer
from tui.rules.review_plan import SECONDS, Planned, due_now, plan, planned
from tui.storage.session import Session


def every_question(session: Session) -> list[Planned]:
    found: list[Planned | None] = []
    for item in session.ids["lesson"]:
        scenario = session.reader.lesson(item)
        doing = [card.id for card in scenario.cards if isinstance(card, DoingCard)]
        found += [planned(QuestionKey("lesson", item, card), scenario) for card in doing]
    for item in session.ids["before-after"]:
        round_ = session.reader.round(item)
        found.append(planned(QuestionKey("before-after", item, WHOLE), round_))
    for item in session.ids["detective"]:
        case = session.reader.case(item)
        parts = [WHOLE, *(each.id for each in case.datasets if each.factor)]
        found += [planned(QuestionKey("detective", item, part), case) for part in parts]
    assert None not in found
    return [question for question in found if question is not None]


def test_every_question_of_the_shipped_pack_can_be_won_and_lost(shipped_session: Session) -> None:
    questions = every_question(shipped_session)
    assert len(questions) > 60
    for question in questions:
        if isinstance(question.play, Round):
            continue
        (card,) = question.play.cards
        assert isinstance(card, DoingCard)
        for right in (True, False):
            state = lesson.start(question.play, random.Random(1))
            for action in answer(card, right=right):
                state = lesson.step(question.play, state, action)
            state = lesson.step(question.play, state, lesson.Check())
            assert lesson.is_right(state, card) is right, question.key
            assert all(said.why.strip() for said in lesson.feedback(state, card))


def test_a_review_takes_at_most_five_minutes(shipped_session: Session) -> None:
    questions = every_question(shipped_session)
    chosen = plan(questions, random.Random(1))
    assert sum(question.seconds for question in chosen) <= SECONDS
    assert sum(question.seconds for question in chosen) / 60 <= 5
    assert len(chosen) >= 5


def test_the_most_overdue_are_asked_and_at_least_one(shipped_session: Session) -> None:
    questions = every_question(shipped_session)
    chosen = plan(questions, random.Random(1), seconds=120)
    assert questions[0] in chosen
    assert questions[-1] not in chosen
    assert plan(questions, random.Random(1), seconds=1) == (questions[0],)
    assert plan([], random.Random(1)) == ()


def test_kinds_are_mixed_and_the_order_is_fresh(shipped_session: Session) -> None:
    questions = every_question(shipped_session)
    spots = [
        each for each in questions if isinstance(each.play, Round) and each.play.type == "spot"
    ]
    cases = [each for each in questions if each.key.kind == "detective" and each.key.part][:4]
    orders = {
        tuple(each.key.kind for each in plan([*spots[:4], *cases], random.Random(seed), 1000))
        for seed in range(5)
    }
    assert len(orders) == 2, "either kind may come first"
    for order in orders:
        assert all(kind != following for kind, following in itertools.pairwise(order))


def test_the_factor_of_a_data_set_is_asked_with_what_its_model_said(session: Session) -> None:
    item = session.ids["detective"][0]
    case = session.reader.case(item)
    failing = next(each for each in case.datasets if each.factor)
    question = planned(QuestionKey("detective", item, failing.id), case)
    assert question is not None
    assert isinstance(question.play, Lesson)
    (card,) = question.play.cards
    assert isinstance(card, PickCard)
    assert failing.title in card.text
    bad = next(reply for reply in failing.replies if not reply.good)
    assert bad.text in card.text
    assert [choice.id for choice in card.choices if choice.correct] == [failing.factor]
    assert len({choice.why for choice in card.choices}) == len(card.choices)


@pytest.mark.parametrize(
    "key",
    [
        QuestionKey("lesson", "first", "no-such-card"),
        QuestionKey("detective", "parrots", "no-such-data-set"),
    ],
)
def test_what_the_author_took_out_is_let_go(session: Session, key: QuestionKey) -> None:
    item = session.ids[key.kind][0]
    scenario = session.reader.lesson(item) if key.kind == "lesson" else session.reader.case(item)
    assert planned(key, scenario) is None
    assert due_now([key], {key: scenario}, {key: 1}) == ([], [key])


def test_a_new_revision_is_let_go_and_a_mended_text_is_not(session: Session) -> None:
    key = QuestionKey("before-after", "bread", WHOLE)
    round_ = session.reader.round("bread")
    mended = msgspec.structs.replace(round_, title="Bread, and promises")
    asked, gone = due_now([key], {key: mended}, {key: 1})
    assert ([each.title for each in asked], gone) == (["Bread, and promises"], [])
    changed = msgspec.structs.replace(round_, revision=2)
    assert due_now([key], {key: changed}, {key: 1}) == ([], [key])


def test_what_cannot_be_read_now_waits(session: Session) -> None:
    key = QuestionKey("before-after", "bread", WHOLE)
    assert due_now([key], {}, {key: 1}) == ([], [])
    assert session.ids["before-after"]
