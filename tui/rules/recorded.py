"""Recorded runs: their checkpoints, and the verdict that follows from their scores."""

from typing import Literal

import msgspec

from tui.content.models.detective import Demands, Verdict
from tui.content.models.recording import Training
from tui.language import N_

ScoreName = Literal["held-out", "form", "untouched", "tests"]

PARTLY = 0.5
"""The share of what is demanded of the held-out questions that makes a run partly on track."""

SCORES: dict[ScoreName, str] = {
    "held-out": N_("new questions"),
    "form": N_("right form"),
    "untouched": N_("other subjects"),
    "tests": N_("these tests"),
}
"""The scores in a few words, to be translated."""


class Measured(msgspec.Struct, frozen=True):
    """A score at a checkpoint.

    Attributes:
        name: Which score.
        share: What was measured, from 0 to 1.
        before: What the base model had.
        demanded: What the client demands; None for nothing.
    """

    name: ScoreName
    share: float
    before: float
    demanded: float | None

    @property
    def is_reached(self) -> bool:
        """Whether it is as high as demanded."""
        return self.demanded is None or self.share >= self.demanded


def checkpoint_index(training: Training, step: int | None) -> int:
    """Return the index of the checkpoint at a step; of the last where there is none.

    Args:
        training: The run.
        step: The step; None for the last.
    """
    steps = training.curve.steps
    return steps.index(step) if step in steps else len(steps) - 1


def measured(training: Training, index: int, demands: Demands | None) -> tuple[Measured, ...]:
    """Return the scores at a checkpoint, those of the job first.

    Args:
        training: The run.
        index: The index of the checkpoint.
        demands: What the client demands, if anything.
    """
    scores = training.scores
    wanted = demands or Demands(held_out=0.0)
    given: list[tuple[ScoreName, tuple[float, ...] | None, float | None]] = [
        ("tests", scores.tests, None),
        ("held-out", scores.held_out, wanted.held_out or None),
        ("form", scores.form, wanted.form),
        ("untouched", scores.untouched, wanted.untouched),
    ]
    return tuple(
        Measured(name, shares[index], shares[0], demanded)
        for name, shares, demanded in given
        if shares is not None
    )


def verdict(training: Training, step: int | None, demands: Demands) -> Verdict:
    """Return the verdict that follows from the scores at a checkpoint.

    Every score that is demanded is reached: it solves. The held-out questions reach half of what
    is demanded of them: partly. Otherwise it fails.

    Args:
        training: The run.
        step: The step of the checkpoint; None for the last.
        demands: What the client demands.
    """
    scores = measured(training, checkpoint_index(training, step), demands)
    if all(score.is_reached for score in scores) and not _is_unmeasured(training, demands):
        return "solves"
    held_out = next(score.share for score in scores if score.name == "held-out")
    return "partly" if held_out >= PARTLY * demands.held_out else "fails"


def _is_unmeasured(training: Training, demands: Demands) -> bool:
    return demands.form is not None and training.scores.form is None
