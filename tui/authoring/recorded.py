"""What recordings claim, held against the pack: the rows, the experiment, the verdict."""

import functools
from collections.abc import Iterator
from typing import Any

import msgspec

from tui.authoring.reading import Reading
from tui.content.models.detective import Case, DataSet
from tui.content.models.experiment import Experiment, PlannedRun
from tui.content.models.recording import Recording, Training
from tui.content.problems import ContentError, Finding, Path
from tui.content.recordings import EXPERIMENTS
from tui.content.seals import hash_of
from tui.rules.grading import is_good
from tui.rules.recorded import verdict

_MANY = 10**20
_LONGEST = 60
_AGAIN = "record it again with 'lab run', or put back what was recorded"


def experiment_hash(experiment: Experiment, run: PlannedRun) -> str:
    """Return the hash of what a run of an experiment depends on, besides its rows.

    Args:
        experiment: The experiment.
        run: One of its runs.
    """
    parts = (experiment.decoding, experiment.form, run, experiment.tests)
    questions = (experiment.held_out, experiment.untouched)
    return hash_of(msgspec.to_builtins((*parts, *questions)))


def recorded_case(reading: Reading, item: str, case: Case) -> Iterator[Finding]:
    """Find what a case says of its recorded runs and they do not.

    Args:
        reading: The pack.
        item: The id of the case.
        case: The case, its replies filled in.
    """
    if all(data_set.recording is None for data_set in case.datasets):
        return
    experiment = _experiment(reading, item)
    if experiment is None:
        yield Finding(
            ("datasets",),
            "missing-experiment",
            f"there is no sound {EXPERIMENTS}/{item}.toml, by which its replies are marked",
            "write it; 'schema experiment' says how",
            on_key=True,
        )
    else:
        yield from _tests(case, experiment)
    yield from _bases(case)
    for index, data_set in enumerate(case.datasets):
        if data_set.recording is not None:
            path: Path = ("datasets", index)
            yield from _data_set(reading, item, case, data_set, path)


@functools.singledispatch
def recorded_runs(made: Any, reading: Reading, name: str) -> Iterator[Finding]:
    """Find where an experiment or a recording does not fit the files that it names.

    Args:
        made: The experiment or the recording.
        reading: The pack.
        name: Its own file, without the folder and ``.toml``.
    """
    raise TypeError(f"nothing is recorded in the type {type(made).__name__}")


@recorded_runs.register
def _(made: Experiment, reading: Reading, name: str) -> Iterator[Finding]:
    del name  # the case says whether it is the one of its name
    held_out = {_same(question.prompt) for question in made.held_out}
    for index, run in enumerate(made.runs):
        path: Path = ("runs", index, "data")
        if run.data not in reading:
            message = f"there is no file {run.data}"
            yield Finding(path, "missing-file", message, "create it or mend the name")
        elif not reading.row_problems(run.data):
            leaked = [row for row in reading.rows(run.data) if _same(row.prompt) in held_out]
            if leaked:
                yield Finding(
                    path,
                    "held-out-in-data",
                    f"held-out questions stand in these rows, such as “{leaked[0].prompt[:60]}”",
                    "take them out of one of the two",
                )


@recorded_runs.register
def _(made: Recording, reading: Reading, name: str) -> Iterator[Finding]:
    training = made.training
    if training is None:
        return
    path: Path = ("training",)
    if name != f"{training.case}-{training.run}":
        message = f"this is the run '{training.run}' of '{training.case}', and the file is '{name}'"
        yield Finding((*path, "run"), "other-run", message, "give the file its name back")
    if training.data not in reading:
        message = f"there is no file {training.data}"
        yield Finding((*path, "data"), "missing-file", message, _AGAIN)
    elif reading.row_hash(training.data) not in {training.data_hash, None}:
        message = f"{training.data} has changed since"
        yield Finding((*path, "data-hash"), "other-data", message, _AGAIN)
    experiment = _experiment(reading, training.case)
    if experiment is not None:
        yield from _planned(training, experiment)
        yield from _marks(made, experiment)


