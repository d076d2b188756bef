"""What is still at stake in a case: the reason to think before a run."""

import msgspec

from tui.content.models.detective import Case
from tui.rules.detective import CaseState, Run, Score, is_solved, score


def at_stake(case: Case, state: CaseState) -> Score:
    """Return what the case brings if the next run solves it; as it stands where it is solved.

    Args:
        case: The case.
        state: Where the learner stands, at the data sets.
    """
    solving = [candidate.id for candidate in case.datasets if candidate.verdict == "solves"]
    if is_solved(case, state) or not solving:
        return score(case, state)
    runs = (*state.runs, Run(dataset=solving[0]))
    return score(case, msgspec.structs.replace(state, runs=runs))
