"""The loss curve of a training run, drawn left to right."""

import math
from collections.abc import Sequence

from textual.app import RenderResult
from textual.color import Color
from textual.content import Content
from textual_plotext import PlotextPlot

from tui.content.models.detective import Curve
from tui.language import _

TRAIN_SIGN, VALIDATION_SIGN = "•", "○"
"""How the two losses are told apart where there is no colour."""

_MOST_TICKS = 5
_LINES_BELOW = 3
_BARS = "▁▂▃▄▅▆▇█"


class TrainingCurve(PlotextPlot):
    """Training and validation loss up to a point of the run; the axes hold all of it."""

    _losses: Sequence[float] = ()

    def render(self) -> RenderResult:
        """Render the plot with as many numbers beside it as it has lines."""
        shown = thinned(self._losses, self.size.height - _LINES_BELOW)
        self.plt.yticks(shown, [f"{tick:g}" for tick in shown])
        return super().render()

    def on_unmount(self) -> None:
        """Let go of the app: the plot has subscribed to its theme."""
        self.app.theme_changed_signal.unsubscribe(self)

    def draw_curve(self, curve: Curve, points: int, at: int | None = None) -> None:
        """Draw the run as far as it has come.

        Args:
            curve: The whole run.
            points: How many of its points are reached, at least 1.
            at: The step at which to draw a line upright; None for no line.
        """
        colors = self.app.theme_variables
        plt = self.plt
        plt.clear_data()
        losses, steps = ticks(max(*curve.train, *curve.validation)), ticks(curve.steps[-1])
        plt.xlim(0, curve.steps[-1])
        plt.ylim(0, losses[-1])
        plt.xticks(steps, [f"{tick:g}" for tick in steps])
        self._losses = losses
        plt.xaxes(True, False)
        plt.yaxes(True, False)
        plt.xlabel(_("training steps"))
        if at is not None:
            plt.vline(at, Color.parse(colors["foreground"]).rgb)
        for values, sign, tone in (
            (curve.train, TRAIN_SIGN, "secondary"),
            (curve.validation, VALIDATION_SIGN, "primary"),
        ):
            color = Color.parse(colors[tone]).rgb
            plt.plot(list(curve.steps[:points]), list(values[:points]), marker=sign, color=color)
        self.refresh()


def losses_content(curve: Curve, at: int, between: str = "    ") -> Content:
    """Return both losses at a point of the run, with the signs of their lines.

    Args:
        curve: The run.
        at: The index of the point.
        between: What stands between the two.
    """
    train = _("training loss {loss:.2f}").format(loss=curve.train[at])
    validation = _("validation loss {loss:.2f}").format(loss=curve.validation[at])
    return Content.assemble(
        (f"{TRAIN_SIGN} {train}", "bold $secondary"),
        between,
        (f"{VALIDATION_SIGN} {validation}", "bold $primary"),
    )


def small_curve(shares: Sequence[float]) -> str:
    """Return shares from 0 to 1 as a line of small bars.

    Args:
        shares: The shares.
    """
    return "".join(_BARS[min(int(share * len(_BARS)), len(_BARS) - 1)] for share in shares)


def thinned(marks: Sequence[float], lines: int) -> list[float]:
    """Return every mark of an axis, or every second or third, so that each has its own line.

    Args:
        marks: The marks, evenly spaced.
        lines: How many lines the axis is high.
    """
    every = math.ceil((len(marks) - 1) / max(lines - 1, 1))
    return list(marks[:: max(every, 1)])


def ticks(most: float) -> list[float]:
    """Return round numbers for an axis, from 0 to the first that is not below the most.

    Args:
        most: The largest value on the axis.
    """
    if most <= 0:
        return [0.0, 1.0]
    size = 10.0 ** math.floor(math.log10(most))
    step = next(
        size * part
        for part in (0.2, 0.5, 1.0, 2.0, 5.0)
        if math.ceil(round(most / (size * part), 6)) < _MOST_TICKS
    )
    return [step * number for number in range(math.ceil(round(most / step, 6)) + 1)]
