"""Whether a learner is right when sure: what was said before each answer, against what it was.

To be sure is to claim that one is right; to guess claims nothing. So what counts is how many points
the share right when sure is from 100%. It says little about a few answers: from ``ENOUGH`` on it is
spoken of, and within ``CLOSE_POINTS`` a learner is calibrated. That is 19 of 20.
"""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from tui.rules.answers import Answer

ENOUGH = 20
"""How many answers that one was sure of it takes."""
CLOSE_POINTS = 5
"""How many points from 100% a calibrated learner may be."""
RIGHT_OF_ENOUGH = ENOUGH * (100 - CLOSE_POINTS) // 100
"""How many of ``ENOUGH`` answers a calibrated learner has right."""


class Claims(NamedTuple):
    """The answers of which the same was said before."""

    right: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """The share of them that were right; 0 where there are none."""
        return self.right / self.total if self.total else 0.0

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded to the nearest."""
        return (200 * self.right + self.total) // (2 * self.total) if self.total else 0

    def plus(self, *, right: bool) -> "Claims":
        """Return them with one more.

        Args:
            right: Whether it was right.
        """
        return Claims(self.right + right, self.total + 1)


class Calibration(NamedTuple):
    """What was said of answers before they were checked, and what became of them.

    Attributes:
        sure: The answers of which the learner was sure.
        guessed: Those that were said to be a guess.
    """

    sure: Claims = Claims()
    guessed: Claims = Claims()

    @property
    def is_enough(self) -> bool:
        """Whether there are enough answers to speak of it."""
        return self.sure.total >= ENOUGH

    @property
    def points_off(self) -> int:
        """How many points the share right when sure is from 100%."""
        return 100 - self.sure.percent

    @property
    def is_close(self) -> bool:
        """Whether being sure means being right, as far as can be told."""
        return self.is_enough and self.points_off <= CLOSE_POINTS


def calibration(answers: Iterable[Answer]) -> Calibration:
    """Return how right a learner was when sure, and when guessing.

    Args:
        answers: The answers; those of which nothing was said before do not count.
    """
    sure, guessed = Claims(), Claims()
    for answer in answers:
        if answer.given.sure is True:
            sure = sure.plus(right=answer.given.right)
        elif answer.given.sure is False:
            guessed = guessed.plus(right=answer.given.right)
    return Calibration(sure, guessed)


def best_stretch(answers: Iterable[Answer]) -> int:
    """Return the most right answers among any ``ENOUGH`` in a row that one was sure of.

    What was once reached stays reached, whatever comes later.

    Args:
        answers: The answers, the oldest first.

    Returns:
        The number, at most ``ENOUGH``; while there are not as many, it is not enough.
    """
    stretch: deque[bool] = deque(maxlen=ENOUGH)
    best = 0
    for answer in answers:
        if answer.given.sure is True:
            stretch.append(answer.given.right)
            right = sum(stretch)
            if len(stretch) < ENOUGH:
                right = min(right, RIGHT_OF_ENOUGH - 1)
            best = max(best, right)
    return best
