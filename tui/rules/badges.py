"""Badges: a few things worth doing. Each follows from results and answers, nothing is stored."""

from collections.abc import Collection, Iterable, Sequence
from datetime import tzinfo
from typing import NamedTuple

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.language import N_
from tui.rules.activity import local_day
from tui.rules.answers import WHOLE, Answer, QuestionKey
from tui.rules.calibration import RIGHT_OF_ENOUGH, best_stretch
from tui.rules.mastery import Scenarios, is_current, questions
from tui.rules.progress import MAX_STARS, NEW, Standings

REVIEW_DAYS = 5
"""On how many days one comes back for a badge."""
MENDED = 5
"""How many misses one mends for a badge."""


class Badge(NamedTuple):
    """A badge and how far a learner is from it.

    Attributes:
        id: A stable name.
        title: Its title, to be translated.
        how: What earns it, in a sentence, to be translated; ``{need}`` stands for the number.
        have: How much of it is done, at most ``need``.
        need: How much it takes.
    """

    id: str
    title: str
    how: str
    have: int
    need: int

    @property
    def is_earned(self) -> bool:
        """Whether the learner has it."""
        return self.have >= self.need


def badges(
    scenarios: Scenarios, standings: Standings, answers: Sequence[Answer], zone: tzinfo | None
) -> tuple[Badge, ...]:
    """Return the badges that a pack has to give, always in the same order.

    Args:
        scenarios: The scenarios of the pack.
        standings: How far the learner has come with each.
        answers: All answers in the pack, the oldest first.
        zone: The learner's time zone; None for that of this machine.
    """
    revisions = questions(scenarios)
    known = {
        answer.question
        for answer in answers
        if answer.given.is_known and is_current(revisions, answer)
    }
    all_badges = (
        _clean_shot(scenarios, standings),
        _regressions(scenarios, known),
        _factors(scenarios, known),
        _calibrated(answers),
        _review_days(answers, zone),
        _mended(answers, revisions),
        _lessons(scenarios, standings),
    )
    return tuple(badge for badge in all_badges if badge.need)


def _clean_shot(scenarios: Scenarios, standings: Standings) -> Badge:
    cases = [key for key in scenarios if key.kind == "detective"]
    # A case brings all its stars in one run and never otherwise.
    closed = any(standings.get(key, NEW).stars == MAX_STARS for key in cases)
    return Badge(
        "one-run",
        N_("One clean shot"),
        N_("Close a case in one run."),
        int(closed),
        int(bool(cases)),
    )


def _regressions(scenarios: Scenarios, known: Collection[QuestionKey]) -> Badge:
    rounds = [
        QuestionKey(*key, WHOLE)
        for key, scenario in scenarios.items()
        if isinstance(scenario, Round) and scenario.type == "regression"
    ]
    return Badge(
        "every-regression",
        N_("Nothing slips past"),
        N_("Spot all that got worse in every regression round: no hint, no guess."),
        sum(key in known for key in rounds),
        len(rounds),
    )


def _factors(scenarios: Scenarios, known: Collection[QuestionKey]) -> Badge:
    places = [
        (candidate.factor, QuestionKey(*key, candidate.id))
        for key, scenario in scenarios.items()
        if isinstance(scenario, Case)
        for candidate in scenario.datasets
        if candidate.factor is not None
    ]
    return Badge(
        "every-factor",
        N_("The usual suspects"),
        N_("Name each of the {need} factors right at least once, without a guess."),
        len({factor for factor, key in places if key in known}),
        len({factor for factor, _ in places}),
    )


def _calibrated(answers: Iterable[Answer]) -> Badge:
    right = min(best_stretch(answers), RIGHT_OF_ENOUGH)
    return Badge(
        "calibrated",
        N_("Sure means right"),
        N_("Be right {need} times of 20 in a row that you were sure: that is within 5 points."),
        right,
        RIGHT_OF_ENOUGH,
    )


def _review_days(answers: Iterable[Answer], zone: tzinfo | None) -> Badge:
    days = {local_day(answer.at, zone) for answer in answers if answer.in_review}
    return Badge(
        "review-days",
        N_("Back on the beat"),
        N_("Come back to a review on {need} different days."),
        min(len(days), REVIEW_DAYS),
        REVIEW_DAYS,
    )


def _mended(answers: Iterable[Answer], revisions: dict[QuestionKey, int]) -> Badge:
    missed: set[QuestionKey] = set()
    mended: set[QuestionKey] = set()
    for answer in answers:
        if not is_current(revisions, answer):
            continue
        if not answer.given.right:
            missed.add(answer.question)
        elif answer.in_review and answer.given.is_known and answer.question in missed:
            mended.add(answer.question)
    return Badge(
        "mended",
        N_("Case reopened"),
        N_("Miss {need} questions, and know them when they come back in a review."),
        min(len(mended), MENDED),
        MENDED,
    )


def _lessons(scenarios: Scenarios, standings: Standings) -> Badge:
    lessons = [key for key in scenarios if key.kind == "lesson"]
    return Badge(
        "every-lesson",
        N_("By the book"),
        N_("Finish every lesson."),
        sum(standings.get(key, NEW).done for key in lessons),
        len(lessons),
    )
