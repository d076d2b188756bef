"""The verdict that follows from recorded scores."""

import msgspec
import pytest

from tests.conftest import RECORDED_PACK
from tui.content.models.detective import Curve, Demands, Verdict
from tui.content.models.recording import Scores, Training
from tui.content.reader import PackReader
from tui.rules.recorded import checkpoint_index, measured, verdict
from tui.rules.recorded_runs import recorded_runs

HASH = "sha256:" + "0" * 64
RUN = Training(
    case="parrots",
    run="notes",
    data="datasets/notes.jsonl",
    data_hash=HASH,
    experiment_hash=HASH,
    rows=12,
    method="full",
    trainable=1000,
    steps=40,
    batch_size=4,
    learning_rate=0.001,
    seed=7,
    curve=Curve(
        steps=(0, 10, 20, 40),
        train=(3.0, 2.0, 1.0, 0.1),
        validation=(3.0, 2.1, 1.9, 2.8),
    ),
    scores=Scores(
        held_out=(0.0, 0.4, 0.8, 0.3),
        tests=(0.0, 0.5, 1.0, 1.0),
        untouched=(0.9, 0.9, 0.6, 0.1),
        form=(0.0, 0.9, 1.0, 1.0),
    ),
)


@pytest.mark.parametrize(
    ("step", "demands", "expected"),
    [
        (20, Demands(held_out=0.8), "solves"),
        (20, Demands(held_out=0.8, form=1.0, untouched=0.6), "solves"),
        (20, Demands(held_out=0.8, untouched=0.7), "partly"),
        (10, Demands(held_out=0.8), "partly"),
        (None, Demands(held_out=0.8), "fails"),
        (0, Demands(held_out=0.8), "fails"),
        (10, Demands(held_out=0.4, form=1.0), "partly"),
    ],
)
def test_the_verdict_follows_from_the_scores(
    step: int | None, demands: Demands, expected: Verdict
) -> None:
    assert verdict(RUN, step, demands) == expected


def test_a_form_that_nobody_measured_is_not_reached() -> None:
    run = msgspec.structs.replace(RUN, scores=msgspec.structs.replace(RUN.scores, form=None))
    assert verdict(run, 20, Demands(held_out=0.8)) == "solves"
    assert verdict(run, 20, Demands(held_out=0.8, form=0.5)) == "partly"


def test_scores_stand_beside_what_was_before_and_what_is_demanded() -> None:
    scores = {each.name: each for each in measured(RUN, 2, Demands(held_out=0.9))}
    assert list(scores) == ["tests", "held-out", "form", "untouched"]
    assert (scores["held-out"].share, scores["held-out"].before) == (0.8, 0.0)
    assert not scores["held-out"].is_reached
    assert scores["untouched"].demanded is None and scores["untouched"].is_reached


def test_checkpoints_are_found_by_step_and_by_loss() -> None:
    assert checkpoint_index(RUN, 10) == 1
    assert checkpoint_index(RUN, None) == 3
    assert RUN.curve.lowest == 2


def test_a_run_that_went_on_says_which_step_was_kept() -> None:
    recorded = PackReader(RECORDED_PACK)
    runs = recorded_runs(recorded.case("parrots"), recorded.recording)
    assert {run.id: run.kept_step for run in runs} == {
        "garage": None,
        "vet-notes": 90,
        "repeated": None,
    }
