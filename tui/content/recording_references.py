"""What the shape of recordings and experiments cannot say: numbers that fit each other."""

import re
from collections.abc import Iterator

from tui.content.models.experiment import Experiment, PlannedRun
from tui.content.models.lesson import PlayedStop
from tui.content.models.recording import Recording, Training
from tui.content.problems import Finding, Path

_AGAIN = "record it again"
_LONGEST_NAME = 120


def recording_findings(recording: Recording) -> list[Finding]:
    """Return where the parts of a recording do not fit each other.

    Args:
        recording: The recording.
    """
    found: list[Finding] = []
    seen: set[str] = set()
    samples = len(recording.decoding.seeds)
    training = recording.training
    steps = training.curve.steps if training is not None else None
    for index, prompt in enumerate(recording.prompts):
        path: Path = ("prompts", index)
        if prompt.id in seen:
            message = f"'{prompt.id}' stands here twice"
            found.append(Finding((*path, "id"), "repeated-id", message, _AGAIN))
        seen.add(prompt.id)
        if steps is not None and tuple(reply.step for reply in prompt.replies) != steps:
            found.append(_odd((*path, "replies"), "not one reply for each checkpoint", on_key=True))
        if any(len(reply.samples) != samples for reply in prompt.replies):
            found.append(_odd((*path, "replies"), "not one sample for each seed", on_key=True))
    for name in recording.software:
        if not name.strip() or "\n" in name or len(name) > _LONGEST_NAME:
            found.append(_odd(("software", name), "this is no name of a software", on_key=True))
    if training is not None:
        found += _training(training)
    return found


def experiment_findings(experiment: Experiment) -> list[Finding]:
    """Return where the parts of an experiment do not fit each other.

    Args:
        experiment: The experiment.
    """
    found: list[Finding] = []
    if experiment.form is not None:
        try:
            re.compile(experiment.form.pattern)
        except (re.error, RecursionError, OverflowError) as error:
            message = f"this is no regular expression: {error}"
            found.append(Finding(("form", "pattern"), "bad-pattern", message, "mend it"))
    for index, run in enumerate(experiment.runs):
        found += _planned(run, ("runs", index))
    return found


def stop_findings(card: PlayedStop, path: Path) -> Iterator[Finding]:
    """Find where a stop card and its curve disagree on when to stop.

    Args:
        card: The card.
        path: Where it stands.
    """
    curve = card.run.curve
    for index, step in enumerate(card.right):
        if step not in curve.steps:
            steps = ", ".join(map(str, curve.steps))
            message = f"'{card.recording}' has no checkpoint at step {step}"
            yield Finding((*path, "right", index), "not-recorded", message, f"it has {steps}")
    best = curve.steps[curve.lowest]
    if best not in card.right:
        yield Finding(
            (*path, "right"),
            "stop-unlike-curve",
            f"the validation loss is lowest at step {best}, and 'right' does not hold it",
            "let the curve decide when to stop",
        )
    if not (curve.steps[0] < min(card.right) and max(card.right) < curve.steps[-1]):
        yield Finding(
            (*path, "right"),
            "nothing-wrong",
            "there is no checkpoint that is too early, or none that is too late",
            "take a longer run, or fewer right steps",
        )


def _planned(run: PlannedRun, path: Path) -> Iterator[Finding]:
    steps = run.checkpoints
    if list(steps) != sorted(set(steps)) or steps[0] != 0 or steps[-1] != run.steps:
        yield Finding(
            (*path, "checkpoints"),
            "bad-checkpoints",
            f"the checkpoints do not rise from 0 to {run.steps}",
            f"begin with 0, rise, and end with {run.steps}, the steps of the run",
        )
    if (run.rank is None) is (run.method == "lora"):
        yield Finding(
            (*path, "method"),
            "bad-rank",
            "LoRA needs a rank" if run.rank is None else "only LoRA has a rank",
            "add rank = 8" if run.rank is None else "take rank out",
        )


def _training(training: Training) -> Iterator[Finding]:
    curve, scores = training.curve, training.scores
    path: Path = ("training",)
    count = len(curve.steps)
    if list(curve.steps) != sorted(set(curve.steps)) or curve.steps[-1] != training.steps:
        yield _odd((*path, "curve", "steps"), "the checkpoints do not rise to the last step")
    for name, values in (
        ("train", curve.train),
        ("validation", curve.validation),
    ):
        if len(values) != count:
            yield _odd((*path, "curve", name), f"{len(values)} losses for {count} checkpoints")
    for name, shares in (
        ("held-out", scores.held_out),
        ("tests", scores.tests),
        ("untouched", scores.untouched),
        ("form", scores.form),
    ):
        if shares is not None and len(shares) != count:
            yield _odd((*path, "scores", name), f"{len(shares)} scores for {count} checkpoints")


def _odd(path: Path, message: str, *, on_key: bool = False) -> Finding:
    return Finding(path, "damaged-recording", message, _AGAIN, on_key)
