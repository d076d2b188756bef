"""A lesson in lines: every kind of card, and going back in it."""

from pathlib import Path

import pytest

from tests.conftest import open_session
from tests.plain.talk import Talk
from tests.stopping import stopping_pack
from tui.rules import lesson as rules
from tui.storage.session import Session


@pytest.fixture
def talk(session: Session) -> Talk:
    found = Talk(session)
    found.hear("open first")
    return found


@pytest.fixture
def stopping(tmp_path: Path) -> Talk:
    found = Talk(open_session(stopping_pack(tmp_path / "pack"), tmp_path / "data"))
    found.hear("open stopping", "next")
    return found


def play_of(session: Session, card: str) -> rules.CardPlay:
    return session.lesson("first").state.plays.get(card, rules.CardPlay())


def test_a_pick_is_not_checked_until_check(session: Session, talk: Talk) -> None:
    said = talk.hear("short")
    assert "Chosen: “Two cups a day.”\nType check to answer." in said
    assert play_of(session, "guess").right_at_once is None
    said = talk.hear("sure", "check")
    assert "Noted: you are sure." in said
    assert "Right.\n" in said
    assert "Hit: “Two cups a day.”\nIt answers what was asked." in said
    assert "Rightly left: “Tea is a plant" in said
    assert play_of(session, "guess").right_at_once
    assert play_of(session, "guess").sure


def test_back_undoes_a_pick_and_its_confidence(session: Session, talk: Talk) -> None:
    said = talk.hear("long", "guess", "back", "back")
    assert play_of(session, "guess") == rules.CardPlay()
    assert said.endswith("One step back.\n\nNothing is chosen.\n")
    assert "Chosen: “Two cups" in talk.hear("short", "long", "back")


def test_a_checked_answer_stays_and_back_goes_on_back(session: Session, talk: Talk) -> None:
    said = talk.hear("long", "check", "back")
    assert "What was revealed stays, and counts." in said
    assert "Home." in said
    assert play_of(session, "guess").right_at_once is False


def test_back_turns_the_cards_back_and_tells_them(talk: Talk) -> None:
    said = talk.hear("next", "next", "back")
    assert said.count("Card 2 of 8: The chef") == 2
    assert "Type next to go on." in said
    assert "Which reply did the fine-tuned model give?" in talk.hear("back")


def test_art_is_told_by_its_alternative_text(talk: Talk) -> None:
    said = talk.hear("card 2")
    assert "Picture: A cookbook." in said
    assert "▒" not in said
    assert "cooking school: pre-training." in said


def test_a_definition_and_a_list_are_told_with_their_sources(talk: Talk) -> None:
    said = talk.hear("card 3")
    assert "fine-tuning:\nTraining a pre-trained model further" in said
    assert "Source: Zhou et al. 2023" in said
    assert "https://arxiv.org/abs/2305.11206" in said
    assert "Form: The reply has the form you need." in talk.hear("card 4")


def test_an_empty_line_goes_on_but_never_past_a_question(talk: Talk) -> None:
    with pytest.raises(Exception, match="This card waits for an answer"):
        talk.game.place.go_on()
    talk.hear("next")
    talk.game.handle("")
    assert talk.game.place.prompt == "card 3 of 8"


def test_a_sort_card_asks_for_one_item_after_the_other(session: Session, talk: Talk) -> None:
    said = talk.hear("card 5")
    assert "Item 1 of 3: " in said
    assert "1. fine-tune\n2. prompt" in said
    said = talk.hear("1", "prompt", "2")
    assert "Each has a place." in said
    assert len(play_of(session, "bins").placed) == 3
    said = talk.hear("back")
    assert "Item 3 of 3" in said
    assert len(play_of(session, "bins").placed) == 2


