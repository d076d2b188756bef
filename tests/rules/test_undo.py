"""Taking steps back: what was revealed stays."""

import random
from typing import Any

import msgspec
import pytest

from tui.content.models.lesson import DoingCard
from tui.rules import before_after, detective, lesson
from tui.rules.autoplay import answer
from tui.rules.moves import Action
from tui.rules.undo import rewound
from tui.storage.session import Session


def states(rules: Any, scenario: msgspec.Struct, *moves: Action) -> list[Any]:
    """Return the states of a play, from its start through each of the moves."""
    found = [rules.start(scenario, random.Random(1))]
    for move in moves:
        found.append(rules.step(scenario, found[-1], move))
    return found


def test_a_pick_and_how_sure_one_was_can_be_undone(session: Session) -> None:
    scenario = session.reader.lesson("first")
    start, picked, sure = states(
        lesson,
        scenario,
        lesson.Go("guess"),
        lesson.Pick("short"),
        lesson.Sure(True),
    )[1:]
    assert rewound(picked, sure) == picked
    assert rewound(start, sure) == start


def test_a_card_turned_can_be_undone_and_was_seen(session: Session) -> None:
    scenario = session.reader.lesson("first")
    first, second = states(lesson, scenario, lesson.Go(scenario.cards[1].id))
    back = rewound(first, second)
    assert back.card == scenario.cards[0].id
    assert back.seen == second.seen


def test_a_checked_card_stays_checked_while_others_go_back(session: Session) -> None:
    scenario = session.reader.lesson("first")
    cards = [card for card in scenario.cards if isinstance(card, DoingCard)]
    moves: list[Action] = [lesson.Go(cards[0].id), *answer(cards[0], right=True)]
    moves += [lesson.Go(cards[1].id), *answer(cards[1], right=False), lesson.Check()]
    found = states(lesson, scenario, *moves)
    back = rewound(found[0], found[-1])
    assert cards[0].id not in back.plays
    assert back.plays[cards[1].id] == found[-1].plays[cards[1].id]


def test_a_second_try_can_be_undone_but_not_what_it_revealed(session: Session) -> None:
    scenario = session.reader.lesson("first")
    first, checked, retried, picked, again = states(
        lesson,
        scenario,
        lesson.Go("guess"),
        lesson.Pick("long"),
        lesson.Check(),
        lesson.Retry(),
        lesson.Pick("short"),
        lesson.Check(),
    )[2:]
    assert rewound(checked, retried) == checked
    assert rewound(first, retried) == retried
    assert rewound(retried, picked) == retried
    assert rewound(picked, again) == again
    assert rewound(retried, again) == again


def test_selections_and_looks_in_a_round_can_be_undone(session: Session) -> None:
    scenario = session.reader.round(session.ids["before-after"][0])
    name = scenario.options[0].id
    start, _one, both, selected = states(
        before_after,
        scenario,
        before_after.Look("before"),
        before_after.Look("after"),
        before_after.Toggle(name),
    )
    assert rewound(both, selected) == both
    assert rewound(start, both) == start


def test_a_hint_stays_paid_and_a_checked_round_checked(session: Session) -> None:
    scenario = session.reader.round(session.ids["before-after"][0])
    both, hinted, selected, checked = states(
        before_after,
        scenario,
        before_after.Look("before"),
        before_after.Look("after"),
        before_after.Hint(),
        before_after.Toggle(scenario.options[0].id),
        before_after.Check(),
    )[2:]
    assert rewound(both, selected) == hinted
    assert rewound(selected, checked) == checked


def test_a_guess_stays_made(shipped_session: Session) -> None:
    scenario = next(
        round_
        for round_ in map(shipped_session.reader.round, shipped_session.ids["before-after"])
        if round_.type == "blind"
    )
    found = states(
        before_after,
        scenario,
        before_after.Look("before"),
        before_after.Look("after"),
        before_after.Guess("before"),
    )
    assert rewound(found[0], found[-1]) == found[-1]


@pytest.fixture
def case_states(session: Session) -> list[detective.CaseState]:
    scenario = session.reader.case(session.ids["detective"][0])
    failing = next(each for each in scenario.datasets if each.factor is not None)
    return states(
        detective,
        scenario,
        detective.Accept(),
        detective.MarkClue(failing.id, 1),
        detective.Train(failing.id),
        detective.FinishTraining(),
        detective.Sure(False),
        detective.NameFactor(failing.factor or "size"),
        detective.TryAgain(),
        detective.Close(),
    )


@pytest.mark.parametrize(
    ("earlier", "now", "back"),
    [
        (0, 1, 0),  # the brief can be read again
        (1, 2, 1),  # a clue was marked
        (2, 3, 3),  # a run counts
        (3, 4, 4),  # the replies were seen
        (4, 5, 4),  # how sure one is, before it is named
        (5, 6, 6),  # a factor was named
        (6, 7, 6),  # back at the verdict
        (7, 8, 8),  # a closed case stays closed
        (1, 7, 7),
    ],
)
def test_what_can_be_undone_in_a_case(
    case_states: list[detective.CaseState], earlier: int, now: int, back: int
) -> None:
    assert rewound(case_states[earlier], case_states[now]) == case_states[back]


def test_hints_in_a_case_stay_paid(session: Session) -> None:
    scenario = session.reader.case(session.ids["detective"][0])
    start, hinted, taken = states(detective, scenario, detective.Hint(), detective.Accept())
    assert rewound(start, taken) == hinted


def test_a_rewound_play_is_kept_as_it_stands(session: Session) -> None:
    play = session.lesson("first")
    play.do(lesson.Go("guess"))
    before = play.state
    play.do(lesson.Pick("short"))
    assert play.rewind(before)
    assert session.lesson("first").state == before
    assert not play.rewind(before)
