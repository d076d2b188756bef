"""ASCII mode in one place: the last step before a line is written."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.language import SOURCE, current
from tui.rules.ascii import to_ascii


class AsciiFilter(LineFilter):
    """Writes every character with ASCII, cell by cell, so that the layout stays.

    In a language that ASCII cannot write, its letters and their punctuation stay as they are.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with their text translated.

        Args:
            segments: One line of the screen.
            background: Not used.
        """
        letters = current() != SOURCE
        return [
            segment
            if segment.text.isascii()
            else Segment(to_ascii(segment.text, letters=letters), *segment[1:])
            for segment in segments
        ]
