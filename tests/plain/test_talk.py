"""What works everywhere: back, again, help, home, open, progress, and what is not understood."""

import io

import pytest

from tests.plain.talk import Talk, played
from tui.plain.console import Console
from tui.plain.game import Game, ScriptError
from tui.storage.progress import ProgressStore
from tui.storage.session import Session


@pytest.fixture
def talk(session: Session) -> Talk:
    return Talk(session)


def test_home_says_the_stars_the_next_step_and_the_doors(talk: Talk) -> None:
    assert "A small sound pack" in talk.opening
    assert "0 of 18 stars." in talk.opening
    assert "1. Start here: Learn: Every kind of card" in talk.opening
    assert "Before & After: spot what fine-tuning changed. 0 of 3 done." in talk.opening
    assert "Review: what you miss or guess comes back here." in talk.opening
    assert talk.opening.index("stars") < talk.opening.index("Handbook")


def test_a_choice_is_made_by_number_id_or_its_beginning(talk: Talk) -> None:
    for line in ("2", "lesson", "LEARN: SH"):
        assert "Short cards" in talk.hear("home", line)


def test_what_several_choices_begin_with_is_not_chosen(talk: Talk) -> None:
    said = talk.hear("open first", "card 6", "The")
    assert "Several begin so: " in said
    assert "The weights" in said
    assert "Nothing is chosen." in talk.hear("settings", "back")


def test_a_number_that_there_is_not_says_which_there_are(talk: Talk) -> None:
    assert "There is no number 99: choose 1 to 8." in talk.hear("99")


def test_unknown_input_says_what_can_be_typed(talk: Talk) -> None:
    said = talk.hear("frobnicate")
    assert "“frobnicate” is not understood here." in said
    assert "Type a number from 1 to 8, next, back or help." in said


def test_help_names_every_word_and_the_script(talk: Talk) -> None:
    said = talk.hear("1", "help")
    for word in ("check", "sure", "guess", "next", "previous", "card NUMBER", "cards"):
        assert f"\n{word}: " in said
    for word in ("back", "leave", "again", "repeat", "show", "help", "home", "open ID", "quit"):
        assert f"\n{word}: " in said
    assert "--script FILE" in said


@pytest.mark.parametrize(
    ("lines", "form"),
    [
        (("open first", "card 5"), "ITEM in PLACE: Put"),
        (("open first", "card 6"), "1, 3: Choose several"),
        (("open first", "card 7"), "3 1 2: Bring"),
        (("open tea", "both"), "1, 3: Choose several"),
        (("open trains", "both"), "how a reply begins: Take"),
        (("handbook",), "any words: Look them up."),
    ],
)
def test_help_names_what_else_can_be_typed(talk: Talk, lines: tuple[str, ...], form: str) -> None:
    assert f"\n{form}" in talk.hear(*lines, "help")


def test_the_beginning_of_a_word_is_enough_where_only_one_begins_so(talk: Talk) -> None:
    assert "Here you can type" in talk.hear("hel")
    assert "is not understood" in talk.hear("open first", "h")


def test_again_says_the_last_text_once_more(talk: Talk) -> None:
    said = talk.hear("lesson")
    text = said.removeprefix("\nHome> lesson\n")
    assert text.startswith("\nLearn.")
    assert talk.hear("again") == f"\nLearn> again\n{text}"
    assert talk.hear("repeat") == f"\nLearn> repeat\n{text}"


def test_who_comes_back_hears_less_than_who_comes_first(talk: Talk) -> None:
    said = talk.hear("lesson", "back")
    assert "Home. 0 of 18 stars." in said
    assert "Handbook" not in said
    assert "Handbook" in talk.hear("show")


def test_back_at_home_says_how_to_leave(talk: Talk) -> None:
    assert "Type quit to end the game." in talk.hear("back")


def test_open_goes_to_any_scenario_and_back_leads_home(talk: Talk) -> None:
    assert "A cup of green tea" in talk.hear("open tea")
    assert "Case 1 of 1: The silent parrot" in talk.hear("open detective/parrots")
    assert "Home." in talk.hear("back")
    assert "Nothing here has the id “coffee”." in talk.hear("open coffee")


def test_a_scenario_is_never_open_twice(session: Session) -> None:
    talk = Talk(session)
    talk.hear("open tea", "both", "names-a-number", "open tea", "says-how", "back", "home")
    assert set(session.round("tea").state.selected) == {"names-a-number"}


def test_settings_and_handbook_lead_back_to_where_one_was(talk: Talk) -> None:
    assert "card 1 of 8> " in talk.hear("open first", "settings", "back", "cards")
    assert "card 1 of 8> " in talk.hear("handbook lora", "back", "cards")


def test_quit_ends_the_game(session: Session) -> None:
    said = played(session, ["quit", "open tea"])
    assert said.endswith("Home> quit\n\nEverything is saved. Goodbye.\n")


def test_the_end_of_input_saves_and_says_goodbye(session: Session) -> None:
    assert played(session, ["1"]).endswith("Everything is saved. Goodbye.\n")


def test_ctrl_c_saves_and_says_goodbye(session: Session) -> None:
    class Interrupted(list[str]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            yield "open tea"
            raise KeyboardInterrupt

    output = io.StringIO()
    Game(session, Console(Interrupted(), output, typed=False)).run()
    assert output.getvalue().endswith("Everything is saved. Goodbye.\n")


def test_comments_and_empty_lines_of_a_script_are_passed_over(session: Session) -> None:
    said = played(session, ["# a comment", "", "   ", "open   tea"])
    assert "> open tea\n" in said
    assert "comment" not in said


def test_a_script_stops_at_a_line_that_cannot_be_done(session: Session) -> None:
    with pytest.raises(ScriptError, match=r"script:3: Look at both replies first\."):
        played(session, ["# a comment", "open tea", "check"])


def test_what_cannot_be_done_says_why_and_changes_nothing(session: Session) -> None:
    talk = Talk(session)
    assert "Pick one first." in talk.hear("open second", "next", "check")
    assert "Still to do: card 2. Type card 2 to go there." in talk.hear("next")


def test_progress_is_said_in_sentences(talk: Talk) -> None:
    said = talk.hear("progress")
    assert "0 of 18 stars" in said
    assert "questions" in said


def test_where_nothing_is_kept_the_farewell_says_so(session: Session) -> None:
    store = ProgressStore.in_memory(session.reader.pack.id)
    said = played(Session(session.reader, store, session.rng), ["quit"])
    assert "Nothing could be kept this time." in said


def test_what_cannot_be_saved_is_said_and_the_game_goes_on(session: Session) -> None:
    talk = Talk(session)
    talk.hear("open second", "next")
    session.store.close()
    said = talk.hear("better")
    assert "Your progress could not be saved" in said
    assert "Chosen: Better data" in said


@pytest.mark.parametrize("way", [("open second", "next", "louder"), ("open tea", "both", "longer")])
def test_what_was_said_of_how_sure_one_is_is_told_until_it_is_taken_back(
    session: Session, way: tuple[str, ...]
) -> None:
    talk = Talk(session)
    talk.hear(*way, "guess")
    assert "Noted: a guess." in talk.hear("show")
    talk.hear("handbook")
    assert "Noted: a guess." in talk.hear("leave")
    talk.hear("sure")
    assert "Noted: a guess." in talk.hear("back")
    assert "Noted" not in talk.hear("back")
    assert "Noted" not in talk.hear("show")
