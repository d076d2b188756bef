"""What a learner knows of the data sets of a case: marked rows and verdicts."""

from collections.abc import Callable, Sequence

from tui.content.models.detective import Case, DataSet, Verdict
from tui.content.rows import Row
from tui.rules.detective import CaseState, data_set, was_trained


def verdict_of(state: CaseState, candidate: DataSet) -> Verdict | None:
    """Return what training on a data set led to; None where that is not known yet.

    Args:
        state: Where the learner stands.
        candidate: The data set.
    """
    return candidate.verdict if was_trained(state, candidate.id) else None


def clues_of(state: CaseState, candidate: DataSet, rows: Sequence[Row]) -> frozenset[int]:
    """Return the indexes of the rows that the learner marked in a data set.

    Args:
        state: Where the learner stands.
        candidate: The data set.
        rows: Its rows; marks on rows that its author took out are passed over.
    """
    marks = (clue.rpartition(":")[::2] for clue in state.clues)
    numbers = {int(row) for name, row in marks if name == candidate.id and row.isdigit()}
    return frozenset(number - 1 for number in numbers if 1 <= number <= len(rows))


def clue_rows(
    case: Case, state: CaseState, rows_of: Callable[[DataSet], Sequence[Row]]
) -> dict[str, Row]:
    """Return the marked rows by the names they have in the state.

    Args:
        case: The case.
        state: Where the learner stands.
        rows_of: Returns the rows of a data set.
    """
    found: dict[str, Row] = {}
    for name in state.clues:
        candidate, number = name.rsplit(":", 1)
        rows = rows_of(data_set(case, candidate))
        if 1 <= int(number) <= len(rows):
            found[name] = rows[int(number) - 1]
    return found
