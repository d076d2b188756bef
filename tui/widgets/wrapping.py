"""Where lines break in scripts without spaces, such as Chinese.

Rich, which Textual wraps with, breaks lines at spaces alone: a Chinese sentence would be one word,
pushed to a line of its own and cut there, or cut off where a table may not fold words.
"""

from collections.abc import Iterable, Iterator

from rich import _wrap

from tui.rules.line_breaks import has_wide, pieces

_words = _wrap.words


def words(text: str) -> Iterable[tuple[int, int, str]]:
    """Return the pieces of a text that stay on one line, with where they start and end.

    Args:
        text: One line.
    """
    return _pieces(text) if has_wide(text) else _words(text)


def break_anywhere() -> None:
    """Let Rich and Textual break lines between wide characters from now on."""
    _wrap.words = words


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    for start, _, word in _words(text):
        for piece in pieces(word):
            yield start, start + len(piece), piece
            start += len(piece)
