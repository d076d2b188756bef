"""Curves and scores in sentences."""

from collections.abc import Sequence

import pytest

from tui.content.models.detective import Curve
from tui.plain.telling import checkpoint_lines, curve_lines, score_lines
from tui.rules.recorded import Measured


def curve(validation: Sequence[float]) -> Curve:
    steps = tuple(range(0, 10 * len(validation), 10))
    train = tuple(2.0 - 0.1 * index for index in range(len(steps)))
    return Curve(steps=steps, train=train, validation=tuple(validation))


@pytest.mark.parametrize(
    ("validation", "said"),
    [
        (
            (2.0, 1.5, 1.7, 1.8),
            "Validation loss: 2.00 at the start, lowest at step 10 with 1.50, 1.80 at the end.",
        ),
        (
            (2.0, 1.5, 1.4, 1.3),
            "Validation loss: 2.00 at the start, 1.30 at the end; its lowest is the end.",
        ),
        (
            (2.0, 2.5, 2.7, 2.8),
            "Validation loss: 2.00 at the start, 2.80 at the end; its lowest is the start.",
        ),
    ],
)
def test_a_curve_is_its_start_its_lowest_and_its_end(
    validation: Sequence[float], said: str
) -> None:
    assert curve_lines(curve(validation)) == [
        "Training loss: 2.00 at the start, 1.70 at the end, step 30.",
        said,
    ]


@pytest.mark.parametrize(("points", "told"), [(4, 4), (5, 5), (15, 5), (60, 5)])
def test_a_few_points_are_told_from_the_first_to_the_last(points: int, told: int) -> None:
    lines = checkpoint_lines(curve([2.0] * points))
    assert len(lines) == told
    assert lines[0] == "Step 0: training loss 2.00, validation loss 2.00."
    assert lines[-1].startswith(f"Step {10 * (points - 1)}: ")


def test_a_score_says_whether_what_is_demanded_is_reached() -> None:
    scores = [
        Measured("tests", 0.8, 0.0, None),
        Measured("held-out", 0.799, 0.0, 0.8),
        Measured("untouched", 0.68, 1.0, 0.6),
    ]
    assert score_lines(scores) == [
        "These tests: 80%.",
        "New questions: 79%. Demanded 80%: not reached.",
        "Other subjects: 68%, before it 100%. Demanded 60%: reached.",
    ]
