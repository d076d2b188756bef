"""A lesson's rules: going through cards, answering, finishing, stars."""

import random
from pathlib import Path

import msgspec
import pytest

from tests.stopping import RUN, SECOND_RUN, stopping_pack
from tui.content.models.lesson import (
    DoingCard,
    Lesson,
    OrderCard,
    PickCard,
    PlayedStop,
    SortCard,
    StopCard,
)
from tui.content.reader import PackReader
from tui.rules import lesson as rules
from tui.rules import stopping
from tui.rules.autoplay import autoplay
from tui.rules.lesson import LessonAction, LessonState
from tui.rules.moves import Mark, NotAllowedError
from tui.storage.session import Session


@pytest.fixture
def lesson(session: Session) -> Lesson:
    return session.reader.lesson("first")


def started(lesson: Lesson, card: str = "guess") -> LessonState:
    state = rules.start(lesson, random.Random(1))
    return rules.step(lesson, state, rules.Go(card))


def play(lesson: Lesson, state: LessonState, *actions: LessonAction) -> LessonState:
    for action in actions:
        state = rules.step(lesson, state, action)
    return state


def card_of(lesson: Lesson, name: str) -> DoingCard:
    card = next(card for card in lesson.cards if card.id == name)
    assert isinstance(card, DoingCard)
    return card


def marks(lesson: Lesson, state: LessonState, name: str) -> dict[str, Mark]:
    return {item.id: item.mark for item in rules.feedback(state, card_of(lesson, name))}


def test_a_right_pick_is_a_hit_and_the_rest_rightly_left(lesson: Lesson) -> None:
    state = play(lesson, started(lesson), rules.Pick("short"), rules.Check())
    assert marks(lesson, state, "guess") == {"short": Mark.HIT, "long": Mark.RIGHTLY_LEFT}


def test_a_single_pick_replaces_the_one_before(lesson: Lesson) -> None:
    state = play(lesson, started(lesson), rules.Pick("short"), rules.Pick("long"), rules.Check())
    assert marks(lesson, state, "guess") == {"short": Mark.MISSED, "long": Mark.FALSE_ALARM}


def test_several_picks_toggle(lesson: Lesson) -> None:
    picks = (rules.Pick("weights"), rules.Pick("replies"), rules.Pick("weights"), rules.Check())
    state = play(lesson, started(lesson, "several"), *picks)
    assert marks(lesson, state, "several") == {
        "weights": Mark.MISSED,
        "replies": Mark.HIT,
        "vocabulary": Mark.RIGHTLY_LEFT,
    }


def test_a_sort_needs_a_place_for_everything(lesson: Lesson) -> None:
    state = play(lesson, started(lesson, "bins"), rules.Place("style", "tune"))
    with pytest.raises(NotAllowedError, match="every item"):
        rules.step(lesson, state, rules.Check())
    places = (rules.Place("once", "tune"), rules.Place("format", "tune"), rules.Check())
    state = play(lesson, state, *places)
    assert marks(lesson, state, "bins") == {
        "style": Mark.RIGHT,
        "once": Mark.WRONG,
        "format": Mark.RIGHT,
    }
    assert [item.truth for item in rules.feedback(state, card_of(lesson, "bins"))].count(
        "prompt"
    ) == 1


def test_an_order_starts_wrong_and_can_be_put_right(lesson: Lesson) -> None:
    card = card_of(lesson, "steps")
    for seed in range(50):
        state = rules.start(lesson, random.Random(seed))
        assert rules.order_of(state, card) != ("goal", "data", "train")
    state = started(lesson, "steps")
    for position, name in enumerate(("goal", "data", "train")):
        state = play(lesson, state, rules.Move(name, -9), rules.Move(name, position))
    state = rules.step(lesson, state, rules.Check())
    assert rules.is_right(state, card)


def test_moving_a_step_stops_at_the_ends(lesson: Lesson) -> None:
    card = card_of(lesson, "steps")
    state = started(lesson, "steps")
    last = rules.order_of(state, card)[-1]
    state = rules.step(lesson, state, rules.Move(last, 1))
    assert rules.order_of(state, card)[-1] == last
    state = rules.step(lesson, state, rules.Move(last, -1))
    assert rules.order_of(state, card)[1] == last


def test_the_first_answer_counts_however_often_one_tries(lesson: Lesson) -> None:
    state = play(lesson, started(lesson), rules.Pick("long"), rules.Check(), rules.Retry())
    state = play(lesson, state, rules.Pick("short"), rules.Check())
    assert rules.is_right(state, card_of(lesson, "guess"))
    assert rules.tally(lesson, state) == (0, 4)


