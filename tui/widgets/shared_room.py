"""A layout that gives a list the lines it needs, and the text above it the rest."""

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.layout import ArrangeResult, WidgetPlacement
from textual.layouts.vertical import VerticalLayout

if TYPE_CHECKING:
    from textual.widget import Widget

_LEAST_TEXT = 6


class SharedRoom(VerticalLayout):
    """Widgets from top to bottom; where they do not all fit, a text and then a list scroll.

    Attributes:
        least: The share of the lines that the text gets even if the list then scrolls.
    """

    def __init__(self, text: str, lists: set[str]) -> None:
        """Make the layout.

        Args:
            text: The id of what is to be read.
            lists: The ids of the lists below it, of which one at a time is on show.
        """
        super().__init__()
        self.least = 0.0
        self._text = text
        self._lists = lists

    def arrange(
        self, parent: "Widget", children: "list[Widget]", size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Place the widgets.

        Args:
            parent: What they stand in.
            children: The widgets that are on show and not docked.
            size: The room.
            greedy: As in Textual.

        Returns:
            Where each of them is.
        """
        placements = super().arrange(parent, children, size, greedy)
        text = next((each for each in placements if each.widget.id == self._text), None)
        choices = next((each for each in placements if each.widget.id in self._lists), None)
        if text is None or choices is None:
            return placements
        too_many = choices.region.bottom + choices.margin.bottom - size.height
        if too_many <= 0:
            return placements
        margins = choices.margin.height
        others = choices.region.bottom + choices.margin.bottom - margins
        others -= text.region.height + choices.region.height
        wanted = max(round((size.height - others) * self.least), _LEAST_TEXT)
        shorter = min(max(text.region.height - wanted, 0), too_many)
        return [self._shorter(each, text, choices, shorter, too_many) for each in placements]

    @staticmethod
    def _shorter(
        each: WidgetPlacement,
        text: WidgetPlacement,
        choices: WidgetPlacement,
        shorter: int,
        too_many: int,
    ) -> WidgetPlacement:
        x, y, width, height = each.region
        if each is text:
            return each._replace(region=Region(x, y, width, height - shorter))
        if y > text.region.y:
            y -= shorter
        if each is choices:
            height = max(height - (too_many - shorter), 1)
        return each._replace(region=Region(x, y, width, height))
