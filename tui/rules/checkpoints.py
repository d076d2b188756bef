"""The rules of looking through the checkpoints of recorded runs: which step, test and run."""

import msgspec

from tui.content.models.detective import Demands
from tui.content.models.recording import RecordedPrompt, RecordedReply
from tui.language import _
from tui.rules.moves import Action, NotAllowedError, State
from tui.rules.recorded import Measured, measured
from tui.rules.recorded_runs import RecordedRun, Runs


class CheckpointsState(State, frozen=True, kw_only=True):
    """What the learner looks at.

    Attributes:
        run: The id of the data set whose run it is.
        index: The index of the checkpoint.
        prompt: The id of the test.
        compared: The id of the data set whose run stands beside it.
        luck: Whether the random replies are on show too.
    """

    run: str
    index: int
    prompt: str
    compared: str | None = None
    luck: bool = False


class Scrub(Action, frozen=True):
    """Go some checkpoints on, or back where it is negative."""

    by: int


class ToEnd(Action, frozen=True):
    """Go to the last checkpoint, or to the first."""

    last: bool


class ChooseTest(Action, frozen=True):
    """Go some tests on, or back where it is negative; after the last comes the first."""

    by: int


class Luck(Action, frozen=True):
    """Show the random replies, or hide them."""


class Compare(Action, frozen=True):
    """Put the next run beside this one; after the last one none."""


class NextRun(Action, frozen=True):
    """Look at the next run instead."""


class CompareWith(Action, frozen=True):
    """Put a run beside this one."""

    run: str


class ToRun(Action, frozen=True):
    """Look at another run instead."""

    run: str


CheckpointsAction = Scrub | ToEnd | ChooseTest | Luck | Compare | NextRun | CompareWith | ToRun


class Seen(msgspec.Struct, frozen=True):
    """What is seen of a run.

    Attributes:
        run: The run.
        index: The index of its checkpoint.
        prompt: The test, or None where this run was not asked it.
        reply: What the model said, or None likewise.
    """

    run: RecordedRun
    index: int
    prompt: RecordedPrompt | None
    reply: RecordedReply | None

    @property
    def step(self) -> int:
        """The training step."""
        return self.run.training.curve.steps[self.index]

    @property
    def is_verdict(self) -> bool:
        """Whether the verdict is on the model as it was here."""
        return self.index == self.run.verdict_index

    @property
    def is_best(self) -> bool:
        """Whether the validation loss was lowest here."""
        return self.index == self.run.training.curve.lowest

    def measured(self, demands: Demands | None) -> tuple[Measured, ...]:
        """Return the scores here.

        Args:
            demands: What the client demands, if anything.
        """
        return measured(self.run.training, self.index, demands)


def start(runs: Runs, name: str) -> CheckpointsState:
    """Begin at the checkpoint that the verdict is on.

    Args:
        runs: The runs that can be looked at.
        name: The id of the data set whose run it is.
    """
    run = _run(runs, name)
    return CheckpointsState(run=run.id, index=run.verdict_index, prompt=run.recording.prompts[0].id)


def resume(runs: Runs, earlier: Runs, state: CheckpointsState) -> CheckpointsState | None:
    """Return a state fit for the runs as they were read anew, or None where its run is gone.

    Args:
        runs: The runs that can be looked at now.
        earlier: Those that could be.
        state: What the learner looked at then.
    """
    names = [run.id for run in runs]
    if state.run not in names:
        return None
    at = _run(earlier, state.run).training.curve.steps[state.index]
    return msgspec.structs.replace(
        _turned_to(_run(runs, state.run), state, at),
        compared=state.compared if state.compared in names else None,
    )


def step(runs: Runs, state: CheckpointsState, action: CheckpointsAction) -> CheckpointsState:
    """Return the state after a move.

    Raises:
        NotAllowedError: The move is not possible now.
    """
    run = _run(runs, state.run)
    match action:
        case Scrub(by):
            last = len(run.training.curve.steps) - 1
            return msgspec.structs.replace(state, index=min(max(state.index + by, 0), last))
        case ToEnd(last=to_last):
            index = len(run.training.curve.steps) - 1 if to_last else 0
            return msgspec.structs.replace(state, index=index)
        case ChooseTest(by):
            asked = _prompts(run)
            place = (asked.index(state.prompt) + by) % len(asked)
            return msgspec.structs.replace(state, prompt=asked[place])
        case Luck():
            if not run.recording.decoding.seeds:
                raise NotAllowedError(_("No random replies were recorded."))
            return msgspec.structs.replace(state, luck=not state.luck)
        case Compare():
            return _compare(runs, state)
        case NextRun():
            return _next_run(runs, state)
        case CompareWith(name):
            return _compare_with(runs, state, name)
        case ToRun(name):
            return _to_run(runs, state, name)


