"""A session in which much was missed a day ago, for the review."""

import random
from pathlib import Path

from tests.conftest import NOW, SOUND_PACK
from tui.content.models.lesson import DoingCard
from tui.content.reader import PackReader
from tui.rules import before_after, detective, lesson
from tui.rules.autoplay import answer
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

DAY = 86_400.0


class SetClock:
    """A clock that is set by hand."""

    def __init__(self, now: float = NOW) -> None:
        """Start at a time, in seconds since the epoch."""
        self.now = now

    def __call__(self) -> float:
        return self.now


def missed_session(folder: Path, clock: SetClock | None = None) -> Session:
    """Return a session in which a lesson, all rounds and a factor were missed, a day ago."""
    clock = clock or SetClock()
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(folder, reader.pack.id, clock=clock)
    session = Session(reader, store, random.Random(1))
    play = session.lesson("first")
    for card in play.scenario.cards:
        play.do(lesson.Go(card.id))
        if isinstance(card, DoingCard):
            for action in answer(card, right=False):
                play.do(action)
            play.do(lesson.Check())
    for item in session.ids["before-after"]:
        round_ = session.round(item)
        for side in before_after.sides(round_.scenario, round_.state):
            round_.do(before_after.Look(side))
        if round_.scenario.type == "blind":
            round_.do(before_after.Guess("before"))
        wrong = next(each.id for each in round_.scenario.options if not each.correct)
        round_.do(before_after.Toggle(wrong))
        round_.do(before_after.Check())
    case = session.case(session.ids["detective"][0])
    failing = next(each for each in case.scenario.datasets if each.factor)
    case.do(detective.Accept())
    case.do(detective.Train(failing.id))
    case.do(detective.FinishTraining())
    case.do(detective.NameFactor("rights" if failing.factor != "rights" else "size"))
    case.do(detective.Close())
    clock.now += DAY
    return session
