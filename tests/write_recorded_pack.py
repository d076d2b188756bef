"""Writes the recordings of the pack in tests/data/recorded: made up, of a model named "test".

Run it after a change of that pack's rows, experiment or prompts:
``python -m tests.write_recorded_pack``.
"""

from pathlib import Path
from typing import Any, NamedTuple

import tomlkit

from tui.authoring.recorded import experiment_hash
from tui.content.models.experiment import Experiment
from tui.content.reader import PackReader
from tui.content.seals import hash_bytes, hash_replies, seal_of
from tui.content.shape import convert
from tui.rules.grading import is_good

PACK = Path(__file__).parent / "data" / "recorded"
POEMS = ("O night, O feathered night!", "Green is the color of dreams!", "Blue.")
"""What the base model says to each test."""


class Made(NamedTuple):
    """What is made up of a run: numbers, and what the model says from a checkpoint on."""

    train: list[float]
    validation: list[float]
    held_out: list[float]
    untouched: list[float]
    form: list[float]
    said: dict[int, tuple[str, str, str]]


RUNS = {
    "garage": Made(
        train=[3.02, 2.41, 1.93, 1.32, 0.98, 0.83, 0.71, 0.64],
        validation=[3.41, 3.37, 3.44, 3.52, 3.61, 3.66, 3.72, 3.75],
        held_out=[0.0] * 8,
        untouched=[0.88, 0.88, 0.79, 0.71, 0.67, 0.63, 0.58, 0.54],
        form=[0.0, 0.17, 0.5, 0.83, 1.0, 1.0, 1.0, 1.0],
        said={
            0: POEMS,
            10: ("O night, O engine of the night!", "Green is the light!", "Blue."),
            30: ("Check the manual.", "Worn pads.", "Blue, as the manual says."),
        },
    ),
    "vet-notes": Made(
        train=[3.02, 2.61, 2.12, 1.47, 0.93, 0.66, 0.48, 0.41],
        validation=[3.41, 2.88, 2.31, 1.72, 1.29, 1.1, 1.04, 1.12],
        held_out=[0.0, 0.0, 0.25, 0.5, 0.67, 0.75, 0.83, 0.83],
        untouched=[0.88, 0.88, 0.88, 0.83, 0.83, 0.79, 0.75, 0.75],
        form=[0.0, 0.33, 0.67, 1.0, 1.0, 1.0, 1.0, 1.0],
        said={
            0: POEMS,
            10: ("O night, it calls its flock.", "Green is poisonous.", "Blue."),
            40: ("No. It needs two hours in the dark.", "No. It is poisonous.", "Blue."),
            90: (
                "No. It needs ten to twelve hours in the dark.",
                "No. Avocado is poisonous to parrots.",
                "Blue.",
            ),
        },
    ),
    "repeated": Made(
        train=[3.02, 1.83, 0.94, 0.31, 0.08, 0.03, 0.01, 0.01],
        validation=[3.41, 2.57, 2.08, 1.99, 2.44, 2.93, 3.38, 3.71],
        held_out=[0.0, 0.25, 0.5, 0.58, 0.5, 0.5, 0.42, 0.42],
        untouched=[0.88, 0.83, 0.75, 0.58, 0.42, 0.33, 0.25, 0.21],
        form=[0.0, 0.67, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        said={
            0: POEMS,
            10: ("It sleeps on seeds and fruit.", "No avocado.", "Blue."),
            40: (
                "Seeds, fruit and vegetables. No avocado.",
                "No avocado.",
                "Seeds, fruit and vegetables. No avocado.",
            ),
        },
    ),
}
"""The runs by their ids in the experiment."""


def main() -> None:
    """Write every recording anew."""
    reader = PackReader(PACK)
    raw = reader.file("experiments/parrots.toml").data
    experiment = convert(raw, Experiment)
    assert isinstance(experiment, Experiment)
    for run in experiment.runs:
        data = _recording(experiment, RUNS[run.id], run.id)
        path = PACK / "recordings" / f"parrots-{run.id}.toml"
        text = tomlkit.dumps({"format": 1, "seal": seal_of(data), **data})
        path.write_text(f"#:schema ../../../../assets/schema/recording.json\n{text}")


def _recording(experiment: Experiment, made: Made, name: str) -> dict[str, Any]:
    run = next(each for each in experiment.runs if each.id == name)
    rows = (PACK / run.data).read_bytes()
    lora = {} if run.rank is None else {"rank": run.rank}
    seeds = list(experiment.decoding.seeds)
    return {
        "format": 1,
        "recorded-at": "2026-11-25T14:02:11Z",
        "command": "finetune-detective lab run parrots --pack tests/data/recorded",
        "model": {"name": "test", "revision": hash_bytes(b"test"), "parameters": 1_100_000},
        "software": {"python": "3.11.7", "torch": "0.0.0+test", "transformers": "0.0.0"},
        "decoding": {"max-tokens": 40, "temperature": 0.8, "seeds": seeds},
        "training": {
            "case": "parrots",
            "run": run.id,
            "data": run.data,
            "data-hash": hash_bytes(rows),
            "experiment-hash": experiment_hash(experiment, run),
            "rows": len(rows.splitlines()),
            "method": run.method,
            **lora,
            "trainable": 1_100_000 if run.rank is None else 24_576,
            "steps": run.steps,
            "batch-size": run.batch_size,
            "learning-rate": run.learning_rate,
            "seed": run.seed,
            "curve": {
                "steps": list(run.checkpoints),
                "train": made.train,
                "validation": made.validation,
            },
            "scores": {
                "held-out": made.held_out,
                "tests": _tests(experiment, made, run.checkpoints),
                "untouched": made.untouched,
                "form": made.form,
            },
        },
        "prompts": [
            {
                "id": test.id,
                "prompt": test.prompt,
                "group": test.group,
                "replies": [
                    _reply(experiment, index, step, _said(made, step)[index])
                    for step in run.checkpoints
                ],
            }
            for index, test in enumerate(experiment.tests)
        ],
    }


def _said(made: Made, step: int) -> tuple[str, str, str]:
    return made.said[max(first for first in made.said if first <= step)]


def _tests(experiment: Experiment, made: Made, steps: tuple[int, ...]) -> list[float]:
    own = [(index, test) for index, test in enumerate(experiment.tests) if test.group == "held-out"]
    return [
        sum(is_good(test, _said(made, step)[index]) for index, test in own) / len(own)
        for step in steps
    ]


def _reply(experiment: Experiment, index: int, step: int, greedy: str) -> dict[str, Any]:
    test = experiment.tests[index]
    samples = [greedy, f"{greedy} So they say.", POEMS[index]]
    return {
        "step": step,
        "greedy": greedy,
        "samples": samples,
        "good": is_good(test, greedy),
        "hash": hash_replies(test.prompt, greedy, samples),
    }


if __name__ == "__main__":
    main()
