"""Ranks: what a learner is called, by the share of a pack's stars."""

from typing import NamedTuple

from tui.language import N_

RANKS: tuple[tuple[int, str], ...] = (
    (0, N_("New in town")),
    (5, N_("Rookie")),
    (20, N_("Gumshoe")),
    (45, N_("Private eye")),
    (70, N_("Inspector")),
    (95, N_("Legend of the night desk")),
)
"""From how many percent of the stars one is called what, to be translated."""


class Rank(NamedTuple):
    """A rank, and what is next.

    Attributes:
        title: What the learner is called, to be translated.
        number: Its number, from 1.
        next_title: The next rank, to be translated; empty after the last one.
        missing: How many stars are missing for the next rank.
    """

    title: str
    number: int
    next_title: str = ""
    missing: int = 0


def rank(stars: int, most: int) -> Rank:
    """Return a learner's rank.

    Args:
        stars: The stars that the learner has.
        most: The stars that there are.
    """
    # Nobody is a legend of an empty pack.
    reached = [percent for percent, _ in RANKS if stars >= _needed(percent, most)] if most else [0]
    number = len(reached)
    title = RANKS[number - 1][1]
    if number == len(RANKS) or not most:
        return Rank(title, number)
    percent, next_title = RANKS[number]
    return Rank(title, number, next_title, _needed(percent, most) - stars)


def _needed(percent: int, most: int) -> int:
    return -(-most * percent // 100)
