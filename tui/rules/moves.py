"""What all the rules share: refused moves, marks, and shuffling that survives edits."""

import enum
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from tui.language import N_, _


class NotAllowedError(Exception):
    """Raised where a move is not possible now; its text tells the learner why."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all game states."""


class Action(msgspec.Struct, frozen=True):
    """The base of all moves."""


class Mark(enum.Enum):
    """What became of an answer; never shown by colour alone."""

    HIT = N_("hit")
    MISSED = N_("missed")
    FALSE_ALARM = N_("false alarm")
    RIGHTLY_LEFT = N_("rightly left")
    RIGHT = N_("right")
    WRONG = N_("wrong")

    @property
    def word(self) -> str:
        """What it is called, in the language in use."""
        return _(self.value)

    @property
    def glyph(self) -> str:
        """A sign that goes with the word."""
        return _GLYPHS[self]

    @property
    def is_good(self) -> bool:
        """Whether the learner was right."""
        return self in _GOOD


_GLYPHS = {
    Mark.HIT: "✓",
    Mark.MISSED: "○",
    Mark.FALSE_ALARM: "✗",
    Mark.RIGHTLY_LEFT: "·",
    Mark.RIGHT: "✓",
    Mark.WRONG: "✗",
}
_GOOD = (Mark.HIT, Mark.RIGHTLY_LEFT, Mark.RIGHT)


class Feedback(msgspec.Struct, frozen=True):
    """What the game says to one answer.

    Attributes:
        id: The answer's id.
        mark: What became of it.
        why: The reason, for right answers too.
        truth: What would have been right, where that is more than yes or no.
    """

    id: str
    mark: Mark
    why: str
    truth: str = ""


def mark_selection(*, correct: bool, selected: bool) -> Mark:
    """Return the mark of an answer that could be selected or left."""
    if correct:
        return Mark.HIT if selected else Mark.MISSED
    return Mark.FALSE_ALARM if selected else Mark.RIGHTLY_LEFT


def toggled(selected: tuple[str, ...], item: str) -> tuple[str, ...]:
    """Return the selection with the item taken out, or put in at the end."""
    if item in selected:
        return tuple(other for other in selected if other != item)
    return (*selected, item)


def shuffled(ids: Iterable[str], seed: int) -> tuple[str, ...]:
    """Return the ids in an order that the seed fixes.

    An id added or taken out later leaves the others in the same order, so that a resumed round
    stays the same round after its author mended it.
    """
    return _shuffled(tuple(ids), seed)


@lru_cache(maxsize=64)
def _shuffled(ids: tuple[str, ...], seed: int) -> tuple[str, ...]:
    import hashlib

    def key(item: str) -> bytes:
        return hashlib.sha256(f"{seed}:{item}".encode()).digest()

    return tuple(sorted(ids, key=key))