@pytest.mark.parametrize(
    ("card", "action"),
    [
        ("guess", rules.Check()),
        ("guess", rules.Pick("nothing")),
        ("guess", rules.Place("style", "tune")),
        ("guess", rules.Retry()),
        ("bins", rules.Place("style", "nowhere")),
        ("bins", rules.Place("nothing", "tune")),
        ("steps", rules.Move("nothing", 1)),
        ("chef", rules.Check()),
        ("guess", rules.Go("nowhere")),
        ("guess", rules.Finish()),
    ],
)
def test_moves_that_make_no_sense_are_refused(
    lesson: Lesson, card: str, action: LessonAction
) -> None:
    state = started(lesson, card)
    with pytest.raises(NotAllowedError):
        rules.step(lesson, state, action)


def test_an_answered_card_takes_no_second_answer(lesson: Lesson) -> None:
    state = play(lesson, started(lesson), rules.Pick("short"), rules.Check())
    with pytest.raises(NotAllowedError):
        rules.step(lesson, state, rules.Pick("long"))


def solve(lesson: Lesson, state: LessonState, card: DoingCard) -> LessonState:
    actions: list[LessonAction] = []
    match card:
        case PickCard():
            actions = [rules.Pick(choice.id) for choice in card.choices if choice.correct]
        case SortCard():
            actions = [rules.Place(item.id, item.bin) for item in card.items]
        case OrderCard():
            for index, step in enumerate(card.steps):
                actions += [rules.Move(step.id, -9), rules.Move(step.id, index)]
        case StopCard():
            actions = [rules.Stop(card.right[0])]
    return play(lesson, state, *actions, rules.Check())


@pytest.mark.parametrize(("wrong", "stars"), [(0, 3), (1, 2), (2, 2), (3, 1), (4, 1)])
def test_stars_follow_the_answers_right_at_once(lesson: Lesson, wrong: int, stars: int) -> None:
    state = started(lesson)
    left_wrong = wrong
    for card in lesson.cards:
        state = rules.step(lesson, state, rules.Go(card.id))
        if isinstance(card, DoingCard):
            if left_wrong:
                left_wrong -= 1
                state = answer_wrong(lesson, state, card)
            else:
                state = solve(lesson, state, card)
    assert rules.stars(lesson, state) == 0, "not before it is finished"
    state = rules.step(lesson, state, rules.Finish())
    assert rules.stars(lesson, state) == stars


def answer_wrong(lesson: Lesson, state: LessonState, card: DoingCard) -> LessonState:
    match card:
        case PickCard():
            pick = next(choice.id for choice in card.choices if not choice.correct)
            return play(lesson, state, rules.Pick(pick), rules.Check())
        case SortCard():
            other = card.bins[1].id
            places = [rules.Place(item.id, other) for item in card.items]
            return play(lesson, state, *places, rules.Check())
    return rules.step(lesson, state, rules.Check())


def test_a_kept_state_survives_cards_that_were_taken_out(lesson: Lesson) -> None:
    state = started(lesson, "chef")
    shorter = msgspec.structs.replace(
        lesson, cards=tuple(card for card in lesson.cards if card.id not in {"chef", "guess"})
    )
    resumed = rules.resume(shorter, state)
    assert resumed.card == "meaning"
    assert resumed.seen == ("meaning",)
    assert rules.current(shorter, state).id == "meaning"


def test_a_finished_lesson_opens_at_its_first_card(lesson: Lesson) -> None:
    state = msgspec.structs.replace(started(lesson, "end"), finished=True)
    assert rules.resume(lesson, state).card == "guess"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    """A lesson with two runs to stop."""
    pack: Path = stopping_pack(tmp_path_factory.mktemp("stopping") / "pack")
    return PackReader(pack).lesson("stopping")


def run_of(lesson: Lesson, name: str = RUN) -> PlayedStop:
    card = card_of(lesson, name)
    assert isinstance(card, PlayedStop)
    return card


def seen(lesson: Lesson, state: LessonState, name: str = RUN) -> stopping.SeenStop:
    card = run_of(lesson, name)
    return stopping.seen(card, rules.play_of(state, card))


@pytest.mark.parametrize(
    ("name", "at", "mark", "why"),
    [
        (RUN, 0, Mark.WRONG, "early"),
        (RUN, 10, Mark.WRONG, "early"),
        (RUN, 20, Mark.RIGHT, "why"),
        (RUN, 40, Mark.WRONG, "late"),
        (RUN, 120, Mark.WRONG, "late"),
        (SECOND_RUN, 40, Mark.WRONG, "early"),
        (SECOND_RUN, 60, Mark.RIGHT, "why"),
        (SECOND_RUN, 90, Mark.RIGHT, "why"),
        (SECOND_RUN, 120, Mark.WRONG, "late"),
    ],
)
def test_a_run_is_stopped_early_right_or_late(
    runs: Lesson, name: str, at: int, mark: Mark, why: str
) -> None:
    state = play(runs, started(runs, name), rules.Stop(at), rules.Check())
    (said,) = rules.feedback(state, card_of(runs, name))
    assert (said.id, said.mark, said.why) == (str(at), mark, getattr(run_of(runs, name), why))
    assert rules.is_right(state, card_of(runs, name)) is (mark is Mark.RIGHT)


