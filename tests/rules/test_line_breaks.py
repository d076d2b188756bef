"""Texts as lines: nothing is lost, nothing is too wide."""

import pytest
from rich.cells import cell_len

from tui.rules.line_breaks import wrapped

TEXTS = [
    "A curve is a clue, not a verdict.  The replies come next.",
    "用 LoRA（低秩适配）微调时，只训练很小的矩阵。模型的权重不动。",
    "Donaudampfschifffahrtsgesellschaftskapitän und 日本語",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", range(2, 40))
def test_lines_hold_all_of_a_text_and_are_never_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.strip() != "" for line in lines)


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("read the rows before you train", 10) == [
        "read the",
        "rows",
        "before you",
        "train",
    ]


def test_more_lines_than_there_may_be_end_with_an_ellipsis() -> None:
    assert wrapped("one two three four", 5, 2) == ["one", "two…"]
    assert wrapped("一二三四五六七八", 6, 2) == ["一二三", "四五…"]
    assert wrapped("one two", 5, 2) == ["one", "two"]
