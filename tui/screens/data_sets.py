"""The data sets of a case: open them, page and search their rows, train on one."""

import dataclasses
import functools
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.content.models.detective import DataSet, Verdict
from tui.rules import detective as rules
from tui.rules.data_facts import DataFacts, facts
from tui.rules.progress import MAX_STARS
from tui.rules.stakes import at_stake
from tui.screens.base import style
from tui.screens.case import CaseScreen
from tui.screens.commands import GameCommand
from tui.screens.confirm import ConfirmScreen
from tui.storage.session import CasePlay, Session
from tui.widgets.choice_list import ChoiceList, Entry
from tui.widgets.data_card import VERDICT_SIGNS, card_text, short_card
from tui.widgets.row_browser import MANY_ROWS, RowBrowser

_FIRST = """
Open it: press enter, or click it. A look costs nothing.

Then read its card, go to its rows with →, page and search them, and mark with m what looks odd.

When you are sure, train on it: t. The fewer the runs, the more stars."""
_LATER = "\nOpen it: press enter, or click it. A look costs nothing."
_CLOSE = "Close the case without a solution? It brings no stars, but the debrief tells all."
_FEW_LABELS, _MANY_LABELS = 4, 8


class SetList(ChoiceList):
    """The list of data sets; it leaves the page keys to the rows beside it."""

    BINDINGS = [  # noqa: RUF012
        binding
        for binding in ChoiceList.BINDINGS
        if getattr(binding, "key", "") not in {"pageup", "pagedown"}
    ]


