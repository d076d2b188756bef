"""Scenarios prove themselves; ones that cannot are named."""

import msgspec
import pytest

from tui.content.models.lesson import PickCard
from tui.content.reader import Kind
from tui.rules.autoplay import autoplay
from tui.storage.session import Session


def codes(scenario: msgspec.Struct) -> set[str]:
    return {finding.code for finding in autoplay(scenario)}


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        ("lesson", "first"),
        ("lesson", "second"),
        ("before-after", "tea"),
        ("before-after", "trains"),
        ("before-after", "bread"),
        ("detective", "parrots"),
    ],
)
def test_sound_scenarios_pass(session: Session, kind: Kind, item: str) -> None:
    assert codes(session.reader.scenario(kind, item)) == set()


def test_a_round_that_any_selection_wins_is_found(session: Session) -> None:
    tea = session.reader.round("tea")
    options = tuple(msgspec.structs.replace(option, correct=False) for option in tea.options)
    assert codes(msgspec.structs.replace(tea, options=options)) == {
        "wrong-play-wins",
        "right-play-loses",
    }


def test_a_single_pick_with_two_answers_is_found(session: Session) -> None:
    lesson = session.reader.lesson("first")
    cards = tuple(
        msgspec.structs.replace(card, several=False) if card.id == "several" else card
        for card in lesson.cards
    )
    assert "right-play-loses" in codes(msgspec.structs.replace(lesson, cards=cards))


def test_questions_that_are_alike_are_told_by_their_own_names(session: Session) -> None:
    tea = session.reader.round("tea")
    for prefix in "ab":
        options = tuple(
            msgspec.structs.replace(option, id=f"{prefix}-{option.id}", correct=False)
            for option in tea.options
        )
        found = autoplay(msgspec.structs.replace(tea, options=options))
        told = [finding.message for finding in found if finding.code == "wrong-play-wins"]
        assert len(told) == len(options)
        assert all(f"'{option.id}'" in line for option, line in zip(options, told, strict=True))


def test_what_is_known_of_one_question_is_not_said_of_another(session: Session) -> None:
    lesson = session.reader.lesson("first")
    several = tuple(
        msgspec.structs.replace(card, several=not card.several)
        if isinstance(card, PickCard)
        else card
        for card in lesson.cards
    )
    for _ in range(2):
        assert codes(lesson) == set()
        assert codes(msgspec.structs.replace(lesson, cards=several)) == {"right-play-loses"}


def test_a_missing_reason_is_found(session: Session) -> None:
    case = session.reader.case("parrots")
    data_sets = (msgspec.structs.replace(case.datasets[0], why=" "), *case.datasets[1:])
    assert codes(msgspec.structs.replace(case, datasets=data_sets)) == {"no-reason"}
