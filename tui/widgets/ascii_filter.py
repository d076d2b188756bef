"""ASCII mode in one place: the last step before a line is written."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.rules.ascii import to_ascii


class AsciiFilter(LineFilter):
    """Writes every character with ASCII, cell by cell, so that the layout stays."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with their text translated.

        Args:
            segments: One line of the screen.
            background: Not used.
        """
        return [
            segment if segment.text.isascii() else Segment(to_ascii(segment.text), *segment[1:])
            for segment in segments
        ]
