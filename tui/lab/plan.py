"""What the lab is to train: the runs of a pack's experiments and the rows that they name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.authoring.new import pack_around
from tui.authoring.recorded import experiment_hash
from tui.content.examining import examine
from tui.content.files import MANIFEST
from tui.content.models.experiment import Experiment, PlannedRun
from tui.content.models.recording import Method
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.content.recordings import EXPERIMENTS
from tui.content.rows import MAX_BYTES, Row
from tui.content.seals import hash_bytes
from tui.content.spelling import suggestion
from tui.lab.errors import LabError
from tui.paths import default_pack

DEFAULT_RANK = 16
"""The rank of LoRA where a run that trains every weight is recorded with LoRA all the same."""
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Job:
    """One training run, and all that it depends on besides the base model.

    Attributes:
        case: The id of the case.
        experiment: The case's experiment.
        run: The run in it.
        rows: The rows to train on.
        data_hash: The hash of their file.
        method: What is trained; the run's own, unless another base model calls for LoRA.
        rank: The rank of LoRA; None without it.
        schema: The line that names the schema of experiments, empty for none.
    """

    case: str
    experiment: Experiment
    run: PlannedRun
    rows: tuple[Row, ...] = field(repr=False)
    data_hash: str
    method: Method
    rank: int | None
    schema: str = ""

    @property
    def name(self) -> str:
        """The name of its recording."""
        return f"{self.case}-{self.run.id}"

    @property
    def experiment_hash(self) -> str:
        """The hash of what it depends on in the experiment."""
        return experiment_hash(self.experiment, self.run)


def pack_folder(given: Path | None) -> Path:
    """Return the folder of the pack to work in.

    Args:
        given: The one that was asked for; without one, the pack around the working folder, or
            else the one that ships with the game.

    Raises:
        LabError: It is no folder that holds a pack.
    """
    if given is None:
        return pack_around(Path()) or default_pack()
    if not (given / MANIFEST).is_file():
        raise LabError(f"{given} is no folder of a pack: there is no {MANIFEST} in it")
    return given


def planned(
    reader: PackReader, cases: Sequence[str] = (), only: Sequence[str] = (), *, lora: bool = False
) -> list[Job]:
    """Return the runs of the experiments of a pack, in their order.

    Args:
        reader: The pack.
        cases: The ids of the cases; without any, all that have an experiment.
        only: The ids of the runs; without any, all of them.
        lora: Whether runs that train every weight are to use LoRA instead.

    Raises:
        LabError: There is no such case or run.
        ContentError: An experiment or a data set is not sound.
    """
    known = experiments(reader)
    if not known:
        raise LabError(f"{reader.label} has no experiments: there is no {EXPERIMENTS}/*.toml")
    for case in cases:
        if case not in known:
            raise LabError(_unknown("experiment for a case", case, known))
    jobs = [
        job for case in dict.fromkeys(cases or known) for job in _jobs(reader, case, only, lora)
    ]
    runs = {job.run.id for job in jobs}
    for run in only:
        if run not in runs:
            found = [each.id for case in cases or known for each in _experiment(reader, case).runs]
            raise LabError(_unknown("run", run, found))
    return jobs


def experiments(reader: PackReader) -> list[str]:
    """Return the ids of the cases that have an experiment.

    Args:
        reader: The pack; its own order comes first.
    """
    found = [
        name.removeprefix(f"{EXPERIMENTS}/").removesuffix(".toml")
        for name in reader.files.walk()
        if name.startswith(f"{EXPERIMENTS}/") and name.endswith(".toml")
    ]
    order = {case: index for index, case in enumerate(reader.ids("detective"))}
    return sorted(found, key=lambda case: (order.get(case, len(order)), case))


def _experiment(reader: PackReader, case: str) -> Experiment:
    file = reader.file(f"{EXPERIMENTS}/{case}.toml")
    made, findings = examine(file, Experiment, reader.recording)
    if made is None or findings:
        raise ContentError.of(file.place(findings))
    return made


def _jobs(reader: PackReader, case: str, only: Sequence[str], lora: bool) -> list[Job]:
    experiment = _experiment(reader, case)
    first = reader.file(f"{EXPERIMENTS}/{case}.toml").text.split("\n", 1)[0].strip()
    jobs = []
    for run in experiment.runs:
        if only and run.id not in only:
            continue
        forced = lora and run.method == "full"
        job = Job(
            case=case,
            experiment=experiment,
            run=run,
            rows=reader.rows(run.data),
            data_hash=hash_bytes(reader.files.read(run.data, MAX_BYTES)),
            method="lora" if forced else run.method,
            rank=DEFAULT_RANK if forced else run.rank,
            schema=first if first.startswith("#:schema ") else "",
        )
        if len(job.name) > _LONGEST_NAME:
            raise LabError(f"the name '{job.name}' is too long: give the run a shorter id")
        jobs.append(job)
    return jobs


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    close = suggestion(name, list(known))
    advice = f"did you mean '{close}'?" if close else f"there is {', '.join(dict.fromkeys(known))}"
    return f"there is no {what} '{name}'; {advice}"
