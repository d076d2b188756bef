"""How a mark looks in a list: a glyph, a word and a colour, everywhere the same."""

from rich.cells import cell_len
from textual.content import Content

from tui.language import _
from tui.rules.moves import Mark
from tui.widgets.cells import pad

MARK_TONES = {
    Mark.HIT: "success",
    Mark.RIGHT: "success",
    Mark.MISSED: "warning",
    Mark.FALSE_ALARM: "error",
    Mark.WRONG: "error",
    Mark.RIGHTLY_LEFT: "text-dim",
}
"""The theme variables that colour the marks."""


def mark_width() -> int:
    """Return the width of the signs, so that the texts beside them line up."""
    return max(cell_len(_bare(mark)) for mark in Mark)


def mark_sign(mark: Mark) -> str:
    """Return a mark's glyph and word, as wide as every other.

    Args:
        mark: The mark.
    """
    return pad(_bare(mark), mark_width())


def guessed_text() -> Content:
    """Return what is said where the learner has marked an answer as a guess."""
    return Content.styled(_("? Only a guess: it comes back in a review."), "$warning")


def _bare(mark: Mark) -> str:
    return f"{mark.glyph} {mark.word}"
