"""The loss curve of a training run, drawn left to right."""

import math

from textual.color import Color
from textual_plotext import PlotextPlot

from tui.content.models.detective import Curve
from tui.language import _

TRAIN_SIGN, VALIDATION_SIGN = "•", "○"
"""How the two losses are told apart where there is no colour."""

_MOST_TICKS = 5


class TrainingCurve(PlotextPlot):
    """Training and validation loss up to a point of the run; the axes hold all of it."""

    def on_unmount(self) -> None:
        """Let go of the app: the plot has subscribed to its theme."""
        self.app.theme_changed_signal.unsubscribe(self)

    def draw_curve(self, curve: Curve, points: int) -> None:
        """Draw the run as far as it has come.

        Args:
            curve: The whole run.
            points: How many of its points are reached, at least 1.
        """
        colors = self.app.theme_variables
        plt = self.plt
        plt.clear_data()
        losses, steps = ticks(max(*curve.train, *curve.validation)), ticks(curve.steps[-1])
        plt.xlim(0, curve.steps[-1])
        plt.ylim(0, losses[-1])
        plt.xticks(steps, [f"{tick:g}" for tick in steps])
        plt.yticks(losses, [f"{tick:g}" for tick in losses])
        plt.xaxes(True, False)
        plt.yaxes(True, False)
        plt.xlabel(_("training steps"))
        for values, sign, tone in (
            (curve.train, TRAIN_SIGN, "secondary"),
            (curve.validation, VALIDATION_SIGN, "primary"),
        ):
            color = Color.parse(colors[tone]).rgb
            plt.plot(list(curve.steps[:points]), list(values[:points]), marker=sign, color=color)
        self.refresh()


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
