"""Lines break between wide characters, and plain text breaks where it always did."""

import pytest
from rich import _wrap
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual.content import Content

from tui.app import DetectiveApp
from tui.storage.session import Session
from tui.widgets import wrapping
from tui.widgets.wrapping import break_anywhere, words

ENGLISH = "A curve is a clue, not a verdict: the replies come next.  Two spaces, naïve café."
CHINESE = "用 LoRA（低秩适配）微调时，只训练很小的矩阵。模型的权重不动，“数据集”却决定一切…对吗？"


@pytest.fixture(autouse=True)
def _wide() -> None:
    break_anywhere()


def test_a_text_without_wide_characters_is_left_to_rich() -> None:
    break_anywhere()
    assert list(words(ENGLISH)) == list(wrapping._words(ENGLISH))
    assert _wrap.words is words, "taken once, not twice over"


def test_the_pieces_are_the_whole_text() -> None:
    pieces = list(words(CHINESE))
    assert "".join(piece for _, _, piece in pieces) == CHINESE
    assert all(CHINESE[start:end] == piece for start, end, piece in pieces)


@pytest.mark.parametrize("width", range(6, 41))
def test_chinese_fills_its_lines_and_keeps_its_punctuation(width: int) -> None:
    lines = [str(line) for line in Text(CHINESE).wrap(Console(width=width), width)]
    assert "".join(lines).replace(" ", "") == CHINESE.replace(" ", "")
    for line in lines:
        assert cell_len(line) <= width
        assert line.strip()[0] not in "，。）”…？"
        assert line.strip()[-1] not in "（“"
    # A line gives way for a word of LoRA's length, or for a mark that may not begin a line.
    assert all(cell_len(line.rstrip()) > width - 8 for line in lines[:-1]), lines


def test_textual_wraps_the_same_way() -> None:
    lines = Content(CHINESE).wrap(20)
    assert len(lines) == len(Text(CHINESE).wrap(Console(width=20), 20))
    assert all(cell_len(line.plain) <= 20 for line in lines)


def test_the_game_breaks_its_lines_so(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_wrap, "words", wrapping._words)
    DetectiveApp(session)
    assert _wrap.words is words


def test_latin_words_stay_whole() -> None:
    lines = [str(line).strip() for line in Text(CHINESE).wrap(Console(width=9), 9)]
    assert sum("LoRA" in line for line in lines) == 1
