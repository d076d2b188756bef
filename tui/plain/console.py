"""Lines in and lines out: printable text and newlines alone, in the letters that the output has."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TextIO

from tui.content.untrusted import clean
from tui.language import SOURCE, current
from tui.rules.ascii import to_ascii

PROMPT = "> "
"""What every prompt ends with."""
COMMENT = "#"
"""What a line of a script begins with that is not an input."""


class Console:
    """Where the game reads its inputs and writes its texts.

    Attributes:
        ascii: Whether everything is written with ASCII alone.
        number: The number of the line that was read last, from 1.
    """

    def __init__(
        self, source: Iterable[str], target: TextIO, *, typed: bool, width: int = 0
    ) -> None:
        """Make a console.

        Args:
            source: The lines to read.
            target: Where to write.
            typed: Whether a person types the lines at a terminal. Otherwise each is written too,
                so that what is kept reads well, and empty lines and comments are passed over.
            width: The number of columns to break lines at; 0 for never.
        """
        self.ascii = False
        self.number = 0
        self._source: Iterator[str] = iter(source)
        self._target = target
        self._typed = typed
        self._width = width
        self._said: list[str] = []
        self._last: list[str] = []
        self._is_empty = True

    def ask(self, prompt: str) -> str:
        """Return the next input.

        Args:
            prompt: Where the learner is, in a few words.

        Raises:
            EOFError: There is none.
        """
        if self._said:
            self._last, self._said = self._said, []
        self._write(f"\n{prompt}{PROMPT}")
        for line in self._source:
            self.number += 1
            text = " ".join(clean(line).split())
            if not self._typed:
                if not text or text.startswith(COMMENT):
                    continue
                self._write(f"{text}\n")
            self._is_empty = False
            return text
        self._write("\n")
        raise EOFError

    def say(self, *blocks: str) -> None:
        """Write texts, with an empty line between any two.

        Args:
            blocks: The texts; empty ones are passed over.
        """
        for block in blocks:
            text = block.strip("\n")
            if text:
                self._said.append(text)
                self._write(text + "\n" if self._is_empty else f"\n{text}\n")
                self._is_empty = False

    def repeat(self) -> bool:
        """Write once more what was written before the last input; say whether there was any."""
        self.say(*self._last)
        return bool(self._last)

    def can_write(self, text: str) -> bool:
        """Say whether the output has all letters of a text.

        Args:
            text: Any text.
        """
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True

    @property
    def _encoding(self) -> str:
        return getattr(self._target, "encoding", None) or "utf-8"

    def _write(self, text: str) -> None:
        shown = "\n".join(self._wrapped(_printable(line)) for line in text.split("\n"))
        if self.ascii:
            shown = to_ascii(shown, letters=current() != SOURCE)
        if not self.can_write(shown):
            shown = "".join(char if self.can_write(char) else to_ascii(char) for char in shown)
        self._target.write(shown)
        self._target.flush()

    def _wrapped(self, line: str) -> str:
        # A terminal breaks lines of scripts without spaces where they have to be broken.
        if len(line) <= self._width or not self._width or not _is_narrow(line):
            return line
        return textwrap.fill(line, self._width, break_long_words=False, break_on_hyphens=False)


def _printable(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(
        char if char.isprintable() else " " for char in clean(line) if not _is_hidden(char)
    )


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _is_narrow(line: str) -> bool:
    return line.isascii() or not any(unicodedata.east_asian_width(char) in "WF" for char in line)
