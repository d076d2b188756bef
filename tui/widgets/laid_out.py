"""What is painted from lines that are laid out once for each width."""

from abc import abstractmethod
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.segment import Segment
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

Lines = Sequence[Sequence[Segment]]


class LaidOut(Visual):
    """A visual that knows its lines at every width."""

    @abstractmethod
    def lines(self, width: int) -> Lines:
        """Return the lines, without what they are painted on.

        Args:
            width: The cells of a line.
        """

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines there are.

        Args:
            rules: Not needed.
            width: The cells of a line.
        """
        return len(self.lines(width))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return the lines as they are painted.

        Args:
            width: The cells of a line.
            height: How many lines at most.
            style: What the lines' own styles stand on.
            options: Not needed.
        """
        rich_style = style.rich_style
        lines = self.lines(width)[:height]
        return [Strip(Segment.apply_style(line, rich_style)) for line in lines]


class KeptVisual(LaidOut):
    """What Rich lays out, such as a table, which takes it long."""

    def __init__(self, console: Console, renderable: RenderableType) -> None:
        """Keep what is laid out.

        Args:
            console: What lays it out.
            renderable: What is laid out.
        """
        self._console = console
        self._renderable = renderable
        self._lines: dict[int, Lines] = {}

    def lines(self, width: int) -> Lines:
        """Return the lines, laid out where that was not done yet.

        Args:
            width: The cells of a line.
        """
        if width not in self._lines:
            options = self._console.options.update(width=width, highlight=False)
            segments = self._console.render(self._renderable, options)
            self._lines[width] = list(
                Segment.split_and_crop_lines(segments, width, include_new_lines=False, pad=False)
            )
        return self._lines[width]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells that it takes where nothing is wrapped.

        Args:
            rules: Not needed.
            container_width: The most that it can take.
        """
        options = self._console.options.update(width=container_width)
        return Measurement.get(self._console, options, self._renderable).maximum
