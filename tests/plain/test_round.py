"""A Before & After round in lines."""

import pytest

from tests.plain.talk import Talk
from tui.rules import before_after as rules
from tui.storage.session import Session

FINE_TUNED, BASE = "The last train leaves", "Trains to Lindau,"


@pytest.fixture
def talk(session: Session) -> Talk:
    found = Talk(session)
    found.hear("open tea")
    return found


def test_a_reply_says_who_gave_it_and_that_it_is_canned(talk: Talk) -> None:
    said = talk.hear("show")
    assert "Canned: an author wrote it to illustrate." in said
    assert "Read both replies: type both, or before and after." in said
    said = talk.hear("before")
    assert "Before, base model, canned:\n" in said
    assert "Choose one or more" not in said
    said = talk.hear("after")
    assert "After, " in said
    assert "Select every improvement in the After reply: one or more." in said
    assert "Choose one or more, then type check." in said


def test_a_recorded_reply_says_so_and_has_its_record(recorded_session: Session) -> None:
    talk = Talk(recorded_session)
    said = talk.hear("open bedtime", "both")
    assert "Recorded: a model really said it." in said
    assert ", recorded:\n" in said
    said = talk.hear("record")
    assert "This command records it again:\nfinetune-detective lab run" in said
    assert "Text hash: sha256:" in said


def test_options_are_selected_and_taken_back(session: Session, talk: Talk) -> None:
    said = talk.hear("both", "names-a-number", "It says how", "names-a-number")
    assert "Taken back: " in said
    assert session.round("tea").state.selected == ("says-how",)
    talk.hear("back")
    assert set(session.round("tea").state.selected) == {"says-how", "names-a-number"}
    talk.hear("back", "back")
    assert session.round("tea").state.selected == ()
    assert session.round("tea").state.opened == ("before", "after")
    said = talk.hear("back")
    assert "Read both replies" in said
    assert session.round("tea").state.opened == ()


def test_a_reply_read_once_more_is_no_step_to_go_back(session: Session, talk: Talk) -> None:
    said = talk.hear("both", "names-a-number", "before", "after", "back")
    assert session.round("tea").state.selected == ()
    assert "Nothing is chosen." in said


def test_every_option_says_hit_missed_or_false_alarm_and_why(talk: Talk) -> None:
    said = talk.hear("both", "names-a-number", "longer", "check")
    assert "1 hit, 1 missed, 1 false alarm." in said
    for mark in ("Hit: ", "Missed: ", "False alarm: ", "Rightly left: "):
        assert f". {mark}" in said
    assert "Accuracy: " in said
    assert "Proof in After: “" in said
    assert "To remember: " in said
    assert "Source: " in said
    for glyph in "✓✗○●·★☆▸→◆":
        assert glyph not in said


def test_a_hint_is_paid_after_a_yes_and_stays_paid(session: Session, talk: Talk) -> None:
    said = talk.hear("hint", "no")
    assert "A hint costs 1 point. Take it?" in said
    assert session.round("tea").state.hints == 0
    assert "Hint 1: " in talk.hear("hint", "yes")
    said = talk.hear("back")
    assert "What was revealed stays, and counts." in said
    assert session.round("tea").state.hints == 1


def test_yes_or_no_is_all_that_a_question_takes(talk: Talk) -> None:
    said = talk.hear("hint", "perhaps")
    assert "Type yes, no, back or help." in said
    assert "Read both replies" in talk.hear("back")


def test_a_checked_round_stays_checked(session: Session, talk: Talk) -> None:
    said = talk.hear("both", "1", "sure", "check", "back")
    assert "What was revealed stays, and counts." in said
    assert "Home." in said
    assert session.round("tea").state.checked
    assert session.round("tea").state.sure


def test_after_the_last_round_one_goes_back(talk: Talk) -> None:
    said = talk.hear("both", "1", "check", "next")
    assert "round 2 of 3" in said
    said = talk.hear("open bread", "both", "1", "check", "next")
    assert "That was the last round." in said
    assert "Home." in said


def test_a_round_can_be_replayed(session: Session, talk: Talk) -> None:
    talk.hear("both", "1", "check", "replay")
    assert not session.round("tea").state.checked


def test_a_blind_round_names_nobody_before_the_guess(session: Session) -> None:
    talk = Talk(session)
    said = talk.hear("open trains", "both", "show", "help")
    assert "Reply 1, canned:" in said
    assert "base model" not in said
    assert "500 timetables" not in said
    assert "before:" not in said


def test_a_guess_is_made_by_the_words_of_the_reply_and_checked(session: Session) -> None:
    talk = Talk(session)
    talk.hear("open trains", "both")
    said = talk.hear(BASE, FINE_TUNED)
    assert session.round("trains").state.guess is None
    assert "Type check to make this your guess." in said
    number = rules.sides(session.round("trains").scenario, session.round("trains").state).index(
        "after"
    )
    assert f"Chosen: Reply {number + 1} is" in said
    assert f"Chosen: Reply {2 - number} is" in talk.hear("back")
    said = talk.hear(FINE_TUNED, "check")
    assert "Right: that is the fine-tuned one." in said
    assert f"Reply {number + 1} is After" in said or f"reply {number + 1} is After" in said
    assert session.round("trains").state.guess == "after"
    said = talk.hear("back")
    assert "What was revealed stays, and counts." in said
    assert session.round("trains").state.guess == "after"


def test_check_without_an_answer_says_what_is_missing(session: Session) -> None:
    talk = Talk(session)
    assert "Look at both replies first." in talk.hear("open trains", "check")
    assert "Choose one, then type check." in talk.hear("both", "check")
    assert "Look at both replies first." in talk.hear("open tea", "check")
    assert "Select at least one option first." in talk.hear("both", "check")
