"""Telling what was meant by a line."""

import pytest

from tui.plain.inputs import (
    Choice,
    Command,
    NotUnderstoodError,
    find_choice,
    find_command,
    find_several,
    find_short,
    need_choice,
    number_of,
)

CHOICES = [
    Choice("better", "Better data"),
    Choice("louder", "“Louder” data, it’s said"),
    Choice("lone", "Lone wolves"),
    Choice("2b", "Better luck"),
]
HEARD: list[str] = []
COMMANDS = [
    Command("check", "Check.", HEARD.append),
    Command("card", "Go.", HEARD.append, "NUMBER"),
    Command("cards", "List.", HEARD.append),
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1", "better"),
        ("better", "better"),
        ("2b", "2b"),
        ("BETTER  d", "better"),
        ("louder\" data, it's", "louder"),
        ("“louder", "louder"),
        ("lone", "lone"),
        ("lon", "lone"),
    ],
)
def test_a_choice_is_found_by_number_id_or_beginning(text: str, name: str) -> None:
    found = find_choice(text, CHOICES)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize("text", ["wolves", "better data and more", "check"])
def test_anything_else_is_no_choice(text: str) -> None:
    assert find_choice(text, CHOICES) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "There is no number 0: choose 1 to 4."),
        ("5", "choose 1 to 4"),
        pytest.param("9" * 5000, "choose 1 to 4", id="long"),
        ("bett", "Several begin so: 1. Better data 4. Better luck"),
    ],
)
def test_a_choice_that_is_not_there_or_not_alone_is_named(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        find_choice(text, CHOICES)


def test_a_needed_choice_names_what_there_is() -> None:
    with pytest.raises(NotUnderstoodError, match="“worse” is none of these: Better data, "):
        need_choice("worse", CHOICES)


def test_commands_are_words_with_what_follows_them() -> None:
    assert find_command("CHECK", COMMANDS) == (COMMANDS[0], "")
    assert find_command("card 3", COMMANDS) == (COMMANDS[1], "3")
    assert find_command("check it", COMMANDS) is None
    assert find_command("chec", COMMANDS) is None


def test_a_short_word_must_be_the_only_one_that_begins_so() -> None:
    assert find_short("ch", COMMANDS) == COMMANDS[0]
    assert find_short("c", COMMANDS) is None
    assert find_short("x", COMMANDS) is None


def test_several_numbers_are_several_choices() -> None:
    assert [choice.id for choice in find_several("1, 3  4", CHOICES)] == ["better", "lone", "2b"]
    assert find_several("1", CHOICES) == []
    assert find_several("1 x", CHOICES) == []
    assert [choice.id for choice in find_several("better, lone w, 4", CHOICES)] == [
        "better",
        "lone",
        "2b",
    ]
    assert find_several("“louder” data, it", CHOICES) == []
    with pytest.raises(NotUnderstoodError):
        find_several("1 9", CHOICES)


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "0", "5", "1.5", pytest.param("9" * 5000, id="long")]
)
def test_a_number_that_does_not_go_is_refused_with_those_that_do(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="A number from 1 to 4 goes with it"):
        number_of(text, 1, 4)
