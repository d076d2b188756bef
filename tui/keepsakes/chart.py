"""A small picture of a training run: both losses over its steps."""

from tui.content.models.detective import Curve
from tui.keepsakes.sheet import BLUE, FAINT, LAMP, LINE, PAPER, Look, Sheet, points
from tui.language import _

WIDTH, HEIGHT = 290, 5 * LINE
"""The room that a chart takes, with its numbers."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 8, 22
_SMALL = 12


def draw_chart(sheet: Sheet, curve: Curve, at: int, x: float, y: float) -> None:
    """Draw a curve.

    Args:
        sheet: Where.
        curve: The losses.
        at: The index of the checkpoint that the learner got.
        x: The left end of its room.
        y: The upper end of its room.
    """
    left, right = x + _LEFT, x + WIDTH - _RIGHT
    top, bottom = y + _TOP, y + HEIGHT - _BOTTOM
    highest = max(*curve.train, *curve.validation) or 1.0
    first, last = curve.steps[0], curve.steps[-1]

    def across(step: int) -> float:
        return left + (right - left) * (step - first) / ((last - first) or 1)

    def up(loss: float) -> float:
        return bottom - (bottom - top) * loss / highest

    sheet.draw("rect", x=x, y=y, width=WIDTH, height=HEIGHT, fill=PAPER)
    frame = points([(left, top), (left, bottom), (right, bottom)])
    sheet.draw("polyline", points=frame, fill="none", stroke=FAINT, stroke_width=1)
    kept = across(curve.steps[at])
    line = points([(kept, top), (kept, bottom)])
    sheet.draw("polyline", points=line, stroke=FAINT, stroke_width=1, stroke_dasharray="1 3")
    for losses, color, dashes in ((curve.train, BLUE, "5 3"), (curve.validation, LAMP, "none")):
        sheet.draw(
            "polyline",
            points=points(zip(map(across, curve.steps), map(up, losses), strict=True)),
            fill="none",
            stroke=color,
            stroke_width=2,
            stroke_dasharray=dashes,
        )
    sheet.draw("circle", cx=kept, cy=up(curve.validation[at]), r=4, fill=LAMP)
    small: Look = {"font_size": _SMALL, "fill": FAINT}
    sheet.write(f"{highest:.1f}", left - 6, top + 9, text_anchor="end", **small)
    sheet.write("0", left - 6, bottom, text_anchor="end", **small)
    steps = _("step {step} of {steps}").format(step=curve.steps[at], steps=last)
    sheet.write(steps, right, bottom + 15, text_anchor="end", **small)


def draw_legend(sheet: Sheet, right: float, y: float) -> None:
    """Say which line of the charts is which.

    Args:
        sheet: Where.
        right: Its right end.
        y: Its base line.
    """
    from rich.cells import cell_len

    for text, color, dashes in (
        (_("validation loss"), LAMP, "none"),
        (_("training loss"), BLUE, "5 3"),
    ):
        sheet.write(text, right, y, text_anchor="end", font_size=_SMALL, fill=FAINT)
        right -= cell_len(text) * _SMALL * 0.61 + 8
        line = points([(right - 26, y - 4), (right, y - 4)])
        sheet.draw("polyline", points=line, stroke=color, stroke_width=2, stroke_dasharray=dashes)
        right -= 26 + 18
