"""Lines in and lines out: printable, in the letters of the output, broken where it is narrow."""

import io

import pytest

from tests.plain.talk import Talk
from tui.language import current
from tui.plain.console import Console
from tui.storage.session import Session


def written(*blocks: str, encoding: str = "utf-8", ascii: bool = False, width: int = 0) -> str:
    raw = io.BytesIO()
    target = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    console = Console([], target, typed=False, width=width)
    console.ascii = ascii
    console.say(*blocks)
    target.flush()
    return raw.getvalue().decode(encoding)


def test_one_empty_line_stands_between_two_texts() -> None:
    assert written("one", "", "two\nthree\n") == "one\n\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred\x07", "a[31mred"),
        ("a\u202eb\u200bc\u2066d", "abcd"),
        ("tab\there", "tab    here"),
        ("joined\u200dup\ue000", "joinedup"),
        ("no\u00a0break", "no break"),
        ("naïve — “quoted” 中文", "naïve — “quoted” 中文"),
    ],
)
def test_nothing_but_printable_text_is_written(text: str, shown: str) -> None:
    assert written(text) == f"{shown}\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", 'naive - "quoted" ??\n'),
        ("latin-1", 'naïve - "quoted" ??\n'),
        ("cp1252", "naïve — “quoted” ??\n"),
        ("utf-8", "naïve — “quoted” 中\n"),
    ],
)
def test_letters_that_the_output_lacks_are_replaced(encoding: str, shown: str) -> None:
    assert written("naïve — “quoted” 中", encoding=encoding) == shown


def test_ascii_mode_writes_ascii_on_any_output() -> None:
    assert written("→ “yes” — 1 · 2", ascii=True) == '> "yes" - 1 . 2\n'


def test_long_lines_are_broken_between_words_and_long_words_stay() -> None:
    said = written("one two three four https://example.org/a/long/address", width=12)
    assert said == "one two\nthree four\nhttps://example.org/a/long/address\n"


def test_scripts_without_spaces_are_left_to_the_terminal() -> None:
    text = "微调是在一个预训练模型上继续训练，用一个较小的数据集"
    assert written(text, width=12) == f"{text}\n"


def test_what_is_typed_is_cleaned_and_what_is_piped_is_written_too() -> None:
    output = io.StringIO()
    console = Console(["  one \x1b[2J two \n", "# no\n", "three"], output, typed=False)
    assert [console.ask("here"), console.ask("here")] == ["one [2J two", "three"]
    assert output.getvalue() == "\nhere> one [2J two\n\nhere> three\n"
    assert console.number == 3
    with pytest.raises(EOFError):
        console.ask("here")


def test_what_a_person_types_is_not_written_again_and_may_be_empty() -> None:
    output = io.StringIO()
    console = Console(["\n", "# yes\n"], output, typed=True)
    assert [console.ask("here"), console.ask("here")] == ["", "# yes"]
    assert output.getvalue() == "\nhere> \nhere> "


def test_the_whole_game_can_be_written_with_ascii(shipped_session: Session) -> None:
    talk = Talk(shipped_session, encoding="ascii")
    said = talk.hear("open plant-clinic", "take", "clinic-logs", "rows", "home", "help")
    assert said.isascii()
    assert "?" not in said.replace("?\n", "").replace("? ", "")


def test_a_language_that_the_output_cannot_write_is_not_spoken(session: Session) -> None:
    session.store.set("language", "zh-Hans")
    Talk(session, encoding="ascii")
    assert current() == "en"
    Talk(session)
    assert current() == "zh-Hans"
