"""Scores in words: what falls short never reads as if it were reached."""

import pytest

from tui.content.models.detective import Demands
from tui.rules.recorded import Measured
from tui.rules.score_text import demand_lines, percent, scores_text


@pytest.mark.parametrize(
    ("share", "text"), [(0.7999, "79%"), (0.8, "80%"), (0.29, "29%"), (1.0, "100%"), (0.0, "0%")]
)
def test_shares_are_rounded_down(share: float, text: str) -> None:
    assert percent(share) == text


def test_each_score_has_a_sign_and_what_is_demanded() -> None:
    scores = (
        Measured("tests", 0.5, 0.0, None),
        Measured("held-out", 0.83, 0.0, 0.8),
        Measured("untouched", 0.21, 0.88, 0.6),
    )
    assert scores_text(scores) == (
        "· these tests 50%, ✓ new questions 83% (demanded 80%), "
        "✗ other subjects 88% → 21% (demanded 60%)"
    )
    assert "demanded" not in scores_text(scores, demands=False)


def test_only_what_is_demanded_is_told() -> None:
    assert demand_lines(Demands(held_out=0.8)) == ["80% of new questions on the job answered well"]
    assert len(demand_lines(Demands(held_out=0.8, form=0.9, untouched=0.6))) == 3
