"""Where lines break in scripts without spaces, such as Chinese.

Rich, which Textual wraps with, breaks lines at spaces alone: a Chinese sentence would be one word,
pushed to a line of its own and cut there, or cut off where a table may not fold words.
"""

import re
from collections.abc import Iterable, Iterator

from rich import _wrap

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
# What may not begin a line, and what may not end one.
_NO_START = re.escape("，。、；：？！）》〉」』】〕％／…—·”’,.;:?!)]}%~～ー々")
_NO_END = re.escape("（《〈「『【〔“‘([{")
_HAS_WIDE = re.compile(f"[{_WIDE}]")
_BREAK = re.compile(
    f"(?<=[{_WIDE}])(?<![{_NO_END}])(?=[^\\s{_NO_START}])"
    f"|(?<=[^\\s{_NO_END}])(?=[{_WIDE}])(?![{_NO_START}])"
)

_words = _wrap.words


def words(text: str) -> Iterable[tuple[int, int, str]]:
    """Return the pieces of a text that stay on one line, with where they start and end.

    Args:
        text: One line.
    """
    return _pieces(text) if _HAS_WIDE.search(text) else _words(text)


def break_anywhere() -> None:
    """Let Rich and Textual break lines between wide characters from now on."""
    _wrap.words = words


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    for start, _, word in _words(text):
        for piece in _BREAK.split(word):
            yield start, start + len(piece), piece
            start += len(piece)
