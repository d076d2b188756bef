"""Recording the runs of a pack's experiments, one after the other."""

import shlex
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tui import APP_NAME
from tui.content.models.recording import LONGEST_COMMAND, RecordedModel, Recording
from tui.lab.errors import LabError
from tui.lab.model import Base
from tui.lab.plan import Job
from tui.lab.records import Outcome, State, recording_of, state_of, write

Train = Callable[[Job], Outcome]
"""Does a job."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job.

    Attributes:
        job: The job.
        was: What there was of its recording before.
        recording: What was recorded; None where it was left alone.
        seconds: How long it took.
    """

    job: Job
    was: State
    recording: Recording | None = None
    seconds: float = 0.0


def left_alone(state: State, *, force: bool) -> bool:
    """Say whether a recording that is there stays.

    Args:
        state: What there is of it.
        force: Whether everything is to be recorded anew.
    """
    return state in {"current", "foreign"} and not force


def record(
    root: Path, jobs: Sequence[Job], base: Base, train: Train, *, options: str = "", force: bool
) -> Iterator[Done]:
    """Do the jobs and write their recordings; each is yielded as soon as it is written.

    Args:
        root: The pack.
        jobs: The jobs.
        base: The model that they start from.
        train: Does a job.
        options: The options of the command that records them again, besides the run.
        force: Whether to do those over that need none.

    Raises:
        LabError: What would be written is no sound recording.
    """
    model = RecordedModel(name=base.name, revision=base.revision)
    for job in jobs:
        state = state_of(root, job, model)
        if left_alone(state, force=force):
            yield Done(job, state)
            continue
        command = command_of(job, options)
        begun = time.monotonic()
        outcome = train(job)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        recording = recording_of(job, outcome, command, at)
        write(root, job, recording)
        yield Done(job, state, recording, time.monotonic() - begun)


def command_of(job: Job, options: str = "") -> str:
    """Return the command that records a job again, in the folder of its pack.

    Args:
        job: The job.
        options: Further options, each with a space before it.

    Raises:
        LabError: It is longer than a recording may hold.
    """
    # Without --force it would leave alone the very recording that states it.
    command = f"{APP_NAME} lab run {job.case} --only {job.run.id} --force{options}"
    if len(command) > LONGEST_COMMAND:
        raise LabError(
            f"{job.name}: the command that records it is longer than {LONGEST_COMMAND} "
            "characters: name the base model in a shorter way"
        )
    return command


def options_of(base: Base, given: str | None, *, full: bool) -> str:
    """Return the options that name a base model other than the pocket one.

    Args:
        base: The model.
        given: How the command line named it; None for the pocket model.
        full: Whether its runs were allowed to train every weight.
    """
    if given is None:
        return ""
    # Where a folder lies on this machine is nobody else's concern.
    name = base.name if base.commit is None and Path(given).is_absolute() else given
    return f" --base {shlex.quote(name)}{' --full' if full else ''}"
