"""Recordings as the lab makes them, writes them and finds them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui.authoring import recording_file
from tui.authoring.recording_file import UNSEALED, sealed
from tui.content.models.detective import Curve
from tui.content.models.recording import (
    RecordedModel,
    RecordedPrompt,
    RecordedReply,
    Recording,
    Training,
)
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.content.seals import hash_replies
from tui.lab.checkpoints import Checkpoint, marks, scores_of
from tui.lab.errors import LabError
from tui.lab.plan import Job

State = Literal["missing", "unsound", "stale", "foreign", "current"]
"""What there is of a recording: none; one that was damaged or edited; one of other rows, another
experiment or an earlier base; one of another model, of a server, or of a run that was trained in
another way than is asked for now; one that needs no doing again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    Attributes:
        model: The base model.
        software: The versions of what ran, by name.
        recipe: The optimizer, and how its learning rate moves.
        trainable: How many weights were trained.
        checkpoints: What was measured.
    """

    model: RecordedModel
    software: dict[str, str]
    recipe: str
    trainable: int
    checkpoints: tuple[Checkpoint, ...]


def recording_of(job: Job, outcome: Outcome, command: str, at: str) -> Recording:
    """Return the whole record of a job, its seal included.

    Args:
        job: The job.
        outcome: What came of it.
        command: The command that records it again.
        at: When it was recorded, in UTC.
    """
    recording = Recording(
        format=1,
        seal=UNSEALED,
        recorded_at=at,
        command=command,
        model=outcome.model,
        software=outcome.software,
        decoding=job.experiment.decoding,
        training=_training(job, outcome),
        prompts=_prompts(job, outcome.checkpoints),
    )
    return sealed(recording)


def write(root: Path, job: Job, recording: Recording) -> None:
    """Write a recording into its pack, in place of the one that may be there.

    Args:
        root: The pack.
        job: The job that was recorded.
        recording: The recording.

    Raises:
        LabError: What was written is not a sound recording; it was taken away again.
        OSError: It cannot be written.
    """
    schema = job.schema.replace("experiment.json", "recording.json")
    try:
        recording_file.write(root, job.name, recording, schema)
    except recording_file.UnsoundRecordingError as error:
        raise LabError(f"{job.name}: {error}") from error


def state_of(root: Path, job: Job, model: RecordedModel) -> State:
    """Say what there is of the recording of a job.

    Args:
        root: The pack.
        job: The job.
        model: The base model that it would be recorded with.
    """
    try:
        found = PackReader(root).recording(job.name)
    except ContentError as error:
        return "missing" if error.problems[0].code == "missing-file" else "unsound"
    if found.training is None or found.model.name != model.name:
        return "foreign"
    planned = found.training.experiment_hash == job.experiment_hash
    if planned and _settings(found.training) != _planned_settings(job):
        # The experiment asks for the same, so the command line does not: LoRA for all weights.
        return "foreign"
    changed = changed_inputs(found, job, model) or other_revision(found, model)
    return "stale" if changed else "current"


def other_revision(recording: Recording, model: RecordedModel) -> list[str]:
    """Say in words where a recording is of another revision of a model, or return nothing.

    Args:
        recording: The recording.
        model: The base model.
    """
    recorded = recording.model
    same = recorded.name != model.name or recorded.revision == model.revision
    return [] if same else ["the base model has another revision"]


def changed_inputs(recording: Recording, job: Job, model: RecordedModel) -> list[str]:
    """Return in words which inputs of a recording are others than those of a job.

    Another revision of the same model is none of them: what it leads to can be compared.

    Args:
        recording: The recording.
        job: The job.
        model: The base model.
    """
    training = recording.training
    if training is None:
        return ["it holds replies of a server"]
    changed = []
    if recording.model.name != model.name:
        changed.append(f"it was recorded with the model '{recording.model.name}'")
    if training.data_hash != job.data_hash:
        changed.append(f"{job.run.data} has changed")
    if training.experiment_hash != job.experiment_hash:
        changed.append(f"the experiment of '{job.case}' has changed")
    elif _settings(training) != _planned_settings(job):
        changed.append("the settings of the run are others than those recorded")
    elif _asked(recording) != _to_ask(job):
        changed.append("its prompts or checkpoints are others than the experiment's")
    return changed


def _training(job: Job, outcome: Outcome) -> Training:
    checkpoints, run = outcome.checkpoints, job.run
    return Training(
        case=job.case,
        run=run.id,
        data=run.data,
        data_hash=job.data_hash,
        experiment_hash=job.experiment_hash,
        rows=len(job.rows),
        method=job.method,
        rank=job.rank,
        trainable=outcome.trainable,
        steps=run.steps,
        batch_size=run.batch_size,
        learning_rate=run.learning_rate,
        recipe=outcome.recipe,
        seed=run.seed,
        curve=Curve(
            steps=tuple(each.step for each in checkpoints),
            train=tuple(round(each.train, 4) for each in checkpoints),
            validation=tuple(round(each.validation, 4) for each in checkpoints),
        ),
        scores=scores_of(job.experiment, checkpoints),
    )


def _prompts(job: Job, checkpoints: Sequence[Checkpoint]) -> tuple[RecordedPrompt, ...]:
    good = [marks(job.experiment, each) for each in checkpoints]
    return tuple(
        RecordedPrompt(
            id=test.id,
            prompt=test.prompt,
            group=test.group,
            replies=tuple(
                RecordedReply(
                    step=each.step,
                    greedy=each.greedy[index],
                    samples=each.samples[index],
                    good=marked[index],
                    hash=hash_replies(test.prompt, each.greedy[index], each.samples[index]),
                )
                for each, marked in zip(checkpoints, good, strict=True)
            ),
        )
        for index, test in enumerate(job.experiment.tests)
    )


def _settings(training: Training) -> tuple[object, ...]:
    return (
        *(training.method, training.rank, training.steps, training.batch_size),
        *(training.learning_rate, training.seed),
    )


def _planned_settings(job: Job) -> tuple[object, ...]:
    run = job.run
    return (job.method, job.rank, run.steps, run.batch_size, run.learning_rate, run.seed)


def _asked(recording: Recording) -> object:
    prompts = tuple((each.id, each.prompt) for each in recording.prompts)
    steps = tuple(reply.step for reply in recording.prompts[0].replies)
    return prompts, steps, recording.decoding


def _to_ask(job: Job) -> object:
    tests = tuple((each.id, each.prompt) for each in job.experiment.tests)
    return tests, job.run.checkpoints, job.experiment.decoding
