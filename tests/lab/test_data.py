"""The data sets and experiments of the recorded cases, and what they promise."""

import json
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
import tomli

from tests.lab.about import about
from tui.content.models.experiment import Experiment, Question
from tui.lab.cases import CASES
from tui.lab.cases.common import CaseData
from tui.lab.data import SEED, files, tell, write
from tui.lab.text import Writer
from tui.lab.world import shipped_world
from tui.paths import default_pack
from tui.rules.grading import has_form, is_good

WORLD = shipped_world()
EACH_CASE = pytest.mark.parametrize("case", CASES, indirect=True)
LEAKED = {"tram-desk-exam-sheet"}
"""Data sets whose fault is that the tests stand in them."""


@cache
def told() -> dict[str, CaseData]:
    return {case.id: case for case in tell(WORLD, SEED)}


@pytest.fixture
def case(request: pytest.FixtureRequest) -> CaseData:
    return told()[request.param]


def job_questions(case: CaseData) -> list[Question]:
    """Return the questions of a case on its job."""
    tests = [each for each in case.experiment.tests if each.group == "held-out"]
    return [*tests, *case.experiment.held_out]


def test_every_case_is_told() -> None:
    assert list(told()) == list(CASES)
    assert len(CASES) >= 4


@EACH_CASE
def test_the_shipped_files_are_what_the_lab_writes(case: CaseData) -> None:
    for name, text in files(case).items():
        assert (default_pack() / name).read_text("utf-8") == text


@EACH_CASE
def test_the_same_seed_tells_the_same_case(case: CaseData) -> None:
    [again] = tell(WORLD, SEED, [case.id])
    assert again == case
    [other] = tell(WORLD, SEED + 1, [case.id])
    assert other.data != case.data


@EACH_CASE
def test_the_experiment_reads_back_as_it_was(case: CaseData) -> None:
    text = files(case)[f"experiments/{case.id}.toml"]
    assert msgspec.convert(tomli.loads(text), Experiment) == case.experiment


@EACH_CASE
def test_every_run_has_its_data_and_checkpoints(case: CaseData) -> None:
    runs = case.experiment.runs
    assert 5 <= len(runs) <= 6
    for run in runs:
        assert run.data in files(case)
        assert len(run.checkpoints) >= 8
        assert run.checkpoints[0] == 0
        assert run.checkpoints[-1] == run.steps
        assert list(run.checkpoints) == sorted(set(run.checkpoints))


@EACH_CASE
def test_rows_have_the_chat_format(case: CaseData) -> None:
    for name, text in files(case).items():
        if not name.endswith(".jsonl"):
            continue
        for line in text.splitlines():
            row = json.loads(line)
            assert list(row) == ["messages", "label"]
            assert [each["role"] for each in row["messages"]] == ["user", "assistant"]


@EACH_CASE
def test_no_row_is_about_what_is_held_out(case: CaseData) -> None:
    phrasings = {
        text.format_map(subject.words(thing))
        for subject, thing in WORLD.things()
        for topic in subject.topics
        for text in topic.held_out_questions
    }
    for rows in case.data.values():
        for row in rows:
            assert row.question not in phrasings
            assert not [thing.name for _, thing in about(row.question) if thing.held_out]


@EACH_CASE
def test_held_out_questions_are_about_held_out_things(case: CaseData) -> None:
    for question in (*case.experiment.held_out, *case.experiment.untouched):
        assert any(thing.held_out for _, thing in about(question.prompt)), question.prompt


@EACH_CASE
def test_no_question_stands_in_a_data_set_that_does_not_leak(case: CaseData) -> None:
    asked = {each.prompt for each in job_questions(case)}
    for name, rows in case.data.items():
        shared = asked & {row.question for row in rows}
        if f"{case.id}-{name}" in LEAKED:
            assert shared == {each.prompt for each in case.experiment.tests}
        else:
            assert not shared


@EACH_CASE
def test_there_are_enough_different_questions(case: CaseData) -> None:
    experiment = case.experiment
    for group in (experiment.held_out, experiment.untouched):
        prompts = [each.prompt for each in group]
        assert len(set(prompts)) == len(prompts)
        assert len(prompts) >= 16
    assert len(experiment.held_out) >= 22
    assert not {each.prompt for each in experiment.tests} & {
        each.prompt for each in experiment.held_out
    }


@EACH_CASE
def test_some_held_out_questions_are_phrased_as_in_no_row(case: CaseData) -> None:
    known = {
        text.format_map(subject.words(thing))
        for subject, thing in WORLD.things()
        for topic in subject.topics
        for text in topic.questions
    }
    unseen = [each for each in case.experiment.held_out if each.prompt not in known]
    assert 0.25 < len(unseen) / len(case.experiment.held_out) < 0.75


@EACH_CASE
def test_references_are_good_and_hedges_are_not(case: CaseData) -> None:
    experiment = case.experiment
    for question in (*experiment.tests, *experiment.held_out, *experiment.untouched):
        assert is_good(question, question.reference), question
        assert not any(is_good(question, hedge) for hedge in WORLD.town.hedges)


@EACH_CASE
def test_the_reference_of_one_question_is_no_good_reply_to_another(case: CaseData) -> None:
    questions = job_questions(case)
    pairs = [
        (one.prompt, other.prompt)
        for one in questions
        for other in questions
        if one.reference != other.reference and is_good(one, other.reference)
    ]
    assert not pairs


@EACH_CASE
def test_the_form_is_that_of_the_references(case: CaseData) -> None:
    form = case.experiment.form
    if form is not None:
        assert all(has_form(form, each.reference) for each in job_questions(case))


@EACH_CASE
def test_every_word_of_a_row_stands_in_what_the_base_model_reads(case: CaseData) -> None:
    read = {
        word for text in Writer(WORLD, 5).documents(20_000) for word in re.findall(r"[a-z]+", text)
    }
    used = {
        word
        for rows in case.data.values()
        for row in rows
        for word in re.findall(r"[a-z]+", f"{row.question} {row.answer}")
    }
    assert used <= read


def test_the_good_data_set_is_right_and_the_shuffled_one_is_not() -> None:
    case = told()["pet-shop-desk"]
    good, mixed = case.data["counter-notes"], case.data["two-columns"]
    assert [row.question for row in good] == [row.question for row in mixed]
    assert sorted(row.answer for row in good) == sorted(row.answer for row in mixed)
    wrong = [one for one, other in zip(good, mixed, strict=True) if one.answer != other.answer]
    assert len(wrong) >= 0.9 * len(good)


def test_only_files_that_differ_are_written(tmp_path: Path) -> None:
    case = told()["tram-desk"]
    assert len(write(case, tmp_path)) == len(files(case))
    assert write(case, tmp_path) == []
    changed = tmp_path / "datasets" / "tram-desk-platform-log.jsonl"
    changed.write_text("", "utf-8")
    assert write(case, tmp_path) == [changed]
