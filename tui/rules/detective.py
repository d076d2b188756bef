"""The rules of a detective case: open data sets, train on one, explain, try again or close."""

import random
from typing import Literal

import msgspec

from tui.content.models.detective import Case, DataSet, Factor, Verdict
from tui.language import N_, _
from tui.rules.moves import Action, NotAllowedError, State, toggled

Phase = Literal["brief", "datasets", "training", "verdict", "debrief"]

POINTS_SOLVED = 10
POINTS_EXTRA_RUN = -2
POINTS_SOLVED_AT_LEAST = 4
POINTS_FACTOR = 2
HINT_COSTS = (1, 2, 3, 4)
"""What each hint costs, the first one little."""

FACTORS: dict[Factor, str] = {
    "relevance": N_("the rows are about another task or domain"),
    "quality": N_("the replies in the rows are wrong or contradict each other"),
    "size": N_("there are too few different rows to learn from"),
    "coverage": N_("the rows show only a narrow slice of what is asked"),
    "balance": N_("one kind of reply crowds out the others"),
    "format": N_("the replies have not the form that is needed"),
    "leakage": N_("the test is in the training rows, so its score says nothing"),
    "rights": N_("it may not be used: license, privacy or consent"),
    "overfitting": N_("it was trained too long: it knows its rows by heart and little else"),
    "forgetting": N_("it learned the job and lost what it could do before"),
}
"""The factors that explain a failure, each in a few words, to be translated."""

VERDICTS: dict[Verdict, str] = {
    "solves": N_("on track"),
    "partly": N_("partly on track"),
    "fails": N_("off track"),
}
"""The verdicts as the learner reads them, to be translated."""


class Run(State, frozen=True, kw_only=True):
    """One training run.

    Attributes:
        dataset: The id of the data set it was trained on.
        factor: What the learner named as the explanation.
        sure: Whether the learner is sure of it; None where it was not said.
    """

    dataset: str
    factor: Factor | None = None
    sure: bool | None = None


class CaseState(State, frozen=True, kw_only=True):
    """Where the learner stands in a case.

    Attributes:
        seed: Kept for what a case shuffles.
        phase: What is on show.
        opened: Ids of the data sets looked into.
        clues: Rows that the learner marked, as ``dataset:row`` with rows counted from 1.
        runs: The training runs so far.
        hints: How many hints were taken.
    """

    seed: int
    phase: Phase = "brief"
    opened: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    hints: int = 0


class Accept(Action, frozen=True):
    """Read the brief and go to the data sets."""


class Open(Action, frozen=True):
    """Look into a data set."""

    dataset: str


class MarkClue(Action, frozen=True):
    """Mark a row as a clue, or take the mark back."""

    dataset: str
    row: int


class Hint(Action, frozen=True):
    """Take the next hint."""


class Train(Action, frozen=True):
    """Fine-tune the base model on a data set."""

    dataset: str


class FinishTraining(Action, frozen=True):
    """See what the trained model replies."""


class Sure(Action, frozen=True):
    """Say how sure one is of the factor, before it is named."""

    sure: bool | None


class NameFactor(Action, frozen=True):
    """Say what explains the failure."""

    factor: Factor


class TryAgain(Action, frozen=True):
    """Go back to the data sets for another run."""


class Close(Action, frozen=True):
    """Close the case and see the debrief."""


CaseAction = (
    Accept | Open | MarkClue | Hint | Train | FinishTraining | Sure | NameFactor | TryAgain | Close
)


class Score(msgspec.Struct, frozen=True):
    """What a case has brought.

    Attributes:
        solved: Whether a run solved it.
        runs: How many runs it took.
        factors: How many failures were explained rightly.
        hint_cost: Points paid for hints.
        points: What it comes to, at least 0.
        stars: 3 for one run, 2 for two, 1 for more, 0 where it is not solved.
    """

    solved: bool
    runs: int
    factors: int
    hint_cost: int
    points: int
    stars: int

    @property
    def for_solving(self) -> int:
        """The points that the solution alone brings."""
        if not self.solved:
            return 0
        return max(POINTS_SOLVED + POINTS_EXTRA_RUN * (self.runs - 1), POINTS_SOLVED_AT_LEAST)


def start(case: Case, rng: random.Random) -> CaseState:
    """Begin a case at its brief."""
    del case
    return CaseState(seed=rng.getrandbits(32))


def resume(case: Case, state: CaseState) -> CaseState:
    """Return a kept state fit for the case as its author has it now.

    Runs on data sets that the author took out are dropped; a training or a verdict that has lost
    its run goes back to the data sets.
    """
    known = {candidate.id for candidate in case.datasets}
    runs = tuple(run for run in state.runs if run.dataset in known)
    lost = not runs or runs[-1] != state.runs[-1]
    phase: Phase = "datasets" if state.phase in {"training", "verdict"} and lost else state.phase
    return msgspec.structs.replace(
        state,
        phase=phase,
        runs=runs,
        opened=tuple(name for name in state.opened if name in known),
        clues=tuple(clue for clue in state.clues if clue.rpartition(":")[0] in known),
    )


