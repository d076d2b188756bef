"""A detective case in lines, from the brief to the debrief."""

from pathlib import Path

import pytest

from tests.plain.talk import Talk
from tui.rules.detective import CaseState
from tui.storage.session import Session


@pytest.fixture
def talk(session: Session) -> Talk:
    found = Talk(session)
    found.hear("open parrots", "take")
    return found


@pytest.fixture
def recorded(recorded_session: Session) -> Talk:
    found = Talk(recorded_session)
    found.hear("open parrots", "take")
    return found


def state(session: Session) -> CaseState:
    return session.case("parrots").state


def run_on(talk: Talk, name: str) -> str:
    return talk.hear(name, "train", "yes", "next", "verdict")


def test_the_brief_has_the_base_model_fail_and_says_what_is_wanted(session: Session) -> None:
    said = Talk(session).hear("open parrots")
    assert "What the base model says, before any fine-tuning:" in said
    assert "Base model, canned:" in said
    assert "Wanted: " in said
    assert said.endswith("Type take to take the case.\n")


def test_taking_the_case_can_be_undone(session: Session, talk: Talk) -> None:
    assert state(session).phase == "datasets"
    said = talk.hear("back")
    assert state(session).phase == "brief"
    assert "This is the brief." in said
    assert "At stake: 3 stars of 3" in talk.hear("take")


def test_a_data_set_shows_its_card_only_once_it_is_opened(session: Session, talk: Talk) -> None:
    assert "Big parrot set (not opened yet)" in talk.hear("show")
    said = talk.hear("repeated")
    assert "Its card says:\nSource: " in said
    assert "rows: 3 different, 3 duplicates." in said or "different" in said
    assert "A reply has " in said
    assert "opened, 6 rows" in talk.hear("back")
    assert state(session).opened == ("repeated",)


def test_rows_are_paged_searched_counted_and_read(talk: Talk) -> None:
    said = talk.hear("vet-notes", "rows")
    assert "Rows 1 to 5 of 6." in said
    assert "\nUser: " in said
    assert "\nAssistant: " in said
    assert "Rows 6 to 6 of 6." in talk.hear("next")
    assert "These are the last rows." in talk.hear("next")
    assert "Row 2" in talk.hear("row 2")
    assert "A number from 1 to 6" in talk.hear("row 7")
    assert "1 of 6 rows has: parrot sleep." in talk.hear("count parrot sleep")
    said = talk.hear("search zebra")
    assert "0 of 6 rows have: zebra." in said
    assert "Rows 6 to 6 of 6." in talk.hear("back")
    assert "Rows 1 to 5 of 6." in talk.hear("back")


def test_clues_are_marked_and_the_mark_is_taken_back(session: Session, talk: Talk) -> None:
    said = talk.hear("garage", "mark 2")
    assert "Row 2 is marked as a clue." in said
    assert state(session).clues == ("garage:2",)
    assert "Row 2, label car, a clue.\n" in talk.hear("row 2")
    assert "Row 2 is no clue any more." in talk.hear("back")
    assert state(session).clues == ()
    assert "1 clue" in talk.hear("mark 1", "home", "open parrots")


def test_a_run_counts_so_it_is_asked_for(session: Session, talk: Talk) -> None:
    assert "Open it first" in talk.hear("train garage")
    said = talk.hear("garage", "train", "no")
    assert "It is run 1, and it counts." in said
    assert state(session).runs == ()
    said = talk.hear("train", "yes")
    assert "Training loss: " in said
    assert "Validation loss: " in said
    assert "Along the way:\nStep 0: training loss" in said
    assert "The curve is canned: drawn to illustrate." in said
    said = talk.hear("back")
    assert "What was revealed stays, and counts." in said
    assert state(session).phase == "training"
    assert "The run is over." not in said


def test_replies_come_before_the_verdict(talk: Talk) -> None:
    said = talk.hear("garage", "train", "yes", "next")
    assert "replies are good." in said
    assert "Fine-tuned, canned:" in said
    assert "Not good: " in said
    assert "off track" not in said
    assert "Base model, canned:" in talk.hear("base")
    assert "Garage answers: off track." in talk.hear("next")
    assert "Type next to hear the verdict" in talk.hear("back")


def test_a_factor_is_named_with_check_and_can_be_changed_before(
    session: Session, talk: Talk
) -> None:
    run_on(talk, "garage")
    assert "Choose a factor first." in talk.hear("check")
    talk.hear("size", "relevance", "back")
    assert state(session).runs[0].factor is None
    said = talk.hear("relevance", "guess", "check")
    assert "Right: relevance. 2 points." in said
    assert state(session).runs[0].factor == "relevance"
    assert state(session).runs[0].sure is False
    talk.hear("back")
    assert state(session).runs[0].factor == "relevance"


def test_a_wrong_factor_says_which_it_was(talk: Talk) -> None:
    run_on(talk, "garage")
    assert "Not tone" not in talk.hear("rights", "check")
    assert "Not rights: it was relevance." in talk.hear("show")


def test_another_run_can_be_made_and_taken_back(session: Session, talk: Talk) -> None:
    run_on(talk, "garage")
    said = talk.hear("retry")
    assert "Run 2. At stake: 2 stars of 3" in said
    assert "Garage answers (trained on, off track)" in said
    assert "That run is done" in talk.hear("train garage")
    talk.hear("back")
    assert state(session).phase == "verdict"


