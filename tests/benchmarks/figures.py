"""What a benchmark says: a figure, its target, and how it was taken."""

import math
import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table.

    Attributes:
        what: What was measured.
        value: The figure.
        unit: Its unit, such as ``× one Static``.
        target: The most it may be, or with ``at_least`` the least.
        at_least: Whether the target is a least.
        detail: How it came about: the parts of the ratio, how many runs.
    """

    what: str
    value: float
    unit: str
    target: float
    detail: str
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target


def alternating(
    ours: Callable[[], float], baseline: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Take two measurements in turns, so that a busy moment meets both.

    Args:
        ours: Takes ours.
        baseline: Takes the baseline.
        rounds: How often.

    Returns:
        Ours and the baseline's.
    """
    ours()
    baseline()  # both once for the caches
    taken = [(ours(), baseline()) for _ in range(rounds)]
    return [ours for ours, _ in taken], [base for _, base in taken]


def ratio(
    what: str,
    ours: Sequence[float],
    baseline: Sequence[float],
    name: str,
    target: float,
    *,
    scale: float = 1000.0,
    unit: str = "ms",
) -> Figure:
    """Return the ratio of two medians.

    Args:
        what: What was measured.
        ours: Our measurements.
        baseline: The baseline's, taken in turns with ours.
        name: What the baseline is.
        target: The most that the ratio may be.
        scale: What the measurements are multiplied with to be shown.
        unit: The unit that they then have.
    """
    mine, theirs = statistics.median(ours), statistics.median(baseline)
    detail = f"{mine * scale:.1f} : {theirs * scale:.1f} {unit}, median of {len(ours)}"
    return Figure(what, mine / theirs, f"× {name}", target, detail)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of all values does not exceed (nearest rank).

    Args:
        values: The values.
        share: From 0 to 1.
    """
    ranked = sorted(values)
    return ranked[max(math.ceil(share * len(ranked)) - 1, 0)]