def _planned(training: Training, experiment: Experiment) -> Iterator[Finding]:
    run = next((each for each in experiment.runs if each.id == training.run), None)
    if run is None:
        message = f"the experiment has no run '{training.run}'"
        yield Finding(("training", "run"), "other-experiment", message, _AGAIN)
    elif experiment_hash(experiment, run) != training.experiment_hash:
        message = f"the experiment of '{training.case}' has changed since"
        yield Finding(("training", "experiment-hash"), "other-experiment", message, _AGAIN)
    else:
        for key, planned, recorded in _settings(run, training):
            if planned != recorded:
                told = f"{_short(planned)}, and {_short(recorded)} was recorded"
                message = f"the experiment plans {key} = {told}"
                yield Finding(("training", key), "other-experiment", message, _AGAIN)


def _settings(run: PlannedRun, training: Training) -> Iterator[tuple[str, Any, Any]]:
    """Yield what was planned and what was recorded, by the key in the recording."""
    yield "steps", run.steps, training.steps
    yield "batch-size", run.batch_size, training.batch_size
    yield "learning-rate", run.learning_rate, training.learning_rate
    yield "seed", run.seed, training.seed
    yield "curve", list(run.checkpoints), list(training.curve.steps)
    if run.method == "lora":  # another base may have LoRA where every weight was planned
        yield "method", run.method, training.method
        yield "rank", run.rank, training.rank


def _marks(made: Recording, experiment: Experiment) -> Iterator[Finding]:
    """Find replies that are marked otherwise than the experiment marks them."""
    tests = {test.id: test for test in experiment.tests}
    for number, prompt in enumerate(made.prompts):
        test = tests.get(prompt.id)
        for index, reply in enumerate(prompt.replies):
            if test is not None and reply.good != is_good(test, reply.greedy):
                yield Finding(
                    ("prompts", number, "replies", index, "good"),
                    "damaged-recording",
                    "the experiment marks this reply otherwise",
                    _AGAIN,
                )


def _bases(case: Case) -> Iterator[Finding]:
    """Find replies of a trained model that pass for the base model's."""
    for index, test in enumerate(case.tests):
        where = test.base.recorded
        if where is not None and where.step != 0:
            yield Finding(
                ("tests", index, "base", "recorded"),
                "base-was-trained",
                "this is not what the base model said",
                "write step = 0",
            )


def _data_set(
    reading: Reading, item: str, case: Case, data_set: DataSet, path: Path
) -> Iterator[Finding]:
    try:
        training = reading.recording(data_set.recording or "").training
    except ContentError:
        return  # told already
    if training is None:
        return
    if training.data != data_set.rows or training.case != item:
        yield Finding(
            (*path, "recording"),
            "other-run",
            f"'{data_set.recording}' is a run of '{training.case}' on {training.data}",
            "name the recording of these rows in this case",
        )
    if case.demands is None:
        return
    measured = verdict(training, data_set.step, case.demands)
    if measured != data_set.verdict:
        yield Finding(
            (*path, "verdict"),
            "verdict-unlike-scores",
            f"the verdict is '{data_set.verdict}', and by its scores it is '{measured}'",
            f'write "{measured}", and let outcome and why tell what was measured',
        )


def _tests(case: Case, experiment: Experiment) -> Iterator[Finding]:
    if case.demands is not None and case.demands.form is not None and experiment.form is None:
        yield Finding(
            ("demands", "form"),
            "experiment-unlike-case",
            "the client demands a form, and the experiment measures none",
            "add [form] to the experiment, or take it out here",
        )
    asked = {test.id: test.prompt for test in experiment.tests}
    for index, test in enumerate(case.tests):
        if asked.get(test.id) != test.prompt:
            given = "another prompt for" if test.id in asked else "no test"
            yield Finding(
                ("tests", index, "prompt"),
                "experiment-unlike-case",
                f"the experiment has {given} '{test.id}'",
                "write the same id and prompt in both",
            )


def _experiment(reading: Reading, item: str) -> Experiment | None:
    relative = f"{EXPERIMENTS}/{item}.toml"
    if relative not in reading:
        return None
    return reading.experiment(relative)


def _short(value: Any) -> str:
    # Python refuses to write an integer of thousands of digits, and nobody would read it.
    if isinstance(value, int) and abs(value) >= _MANY:
        return "a number of many digits"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _same(prompt: str) -> str:
    return " ".join(prompt.casefold().split())
