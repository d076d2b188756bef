"""Everything that ships, played in lines from generated scripts."""

import random
from typing import Any

import pytest

from tests.plain.scripts import begun, lines, whole_script
from tests.plain.talk import played
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import DoingCard, Lesson
from tui.content.reader import Kind, PackReader
from tui.paths import default_pack
from tui.rules import before_after, detective
from tui.rules import lesson as lesson_rules
from tui.rules.autoplay import answer
from tui.rules.detective import FACTORS
from tui.rules.progress import ItemKey
from tui.storage.session import Play, Session

READER = PackReader(default_pack())
KINDS: tuple[Kind, ...] = ("lesson", "before-after", "detective")
KEYS = [ItemKey(kind, item) for kind in KINDS for item in READER.ids(kind)]


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.kind}/{key.item}")
def test_a_script_leads_to_the_state_that_the_rules_give(key: ItemKey, right: bool) -> None:
    talked, ruled = begun(), begun()
    played(talked, [f"open {key.kind}/{key.item}", *lines(READER, key, right=right)])
    play = play_by_rules(ruled, key, right=right)
    assert talked.standings() == ruled.standings()
    assert talked.standings()[key].done
    assert (talked.standings()[key].stars == 3) is right
    assert state_of(talked, key) == play.state
    assert list(talked.store.answers.all()) == list(ruled.store.answers.all())


def test_home_leads_through_everything_to_the_last_star(shipped_session: Session) -> None:
    said = played(shipped_session, whole_script(shipped_session))
    most = 3 * len(KEYS)
    assert f"{most} of {most} stars." in said
    assert "Case closed, lamp off" in said
    assert sum(standing.stars for standing in shipped_session.standings().values()) == most


def state_of(session: Session, key: ItemKey) -> Any:
    """Return the state in which a scenario was left."""
    rng, session.rng = session.rng, random.Random(0)
    try:
        return open_play(session, key).state
    finally:
        session.rng = rng


def open_play(session: Session, key: ItemKey) -> Play[Any, Any, Any]:
    match key.kind:
        case "lesson":
            return session.lesson(key.item)
        case "before-after":
            return session.round(key.item)
        case "detective":
            return session.case(key.item)


def play_by_rules(session: Session, key: ItemKey, *, right: bool) -> Play[Any, Any, Any]:
    """Play a scenario with the rules alone."""
    play = open_play(session, key)
    match play.scenario:
        case Lesson() as lesson:
            for card in lesson.cards:
                play.do(lesson_rules.Go(card.id))
                if isinstance(card, DoingCard):
                    for action in answer(card, right=right):
                        play.do(action)
                    play.do(lesson_rules.Check())
            play.do(lesson_rules.Finish())
            # A finished lesson opens at its first card.
            play.state = lesson_rules.resume(lesson, play.state)
        case Round() as round_:
            for side in before_after.sides(round_, play.state):
                play.do(before_after.Look(side))
            if round_.type == "blind":
                play.do(before_after.Guess("after" if right else "before"))
            for option in round_.options:
                if option.correct is right:
                    play.do(before_after.Toggle(option.id))
            play.do(before_after.Check())
        case Case() as case:
            play.do(detective.Accept())
            wanted = [each for each in case.datasets if (each.verdict == "solves") is right]
            for number, data_set in enumerate(wanted):
                if number:
                    play.do(detective.TryAgain())
                play.do(detective.Open(data_set.id))
                play.do(detective.Train(data_set.id))
                play.do(detective.FinishTraining())
                if not right:
                    play.do(detective.Sure(False))
                    wrong = next(name for name in FACTORS if name != data_set.factor)
                    play.do(detective.NameFactor(wrong))
            play.do(detective.Close())
    return play
