"""How a mark looks in a list: a glyph, a word and a colour, everywhere the same."""

from tui.rules.moves import Mark

MARK_WIDTH = 14
"""The width of the signs, so that the texts beside them line up."""

MARK_TONES = {
    Mark.HIT: "success",
    Mark.RIGHT: "success",
    Mark.MISSED: "warning",
    Mark.FALSE_ALARM: "error",
    Mark.WRONG: "error",
    Mark.RIGHTLY_LEFT: "text-dim",
}
"""The theme variables that colour the marks."""


def mark_sign(mark: Mark) -> str:
    """Return a mark's glyph and word, as wide as every other.

    Args:
        mark: The mark.
    """
    return f"{mark.glyph} {mark.value}".ljust(MARK_WIDTH)
