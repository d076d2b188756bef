"""What the lab would have measured, without a model."""

from pathlib import Path

from tui.content.models.recording import RecordedModel
from tui.content.reader import PackReader
from tui.lab.checkpoints import Checkpoint, questions
from tui.lab.model import Base
from tui.lab.plan import Job, planned
from tui.lab.records import Outcome

BASE = Base(source="nowhere", name="pocket", revision="sha256:" + "1" * 64)
MODEL = RecordedModel(name=BASE.name, revision=BASE.revision, parameters=100)


def jobs_of(pack: Path, *only: str) -> list[Job]:
    """Return the jobs of a pack, read anew."""
    return planned(PackReader(pack), only=only)


def outcome(job: Job, said: str = "Look at it.", loss: float = 2.0) -> Outcome:
    """Return what a model would lead to that says the same to everything."""
    asked = len(questions(job.experiment))
    samples = ((said,) * len(job.experiment.decoding.seeds),) * len(job.experiment.tests)
    return Outcome(
        model=MODEL,
        software={"torch": "2.0"},
        recipe="none at all",
        trainable=100,
        checkpoints=tuple(
            Checkpoint(step, loss, loss + 0.12345, (said,) * asked, samples)
            for step in job.run.checkpoints
        ),
    )