def data_set(case: Case, name: str) -> DataSet:
    """Return a data set of the case.

    Raises:
        NotAllowedError: The case has none of that id.
    """
    for candidate in case.datasets:
        if candidate.id == name:
            return candidate
    raise NotAllowedError(_("There is no such data set."))


def last_run(case: Case, state: CaseState) -> tuple[Run, DataSet]:
    """Return the latest run and its data set; only in training and at the verdict."""
    run = state.runs[-1]
    return run, data_set(case, run.dataset)


def was_trained(state: CaseState, name: str) -> bool:
    """Say whether a run on the data set is over."""
    done = state.runs[:-1] if state.phase == "training" else state.runs
    return any(run.dataset == name for run in done)


def is_solved(case: Case, state: CaseState) -> bool:
    """Say whether a run has solved the case."""
    verdicts = {candidate.id: candidate.verdict for candidate in case.datasets}
    return any(
        verdicts.get(run.dataset) == "solves" and was_trained(state, run.dataset)
        for run in state.runs
    )


def can_name_factor(case: Case, state: CaseState) -> bool:
    """Say whether the latest run failed and nothing was named for it yet."""
    if state.phase != "verdict":
        return False
    run, candidate = last_run(case, state)
    return candidate.factor is not None and run.factor is None


def can_try_again(case: Case, state: CaseState) -> bool:
    """Say whether there is a verdict, no solution yet and a data set left to train on."""
    return (
        state.phase == "verdict"
        and not is_solved(case, state)
        and any(not was_trained(state, candidate.id) for candidate in case.datasets)
    )


def next_hint_cost(case: Case, state: CaseState) -> int | None:
    """Return what the next hint costs, or None where there is none."""
    return HINT_COSTS[state.hints] if state.hints < len(case.hints) else None


def step(case: Case, state: CaseState, action: CaseAction) -> CaseState:
    """Return the state after a move.

    Raises:
        NotAllowedError: The move is not possible now.
    """
    if state.phase == "debrief":
        raise NotAllowedError(_("The case is closed."))
    match action:
        case Hint():
            if next_hint_cost(case, state) is None:
                raise NotAllowedError(_("There are no more hints."))
            return msgspec.structs.replace(state, hints=state.hints + 1)
        case Accept():
            _require(state, "brief", _("The brief is read."))
            return msgspec.structs.replace(state, phase="datasets")
        case Open(name):
            _require(state, "datasets", _("The data sets are not open now."))
            data_set(case, name)
            opened = state.opened if name in state.opened else (*state.opened, name)
            return msgspec.structs.replace(state, opened=opened)
        case MarkClue(name, row):
            _require(state, "datasets", _("The data sets are not open now."))
            data_set(case, name)
            return msgspec.structs.replace(state, clues=toggled(state.clues, f"{name}:{row}"))
        case Train(name):
            return _train(case, state, name)
        case FinishTraining():
            _require(state, "training", _("Nothing is training."))
            return msgspec.structs.replace(state, phase="verdict")
        case Sure(sure):
            if not can_name_factor(case, state):
                raise NotAllowedError(_("There is nothing to explain now."))
            run = msgspec.structs.replace(state.runs[-1], sure=sure)
            return msgspec.structs.replace(state, runs=(*state.runs[:-1], run))
        case NameFactor(factor):
            if not can_name_factor(case, state):
                raise NotAllowedError(_("There is nothing to explain now."))
            run = msgspec.structs.replace(state.runs[-1], factor=factor)
            return msgspec.structs.replace(state, runs=(*state.runs[:-1], run))
        case TryAgain():
            if not can_try_again(case, state):
                raise NotAllowedError(_("There is nothing left to try."))
            return msgspec.structs.replace(state, phase="datasets")
        case Close():
            if state.phase not in {"datasets", "verdict"}:
                raise NotAllowedError(_("The case cannot be closed here."))
            return msgspec.structs.replace(state, phase="debrief")


def score(case: Case, state: CaseState) -> Score:
    """Return what the case has brought as it stands."""
    solved = is_solved(case, state)
    runs = len(state.runs)
    factors = sum(
        run.factor is not None and run.factor == data_set(case, run.dataset).factor
        for run in state.runs
    )
    hint_cost = sum(HINT_COSTS[: state.hints])
    stars = max(4 - runs, 1) if solved else 0
    before = Score(solved, runs, factors, hint_cost, 0, stars)
    points = max(before.for_solving + POINTS_FACTOR * factors - hint_cost, 0)
    return msgspec.structs.replace(before, points=points)


def _train(case: Case, state: CaseState, name: str) -> CaseState:
    _require(state, "datasets", _("Choose a data set first."))
    data_set(case, name)
    if was_trained(state, name):
        raise NotAllowedError(_("That run is done: choose another data set."))
    return msgspec.structs.replace(state, phase="training", runs=(*state.runs, Run(dataset=name)))


def _require(state: CaseState, wanted: Phase, otherwise: str) -> None:
    if state.phase != wanted:
        raise NotAllowedError(otherwise)