def test_what_was_chosen_in_an_earlier_verdict_is_no_step_of_this_one(talk: Talk) -> None:
    run_on(talk, "garage")
    assert "replies> " in talk.hear("size", "retry", "back", "cards")
    said = talk.hear("back")
    assert "One step back." not in said
    assert "Home." in said


def test_hints_cost_more_each_time(session: Session, talk: Talk) -> None:
    said = talk.hear("hint", "yes", "hint", "yes")
    assert "The next hint costs 1 point. Take it?" in said
    assert "The next hint costs 2 points. Take it?" in said
    assert "Hint 2: Count the duplicates." in said
    talk.hear("back")
    assert state(session).hints == 2
    assert "Hint 1: Read the rows" in talk.hear("take", "brief")


def test_closing_without_a_solution_is_asked_for(session: Session, talk: Talk) -> None:
    said = talk.hear("close", "no")
    assert "It brings no stars" in said
    assert state(session).phase == "datasets"
    said = talk.hear("close", "yes")
    assert "Not solved, after 0 runs. 0 stars of 3. It would have been Vet notes." in said
    assert "Vet notes: on track.\n" in said
    assert "Garage answers: off track: relevance.\n" in said
    said = talk.hear("back")
    assert state(session).phase == "debrief"


def test_a_solved_case_closes_and_is_debriefed(session: Session, talk: Talk) -> None:
    talk.hear("vet-notes", "mark 1", "leave")
    said = run_on(talk, "vet-notes")
    assert "Vet notes: on track." in said
    said = talk.hear("next")
    assert "Solved in 1 run. 3 stars of 3." in said
    assert "your run 1" in said
    assert "Your clues:\nVet notes, row 1: " in said
    assert session.standings()[session.case("parrots").key].stars == 3
    assert "That was the last case." in talk.hear("next")
    assert "brief> " in talk.hear("open parrots", "replay", "again")


def test_the_report_is_saved_where_one_says(talk: Talk, tmp_path: Path) -> None:
    run_on(talk, "vet-notes")
    talk.hear("close")
    text, picture = tmp_path / "report.md", tmp_path / "report.svg"
    assert f"Saved as {text}" in talk.hear(f"save {text}")
    assert text.read_text("utf-8").startswith("# Case report: The silent parrot")
    assert f"Saved as {picture}" in talk.hear(f"save {picture}")
    assert picture.read_text("utf-8").startswith("<svg")
    text.write_text("mine", "utf-8")
    assert "exists. Write over it?" in talk.hear(f"save {text}", "no")
    assert text.read_text("utf-8") == "mine"
    talk.hear(f"save {text}", "yes")
    assert text.read_text("utf-8").startswith("# Case report")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere/report.md", "There is no folder"),
        ("report.txt", "Let it end in .md or in .svg."),
        ("", "This is a folder"),
        ("~nobody-here/x.md", "There is no such home folder."),
    ],
)
def test_a_report_that_cannot_be_saved_says_why(
    talk: Talk, tmp_path: Path, path: str, said: str
) -> None:
    talk.hear("close", "yes")
    where = path if path.startswith("~") else tmp_path / path
    assert said in talk.hear(f"save {where}")
    assert list(tmp_path.glob("report*")) == []


def test_a_recorded_verdict_says_what_was_measured(recorded: Talk) -> None:
    said = run_on(recorded, "garage")
    assert "The curve is recorded, from a real run of the model" in said
    assert "Questions on other subjects answered well: " in said
    assert "Fine-tuned, recorded:" in said
    assert "Measured, recorded:" in said
    assert "not reached." in said


def test_the_checkpoint_that_was_kept_is_said(recorded: Talk) -> None:
    said = run_on(recorded, "vet-notes")
    assert said.count("Kept: step 90 of 120.") == 2
    assert "Kept: " not in recorded.hear("retry") + run_on(recorded, "garage")


def test_checkpoints_tell_reply_loss_and_scores_at_a_step(recorded: Talk) -> None:
    run_on(recorded, "vet-notes")
    said = recorded.hear("checkpoints")
    assert "Vet notes, step " in said
    assert "The verdict is on the model as it was here." in said
    said = recorded.hear("step 20")
    assert "step 20 of 120." in said
    assert "Training loss " in said
    assert "New questions: " in said
    assert "The likeliest reply, recorded:" in said
    assert "There are checkpoints at 0, 5" in recorded.hear("step 21")
    assert "step 10 of 120." in recorded.hear("previous")
    assert "step 20 of 120." in recorded.hear("back")
    assert "This is the first checkpoint." in recorded.hear("first", "previous")
    assert "This is the last checkpoint." in recorded.hear("last", "next")
    said = recorded.hear("test 2")
    assert "Test 2 of " in said
    assert "Training loss" not in said
    assert "Sample 1: " in recorded.hear("luck")
    assert "Sample 1: " not in recorded.hear("back")


def test_two_runs_are_compared(recorded: Talk) -> None:
    run_on(recorded, "garage")
    assert "\ncompare NAME: " not in recorded.hear("checkpoints", "help")
    recorded.hear("leave", "retry")
    run_on(recorded, "vet-notes")
    recorded.hear("close")
    said = recorded.hear("checkpoints", "compare garage")
    assert "Vet notes, step " in said
    assert "Garage answers, step " in said
    assert "That is the run that you look at." in recorded.hear("compare vet-notes")
    said = recorded.hear("run garage")
    assert said.index("Garage answers, step") < said.index("Vet notes, step")
    assert "Big parrot set" in recorded.hear("runs")
    assert recorded.hear("record").count("This command records it again:") == 2
