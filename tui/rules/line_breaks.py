"""Where lines may break, in scripts without spaces too, such as Chinese."""

import re
from collections.abc import Iterator
from functools import cache

from rich.cells import cell_len, chop_cells

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
# What may not begin a line, and what may not end one.
_NO_START = re.escape("，。、；：？！）》〉」』】〕％／…—·”’,.;:?!)]}%~～ー々")
_NO_END = re.escape("（《〈「『【〔“‘([{")
# Both are compiled when they are first needed: that takes a while, and most texts never need them.
_BREAK = (
    f"(?<=[{_WIDE}])(?<![{_NO_END}])(?=[^\\s{_NO_START}])"
    f"|(?<=[^\\s{_NO_END}])(?=[{_WIDE}])(?![{_NO_START}])"
)


def has_wide(text: str) -> bool:
    """Say whether a text has characters between which a line may break.

    Args:
        text: Any text.
    """
    return not text.isascii() and _wide().search(text) is not None


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{_WIDE}]")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(_BREAK)


def pieces(word: str) -> list[str]:
    """Return the pieces of a word that stay on one line; most words are one piece.

    Args:
        word: A text without a space but at its end.
    """
    return _breaks().split(word)


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """Return a text as lines; a piece that is too wide for a line is cut where the line ends.

    Args:
        text: Any text; what parts its words does not matter.
        width: How many cells a line may have, at least 2.
        most: How many lines there may be; the last one then ends with an ellipsis. 0 for any.
    """
    lines = list(_lines(text, width))
    if most and len(lines) > most:
        kept = lines[most - 1]
        while cell_len(kept) > width - 1:
            kept = kept[:-1]
        lines = [*lines[: most - 1], f"{kept.rstrip()}…"]
    return lines


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        for number, piece in enumerate(pieces(word)):
            gap = " " if number == 0 and line else ""
            if cell_len(line + gap + piece) <= width:
                line += gap + piece
                continue
            if line:
                yield line
            *full, line = chop_cells(piece, width)
            yield from full
    if line:
        yield line
