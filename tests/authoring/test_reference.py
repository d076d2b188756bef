"""The reference of keys in the guide."""

import re

import pytest

from tests.write_reference import COMMAND, GUIDE
from tui.authoring.reference import END, START, markdown, put_into
from tui.authoring.schema import KINDS
from tui.cli import main


def test_the_guide_holds_the_reference_as_the_models_have_it() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert guide.count(START) == guide.count(END) == 1
    if put_into(guide) != guide:  # a comparison by pytest would print both guides
        pytest.fail(f"the keys in {GUIDE.name} are not what the models say: run\n{COMMAND}")


def test_each_kind_of_file_has_a_section() -> None:
    headings = re.findall(r"^#### `(.+?)`", markdown(), re.MULTILINE)
    written = [name for name in KINDS if name != "recording"]
    assert headings == [KINDS[name].files for name in written], "no hand writes a recording"


def test_each_row_of_a_table_has_five_cells() -> None:
    rows = [line for line in markdown().splitlines() if line.startswith("|")]
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 6, row


def test_it_is_short_enough_to_be_read() -> None:
    assert markdown().count("\n") <= 250


def test_what_a_key_may_be_stands_in_its_row() -> None:
    text = markdown()
    assert "| whole number, 1 to 30 | required | `5` |" in text
    assert "| `true` or `false` | `false` | `true` |" in text
    assert '| one of these | `"spot"` | `"spot"` |' in text
    assert "`blind`: first guess which reply is the fine-tuned model's" in text


def test_each_kind_of_card_has_its_own_keys() -> None:
    sort = markdown().partition('**`kind = "sort"`**')[2].partition('**`kind = "order"`**')[0]
    assert "`[[cards.bins]]`" in sort
    assert "`[[cards.items]]`" in sort
    assert "`cites`" not in sort, "what all cards have stands above them"


def test_shared_tables_are_explained_once() -> None:
    text = markdown()
    assert text.count("Authors, year and title.") == 1
    assert text.count("(#lessonstoml-a-lesson-of-cards)") == 3
    assert "Its keys are those of `[before]`." in text


def test_a_guide_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        put_into("# Contributing\n")


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    assert put_into(f"above\n{START}\nold\n{END}\nbelow") == (
        f"above\n{START}\n\n{markdown()}\n{END}\nbelow"
    )


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--reference"]) == 0
    assert capsys.readouterr().out == markdown()
