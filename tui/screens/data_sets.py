"""The data sets of a case: open them, page and search their rows, train on one."""

import dataclasses
from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from tui.content.models.detective import DataSet
from tui.content.rows import Row
from tui.language import N_, _
from tui.rules import detective as rules
from tui.rules.clues import clues_of, verdict_of
from tui.screens.base import style
from tui.screens.commands import GameCommand
from tui.screens.confirm import ConfirmScreen
from tui.screens.data_set_entries import hints_text, set_entry, stakes_text
from tui.screens.two_sides import SetList, TwoSidesScreen
from tui.widgets.choice_list import ChoiceList
from tui.widgets.data_set_pane import DataSetPane
from tui.widgets.steady import SteadyRow, SteadyScroll, SteadyText

_CLOSE = N_("Close the case without a solution? It brings no stars, but the debrief tells all.")


class DataSetsScreen(TwoSidesScreen):
    """The list of data sets, and the one under its cursor once it is opened."""

    CSS_PATH = style("data_sets")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand(
            "up,down", "", N_("choose"), N_("Move through the data sets, or through the rows.")
        ),
        GameCommand(
            "up", "move(-1)", N_("row above"), N_("While searching: the row above."), in_bar=False
        ),
        GameCommand(
            "down", "move(1)", N_("row below"), N_("While searching: the next."), in_bar=False
        ),
        GameCommand("enter", "", N_("open"), N_("Open the data set; on a row: show it in full.")),
        GameCommand(
            "enter,space", "close_row", N_("close row"), N_("Go back to the table of rows.")
        ),
        GameCommand(
            "t", "train", N_("train on this one"), N_("Fine-tune the base model on it: a run.")
        ),
        GameCommand("right", "to_rows", N_("rows"), N_("Go to the rows; tab does the same.")),
        GameCommand("left", "to_sets", N_("data sets"), N_("Go to the list; tab does the same.")),
        GameCommand("tab,shift+tab", "flip", N_("other side"), N_("List or rows."), in_bar=False),
        GameCommand(
            "slash", "search", N_("search"), N_("Show only rows that have all these words.")
        ),
        GameCommand(
            "n,pagedown", "turn(1)", N_("pages"), N_("Turn the page; p turns back."), shown="n p"
        ),
        GameCommand("p,pageup", "turn(-1)", N_("page back"), N_("Turn a page back."), in_bar=False),
        GameCommand("m", "mark", N_("mark"), N_("Mark the row as a clue, or take the mark back.")),
        GameCommand(
            "h", "hint", N_("hint"), N_("Take a hint; each costs more than the one before.")
        ),
        GameCommand("b", "brief", N_("brief"), N_("Read the brief again, and the hints you took.")),
        GameCommand("c", "close", N_("close case"), N_("End the case and see the debrief.")),
        GameCommand(
            "escape", "leave", N_("back"), N_("One step back; from the list, to the shelf.")
        ),
    )
    HELP = N_(
        "The data sets are the suspects. A look is free: read the card, then the rows, for a card "
        "may flatter. Search for the words of the test prompts, watch for repeats and for one "
        "label that crowds out the others. A hollow circle is unopened, a half one opened; after "
        "a run its verdict stands there. Train on the one you trust."
    )

    def compose_body(self) -> ComposeResult:
        """Yield the list, the data set under its cursor, and the hints."""
        with SteadyRow(id="case"):
            yield SetList(id="sets")
            yield DataSetPane(id="set")
        with SteadyScroll(id="hints", can_focus=False):
            yield SteadyText(id="hints-text", markup=False)

    def on_mount(self) -> None:
        """Show the data set that was opened last."""
        # A card that is cut off has keys of its own.
        card = self.query_one("#card")
        self.watch(card, "show_vertical_scrollbar", self.refresh_bindings, init=False)
        opened = self.play.state.opened
        self._show(cursor=opened[-1] if opened else None)
        self.sets.focus()

    def allows(self, action: str) -> bool:
        """Offer only what makes sense for the data set, and where the learner is."""
        pane, browser = self.pane, self.pane.browser
        match action:
            case "move":
                return browser.is_typing
            case "flip" | "search" | "to_rows":
                return self.is_opened
            case "turn":
                on_show = browser.has_pages and (self.is_reading or pane.has_room_for_rows)
                return self.is_opened and (on_show or pane.is_card_cut)
            case "to_sets":
                return self.is_reading
            case "close_row":
                return browser.is_row_open
            case "choose" | "open":
                return not browser.is_row_open
            case "mark":
                return self.is_reading and browser.current is not None
            case "hint":
                return rules.next_hint_cost(self.play.scenario, self.play.state) is not None
        return super().allows(action)

    def shows(self, command: GameCommand) -> bool:
        """Show the keys of the side that the learner is on."""
        match command.action:
            case "train":
                return self.is_opened and verdict_of(self.play.state, self.current) is None
            case "to_rows" | "to_sets":
                return False  # enter and escape do it and say so
            case "turn(1)":
                return self.is_reading or self.pane.is_card_cut
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
        """Fit the lines of the list to the new width."""
        self.call_after_refresh(self._show)

    def on_choice_list_focused(self) -> None:
        """Show the data set under the cursor."""
        self._show_set()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Open the data set; where it is open, go to its rows."""
        if event.entry in self.play.state.opened:
            self.action_to_rows()
        elif self.attempt(self.play, rules.Open(event.entry)):
            self._show()

    def action_mark(self) -> None:
        """Mark the row under the cursor as a clue, or take the mark back."""
        index = self.pane.browser.current
        if index is not None and self.attempt(
            self.play, rules.MarkClue(self.current.id, index + 1)
        ):
            self._show()

    def action_train(self) -> None:
        """Train on the data set under the cursor, once it was looked into."""
        if self.is_opened:
            self.make_move(rules.Train(self.current.id))
        else:
            self.notify(_("Open it first: a look costs nothing, a run does."), markup=False)

    def action_hint(self) -> None:
        """Take the next hint."""
        if self.attempt(self.play, rules.Hint()):
            self._show()

    def action_brief(self) -> None:
        """Read the brief again."""
        self.routes.read_brief(self.play)

    def action_close(self) -> None:
        """Close the case, after a question where it is not solved."""

        def close(confirmed: bool | None) -> None:
            if confirmed:
                self.make_move(rules.Close())

        if rules.is_solved(self.play.scenario, self.play.state):
            close(True)
        else:
            self.app.push_screen(ConfirmScreen(_(_CLOSE), _("Close it"), _("Stay on it")), close)

    def _labels(self) -> dict[str, str]:
        browser = self.pane.browser
        cost = rules.next_hint_cost(self.play.scenario, self.play.state)
        labels = {"hint": _("hint −{cost}").format(cost=cost)}
        if browser.is_row_open:
            labels |= {"turn(1)": N_("other rows"), "leave": N_("close row")}
        elif browser.is_typing:
            labels |= {
                "choose": N_("rows"),
                "open": N_("go to the rows"),
                "leave": N_("end search"),
            }
        elif self.is_reading:
            leave = N_("end search") if browser.query_text else N_("data sets")
            labels |= {"choose": N_("rows"), "open": N_("whole row"), "leave": leave}
        elif self.is_opened:
            labels["open"] = N_("read its rows")
            if self.pane.is_card_cut:
                labels["turn(1)"] = N_("scroll card")
        return labels

    def _show(self, cursor: str | None = None) -> None:
        case, state = self.play.scenario, self.play.state
        wide = self.has_class("-wide")
        self.top_line(self.heading, stakes_text(case, state, wide=wide))
        one_line = not (self.has_class("-split") or wide)
        entries = [
            set_entry(state, candidate, self._rows(candidate), in_one_line=one_line)
            for candidate in case.datasets
        ]
        self.sets.show(entries, cursor=cursor)
        self.query_one("#hints").display = state.hints > 0
        self.query_one("#hints-text", Static).update(hints_text(case, state))
        self._show_set()

    def _show_set(self) -> None:
        state, candidate = self.play.state, self.current
        if self.is_opened:
            rows = self._rows(candidate)
            clues = clues_of(state, candidate, rows)
            self.pane.show(candidate, rows, clues, verdict_of(state, candidate))
        else:
            self.pane.show_unopened(candidate, newcomer=not state.opened)
        self.refresh_bindings()

    def _rows(self, candidate: DataSet) -> tuple[Row, ...]:
        return self.session.reader.rows(candidate.rows)