def test_a_run_shows_what_is_past_until_it_is_stopped(runs: Lesson) -> None:
    state = started(runs, RUN)
    assert (seen(runs, state).step, seen(runs, state).points) == (0, 1)
    state = play(runs, state, rules.Stop(40), rules.Stop(10))
    at = seen(runs, state)
    assert (at.index, at.points, at.stopped, at.right) == (2, 3, None, frozenset())
    assert at.reply.greedy == "It sleeps on seeds and fruit."
    assert not seen(runs, play(runs, state, rules.Stop(20))).is_best, "nobody knows that yet"
    at = seen(runs, rules.step(runs, state, rules.Check()))
    assert (at.index, at.points, at.stopped, at.right) == (2, 8, 2, frozenset({3}))


def test_a_stopped_run_can_be_looked_through_and_the_answer_stays(runs: Lesson) -> None:
    state = play(runs, started(runs, RUN), rules.Stop(60), rules.Check(), rules.Look(20))
    at = seen(runs, state)
    assert (at.index, at.stopped, at.is_best) == (3, 5, True)
    assert not rules.is_right(state, card_of(runs, RUN))
    state = rules.step(runs, state, rules.Retry())
    assert (seen(runs, state).index, seen(runs, state).points) == (0, 1)
    state = play(runs, state, rules.Stop(20), rules.Check())
    assert rules.is_right(state, card_of(runs, RUN))
    assert rules.tally(runs, state) == (0, 2), "the first answer counts"


def test_going_through_a_run_ends_at_its_ends(runs: Lesson) -> None:
    card, state = run_of(runs), started(runs, RUN)
    assert stopping.go_to(card, rules.play_of(state, card), -1) is None
    state = rules.step(runs, state, rules.Stop(120))
    assert stopping.go_to(card, rules.play_of(state, card), 8) is None
    assert stopping.go_to(card, rules.play_of(state, card), -3) == rules.Stop(0)
    state = rules.step(runs, state, rules.Check())
    assert stopping.go_to(card, rules.play_of(state, card), 6) == rules.Look(90)


@pytest.mark.parametrize(
    ("before", "action"),
    [
        ((), rules.Check()),
        ((), rules.Stop(7)),
        ((), rules.Look(20)),
        ((), rules.Pick("20")),
        ((rules.Stop(20), rules.Check()), rules.Stop(40)),
        ((rules.Stop(20), rules.Check()), rules.Look(7)),
    ],
)
def test_moves_that_make_no_sense_in_a_run_are_refused(
    runs: Lesson, before: tuple[LessonAction, ...], action: LessonAction
) -> None:
    state = play(runs, started(runs, RUN), *before)
    with pytest.raises(NotAllowedError):
        rules.step(runs, state, action)


def test_only_a_run_can_be_looked_through(lesson: Lesson) -> None:
    state = play(lesson, started(lesson), rules.Pick("short"), rules.Check())
    with pytest.raises(NotAllowedError):
        rules.step(lesson, state, rules.Look(20))


def test_a_run_is_resumed_where_it_was_left(runs: Lesson) -> None:
    state = play(runs, started(runs, RUN), rules.Stop(60), rules.Check(), rules.Look(20))
    kept = msgspec.json.decode(msgspec.json.encode(state), type=LessonState)
    assert rules.resume(runs, kept) == state


@pytest.mark.parametrize("picked", [("55",), ("short",), ()])
def test_an_answer_at_a_checkpoint_that_is_gone_is_to_be_given_again(
    runs: Lesson, picked: tuple[str, ...]
) -> None:
    old = rules.CardPlay(picked=picked, checked=True, right_at_once=True, looked=55)
    state = msgspec.structs.replace(started(runs, RUN), plays={RUN: old})
    assert rules.feedback(state, card_of(runs, RUN)) == ()
    assert seen(runs, state).index == 0
    resumed = rules.resume(runs, state)
    assert rules.play_of(resumed, card_of(runs, RUN)) == rules.CardPlay(right_at_once=True)


def test_a_lesson_with_runs_proves_itself(runs: Lesson) -> None:
    assert autoplay(runs) == []
    state = rules.start(runs, random.Random(1))
    for card in runs.cards:
        state = rules.step(runs, state, rules.Go(card.id))
        if isinstance(card, DoingCard):
            state = solve(runs, state, card)
    assert rules.stars(runs, rules.step(runs, state, rules.Finish())) == 3
