"""Two sides: the data sets of a case and the rows of one of them, and how to get about."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.content.models.detective import DataSet
from tui.rules import detective as rules
from tui.screens.case import CaseScreen
from tui.widgets.choice_list import ChoiceList
from tui.widgets.data_set_pane import DataSetPane
from tui.widgets.row_browser import RowBrowser


class SetList(ChoiceList, inherit_bindings=False):
    """The list of data sets; it leaves the page keys to the rows beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in ChoiceList.BINDINGS
        if isinstance(binding, Binding) and binding.key not in {"pageup", "pagedown"}
    ]


class TwoSidesScreen(CaseScreen):
    """A list of data sets at one side, the one under its cursor at the other."""

    @property
    def sets(self) -> SetList:
        """The list of data sets."""
        return self.query_one(SetList)

    @property
    def pane(self) -> DataSetPane:
        """The data set under the cursor."""
        return self.query_one(DataSetPane)

    @property
    def current(self) -> DataSet:
        """The data set under the cursor of the list."""
        candidates = self.play.scenario.datasets
        return rules.data_set(self.play.scenario, self.sets.cursor or candidates[0].id)

    @property
    def is_opened(self) -> bool:
        """Whether the data set under the cursor was opened."""
        return self.current.id in self.play.state.opened

    @property
    def is_reading(self) -> bool:
        """Whether the learner is at the rows, not at the list."""
        return self.has_class("-reading")

    def on_descendant_focus(self) -> None:
        """Give the room to the side that has the focus."""
        self.set_class(self.focused is not self.sets, "-reading")
        self.refresh_bindings()

    @on(RowBrowser.Changed)
    def _browsed(self) -> None:
        self.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Move the cursor of the rows while a search is typed.

        Args:
            by: -1 for up, 1 for down.
        """
        self.pane.browser.move(by)

    def action_to_rows(self) -> None:
        """Go to the rows."""
        self.pane.browser.table.focus()

    def action_to_sets(self) -> None:
        """Go to the list."""
        if self.pane.browser.is_row_open:
            self.pane.browser.close_row()
        self.sets.focus()

    def action_flip(self) -> None:
        """Go to the other side; from the search, to the rows."""
        if self.is_reading and not self.pane.browser.is_typing:
            self.action_to_sets()
        else:
            self.action_to_rows()

    def action_search(self) -> None:
        """Let the learner type a search."""
        self.pane.browser.start_search()

    def action_close_row(self) -> None:
        """Go back from the row in full to the table."""
        self.pane.browser.close_row()

    def action_turn(self, by: int) -> None:
        """Turn a page of rows; beside the list, scroll a card that is cut off.

        Args:
            by: -1 for back, 1 for on.
        """
        if self.pane.is_card_cut and not self.is_reading:
            self.pane.scroll_card(by)
        else:
            self.pane.browser.turn(by)

    def action_leave(self) -> None:
        """Take one step back: out of the search or the row, to the list, to the shelf."""
        if self.is_reading:
            if not self.pane.browser.step_back():
                self.sets.focus()
        else:
            self.action_back()
