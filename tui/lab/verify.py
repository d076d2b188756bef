"""Running recorded jobs again, and holding what comes of it against the records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.content.models.recording import RecordedModel, Recording, Scores
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.lab.model import Base
from tui.lab.plan import Job
from tui.lab.records import changed_inputs, other_revision, recording_of
from tui.lab.run import Train


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a rerun is from its record.

    Attributes:
        replies: How many likeliest replies were compared.
        same_replies: How many of them are equal to the letter.
        samples: How many random replies were compared.
        same_samples: How many of them are equal.
        score_gap: The largest difference of a score.
        loss_gap: The largest difference of a loss.
    """

    replies: int
    same_replies: int
    samples: int
    same_samples: int
    score_gap: float
    loss_gap: float

    @property
    def is_exact(self) -> bool:
        """Whether nothing at all differs."""
        same = self.same_replies == self.replies and self.same_samples == self.samples
        return same and self.score_gap == 0 and self.loss_gap == 0

    def is_within(self, tolerance: float) -> bool:
        """Say whether no score, no loss and no larger share of the likeliest replies differ.

        Args:
            tolerance: By how much they may.
        """
        other = 1 - self.same_replies / self.replies if self.replies else 0.0
        return max(other, self.score_gap, self.loss_gap) <= tolerance + 1e-9


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a record.

    Attributes:
        job: The job that it records.
        comparison: How the rerun compares; None where there was none.
        changed: Why it cannot be held against a rerun: its inputs are others now, or it is missing.
        unsound: What is wrong with its file.
        software: What ran then and now in other versions.
        revision: That the rerun started from another revision of the base model, if it did.
    """

    job: Job
    comparison: Comparison | None = None
    changed: tuple[str, ...] = ()
    unsound: ContentError | None = None
    software: tuple[str, ...] = ()
    revision: tuple[str, ...] = ()


def verify(root: Path, jobs: Sequence[Job], base: Base, train: Train) -> Iterator[Verified]:
    """Do jobs again and compare them with their records; nothing is written.

    Args:
        root: The pack.
        jobs: The jobs.
        base: The model that they start from.
        train: Does a job.
    """
    model = RecordedModel(name=base.name, revision=base.revision)
    reader = PackReader(root)
    for job in jobs:
        try:
            found = reader.recording(job.name)
        except ContentError as error:
            if error.problems[0].code == "missing-file":
                yield Verified(job, changed=("it was never recorded",))
            else:
                yield Verified(job, unsound=error)
            continue
        revision = tuple(other_revision(found, model))
        changed = changed_inputs(found, job, model)
        if changed:
            yield Verified(job, changed=(*revision, *changed))
            continue
        outcome = train(job)
        again = recording_of(job, outcome, found.command, found.recorded_at)
        versions = _versions(found, again)
        yield Verified(job, compare(found, again), software=versions, revision=revision)


def compare(recorded: Recording, again: Recording) -> Comparison:
    """Compare a rerun with its record.

    Args:
        recorded: The record.
        again: The rerun, of the same prompts and checkpoints.
    """
    pairs = [
        (one, other)
        for asked, answered in zip(recorded.prompts, again.prompts, strict=True)
        for one, other in zip(asked.replies, answered.replies, strict=True)
    ]
    samples = [
        left == right
        for one, other in pairs
        for left, right in zip(one.samples, other.samples, strict=True)
    ]
    then, now = recorded.training, again.training
    assert then is not None and now is not None  # noqa: S101 - the caller looked
    return Comparison(
        replies=len(pairs),
        same_replies=sum(one.greedy == other.greedy for one, other in pairs),
        samples=len(samples),
        same_samples=sum(samples),
        score_gap=_gap(_flat(then.scores), _flat(now.scores)),
        loss_gap=_gap(
            (*then.curve.train, *then.curve.validation), (*now.curve.train, *now.curve.validation)
        ),
    )


def _flat(scores: Scores) -> tuple[float, ...]:
    return (*scores.held_out, *scores.tests, *scores.untouched, *(scores.form or ()))


def _gap(one: Sequence[float], other: Sequence[float]) -> float:
    gaps = [abs(left - right) for left, right in zip(one, other, strict=True)]
    return round(max(gaps, default=0.0), 4)


def _versions(then: Recording, now: Recording) -> tuple[str, ...]:
    return tuple(
        f"{name} {version} then, {now.software.get(name, 'none')} now"
        for name, version in then.software.items()
        if now.software.get(name) != version
    )