class DataSetsScreen(CaseScreen):
    """The list of data sets, and the one under its cursor once it is opened."""

    CSS_PATH = style("data_sets")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", "choose", "Move through the data sets, or through the rows."),
        GameCommand("up", "move(-1)", "row above", "While searching: the row above.", in_bar=False),
        GameCommand("down", "move(1)", "row below", "While searching: the next.", in_bar=False),
        GameCommand("enter", "", "open", "Open the data set; on a row: show it in full."),
        GameCommand("enter,space", "close_row", "close row", "Go back to the table of rows."),
        GameCommand("t", "train", "train on this one", "Fine-tune the base model on it: a run."),
        GameCommand("right", "to_rows", "rows", "Go to the rows; tab does the same."),
        GameCommand("left", "to_sets", "data sets", "Go to the list; tab does the same."),
        GameCommand("tab,shift+tab", "flip", "other side", "List or rows.", in_bar=False),
        GameCommand("slash", "search", "search", "Show only rows that have all these words."),
        GameCommand("n,pagedown", "turn(1)", "next page", "Turn to the next page.", shown="n"),
        GameCommand("p,pageup", "turn(-1)", "page before", "Turn a page back.", shown="p"),
        GameCommand("m", "mark", "mark clue", "Mark the row as a clue, or take the mark back."),
        GameCommand("h", "hint", "hint", "Take a hint; each costs more than the one before."),
        GameCommand("b", "brief", "brief", "Read the brief again, and the hints you took."),
        GameCommand("c", "close", "close case", "End the case and see the debrief."),
        GameCommand("escape", "leave", "back", "One step back; from the list, to the shelf."),
    )
    HELP = (
        "The data sets are the suspects. A look is free: read the card, then the rows, for the "
        "card may flatter. Search for the words of the test prompts, watch for repeats and for "
        "one label that crowds out the others. A hollow circle is unopened, a half one opened; "
        "after a run its verdict stands there. Train on the one you trust."
    )

    class _Counted(Message):
        def __init__(self, name: str, counts: DataFacts) -> None:
            super().__init__()
            self.name, self.counts = name, counts

    def __init__(self, session: Session, play: CasePlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The case being played.
        """
        super().__init__(session, play)
        self._facts: dict[str, DataFacts] = {}
        self._on_show: str | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the list, the opened data set with its rows, and the hints."""
        with Horizontal(id="case"):
            yield SetList(id="sets")
            with Vertical(id="set"):
                yield Static(id="unopened", markup=False)
                with VerticalScroll(id="card", can_focus=False):
                    yield Static(id="card-text", markup=False)
                yield Static(id="card-short", markup=False)
                yield RowBrowser(id="browser")
        with VerticalScroll(id="hints", can_focus=False):
            yield Static(id="hints-text", markup=False)

    def on_mount(self) -> None:
        """Show the data set that was opened last."""
        super().on_mount()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_set())
        opened = self.play.state.opened
        self._show(cursor=opened[-1] if opened else None)
        self._sets.focus()

    @property
    def current(self) -> DataSet:
        """The data set under the cursor of the list."""
        name = self._sets.cursor
        known = self.play.scenario.datasets
        return rules.data_set(self.play.scenario, name) if name else known[0]

    @property
    def is_opened(self) -> bool:
        """Whether the data set under the cursor was opened."""
        return self.current.id in self.play.state.opened

    @property
    def is_reading(self) -> bool:
        """Whether the learner is at the rows, not at the list."""
        return self.has_class("-reading")

    def allows(self, action: str) -> bool:
        """Offer only what makes sense for the data set, and where the learner is."""
        browser = self._browser
        match action:
            case "move":
                return browser.is_typing
            case "to_rows":
                return self.is_opened and not self.is_reading
            case "flip" | "search":
                return self.is_opened
            case "turn":
                return self.is_opened and (browser.has_pages or self._card_overflows)
            case "to_sets":
                return self.is_reading
            case "close_row":
                return browser.is_row_open
            case "open":
                return not browser.is_row_open
            case "mark":
                return self.is_reading and browser.current is not None
            case "hint":
                return rules.next_hint_cost(self.play.scenario, self.play.state) is not None
        return super().allows(action)

    def shows(self, command: GameCommand) -> bool:
        """Keep the bar short: show what fits the side that the learner is on."""
        match command.action:
            case "train":
                trained = rules.was_trained(self.play.state, self.current.id)
                return self.is_opened and not trained
            case "to_rows":
                return False  # enter does it and says so
            case "turn(1)" | "turn(-1)":
                return self.is_reading
            case "brief" | "close":
                return not self.is_reading
        return super().shows(command)

    def commands_now(self) -> Iterable[GameCommand]:
        """Return the commands that work now, each with the label that is true now."""
        labels = self._labels()
        for command in super().commands_now():
            label = labels.get(command.action or command.label, command.label)
            yield dataclasses.replace(command, label=label)

    def on_resize(self) -> None:
        """Fit the list to the new width."""
        self.call_after_refresh(self._show)

    def on_descendant_focus(self) -> None:
        """Give the room to the side that has the focus."""
        self.set_class(self.focused is not self._sets, "-reading")
        self.refresh_bindings()

    def on_choice_list_focused(self, event: ChoiceList.Focused) -> None:
        """Show the data set under the cursor."""
        if event.entry != self._on_show:
            self._show_set()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Open the data set; where it is open, go to its rows."""
        if event.entry in self.play.state.opened:
            self._browser.table.focus()
        else:
            self.attempt(self.play, rules.Open(event.entry))
            self._show()

    @on(RowBrowser.Changed)
    def _browsed(self) -> None:
        self.refresh_bindings()

    @on(_Counted)
    def _counted(self, event: _Counted) -> None:
        self._facts[event.name] = event.counts
        self._show()

    def action_move(self, by: int) -> None:
        """Move the cursor of the rows while a search is typed.

        Args:
            by: -1 for up, 1 for down.
        """
        self._browser.move(by)

    def action_to_rows(self) -> None:
        """Go to the rows."""
        self._browser.table.focus()

    def action_to_sets(self) -> None:
        """Go to the list."""
        if self._browser.is_row_open:
            self._browser.close_row()
        self._sets.focus()

    def action_flip(self) -> None:
        """Go to the other side; from the search, to the rows."""
        if self.is_reading and not self._browser.is_typing:
            self.action_to_sets()
        else:
            self.action_to_rows()

    def action_search(self) -> None:
        """Let the learner type a search."""
        self._browser.start_search()

    def action_close_row(self) -> None:
        """Go back from the row in full to the table."""
        self._browser.close_row()

    def action_turn(self, by: int) -> None:
        """Turn a page; where the card is cut off and the list has the focus, scroll the card.

        Args:
            by: -1 for back, 1 for on.
        """
        card = self.query_one("#card", VerticalScroll)
        if not self.is_reading and self._card_overflows:
            card.scroll_relative(y=by * max(card.size.height - 1, 1), animate=False)
        else:
            self._browser.turn(by)

    def action_mark(self) -> None:
        """Mark the row under the cursor as a clue, or take the mark back."""
        index = self._browser.current
        if index is not None:
            self.attempt(self.play, rules.MarkClue(self.current.id, index + 1))
            self._browser.show_clues(self._clues(self.current.id))
            self._show()

    def action_train(self) -> None:
        """Train on the data set under the cursor; nobody trains on what they never looked into."""
        if self.is_opened:
            self.make_move(rules.Train(self.current.id))
        else:
            self.notify("Open it first: a look costs nothing, a run does.", markup=False)

    def action_hint(self) -> None:
        """Take the next hint."""
        self.attempt(self.play, rules.Hint())
        self._show()

    def action_brief(self) -> None:
        """Read the brief again."""
        from tui.screens.brief import BriefScreen

        self.app.push_screen(BriefScreen(self.session, self.play, again=True))

    def action_close(self) -> None:
        """Close the case, after a question where it is not solved."""
        if rules.is_solved(self.play.scenario, self.play.state):
            self.make_move(rules.Close())
            return

        def close(confirmed: bool | None) -> None:
            if confirmed:
                self.make_move(rules.Close())

        self.app.push_screen(ConfirmScreen(_CLOSE, "Close it", "Stay on it"), close)

    def action_leave(self) -> None:
        """Take one step back: from the search, the row, the matches, the rows, the screen."""
        browser = self._browser
        if browser.is_typing or (self.is_reading and browser.query_text):
            browser.clear_search()
        elif browser.is_row_open:
            browser.close_row()
        elif self.is_reading:
            self._sets.focus()
        else:
            self.action_back()

    @property
    def _sets(self) -> SetList:
        return self.query_one("#sets", SetList)

    @property
    def _browser(self) -> RowBrowser:
        return self.query_one("#browser", RowBrowser)

    @property
    def _card_overflows(self) -> bool:
        return self.query_one("#card").max_scroll_y > 0
