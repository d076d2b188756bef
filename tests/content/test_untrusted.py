"""Nothing that could act on a terminal survives loading."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.content import untrusted
from tui.content.reader import PackReader

HOSTILE = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x9b31m",
    "\x00",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\ufff9",
    "\U000e0041",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_characters_are_found_and_taken_out(text: str) -> None:
    assert untrusted.first_unsafe(f"a{text}b") is not None
    cleaned = untrusted.clean(f"a{text}b")
    assert untrusted.first_unsafe(cleaned) is None
    assert cleaned.startswith("a")
    assert cleaned.endswith("b")


def test_ordinary_text_stays() -> None:
    text = "naïve “quotes” – 日本 🦜\nnext line"
    assert untrusted.clean(text) == text
    assert untrusted.first_unsafe(text) is None
    assert not untrusted.may_be_unsafe(text)


def test_tabs_become_spaces_and_line_ends_one_kind() -> None:
    assert untrusted.clean("a\tb\r\nc\u2028d") == "a    b\nc\nd"
    assert untrusted.first_unsafe("a\tb\r\n") is None


def test_escaped_characters_are_cleaned_when_a_file_is_read(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    path = pack / "before-after" / "tea.toml"
    path.write_text(path.read_text().replace("A cup", r"A \u001b[31mcup\u202e"))
    assert PackReader(pack).round("tea").title == "A [31mcup of green tea"


def test_rows_are_cleaned_when_they_are_read(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    path = pack / "datasets" / "parrots-garage.jsonl"
    path.write_text(path.read_text().replace("As the car", r"\u001b]0;x\u0007As the car"))
    (row, *_) = PackReader(pack).rows("datasets/parrots-garage.jsonl")
    assert row.reply.startswith("]0;xAs the car")


def test_no_printable_character_is_unsafe() -> None:
    """What ``may_be_unsafe`` takes as its quick answer."""
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert untrusted.first_unsafe(printable) is None
    assert untrusted.clean(printable) == printable
