"""Widgets that are laid out anew only where that changes something.

Textual lays a screen out a second time whenever a widget has got another size by the first: a
container might then show a scroll bar. A scroll bar that comes or goes asks for that by itself,
so these widgets do not. A layout takes many times what a repaint takes.
"""

from typing import Protocol, cast

from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.protocol import is_renderable, rich_cast
from rich.segment import Segment
from rich.text import Text
from textual.actions import SkipAction
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual, VisualType
from textual.widget import Widget
from textual.widgets import Static


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


class KeptVisual(Visual):
    """What Rich lays out, laid out once for each width: tables take it long."""

    def __init__(self, console: Console, renderable: RenderableType) -> None:
        """Keep what is laid out.

        Args:
            console: What lays it out.
            renderable: What is laid out.
        """
        self._console = console
        self._renderable = renderable
        self._lines: dict[int, list[list[Segment]]] = {}

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells that it takes where nothing is wrapped.

        Args:
            rules: Not needed.
            container_width: The most that it can take.
        """
        options = self._console.options.update(width=container_width)
        return Measurement.get(self._console, options, self._renderable).maximum

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines that it takes.

        Args:
            rules: Not needed.
            width: The cells of a line.
        """
        return len(self._laid_out(width))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return its lines.

        Args:
            width: The cells of a line.
            height: How many lines at most.
            style: What its own styles stand on.
            options: Not needed.
        """
        lines = self._laid_out(width)[:height]
        return [Strip(Segment.apply_style(line, style.rich_style)) for line in lines]

    def _laid_out(self, width: int) -> list[list[Segment]]:
        if width not in self._lines:
            options = self._console.options.update(width=width, highlight=False)
            segments = self._console.render(self._renderable, options)
            lines = Segment.split_and_crop_lines(
                segments, width, include_new_lines=False, pad=False
            )
            self._lines[width] = list(lines)
        return self._lines[width]


def _is_same(one: VisualType, other: VisualType) -> bool:
    if isinstance(one, Content) and isinstance(other, Content):
        return one.plain == other.plain and one.spans == other.spans
    return isinstance(one, str) and isinstance(other, str) and one == other


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
