"""What is measured at a checkpoint, and the marks that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.content.models.experiment import Experiment, Form, Question
from tui.content.models.recording import Scores
from tui.rules.grading import has_form, is_good, score, share


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a model did at one step of its training.

    Attributes:
        step: The step.
        train: The loss on the training rows.
        validation: The loss on the reference answers of the held-out questions.
        greedy: The likeliest reply to each of ``questions``.
        samples: For each test, a random reply for each seed.
    """

    step: int
    train: float
    validation: float
    greedy: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def questions(experiment: Experiment) -> tuple[Question, ...]:
    """Return all that a model is asked at a checkpoint: tests, held-out ones, untouched ones.

    Args:
        experiment: The experiment.
    """
    return (*experiment.tests, *experiment.held_out, *experiment.untouched)


def scores_of(experiment: Experiment, checkpoints: Sequence[Checkpoint]) -> Scores:
    """Return the scores at each checkpoint.

    Args:
        experiment: The experiment.
        checkpoints: The checkpoints.
    """
    parts = [_parts(experiment, each.greedy) for each in checkpoints]
    form = experiment.form
    return Scores(
        held_out=tuple(score(experiment.held_out, held_out) for _, held_out, _ in parts),
        tests=tuple(score(experiment.tests, tests) for tests, _, _ in parts),
        untouched=tuple(score(experiment.untouched, untouched) for _, _, untouched in parts),
        form=None
        if form is None
        else tuple(_form(form, experiment, tests, held_out) for tests, held_out, _ in parts),
    )


def marks(experiment: Experiment, checkpoint: Checkpoint) -> tuple[bool, ...]:
    """Return whether the likeliest reply to each test is good.

    Args:
        experiment: The experiment.
        checkpoint: What was replied.
    """
    replies = checkpoint.greedy[: len(experiment.tests)]
    return tuple(
        is_good(test, reply) for test, reply in zip(experiment.tests, replies, strict=True)
    )


def _parts(
    experiment: Experiment, greedy: Sequence[str]
) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    tests = len(experiment.tests)
    end = tests + len(experiment.held_out)
    return greedy[:tests], greedy[tests:end], greedy[end:]


def _form(
    form: Form, experiment: Experiment, tests: Sequence[str], held_out: Sequence[str]
) -> float:
    # A test on another subject need not look like the job.
    on_the_job = [
        reply
        for test, reply in zip(experiment.tests, tests, strict=True)
        if test.group == "held-out"
    ]
    return share(has_form(form, reply) for reply in (*on_the_job, *held_out))
