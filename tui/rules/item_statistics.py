"""Figures of classical test theory: how hard a question is, and whether it tells learners apart."""

import statistics
from collections.abc import Sequence
from typing import Literal

import msgspec

FEWEST = 10
"""With fewer learners no discrimination is reckoned: chance alone would make it anything."""
STEADY = 30
"""With fewer learners a discrimination is rough."""
GOOD = 0.3
"""From here on a discrimination is good."""
POOR = 0.2
"""Below, a discrimination is poor."""

Lack = Literal["few", "all-right", "all-wrong", "same-rest"]


class Discrimination(msgspec.Struct, frozen=True):
    """Whether those who do well otherwise get a question right.

    Attributes:
        value: From -1 to 1; None where it cannot be reckoned.
        lack: Why it cannot; None where it can.
        learners: How many learners it is reckoned from.
    """

    value: float | None
    lack: Lack | None
    learners: int

    @property
    def is_rough(self) -> bool:
        """Whether it comes from so few learners that it is a hint at most."""
        return self.value is not None and self.learners < STEADY


def discrimination(answers: Sequence[tuple[bool, float]]) -> Discrimination:
    """Return the corrected item-total correlation of a question.

    It is the point-biserial correlation between having the question right and the share that is
    right of the learner's answers to the other questions. "Corrected" means that the question is
    no part of that share: it would correlate with itself (S. Henrysson, "Correction of item-total
    correlations in item analysis", Psychometrika 28, 1963, 211-218). That 0.3 is good and less
    than 0.2 is poor are the limits of R. L. Ebel, Measuring Educational Achievement, 1965.

    Args:
        answers: For each learner, whether the question was right, and the share of the other
            questions that was right; learners without another question are left out before.
    """
    learners = len(answers)
    if learners < FEWEST:
        return Discrimination(None, "few", learners)
    right = [float(is_right) for is_right, _ in answers]
    rest = [share for _, share in answers]
    if len(set(right)) == 1:
        return Discrimination(None, "all-right" if right[0] else "all-wrong", learners)
    if len(set(rest)) == 1:
        return Discrimination(None, "same-rest", learners)
    return Discrimination(statistics.correlation(right, rest), None, learners)
