"""Bringing two results of one scenario together, without losing the better of them."""

from typing import NamedTuple


class Kept(NamedTuple):
    """What is kept of one scenario.

    Attributes:
        done: Whether it was finished at least once.
        stars: The most stars it has brought.
        points: The most points it has brought.
        touched: When it was last played, in seconds since the epoch.
        is_open: Whether an unfinished play can be resumed.
        state: The state in which it was left, as JSON; None where there is none to resume.
    """

    done: bool
    stars: int
    points: int
    touched: float
    is_open: bool
    state: bytes | None


def merged(one: Kept, other: Kept) -> Kept:
    """Return the better of two results, and the state of that which was played later.

    A state is better than none, however late the other was played. The order makes no difference,
    and what was merged once changes nothing when it is merged again.

    Args:
        one: A result.
        other: Another result of the same scenario.
    """
    left = max(one, other, key=_lateness)
    return Kept(
        done=one.done or other.done,
        stars=max(one.stars, other.stars),
        points=max(one.points, other.points),
        touched=max(one.touched, other.touched),
        is_open=left.is_open,
        state=left.state,
    )


def _lateness(kept: Kept) -> tuple[bool, float, bool, bytes]:
    # The last two only decide between plays of the same moment, here and elsewhere alike.
    return kept.state is not None, kept.touched, kept.is_open, kept.state or b""