def test_items_are_placed_by_name_in_any_order(session: Session, talk: Talk) -> None:
    talk.hear("card 5", "style in tune", "One letter, once = prompt", "An exact in fine")
    assert play_of(session, "bins").placed == {"style": "tune", "once": "prompt", "format": "tune"}
    talk.hear("style in prompt")
    said = talk.hear("check")
    assert "Not quite." in said
    assert "Wrong: A steady style" in said
    assert "It belongs to “fine-tune”." in said


def test_several_are_chosen_at_once(session: Session, talk: Talk) -> None:
    talk.hear("card 6", "1 2 3", "vocabulary", "weights, replies", "The weights, replies")
    assert set(play_of(session, "several").picked) == {"weights", "replies"}
    assert "Right." in talk.hear("check")


def test_steps_are_ordered_by_moving_or_all_at_once(session: Session, talk: Talk) -> None:
    talk.hear("card 7", "train, data, goal")
    assert play_of(session, "steps").picked == ("train", "data", "goal")
    said = talk.hear("move goal to 1", "move Train to 3")
    assert play_of(session, "steps").picked == ("goal", "data", "train")
    assert "1. Set the goal\n2. Choose the data\n3. Train" in said
    talk.hear("back", "back")
    assert play_of(session, "steps").picked == ("train", "data", "goal")
    talk.hear("3 2 1")
    assert "Right." in talk.hear("check")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("move 1", "such as: move 3 to 1"),
        ("move 1 to 9", "A number from 1 to 3"),
        ("move x to 1", "“x” is none of these"),
        ("1 1 2", "Each step stands in the order once."),
        ("1 2 7", "There is no number 7"),
    ],
)
def test_an_order_that_does_not_go_says_why(talk: Talk, line: str, said: str) -> None:
    assert said in talk.hear("card 7", line)


def test_a_second_try_is_for_learning_the_first_answer_counts(talk: Talk) -> None:
    talk.hear("long", "check")
    said = talk.hear("retry", "short", "check")
    assert "Choose one, then type check." in said
    assert "Right." in said
    assert "Retry" not in talk.hear("help")


def test_cards_are_listed_with_what_is_to_do(talk: Talk) -> None:
    said = talk.hear("short", "check", "cards")
    assert "1. A prediction (done)" in said
    assert "2. The chef (to do)" in said


def test_the_end_says_the_stars_and_what_comes_next(session: Session) -> None:
    talk = Talk(session)
    said = talk.hear("open second", "next", "better", "check", "next")
    assert "Lesson done. 3 stars of 3. 1 of 1 right at once." in said
    assert "Type next for Learn: Every kind of card." in said
    assert "Card 1 of 8: A prediction" in talk.hear("next")
    assert "Card 1 of 2: Read" in talk.hear("open second", "card 2", "next", "replay")


def test_a_run_is_trained_on_and_stopped(stopping: Talk) -> None:
    said = stopping.hear("on")
    assert "Since the last checkpoint the training loss fell" in said
    assert "It says, recorded:" in said
    assert "Step 5 of 120" in said
    assert "Step 5 of 120" in stopping.hear("on", "back").rpartition("> back")[2]
    said = stopping.hear("step 1")
    assert "There are checkpoints at" in said
    said = stopping.hear("step 20", "stop")
    assert "You stopped at step 20." in said
    assert "Validation loss: " in said
    assert "Right. " in said


def test_a_run_hides_its_future_until_it_is_stopped(stopping: Talk) -> None:
    said = stopping.hear("on", "on")
    assert "lowest" not in said
    assert "It is right to stop" not in said
    assert "The run ends here. You can still go back in it." in stopping.hear("step 120")
    assert "lowest" in stopping.hear("back", "stop")
    assert "The run ends here." not in stopping.hear("step 120")


def test_the_record_of_a_run_has_its_exact_command(stopping: Talk) -> None:
    said = stopping.hear("on", "record")
    assert "This command records it again:\nfinetune-detective lab run" in said
    assert "Seal: sha256:" in said
