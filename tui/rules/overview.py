"""A learner's whole progress in a pack, as every face of the game shows it."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from tui.content.models.before_after import Trait
from tui.content.models.detective import Factor
from tui.content.reader import Kind
from tui.rules.activity import answers_per_day, local_day
from tui.rules.answers import Answer
from tui.rules.badges import Badge, badges
from tui.rules.calibration import Calibration, calibration
from tui.rules.mastery import (
    Scenarios,
    Tally,
    by_factor,
    by_part,
    by_trait,
    latest,
    mastered_at,
    questions,
)
from tui.rules.progress import MAX_STARS, NEW, Standings
from tui.rules.ranks import Rank, rank

GROWTH_WEEKS = 12
"""How many weeks back it is told how much was mastered."""
_WEEK_S = 7 * 24 * 3600


class Overview(NamedTuple):
    """A learner's progress in a pack.

    Attributes:
        stars: The stars that the learner has.
        most_stars: The stars that there are.
        rank: What the learner is called.
        finished: How many scenarios of each part are finished, and how many there are.
        parts: How well the questions of each part are known.
        traits: How well the traits of replies are seen.
        factors: How well the factors of data sets are named.
        growth: How many questions were mastered at the end of each of the last weeks, now last.
        today: The day it is.
        days: How many answers each day has brought.
        calibration: How right the learner was when sure.
        badges: The badges, earned or not.
    """

    stars: int
    most_stars: int
    rank: Rank
    finished: Mapping[Kind, tuple[int, int]]
    parts: Mapping[Kind, Tally]
    traits: Mapping[Trait, Tally]
    factors: Mapping[Factor, Tally]
    growth: Sequence[int]
    today: date
    days: Mapping[date, int]
    calibration: Calibration
    badges: Sequence[Badge]

    @property
    def answers(self) -> int:
        """How many answers the learner has given."""
        return sum(self.days.values())

    @property
    def questions(self) -> int:
        """How many questions the pack has."""
        return sum(tally.total for tally in self.parts.values())

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered nor finished yet."""
        return not self.days and not any(done for done, _ in self.finished.values())


def overview(
    scenarios: Scenarios,
    standings: Standings,
    answers: Sequence[Answer],
    now: float,
    zone: tzinfo | None,
) -> Overview:
    """Return a learner's progress in a pack.

    Args:
        scenarios: The sound scenarios of the pack, in playing order.
        standings: How far the learner has come with each.
        answers: All answers in the pack, the oldest first.
        now: Seconds since the epoch.
        zone: The learner's time zone; None for that of this machine.
    """
    revisions = questions(scenarios)
    known = latest(revisions, answers)
    stars = sum(standings.get(key, NEW).stars for key in scenarios)
    most = MAX_STARS * len(scenarios)
    moments = [now - week * _WEEK_S for week in reversed(range(GROWTH_WEEKS))]
    return Overview(
        stars=stars,
        most_stars=most,
        rank=rank(stars, most),
        finished=_finished(scenarios, standings),
        parts=by_part(revisions, known),
        traits=by_trait(scenarios, known),
        factors=by_factor(scenarios, known),
        growth=mastered_at(revisions, answers, moments),
        today=local_day(now, zone),
        days=answers_per_day(answers, zone),
        calibration=calibration(answers),
        badges=badges(scenarios, standings, answers, zone),
    )


def _finished(scenarios: Scenarios, standings: Standings) -> dict[Kind, tuple[int, int]]:
    finished: dict[Kind, tuple[int, int]] = {}
    for key in scenarios:
        done, total = finished.get(key.kind, (0, 0))
        finished[key.kind] = (done + standings.get(key, NEW).done, total + 1)
    return finished
