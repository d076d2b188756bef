"""A list to choose from that shows its state in signs, not in colour alone."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

CURSOR = "▸"
UNSELECTED, SELECTED = "[ ]", "[x]"
UNPICKED, PICKED = "( )", "(•)"
_MOST_KEPT = 400
_MOST_NUMBERED = 10
"""The last of these entries has the key 0, as on a keyboard."""


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


class ChoiceList(OptionList, inherit_bindings=False):
    """A list driven by arrows, space or enter, number keys and the mouse.

    It holds no state of the game: the screen gives it entries and hears which one was chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("enter,space", "select", show=False),
        *(
            Binding(str(number % _MOST_NUMBERED), f"choose({number})", show=False)
            for number in range(1, _MOST_NUMBERED + 1)
        ),
    ]

    class ListMessage(Message):
        """What all messages of the list have."""

        def __init__(self, choice_list: "ChoiceList") -> None:
            """Keep which list it was.

            Args:
                choice_list: The list.
            """
            super().__init__()
            self.choice_list = choice_list

        @property
        def control(self) -> "ChoiceList":
            """The list that posted it."""
            return self.choice_list

    class EntryMessage(ListMessage):
        """A message about one entry."""

        def __init__(self, choice_list: "ChoiceList", entry: str) -> None:
            """Keep which entry it was.

            Args:
                choice_list: The list.
                entry: The id of the entry.
            """
            super().__init__(choice_list)
            self.entry = entry

    class Chosen(EntryMessage):
        """Posted when an entry is chosen with a key or the mouse."""

        def __init__(
            self, choice_list: "ChoiceList", entry: str, *, by_number: bool = False
        ) -> None:
            """Keep which entry it was, and how it was chosen.

            Args:
                choice_list: The list.
                entry: The id of the entry.
                by_number: Whether its number key was pressed.
            """
            super().__init__(choice_list, entry)
            self.by_number = by_number

    class Focused(EntryMessage):
        """Posted when the cursor moves to an entry."""

    class Numbered(ListMessage):
        """Posted when a number key is pressed in a list whose entries have no numbers."""

        def __init__(self, choice_list: "ChoiceList", number: int) -> None:
            """Keep the number.

            Args:
                choice_list: The list.
                number: The number on the key, from 1.
            """
            super().__init__(choice_list)
            self.number = number

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, numbered: bool = False
    ) -> None:
        """Make an empty list.

        Args:
            id: The widget's id.
            classes: Its CSS classes.
            numbered: Whether entries show the number key that chooses them.
        """
        super().__init__(id=id, classes=classes, markup=False)
        self._entries: list[Entry] = []
        self._marked: int | None = None
        self._numbered = numbered

    @property
    def cursor(self) -> str | None:
        """The id of the entry that the cursor is on."""
        if self.highlighted is None or self.highlighted >= len(self._entries):
            return None
        return self._entries[self.highlighted].id

    def show(self, entries: Sequence[Entry], *, cursor: str | None = None) -> None:
        """Show these entries; the cursor stays on the entry it was on.

        Args:
            entries: What to show.
            cursor: The id of the entry to move the cursor to.
        """
        wanted = cursor or self.cursor
        ids = [entry.id for entry in entries]
        position = ids.index(wanted) if wanted in ids else 0
        if ids == [entry.id for entry in self._entries]:
            old, self._entries = self._entries, list(entries)
            for index, entry in enumerate(entries):
                if entry != old[index]:
                    self._write(index)
        else:
            self._entries = list(entries)
            self._marked = position
            self.set_options(
                Option(self._prompt(index, index == position), id=entry.id)
                for index, entry in enumerate(entries)
            )
        self.highlighted = position if entries else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the cursor sign with the highlight."""
        super().watch_highlighted(highlighted)
        for index in {self._marked, highlighted}:
            if index is not None:
                self._write(index)
        self._marked = highlighted
        if highlighted is not None and self.cursor is not None:
            self.post_message(self.Focused(self, self.cursor))

    def action_page_up(self) -> None:
        """Move the cursor up by a page."""
        # Textual knows the pages of a list only once it was laid out.
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move the cursor down by a page."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_choose(self, number: int) -> None:
        """Choose an entry by its number; a list without numbers passes the key on.

        Args:
            number: The number on the key, from 1.
        """
        if not self._numbered:
            self.post_message(self.Numbered(self, number))
        elif number <= len(self._entries):
            self.highlighted = number - 1
            self.post_message(self.Chosen(self, self._entries[number - 1].id, by_number=True))

    def on_mount(self) -> None:
        """Draw anew when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._write_all())

    def on_unmount(self) -> None:
        """Let go of the app, which would keep the list alive."""
        self.app.theme_changed_signal.unsubscribe(self)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell the screen which entry was chosen."""
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Chosen(self, event.option.id))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Keep the list's own message inside: ``Focused`` says it with our ids."""
        event.stop()

    def _write_all(self) -> None:
        for index in range(len(self._entries)):
            self._write(index)

    def _write(self, index: int) -> None:
        if index < min(len(self._entries), self.option_count):
            prompt = self._prompt(index, index == self.highlighted)
            self.replace_option_prompt_at_index(index, prompt)

    def _prompt(self, index: int, is_cursor: bool) -> "_Line":
        entry = self._entries[index]
        colors = self.app.theme_variables
        number = None
        if self._numbered:
            has_key = entry.has_number and index < _MOST_NUMBERED
            number = str((index + 1) % _MOST_NUMBERED) if has_key else ""
        tones = ("primary", "text-dim", entry.tone)
        return _Line(entry, number, is_cursor, tuple(colors.get(tone, "") for tone in tones))


class _Line(NamedTuple):
    """An entry as Rich prints it: laid out once for each width, for the cursor moves often."""

    entry: Entry
    number: str | None
    is_cursor: bool
    colors: tuple[str, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the segments of its lines."""
        return iter(_laid_out(self, console, options.max_width))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how wide it can be."""
        return Measurement.get(console, options, _layout(self))


@lru_cache(maxsize=_MOST_KEPT)
def _laid_out(line: _Line, console: Console, width: int) -> tuple[Segment, ...]:
    return tuple(console.render(_layout(line), console.options.update(width=width)))


def _layout(line: _Line) -> Table | Group:
    entry = line.entry
    primary, dim, tone = line.colors
    row = Table.grid(expand=True, padding=(0, 1, 0, 0))
    row.add_column(width=1)
    cells = [Text(CURSOR if line.is_cursor else " ", style=primary)]
    if line.number is not None:
        row.add_column(width=1)
        cells.append(Text(line.number, style=dim))
    if entry.sign:
        row.add_column(no_wrap=True)
        cells.append(Text(entry.sign, style=f"bold {tone}"))
    row.add_column(ratio=1, overflow="fold")
    cells.append(Text(entry.text, style="bold" if entry.strong or line.is_cursor else ""))
    if entry.aside:
        row.add_column(justify="right", no_wrap=True)
        cells.append(Text(entry.aside, style=primary))
    row.add_row(*cells)
    if not entry.detail:
        return row
    indent = 4 + (2 if line.number is not None else 0)
    return Group(row, Padding(Text(entry.detail), (0, 1, 0, indent)))
