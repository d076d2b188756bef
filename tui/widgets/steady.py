"""Widgets that are laid out anew only where that changes something.

Textual lays a screen out a second time whenever a widget has got another size by the first: a
container might then show a scroll bar. A scroll bar that comes or goes asks for that by itself,
so these widgets do not. A layout takes many times what a repaint takes.
"""

from typing import Protocol, cast

from rich.protocol import is_renderable, rich_cast
from rich.text import Text
from textual.actions import SkipAction
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.reactive import Reactive
from textual.visual import Visual, VisualType
from textual.widget import Widget
from textual.widgets import Static

from tui.widgets.laid_out import KeptVisual


class _Scroll(Protocol):
    def __call__(self, *, animate: bool) -> None: ...


def hide(widget: Widget, hidden: bool) -> None:
    """Hide a widget, or leave it to the style sheet whether it is shown.

    Unlike a class it needs no new styles for all that is in the widget.

    Args:
        widget: The widget.
        hidden: Whether to hide it.
    """
    widget.styles.display = "none" if hidden else None


def steady_size() -> Reactive[Size]:
    """Return what keeps the virtual size of a widget, and asks for no layout when it changes."""
    return Reactive(Size(0, 0), repaint=False)


class SteadyRow(Horizontal):
    """Widgets side by side."""

    virtual_size = steady_size()


class SteadyColumn(Vertical):
    """Widgets from top to bottom."""

    virtual_size = steady_size()


class SteadyScroll(VerticalScroll):
    """Widgets from top to bottom that scroll where they do not fit, at once.

    A glide would paint a page twenty times, which a slow line shows long after the key.
    """

    virtual_size = steady_size()

    def action_scroll_up(self) -> None:
        """Scroll up by a line."""
        self._scroll(self.scroll_up)

    def action_scroll_down(self) -> None:
        """Scroll down by a line."""
        self._scroll(self.scroll_down)

    def action_page_up(self) -> None:
        """Scroll up by a page."""
        self._scroll(self.scroll_page_up)

    def action_page_down(self) -> None:
        """Scroll down by a page."""
        self._scroll(self.scroll_page_down)

    def action_scroll_home(self) -> None:
        """Scroll to the top."""
        self._scroll(self.scroll_home)

    def action_scroll_end(self) -> None:
        """Scroll to the end."""
        self._scroll(self.scroll_end)

    def _scroll(self, go: _Scroll) -> None:
        if not self.allow_vertical_scroll:
            raise SkipAction
        go(animate=False)


class SteadyText(Static):
    """A text that changes often.

    Where the new text fills its box just as the old one did, or both are shorter than the box, or
    both are longer, the box stays as it is.
    """

    virtual_size = steady_size()

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text.

        Args:
            content: The text.
            layout: Whether its size may be another one.
        """
        if _is_same(content, self.content):
            return
        if not isinstance(content, (str, Text, Visual)) and is_renderable(content):
            content = KeptVisual(self.app.console, rich_cast(content))
        before = self._fills() if layout and self.size else None
        super().update(content, layout=False)
        if layout and (before is None or before != self._fills()):
            self.refresh(layout=True)

    def _fills(self) -> tuple[int, int]:
        rules, visual = cast(RulesMap, self.styles), self.visual
        width, height = self.size
        is_auto = self.styles.width is not None and self.styles.width.is_auto
        wide = visual.get_optimal_width(rules, self.app.size.width) if is_auto else 0
        return wide, _sign(visual.get_height(rules, width) - height)


def _is_same(one: VisualType, other: VisualType) -> bool:
    if isinstance(one, Content) and isinstance(other, Content):
        return one.plain == other.plain and one.spans == other.spans
    return isinstance(one, str) and isinstance(other, str) and one == other


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
