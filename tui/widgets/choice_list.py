"""A list to choose from that shows its state in signs, not in colour alone."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.widgets.entry_line import Entry, EntryLine
from tui.widgets.steady import steady_size

_ENTRY = "option-list--option"
_MOST_NUMBERED = 10
"""The last of these entries has the key 0, as on a keyboard."""


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

    # The cursor's two lines are painted by themselves, and what is shown says when to lay out.
    highlighted: reactive[int | None] = reactive(None, repaint=False)
    virtual_size = steady_size()

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
        self._lit: tuple[tuple[EntryLine, int, Style], list[Strip]] | None = None
        self._empty: Strip | None = None
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
            self.set_options(
                Option(self._line(index), id=entry.id) for index, entry in enumerate(entries)
            )
        self.highlighted = position if entries else None
        self._take_lines()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the cursor sign with the highlight."""
        self.scroll_to_highlight()
        for index in (self._marked, highlighted):
            if index in self._heights:
                self.refresh_lines(self._index_to_line[index], self._heights[index])
        self._marked = highlighted
        if highlighted is not None and self.cursor is not None:
            self.post_message(self.Focused(self, self.cursor))

    def render_line(self, y: int) -> Strip:
        """Paint a line; what the cursor is on with its sign.

        Args:
            y: Which line, from the top of what is on show.
        """
        place = self.scroll_offset.y + y
        lines = self._lines
        if place < len(lines):
            index, line = lines[place]
            if index != self.highlighted:
                return super().render_line(y)
            strips = self._under_cursor(index)
            # Until it hears of another size, it knows how many lines there were in the old one.
            if line < len(strips):
                return strips[line]
        return self._blank()

    def _blank(self) -> Strip:
        width = self.scrollable_content_region.width
        if self._empty is None or self._empty.cell_length != width:
            self._empty = Strip.blank(width, self.get_visual_style(_ENTRY).rich_style)
        return self._empty

    def notify_style_update(self) -> None:
        """Forget what was painted in other colours."""
        self._empty = None
        super().notify_style_update()

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

    def on_click(self, event: Click) -> None:
        """Pass over a click on an entry that is painted still, but has just gone."""
        entry = event.style.meta.get("option")
        if entry is not None and entry >= self.option_count:
            event.prevent_default()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell the screen which entry was chosen."""
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Chosen(self, event.option.id))

    def _write_all(self) -> None:
        for index in range(len(self._entries)):
            self._write(index)

    def _write(self, index: int) -> None:
        if index < min(len(self._entries), self.option_count):
            self.replace_option_prompt_at_index(index, self._line(index))

    def _take_lines(self) -> None:
        width = self.scrollable_content_region.width
        lines = self.get_content_height(self.size, self.size, width) if width else 0
        if lines != self.virtual_size.height:
            # Known before the layout, it shows no scroll bar that the new box makes needless.
            self.virtual_size = Size(width, lines)
            self.refresh(layout=True)
            self.call_after_refresh(lambda: self._scroll_update(self.virtual_size))

    def _under_cursor(self, index: int) -> list[Strip]:
        style = self.get_visual_style(_ENTRY, "option-list--option-highlighted")
        padding = self.get_component_styles(_ENTRY).padding
        width = self.scrollable_content_region.width
        line = self._line(index, is_cursor=True)
        if self._lit is None or self._lit[0] != (line, width, style):
            visual = Padding(line, padding)
            strips = [
                strip.extend_cell_length(width, style.rich_style).apply_meta({"option": index})
                for strip in Padding.to_strips(self, visual, width, None, style)
            ]
            self._lit = (line, width, style), strips
        return self._lit[1]

    def _line(self, index: int, *, is_cursor: bool = False) -> EntryLine:
        entry = self._entries[index]
        colors = self.app.theme_variables
        number = None
        if self._numbered:
            has_key = entry.has_number and index < _MOST_NUMBERED
            number = str((index + 1) % _MOST_NUMBERED) if has_key else ""
        primary, dim, tone = (colors.get(each, "") for each in ("primary", "text-dim", entry.tone))
        return EntryLine(entry, number, is_cursor, (primary, dim, tone))