def seen(runs: Runs, state: CheckpointsState) -> tuple[Seen, ...]:
    """Return what is seen: of the run, and of the one beside it if there is one.

    Args:
        runs: The runs that can be looked at.
        state: What the learner looks at.
    """
    run = _run(runs, state.run)
    at = run.training.curve.steps[state.index]
    names = [state.run] if state.compared is None else [state.run, state.compared]
    return tuple(_seen(_run(runs, name), at, state.prompt) for name in names)


def earlier(seen: Seen) -> list[tuple[int, str]]:
    """Return what the model said before, each reply once where it was new, the latest first.

    Args:
        seen: What is seen of a run.
    """
    if seen.prompt is None:
        return []
    changed: list[tuple[int, str]] = []
    steps = seen.run.training.curve.steps
    for at, reply in zip(steps, seen.prompt.replies[: seen.index + 1], strict=False):
        if not changed or changed[-1][1] != reply.greedy:
            changed.append((at, reply.greedy))
    return changed[-2::-1]


def can_compare(runs: Runs) -> bool:
    """Say whether there is more than one run.

    Args:
        runs: The runs that can be looked at.
    """
    return len(runs) > 1


def place_of_prompt(runs: Runs, state: CheckpointsState) -> tuple[int, int]:
    """Return the number of the test, from 1, and how many there are.

    Args:
        runs: The runs that can be looked at.
        state: What the learner looks at.
    """
    asked = _prompts(_run(runs, state.run))
    return asked.index(state.prompt) + 1, len(asked)


def _compare(runs: Runs, state: CheckpointsState) -> CheckpointsState:
    others: list[str | None] = [run.id for run in runs if run.id != state.run]
    if not others:
        raise NotAllowedError(_("There is no other run to compare with yet."))
    order = [None, *others]
    following = order[(order.index(state.compared) + 1) % len(order)]
    return msgspec.structs.replace(state, compared=following)


def _next_run(runs: Runs, state: CheckpointsState) -> CheckpointsState:
    if not can_compare(runs):
        raise NotAllowedError(_("There is no other run yet."))
    names = [run.id for run in runs]
    return _to_run(runs, state, names[(names.index(state.run) + 1) % len(runs)])


def _compare_with(runs: Runs, state: CheckpointsState, name: str) -> CheckpointsState:
    if name == state.run:
        raise NotAllowedError(_("That is the run that you look at."))
    return msgspec.structs.replace(state, compared=_run(runs, name).id)


def _to_run(runs: Runs, state: CheckpointsState, name: str) -> CheckpointsState:
    run = _run(runs, name)
    if run.id == state.run:
        return state
    at = _run(runs, state.run).training.curve.steps[state.index]
    return msgspec.structs.replace(
        _turned_to(run, state, at),
        # The one beside it stays, unless it is this one now: then the two change places.
        compared=state.run if state.compared == run.id else state.compared,
    )


def _turned_to(run: RecordedRun, state: CheckpointsState, at: int) -> CheckpointsState:
    """Return the state in which a run is looked at, as near to a step and a test as it has them."""
    asked = _prompts(run)
    return msgspec.structs.replace(
        state,
        run=run.id,
        index=_index_at(run, at),
        prompt=state.prompt if state.prompt in asked else asked[0],
    )


def _seen(run: RecordedRun, at: int, name: str) -> Seen:
    index = _index_at(run, at)
    prompt = next((each for each in run.recording.prompts if each.id == name), None)
    return Seen(run, index, prompt, None if prompt is None else prompt.replies[index])


def _index_at(run: RecordedRun, at: int) -> int:
    """Return the index of the last checkpoint that is not after a step."""
    return sum(each <= at for each in run.training.curve.steps[1:])


def _run(runs: Runs, name: str) -> RecordedRun:
    return next(run for run in runs if run.id == name)


def _prompts(run: RecordedRun) -> list[str]:
    return [prompt.id for prompt in run.recording.prompts]
