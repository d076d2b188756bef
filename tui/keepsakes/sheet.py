"""A sheet of paper to write and draw on, from the top down."""

import math
import re
from collections.abc import Iterable
from xml.etree import ElementTree

from rich.cells import cell_len

from tui.rules.line_breaks import wrapped

LINE = 26
"""The height of a line of writing."""
SIZE = 16
"""The usual size of letters."""

INK, FAINT, PAPER, DESK = "#2b2721", "#665e50", "#f6efdc", "#0e1422"
LAMP, GOOD, BAD, BLUE, RULE = "#8a5200", "#1d6b41", "#a32a2a", "#2b5b8c", "#d5dbe0"

_FONTS = (
    "'Courier Prime', 'Courier New', 'Nimbus Mono PS', 'Noto Sans Mono', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', monospace"
)
Look = dict[str, str | float]
"""Attributes of a shape; ``_`` stands for ``-``."""

# How wide a letter of these fonts is, of its size.
_WIDTH_OF_LETTER = 0.602
# What XML 1.0 cannot hold; the game has taken most of it out before.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sheet:
    """A drawing in the making.

    Attributes:
        width: How wide it is.
        y: The base line of what was written last.
        root: The element that is drawn into.
    """

    def __init__(self, width: int, title: str, description: str, language: str) -> None:
        """Take an empty sheet.

        Args:
            width: How wide it is.
            title: What it is, for those who cannot see it.
            description: What is on it, for those who cannot see it.
            language: The tag of its language.
        """
        self.width = width
        self.y = 0.0
        self.root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "xml:lang": language,
                "role": "img",
                "aria-labelledby": "title description",
                "font-family": _FONTS,
                "font-size": str(SIZE),
                "fill": INK,
            },
        )
        for name, told in (("title", title), ("desc", description)):
            made = self.draw(name, id="title" if name == "title" else "description")
            made.text = printable(told)

    def draw(
        self, tag: str, within: ElementTree.Element | None = None, **attributes: str | float
    ) -> ElementTree.Element:
        """Put a shape on the sheet, over what is there.

        Args:
            tag: Its element.
            within: The element that it belongs to; None for the sheet.
            **attributes: Its attributes; ``_`` stands for ``-``.
        """
        parent = self.root if within is None else within
        return ElementTree.SubElement(parent, tag, _attributes(attributes))

    def draw_under(self, place: int, tag: str, **attributes: str | float) -> None:
        """Put a shape under what is there.

        Args:
            place: How many shapes stay under it.
            tag: Its element.
            **attributes: Its attributes.
        """
        self.root.insert(place, ElementTree.Element(tag, _attributes(attributes)))

    def write(self, text: str, x: float, y: float, **attributes: str | float) -> None:
        """Write a line.

        Args:
            text: What is written.
            x: Where it begins, or its middle or end by ``text_anchor``.
            y: Its base line.
            **attributes: How it looks.
        """
        self.draw("text", None, x=x, y=y, **attributes).text = printable(text)

    def paragraph(
        self,
        text: str,
        x: float,
        width: float,
        size: int = SIZE,
        most: int = 0,
        **attributes: str | float,
    ) -> None:
        """Write a text from the line after the last one on, on as many lines as it takes.

        Args:
            text: What is written.
            x: Where its lines begin, or their middle or end by ``text_anchor``.
            width: How wide a line may be.
            size: The size of its letters.
            most: How many lines it may take; 0 for any.
            **attributes: How it looks.
        """
        step = LINE if size * 1.3 <= LINE else math.ceil(size * 1.25)
        for line in wrapped(printable(text), cells_in(width, size), most):
            self.y += step
            self.write(line, x, self.y, font_size=size, **attributes)

    def stars(self, number: int, total: int, x: float, y: float, size: float) -> None:
        """Draw stars, those that were not won empty.

        Args:
            number: How many were won.
            total: How many there are.
            x: Where the first one begins.
            y: The middle of them.
            size: How wide one is.
        """
        for place in range(total):
            self.draw(
                "polygon",
                points=_star(x + size * (1.25 * place + 0.5), y, size / 2),
                fill=LAMP if place < number else "none",
                stroke=LAMP,
                stroke_width=1.5,
                stroke_linejoin="round",
            )

    def stamp(self, text: str, x: float, y: float, color: str) -> None:
        """Stamp a word on the sheet, a little awry.

        Args:
            text: The word.
            x: Its right end.
            y: Its middle.
            color: The color of the ink.
        """
        size = 22
        width = cell_len(text) * size * _WIDTH_OF_LETTER + 36
        middle = x - width / 2
        made = self.draw("g", transform=f"rotate(-6 {middle:.1f} {y:.1f})", opacity=0.85)
        for inset, stroke in ((0, 3), (5, 1)):
            self.draw(
                "rect",
                made,
                x=x - width + inset,
                y=y - 24 + inset,
                width=width - 2 * inset,
                height=48 - 2 * inset,
                rx=4,
                fill="none",
                stroke=color,
                stroke_width=stroke,
            )
        look: Look = {"font_size": size, "font_weight": "bold", "text_anchor": "middle"}
        self.draw("text", made, x=middle, y=y + 8, fill=color, **look).text = printable(text)

    def finished(self, height: float) -> str:
        """Return the drawing as SVG.

        Args:
            height: How high it is.
        """
        self.root.set("viewBox", f"0 0 {self.width} {height:g}")
        self.root.set("width", str(self.width))
        self.root.set("height", f"{height:g}")
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"


def cells_in(width: float, size: float = SIZE) -> int:
    """Return how many cells of writing there are in a width.

    Args:
        width: The width.
        size: The size of the letters.
    """
    return max(int(width / (size * _WIDTH_OF_LETTER)), 2)


def printable(text: str) -> str:
    """Return a text without what XML cannot hold.

    Args:
        text: Any text.
    """
    return _FORBIDDEN.sub("", text)


def points(places: Iterable[tuple[float, float]]) -> str:
    """Return places as an attribute of a line.

    Args:
        places: Where the line goes.
    """
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _star(x: float, y: float, radius: float) -> str:
    def place(number: int) -> tuple[float, float]:
        long = radius if number % 2 == 0 else radius * 0.42
        angle = math.pi * (number / 5 - 0.5)
        return x + long * math.cos(angle), y + long * math.sin(angle)

    return points(place(number) for number in range(10))


def _attributes(given: Look) -> dict[str, str]:
    return {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else f"{value:g}"
        for name, value in given.items()
    }
