"""What the recorded cases share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from tui.content.models.experiment import Experiment, Form, PlannedRun, Question, TestQuestion
from tui.content.models.recording import Decoding, Method
from tui.lab.asking import chat_questions
from tui.lab.rows import Row, held_out
from tui.lab.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

_DECODING = Decoding(max_tokens=40, temperature=0.8, seeds=(1, 2, 3))
_BATCH = 16
_MARKS = (0.0, 0.03, 0.07, 0.12, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)
"""Where a run is tested, as shares of its steps: often at the start, where most happens."""


class CaseData(msgspec.Struct, frozen=True):
    """The data sets and the experiment of a recorded case."""

    id: str
    data: "Mapping[str, Sequence[Row]]"
    """The rows of each data set, by the name of its file without ``.jsonl``."""
    experiment: Experiment


def planned(
    case: str,
    name: str,
    *,
    data: str | None = None,
    steps: int = 150,
    learning_rate: float = 5e-4,
    method: Method = "full",
) -> PlannedRun:
    """Plan a run.

    Args:
        case: The id of the case.
        name: The name of the run.
        data: The name of its data set in the case, where it is another.
        steps: How long to train.
        learning_rate: How hard.
        method: What to train.
    """
    return PlannedRun(
        id=name,
        data=f"datasets/{case}-{data or name}.jsonl",
        method=method,
        rank=8 if method == "lora" else None,
        steps=steps,
        batch_size=_BATCH,
        learning_rate=learning_rate,
        checkpoints=tuple(dict.fromkeys(round(mark * steps) for mark in _MARKS)),
    )


def experiment(
    world: World,
    runs: Sequence[PlannedRun],
    tests: Sequence[TestQuestion],
    questions: Sequence[Question],
    form: Form | None = None,
) -> Experiment:
    """Return the experiment of a case; a question that is a test is not asked again.

    Args:
        world: What the base model knows.
        runs: The runs.
        tests: The case's own tests.
        questions: Questions on the job.
        form: The form that replies on the job must have.
    """
    asked = {each.prompt for each in tests}
    return Experiment(
        decoding=_DECODING,
        form=form,
        runs=tuple(runs),
        tests=tuple(tests),
        held_out=tuple(each for each in questions if each.prompt not in asked),
        untouched=tuple(untouched(world)),
    )


def untouched(world: World) -> list[Question]:
    """Return questions on the subjects that the base model answers.

    Args:
        world: What the base model knows.
    """
    numbers = {"animals": 6, "countries": 5, "dishes": 5}
    return [
        question
        for name, number in numbers.items()
        for question in chat_questions(world.subjects[name], held_out(world.subjects[name]), number)
    ]
