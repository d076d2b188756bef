"""The shelf: all lessons, rounds or cases of a pack, to choose one."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.language import N_, _
from tui.rules.parts import KIND_TITLES
from tui.rules.progress import MAX_STARS, NEW, ItemKey, Standing, count_done
from tui.rules.shelf_text import WELCOMES, about_text, facts_text
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.confirm import ConfirmScreen
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry
from tui.widgets.steady import SteadyRow, SteadyScroll, SteadyText


class ShelfScreen(GameScreen[None]):
    """All scenarios of one kind.

    Attributes:
        kind: The kind.
    """

    CSS_PATH = style("shelf")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("choose"), N_("Move through the list.")),
        GameCommand("enter", "", N_("open"), N_("Open it, where you left off.")),
        GameCommand("r", "reset", N_("forget"), N_("Forget what you did in it, after a question.")),
        GameCommand("escape", "back", N_("back"), N_("Go back to Home.")),
    )
    HELP = N_(
        "Choose what to play. A hollow circle is new, a half one is begun, a full one is done; "
        "stars show your best result. Anything can be played again."
    )

    def __init__(self, session: Session, kind: Kind) -> None:
        """Make the shelf.

        Args:
            session: The learner's sitting.
            kind: What to list.
        """
        super().__init__(session)
        self.kind = kind
        self._standings: dict[ItemKey, Standing] = {}

    def compose_body(self) -> ComposeResult:
        """Yield the welcome, the list and what the cursor is on."""
        yield SteadyText(Content(_(WELCOMES[self.kind])), id="welcome")
        with SteadyRow(id="shelf"):
            yield ChoiceList(id="items", numbered=True)
            with SteadyScroll(id="about", can_focus=False):
                yield SteadyText(id="about-text")

    def on_screen_resume(self) -> None:
        """Show the list as it is now."""
        items = self.session.ids[self.kind]
        standings = self._standings = self.session.standings()
        done = count_done(self.kind, items, standings)
        stars = sum(standings.get(ItemKey(self.kind, item), NEW).stars for item in items)
        place = _("{done} of {total} done").format(done=done, total=len(items))
        self.top_line(f"{_(KIND_TITLES[self.kind])} · {place}", f"★ {stars}")
        entries = [
            self._entry(item, standings.get(ItemKey(self.kind, item), NEW)) for item in items
        ]
        shelf = self.query_one("#items", ChoiceList)
        first = next(
            (item for item in items if not standings.get(ItemKey(self.kind, item), NEW).done),
            None,
        )
        shelf.show(entries, cursor=shelf.cursor or first)
        shelf.focus()

    def on_choice_list_focused(self, event: ChoiceList.Focused) -> None:
        """Say what the cursor is on."""
        self.query_one("#about-text", Static).update(self._about(event.entry))
        self.refresh_bindings()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Open the chosen scenario."""
        self.routes.open_item(ItemKey(self.kind, event.entry))

    def allows(self, action: str) -> bool:
        """Nothing can be forgotten where nothing was done."""
        if action == "reset":
            item = self.query_one("#items", ChoiceList).cursor
            return item is not None and ItemKey(self.kind, item) in self._standings
        return super().allows(action)

    def action_reset(self) -> None:
        """Forget what was done in the scenario that the cursor is on."""
        item = self.query_one("#items", ChoiceList).cursor
        if item is None:
            return
        key = ItemKey(self.kind, item)

        def forget(confirmed: bool | None) -> None:
            if confirmed:
                self.keep(lambda: self.session.store.reset(key))
                self.on_screen_resume()

        question = _("Forget what you did in “{title}”, stars and all?")
        question = question.format(title=self._title(item))
        self.app.push_screen(ConfirmScreen(question, _("Forget it")), forget)

    def _entry(self, item: str, standing: Standing) -> Entry:
        if self._fault(item) is not None:
            return Entry(item, self._title(item), sign="!", tone="error", aside=_("left out"))
        sign = "●" if standing.done else "◐" if standing.is_open else "○"
        tone = "success" if standing.done else "primary" if standing.is_open else "text-dim"
        stars = "★" * standing.stars + "☆" * (MAX_STARS - standing.stars)
        return Entry(item, self._title(item), sign, aside=stars if standing.done else "", tone=tone)

    def _fault(self, item: str) -> ContentError | None:
        try:
            self.session.reader.scenario(self.kind, item)
        except ContentError as error:
            return error
        return None

    def _title(self, item: str) -> str:
        try:
            return self.session.reader.scenario(self.kind, item).title
        except ContentError:
            return item

    def _about(self, item: str) -> Content:
        fault = self._fault(item)
        if fault is not None:
            head = _("Left out, {n} fault(s) in its file:").format(n=len(fault.problems))
            return Content("\n".join([head, "", *map(str, fault.problems)]))
        scenario = self.session.reader.scenario(self.kind, item)
        return Content.from_markup(
            "[bold]$title[/]\n[$text-dim]$facts[/]\n\n$text",
            title=scenario.title,
            facts=facts_text(scenario),
            text=about_text(scenario),
        )
