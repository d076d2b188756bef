"""The loss curve of a training run, drawn left to right."""

from textual.color import Color
from textual_plotext import PlotextPlot

from tui.content.models.detective import Curve

TRAIN_SIGN, VALIDATION_SIGN = "•", "○"
"""How the two losses are told apart where there is no colour."""

_HEADROOM = 1.08


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
        plt.xlim(0, curve.steps[-1])
        plt.ylim(0, max(*curve.train, *curve.validation) * _HEADROOM)
        plt.xlabel("training steps")
        for losses, sign, tone in (
            (curve.train, TRAIN_SIGN, "secondary"),
            (curve.validation, VALIDATION_SIGN, "primary"),
        ):
            color = Color.parse(colors[tone]).rgb
            plt.plot(list(curve.steps[:points]), list(losses[:points]), marker=sign, color=color)
        self.refresh()
