"""What was measured of a run and what is demanded of it, in words."""

import math
from collections.abc import Iterable

from tui.content.models.detective import Demands
from tui.language import N_, _
from tui.rules.recorded import SCORES, Measured, ScoreName

_DEMANDS: dict[ScoreName, str] = {
    "held-out": N_("{share} of new questions on the job answered well"),
    "form": N_("{share} of the replies in the form that is needed"),
    "untouched": N_("{share} of questions on other subjects still answered well"),
}


def percent(share: float) -> str:
    """Return a share as whole percent, rounded down: what falls short must not look reached.

    Args:
        share: A number from 0 to 1.
    """
    return f"{math.floor(round(share * 100, 6))}%"


def value_text(score: Measured) -> str:
    """Return what was measured; of other subjects also what the base model had.

    Args:
        score: The score.
    """
    now, before = percent(score.share), percent(score.before)
    return f"{before} → {now}" if score.name == "untouched" and now != before else now


def demand_text(score: Measured) -> str:
    """Return what is demanded, or nothing.

    Args:
        score: The score.
    """
    if score.demanded is None:
        return ""
    return _("(demanded {share})").format(share=percent(score.demanded))


def least_text(score: Measured) -> str:
    """Return what is demanded in as few letters as there can be, or nothing.

    Args:
        score: The score.
    """
    if score.demanded is None:
        return ""
    # Translators: short for "at least"; it stands in a narrow column.
    return _("min {share}").format(share=percent(score.demanded))


def score_sign(score: Measured) -> str:
    """Return the sign of a score: whether it is as high as demanded.

    Args:
        score: The score.
    """
    if score.demanded is None:
        return "·"
    return "✓" if score.is_reached else "✗"


def scores_text(scores: Iterable[Measured], *, demands: bool = True) -> str:
    """Return scores on one line.

    Args:
        scores: The scores.
        demands: Whether it is told what is demanded.
    """
    lines = [
        (
            score_sign(score),
            _(SCORES[score.name]),
            value_text(score),
            demand_text(score) if demands else "",
        )
        for score in scores
    ]
    return ", ".join(" ".join(filter(None, parts)) for parts in lines)


def demand_lines(demands: Demands) -> list[str]:
    """Return what a client demands, a sentence each.

    Args:
        demands: The demands.
    """
    wanted: list[tuple[ScoreName, float | None]] = [
        ("held-out", demands.held_out),
        ("form", demands.form),
        ("untouched", demands.untouched),
    ]
    return [
        _(_DEMANDS[name]).format(share=percent(share))
        for name, share in wanted
        if share is not None
    ]
