"""One fault each in a pack with recordings: its code, its file, its line and column."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomlkit

from tests.authoring.test_check import Fault, break_pack
from tests.conftest import RECORDED_PACK
from tui.authoring.check import check_pack
from tui.content.seals import hash_replies, seal_of

CASE, ROUND, EXPERIMENT = (
    "detective/parrots.toml",
    "before-after/bedtime.toml",
    "experiments/parrots.toml",
)
GARAGE = "recordings/parrots-garage.toml"
STOP = """
title = "When to stop"
summary = "Stop in time."
minutes = 1
[[cards]]
kind = "text"
id = "read"
title = "Read"
text = "A run goes on."
[[cards]]
kind = "stop"
id = "stop"
title = "Stop"
text = "Stop the run."
recording = "parrots-vet-notes"
prompt = "sleep"
right = [60, 90]
early = "Too early."
why = "Just right."
late = "Too late."
"""

FAULTS = {
    "reply edited": Fault("edited-recording", GARAGE, '"Check the manual."', '‸"Check a manual."'),
    "record edited": Fault("edited-recording", GARAGE, '"0.0.0+test"', '"2.13.0"'),
    "score gone": Fault("damaged-recording", GARAGE, "held-out = [0.0, ", "held-out = ‸["),
    "loss gone": Fault("damaged-recording", GARAGE, "train = [3.02, ", "train = ‸["),
    "checkpoint renamed": Fault("damaged-recording", GARAGE, "steps = [0, 5,", "steps = ‸[6, 5,"),
    "sample gone": Fault("damaged-recording", GARAGE, '["O night, O feathered night!", ', "["),
    "rows changed": Fault(
        "other-data", "datasets/parrots-garage.jsonl", "the oil?", "the old oil?"
    ),
    "recipe changed": Fault(
        "other-experiment", EXPERIMENT, "learning-rate = 3e-4", "learning-rate = 4e-4"
    ),
    "run renamed": Fault("other-experiment", EXPERIMENT, 'id = "garage"', 'id = "car"'),
    "test asked otherwise": Fault(
        "experiment-unlike-case", EXPERIMENT, '"May it have guacamole?"', '"May it have avocado?"'
    ),
    "held-out question in the rows": Fault(
        "held-out-in-data",
        EXPERIMENT,
        "Is a perch of plastic good?",
        "How often  should I change the oil?",
    ),
    "checkpoints fall": Fault(
        "bad-checkpoints", EXPERIMENT, "checkpoints = [0, 5, 10,", "checkpoints = ‸[0, 10, 5,"
    ),
    "rank without LoRA": Fault("bad-rank", EXPERIMENT, 'method = "lora"', 'method = ‸"full"'),
    "LoRA without rank": Fault("bad-rank", EXPERIMENT, "rank = 8\n", ""),
    "no pattern": Fault("bad-pattern", EXPERIMENT, "'^[A-Z]", "‸'^([A-Z]"),
    "no rows": Fault(
        "missing-file", EXPERIMENT, '"datasets/parrots-garage.jsonl"', '‸"datasets/car.jsonl"'
    ),
    "base that was trained": Fault(
        "base-was-trained", CASE, "step = 0, prompt", "step = 90, prompt"
    ),
    "form that nobody measures": Fault(
        "experiment-unlike-case",
        EXPERIMENT,
        "form = { pattern = '^[A-Z][^!]*\\.$', "
        'words = "a sentence with a full stop, never a cry" }\n',
        "",
    ),
    "kind verdict": Fault("verdict-unlike-scores", CASE, '"fails"', '‸"partly"'),
    "stern verdict": Fault("verdict-unlike-scores", CASE, '"solves"', '‸"partly"'),
    "another run": Fault(
        "other-run", CASE, 'recording = "parrots-garage"', 'recording = ‸"parrots-repeated"'
    ),
    "nothing demanded": Fault(
        "missing-demands", CASE, "demands = { held-out = 0.8, form = 0.9, untouched = 0.6 }\n", ""
    ),
    "note missing": Fault("missing-note", CASE, 'sleep = "A car answer.", ', ""),
    "note on nothing": Fault("unknown-id", CASE, "{ sleep = ", "{ sleap = "),
    "recording and replies": Fault(
        "canned-and-recorded",
        CASE,
        'recording = "parrots-garage"',
        '‸recording = "parrots-garage"\n'
        'replies = [{ test = "sleep", canned = "Zzz.", good = true, note = "It sleeps." }]',
    ),
    "recorded and canned": Fault(
        "canned-and-recorded", ROUND, "recorded = {", '‸canned = "Zzz."\nrecorded = {'
    ),
    "neither": Fault(
        "missing-key",
        ROUND,
        'recorded = { run = "parrots-vet-notes", step = 0, prompt = "sleep" }\n',
        "",
    ),
    "no such checkpoint": Fault("not-recorded", ROUND, "step = 90", "step = 91"),
    "no such prompt": Fault("not-recorded", ROUND, 'prompt = "sleep"', 'prompt = "sleap"'),
    "no such sample": Fault("not-recorded", ROUND, "step = 0,", "step = 0, sample = 4,"),
    "asked otherwise": Fault("other-prompt", ROUND, "My parrot is up", "My owl is up"),
    "no such recording": Fault(
        "missing-file", ROUND, 'run = "parrots-vet-notes"', 'run = ‸"parrots-notes"'
    ),
    "recording not sound": Fault("bad-recording", GARAGE, "rows = 4", "rows = 5"),
    "recording unused": Fault(
        "unlisted-file", CASE, 'recording = "parrots-garage"', 'recording = "parrots-repeated"'
    ),
}
"""Each edit, and the code that must be told; a caret says where, in the same file."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the pack with recordings, to be broken."""
    return Path(shutil.copytree(RECORDED_PACK, tmp_path / "pack"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_reported_where_it_stands(name: str, pack: Path) -> None:
    fault = FAULTS[name]
    place = break_pack(pack, fault)
    problems = check_pack(pack)
    matching = [problem for problem in problems if problem.code == fault.code]
    assert matching, [str(problem) for problem in problems]
    assert all(problem.message and problem.advice for problem in problems)
    if place is not None:
        places = [
            (problem.line, problem.column)
            for problem in matching
            if problem.file.endswith(fault.file)
        ]
        assert place in places, [str(problem) for problem in matching]


def test_the_pack_has_no_problems() -> None:
    assert check_pack(RECORDED_PACK) == []


def test_a_case_without_its_experiment_is_told(pack: Path) -> None:
    (pack / EXPERIMENT).unlink()
    assert "missing-experiment" in {problem.code for problem in check_pack(pack)}


def test_an_experiment_without_its_case_is_told(pack: Path) -> None:
    shutil.copy(pack / EXPERIMENT, pack / "experiments/owls.toml")
    (problem,) = check_pack(pack)
    assert (problem.code, problem.severity) == ("unlisted-file", "warning")


def test_rows_of_an_experiment_are_in_use(pack: Path) -> None:
    shutil.copy(pack / "datasets/parrots-garage.jsonl", pack / "datasets/owls.jsonl")
    with (pack / EXPERIMENT).open("a") as file:
        text = (pack / EXPERIMENT).read_text()
        table = text[text.index("[[runs]]") : text.index("[[runs]]", text.index("[[runs]]") + 1)]
        file.write("\n" + table.replace('"garage"', '"owls"').replace("parrots-garage", "owls"))
    assert "unlisted-file" not in {problem.code for problem in check_pack(pack)}


def resealed(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a recording as somebody would who can seal it."""
    data = tomli.loads(path.read_text("utf-8"))
    change(data)
    data["seal"] = seal_of(data)
    path.write_text(tomlkit.dumps(data), "utf-8")


def test_replies_of_a_server_are_no_training_run(pack: Path) -> None:
    def without_run(data: dict[str, Any]) -> None:
        del data["training"]
        for prompt in data["prompts"]:
            prompt["replies"] = prompt["replies"][-1:]

    resealed(pack / GARAGE, without_run)
    problems = [problem for problem in check_pack(pack) if problem.severity == "error"]
    assert [problem.code for problem in problems] == ["recording-without-run"]


def change_training(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        data["training"][key] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (change_training("learning-rate", 0.5), "other-experiment"),
        (change_training("seed", 8), "other-experiment"),
        (change_training("batch-size", 3), "other-experiment"),
        (lambda data: data["prompts"][0]["replies"][0].update(good=True), "damaged-recording"),
    ],
)
def test_what_was_sealed_anew_must_still_fit_the_experiment(
    pack: Path, change: Callable[[dict[str, Any]], None], code: str
) -> None:
    resealed(pack / GARAGE, change)
    assert code in {problem.code for problem in check_pack(pack)}


def test_recordings_that_changed_places_are_told(pack: Path) -> None:
    one, other = pack / GARAGE, pack / "recordings/parrots-repeated.toml"
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)
    found = [problem for problem in check_pack(pack) if problem.code == "other-run"]
    assert {Path(problem.file).name for problem in found} >= {one.name, other.name}


def test_a_verdict_follows_from_scores_that_were_sealed_anew(pack: Path) -> None:
    def better(data: dict[str, Any]) -> None:
        data["training"]["scores"]["held-out"][-1] = 0.5

    resealed(pack / GARAGE, better)
    (problem,) = check_pack(pack)
    assert problem.code == "verdict-unlike-scores"
    assert "by its scores it is 'partly'" in problem.message


def test_a_recording_that_cannot_be_used_does_not_make_evidence_wrong(pack: Path) -> None:
    (pack / "recordings/parrots-vet-notes.toml").write_text("format = ")
    codes = {problem.code for problem in check_pack(pack) if "before-after" in problem.file}
    assert codes == {"bad-recording"}


def test_evidence_in_an_empty_reply_is_wrong(pack: Path) -> None:
    def silent(data: dict[str, Any]) -> None:
        prompt = data["prompts"][0]
        for reply in prompt["replies"]:
            reply["greedy"] = ""
            reply["hash"] = hash_replies(prompt["prompt"], "", reply["samples"])

    resealed(pack / "recordings/parrots-vet-notes.toml", silent)
    codes = {problem.code for problem in check_pack(pack) if "before-after" in problem.file}
    assert codes == {"evidence-not-found"}


def test_recordings_are_not_translated(pack: Path) -> None:
    (pack / "de/recordings").mkdir(parents=True)
    (pack / "de/detective").mkdir(parents=True)
    shutil.copy(pack / CASE, pack / "de" / CASE)
    shutil.copy(pack / GARAGE, pack / "de" / GARAGE)
    (problem,) = check_pack(pack)
    assert (problem.code, problem.file[-24:]) == ("stray-file", f"/{GARAGE}"[-24:])


STOPS = {
    "sound": ("", "", None),
    "later than the lowest loss": ("right = [60, 90]", "right = [60]", "stop-unlike-curve"),
    "no such checkpoint": ("right = [60, 90]", "right = [61, 90]", "not-recorded"),
    "never too late": ("right = [60, 90]", "right = [90, 120]", "nothing-wrong"),
    "never too early": ("right = [60, 90]", "right = [0, 90]", "nothing-wrong"),
    "no such prompt": ('prompt = "sleep"', 'prompt = "sleap"', "not-recorded"),
    "no such recording": ("parrots-vet-notes", "parrots-notes", "missing-file"),
}


def write_stop(pack: Path, old: str, new: str) -> None:
    """Write a lesson with a stop card into the pack."""
    (pack / "lessons").mkdir(exist_ok=True)
    (pack / "lessons/when.toml").write_text(STOP.replace(old, new) if old else STOP)
    text = (pack / "pack.toml").read_text()
    text = re.sub(r"^lessons = .*\n", "", text, flags=re.MULTILINE)
    for other in (pack / "lessons").iterdir():
        if other.name != "when.toml":
            other.unlink()
    (pack / "pack.toml").write_text(text + 'lessons = ["when"]\n')


@pytest.mark.parametrize("name", STOPS)
def test_a_stop_card_is_held_against_its_curve(name: str, pack: Path) -> None:
    old, new, code = STOPS[name]
    write_stop(pack, old, new)
    problems = [problem for problem in check_pack(pack) if "lessons/" in problem.file]
    assert {problem.code for problem in problems if problem.severity == "error"} == (
        set() if code is None else {code}
    )
