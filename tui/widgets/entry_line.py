"""An entry of a choice list, and how it is painted."""

from dataclasses import dataclass
from functools import lru_cache

import rich
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual.css.styles import RulesMap

from tui.widgets.laid_out import LaidOut, Lines

CURSOR = "▸"
UNSELECTED, SELECTED = "[ ]", "[x]"
UNPICKED, PICKED = "( )", "(•)"
_MOST_KEPT = 400
_BEFORE_DETAIL = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a choice list.

    Attributes:
        id: What the messages of the list name it by.
        text: What it says; shown as plain text.
        sign: What stands before it, such as ``[x]`` or ``✓ hit``.
        detail: What stands under it, such as a reason.
        aside: What stands at the right edge, such as stars.
        tone: The theme variable that colours the sign, such as ``success``.
        strong: Whether the text is bold.
        has_number: Whether a numbered list gives it one.
    """

    id: str
    text: str
    sign: str = ""
    detail: str = ""
    aside: str = ""
    tone: str = "foreground"
    strong: bool = False
    has_number: bool = True


@dataclass(frozen=True)
class EntryLine(LaidOut):
    """An entry as it is painted; laid out once for each width, for the cursor moves often.

    Attributes:
        entry: The entry.
        number: Its number key; empty for none, None in a list without numbers.
        is_cursor: Whether the cursor is on it.
        colors: The colours of the cursor, of what is dim, and of the sign.
    """

    entry: Entry
    number: str | None
    is_cursor: bool
    colors: tuple[str, str, str]

    @property
    def before(self) -> list[tuple[str, str]]:
        """What stands before the text: each part, and its style."""
        primary, dim, tone = self.colors
        parts = [(CURSOR if self.is_cursor else " ", primary)]
        if self.number is not None:
            parts.append((self.number or " ", dim))
        if self.entry.sign:
            parts.append((self.entry.sign, f"bold {tone}"))
        return parts

    @property
    def taken(self) -> int:
        """The cells that are left and right of the text, with the gaps between."""
        aside = cell_len(self.entry.aside) + 1 if self.entry.aside else 0
        return sum(cell_len(text) + 1 for text, _ in self.before) + aside

    @property
    def indent(self) -> int:
        """The cells before a detail."""
        return _BEFORE_DETAIL + (2 if self.number is not None else 0)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells that it takes where nothing is wrapped.

        Args:
            rules: Not needed.
            container_width: Not needed.
        """
        detail = self.indent + cell_len(self.entry.detail) + 1 if self.entry.detail else 0
        return max(self.taken + cell_len(self.entry.text), detail)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines that it takes.

        Args:
            rules: Not needed.
            width: The cells of a line.
        """
        text = self.entry.text
        if not self.entry.detail and "\n" not in text and cell_len(text) <= width - self.taken:
            return 1  # as in nearly all lists, whose lines are laid out when they come into view
        return super().get_height(rules, width)

    def lines(self, width: int) -> Lines:
        """Return its lines: the text beside its signs, and the detail below.

        Args:
            width: The cells of a line.
        """
        return _laid_out(self, width)


@lru_cache(maxsize=_MOST_KEPT)
def _laid_out(line: EntryLine, width: int) -> list[list[Segment]]:
    entry = line.entry
    room = max(width - line.taken, 1)
    text = RichStyle(bold=True) if entry.strong or line.is_cursor else RichStyle.null()
    lines = []
    for number, wrapped in enumerate(_wrapped(entry.text, room)):
        parts = []
        for sign, style in line.before:
            shown = sign if number == 0 else " " * cell_len(sign)
            parts += [Segment(shown, RichStyle.parse(style)), Segment(" ")]
        parts += [Segment(wrapped, text), Segment(" " * (room - cell_len(wrapped)))]
        if entry.aside:
            shown = entry.aside if number == 0 else " " * cell_len(entry.aside)
            parts += [Segment(" "), Segment(shown, RichStyle.parse(line.colors[0]))]
        lines.append(Segment.adjust_line_length(parts, width))
    if entry.detail:
        margin = " " * line.indent
        for wrapped in _wrapped(entry.detail, max(width - line.indent - 1, 1)):
            lines.append(Segment.adjust_line_length([Segment(margin + wrapped)], width))
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    lines = Text(text).wrap(rich.get_console(), width, overflow="fold")
    return [line.plain for line in lines]
