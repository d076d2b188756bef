"""What is said of a run beside its verdict: which checkpoint was kept, and what comes next."""

from tui.content.models.detective import Case
from tui.language import _
from tui.rules import detective as rules
from tui.rules.detective import CaseState
from tui.rules.recorded_runs import RecordedRun


def kept_text(recorded: RecordedRun) -> str:
    """Return which checkpoint of a run was kept, empty where it is the last.

    Args:
        recorded: The run.
    """
    if recorded.kept_step is None:
        return ""
    steps = recorded.training.curve.steps
    return _("kept: step {step} of {steps}").format(step=recorded.kept_step, steps=steps[-1])


def next_text(case: Case, state: CaseState) -> str:
    """Return what can be done after a verdict.

    Args:
        case: The case.
        state: Where the learner stands.
    """
    if rules.is_solved(case, state):
        return _("The case is solved. Close it and see what the other data sets would have done.")
    if rules.can_try_again(case, state):
        return _("Try another data set, or close the case.")
    return _("No data set is left. Close the case and see the debrief.")
