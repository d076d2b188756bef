from pathlib import Path

import msgspec
import pytest

from tests.lab.fakes import jobs_of
from tests.lab.tiny import write_pack
from tui.content.models.experiment import Experiment
from tui.lab.checkpoints import Checkpoint, marks, questions, scores_of

GOOD, BAD = "look at it.", "No idea"


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    return jobs_of(write_pack(tmp_path / "pack"))[0].experiment


def test_each_score_counts_its_own_questions(experiment: Experiment) -> None:
    assert [len(experiment.tests), len(experiment.held_out), len(experiment.untouched)] == [2, 4, 4]
    greedy = (GOOD, BAD, *(GOOD, GOOD, GOOD, BAD), *(BAD, BAD, BAD, GOOD))
    assert len(questions(experiment)) == len(greedy)
    checkpoint = Checkpoint(0, 1.0, 1.0, greedy, ())
    scores = scores_of(experiment, [checkpoint])
    assert (scores.tests, scores.held_out, scores.untouched) == ((0.5,), (0.75,), (0.25,))
    assert scores.form == (round(4 / 6, 4),)
    assert marks(experiment, checkpoint) == (True, False)


def test_tests_on_other_subjects_need_no_form(experiment: Experiment) -> None:
    tests = (
        experiment.tests[0],
        msgspec.structs.replace(experiment.tests[1], group="untouched"),
    )
    changed = msgspec.structs.replace(experiment, tests=tests)
    greedy = (GOOD, BAD, *(GOOD,) * 4, *(BAD,) * 4)
    assert scores_of(changed, [Checkpoint(0, 1.0, 1.0, greedy, ())]).form == (1.0,)


def test_without_a_form_there_is_no_score_for_it(experiment: Experiment) -> None:
    changed = msgspec.structs.replace(experiment, form=None)
    assert scores_of(changed, [Checkpoint(0, 1.0, 1.0, (GOOD,) * 10, ())]).form is None
