"""The handbook: questions, answers and a glossary, searched as you type."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tui.content.models.common import Source
from tui.content.models.handbook import Handbook, Term
from tui.content.problems import ContentError
from tui.language import N_, _, ngettext
from tui.rules.handbook import HandbookEntry, HandbookIndex, title
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.link import show_sources
from tui.storage.session import Session
from tui.widgets.card_text import cited, sources_text
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry
from tui.widgets.steady import SteadyColumn, SteadyRow, SteadyScroll, SteadyText

_MOST_SHOWN = 200
_MOST_TYPED = 60


class HandbookScreen(GameScreen[None]):
    """Opens over any screen and goes back to it."""

    CSS_PATH = style("handbook")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("a-z", "", N_("search"), N_("Type to search names and texts.")),
        GameCommand("up", "move(-1)", N_("choose"), N_("Go to the entry above."), shown="↑ ↓"),
        GameCommand("down", "move(1)", N_("down"), N_("Go to the entry below."), in_bar=False),
        GameCommand(
            "pageup", "scroll(-1)", N_("read on"), N_("Scroll the text."), shown=N_("pgup pgdn")
        ),
        GameCommand("pagedown", "scroll(1)", N_("down"), N_("Scroll the text down."), in_bar=False),
        GameCommand("ctrl+o", "sources", N_("open source"), N_("Open a source in the browser.")),
        GameCommand(
            "escape", "leave", N_("back"), N_("Empty the search, or go back to where you were.")
        ),
    )
    HELP = N_(
        "The handbook answers questions and explains words. Type and the list follows; the best "
        "match is on top. Escape empties the search, and once more it takes you back to where you "
        "were."
    )

    def __init__(self, session: Session) -> None:
        """Read the handbook.

        Args:
            session: The learner's sitting.
        """
        super().__init__(session)
        self._fault: ContentError | None = None
        try:
            self._handbook = session.reader.handbook()
        except ContentError as error:
            self._fault, self._handbook = error, Handbook()
        self._index = HandbookIndex(self._handbook)
        self._found: dict[str, HandbookEntry] = {}
        self._cited: list[Source] = []

    def compose_body(self) -> ComposeResult:
        """Yield the search, the list and the entry."""
        with SteadyRow(id="handbook"):
            with SteadyColumn(id="finder"):
                yield Input(
                    placeholder=_("search"), id="query", max_length=_MOST_TYPED, compact=True
                )
                yield ChoiceList(id="entries")
            with SteadyScroll(id="entry", can_focus=False):
                yield SteadyText(id="entry-text")

    def on_mount(self) -> None:
        """Show all entries and wait for typing."""
        self.top_line(_("Handbook"))
        self.query_one("#entries").can_focus = False
        query = self.query_one(Input)
        query.cursor_blink = self.app.animation_level != "none"
        query.focus()
        self._search("")

    def on_screen_resume(self) -> None:
        """Begin with an empty search."""
        query = self.query_one(Input)
        query.value = ""
        query.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search at every key."""
        self._search(event.value)

    def on_choice_list_focused(self, event: ChoiceList.Focused) -> None:
        """Show the entry under the cursor."""
        self._show(event.entry)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Show the entry that was clicked."""
        self._show(event.entry)

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while the search keeps the focus.

        Args:
            by: -1 for up, 1 for down.
        """
        entries = self.query_one("#entries", ChoiceList)
        if by < 0:
            entries.action_cursor_up()
        else:
            entries.action_cursor_down()

    def action_scroll(self, by: int) -> None:
        """Scroll the entry.

        Args:
            by: -1 for up, 1 for down.
        """
        scroll = self.query_one("#entry", VerticalScroll)
        scroll.scroll_relative(y=by * max(scroll.size.height - 2, 1), animate=False)

    def allows(self, action: str) -> bool:
        """Offer to open a source only where the entry cites one."""
        return bool(self._cited) if action == "sources" else super().allows(action)

    def action_sources(self) -> None:
        """Ask whether to open a source of the entry."""
        show_sources(self.app, self._cited)

    def action_leave(self) -> None:
        """Empty the search; where it is empty, go back."""
        query = self.query_one(Input)
        if query.value:
            query.value = ""
        else:
            self.action_back()

    def _search(self, query: str) -> None:
        found = self._index.search(query)
        self._found = {_key(entry): entry for entry in found[:_MOST_SHOWN]}
        entries = self.query_one("#entries", ChoiceList)
        first = next(iter(self._found), None)
        entries.show(
            [
                Entry(
                    key,
                    title(entry),
                    sign="·" if isinstance(entry, Term) else "?",
                    tone="primary",
                )
                for key, entry in self._found.items()
            ],
            cursor=first,
        )
        count = ngettext("{n} entry", "{n} entries", len(found)).format(n=len(found))
        if len(found) > _MOST_SHOWN:
            # Translators: how many entries were found, and how many of them are listed.
            text = _("{entries}, {most} shown")
            count = text.format(entries=count, most=_MOST_SHOWN)
        self.top_line(_("Handbook"), count)
        self._show(first)

    def _show(self, key: str | None) -> None:
        text = self.query_one("#entry-text", Static)
        entry = self._found.get(key or "")
        self._cited = cited(self._handbook.sources, entry.cites) if entry is not None else []
        self.refresh_bindings()
        if self._fault is not None:
            head = _("The handbook is left out, it has faults:")
            text.update(Content(f"{head}\n\n{self._fault}"))
        elif entry is None:
            text.update(Content(_("Nothing found. Try fewer letters, or another word for it.")))
        else:
            text.update(self._text(entry))
        self.query_one("#entry").scroll_home(animate=False)

    def _text(self, entry: HandbookEntry) -> Content:
        body = entry.meaning if isinstance(entry, Term) else entry.answer
        parts = [Content.styled(title(entry), "bold $primary"), Content(body.strip())]
        if isinstance(entry, Term):
            if entry.also:
                also = _("Also: {names}").format(names=_(", ").join(entry.also))
                parts.append(Content(also).stylize("$text-dim"))
            names = {term.id: term.term for term in self._handbook.terms}
            if entry.see:
                see = _("See: {names}").format(
                    names=_(", ").join(names[name] for name in entry.see)
                )
                parts.append(Content(see).stylize("$text-dim"))
        if entry.cites:
            parts.append(sources_text(self._handbook.sources, entry.cites))
        return Content("\n\n").join(parts)


def _key(entry: HandbookEntry) -> str:
    return f"{'term' if isinstance(entry, Term) else 'question'}-{entry.id}"
