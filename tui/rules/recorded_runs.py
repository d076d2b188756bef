"""The recorded runs of a case."""

from collections.abc import Callable

import msgspec

from tui.content.models.detective import Case, DataSet, Demands
from tui.content.models.recording import Recording, Training
from tui.content.problems import ContentError
from tui.rules.detective import CaseState, was_trained
from tui.rules.recorded import Measured, checkpoint_index, measured


class RecordedRun(msgspec.Struct, frozen=True):
    """A data set, and the run on it that was recorded.

    Attributes:
        data_set: The data set.
        recording: All that was recorded.
        training: The run.
    """

    data_set: DataSet
    recording: Recording
    training: Training

    @property
    def id(self) -> str:
        """The id of the data set."""
        return self.data_set.id

    @property
    def verdict_index(self) -> int:
        """The index of the checkpoint on which the case gives its verdict."""
        return checkpoint_index(self.training, self.data_set.step)

    @property
    def kept_step(self) -> int | None:
        """The step that was kept of a run that went on after it; None where it is the last."""
        steps = self.training.curve.steps
        return steps[self.verdict_index] if self.verdict_index < len(steps) - 1 else None

    def measured(self, demands: Demands | None) -> tuple[Measured, ...]:
        """Return the scores that the verdict follows from.

        Args:
            demands: What the client demands, if anything.
        """
        return measured(self.training, self.verdict_index, demands)


Runs = tuple[RecordedRun, ...]
"""The runs that can be looked at, in the order of the case; never empty where they are asked of."""


def recorded_runs(case: Case, find: Callable[[str], Recording]) -> Runs:
    """Return the recorded runs of a case; those that cannot be read are left out.

    Args:
        case: The case.
        find: Returns a recording by its name; raises ContentError where it is not sound.
    """
    runs = []
    for data_set in case.datasets:
        if data_set.recording is None:
            continue
        try:
            recording = find(data_set.recording)
        except ContentError:
            continue
        if recording.training is not None:
            runs.append(RecordedRun(data_set, recording, recording.training))
    return tuple(runs)


def runs_on_show(case: Case, state: CaseState, find: Callable[[str], Recording]) -> Runs:
    """Return the runs that can be looked at: those that were made, and all in a closed case.

    Args:
        case: The case.
        state: Where the learner stands.
        find: Returns a recording by its name; raises ContentError where it is not sound.
    """
    closed = state.phase == "debrief"
    runs = recorded_runs(case, find)
    return tuple(run for run in runs if closed or was_trained(state, run.id))
