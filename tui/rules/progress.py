"""What a learner has done in a pack, and what to do next."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from tui.content.reader import Kind


class ItemKey(NamedTuple):
    """A scenario of a pack, by ids."""

    kind: Kind
    item: str


class Standing(msgspec.Struct, frozen=True):
    """How far a learner has come with one scenario.

    Attributes:
        done: Whether it was finished at least once.
        stars: The most stars it has brought.
        points: The most points it has brought.
        touched: When it was last played, in seconds since the epoch; 0 for never.
        is_open: Whether an unfinished play can be resumed.
    """

    done: bool = False
    stars: int = 0
    points: int = 0
    touched: float = 0.0
    is_open: bool = False


NEW = Standing()
MAX_STARS = 3

Standings = Mapping[ItemKey, Standing]

# Where in its place a kind starts: a lesson first, then a round, then a case.
_OFFSETS: dict[Kind, float] = {"lesson": 0.0, "before-after": 0.5, "detective": 0.9}


def path(ids: Mapping[Kind, Sequence[str]]) -> list[ItemKey]:
    """Return all scenarios of a pack in the order that Home suggests.

    The kinds take turns, so that one reads, spots and investigates from early on.
    """
    spread = [
        ((index + _OFFSETS[kind]) / len(items), ItemKey(kind, item))
        for kind, items in ids.items()
        for index, item in enumerate(items)
    ]
    return [key for _, key in sorted(spread, key=lambda pair: pair[0])]


def next_step(ids: Mapping[Kind, Sequence[str]], standings: Standings) -> ItemKey | None:
    """Return what to play next: the play left open last, else the first one not done."""
    keys = path(ids)
    left_open = [key for key in keys if standings.get(key, NEW).is_open]
    if left_open:
        return max(left_open, key=lambda key: standings[key].touched)
    return next((key for key in keys if not standings.get(key, NEW).done), None)


def count_done(kind: Kind, items: Sequence[str], standings: Standings) -> int:
    """Return how many scenarios of a kind are done."""
    return sum(standings.get(ItemKey(kind, item), NEW).done for item in items)


def is_finished(ids: Mapping[Kind, Sequence[str]], standings: Standings) -> bool:
    """Say whether every scenario of a pack is done; a pack without any never is."""
    keys = path(ids)
    return bool(keys) and all(standings.get(key, NEW).done for key in keys)


def total_stars(ids: Mapping[Kind, Sequence[str]], standings: Standings) -> int:
    """Return the stars of all scenarios of a pack."""
    return sum(
        standings.get(ItemKey(kind, item), NEW).stars
        for kind, items in ids.items()
        for item in items
    )
