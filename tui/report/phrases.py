"""What the text and the page of a report both say."""

from tui.content.reader import Kind
from tui.language import N_, _, ngettext
from tui.rules.activity import local_day
from tui.rules.calibration import Claims
from tui.rules.class_figures import QuestionFigures, Remark
from tui.rules.class_report import HARD
from tui.rules.item_statistics import FEWEST, GOOD, STEADY, Discrimination, Lack

NOTHING = "–"
"""Stands where there is no figure."""

KIND_NAMES: dict[Kind, str] = {
    "lesson": N_("Lesson"),
    "before-after": N_("Before & After"),
    "detective": N_("Case"),
}
"""The kinds of scenarios in the singular, to be translated."""

LACKS: dict[Lack, str] = {
    "few": N_("fewer than {n} learners"),
    "all-right": N_("all had it right"),
    "all-wrong": N_("nobody had it right"),
    "same-rest": N_("all did equally well otherwise"),
}
"""Why there is no discrimination, to be translated."""

REMARKS: dict[Remark, str] = {
    "turned": N_("those who do well otherwise get it wrong"),
    "weak": N_("it hardly tells who knows from who does not"),
    "hard": N_("few had it right at first"),
    "lure": N_("more chose one wrong option than had it right"),
    "sure-and-wrong": N_("most of those who were sure were wrong"),
}
"""Why a question deserves a look, in a few words, to be translated."""

ADVICE = N_(
    "What to do: see whether the question is clear and its answer right; whether it was taught "
    "before it is asked; and talk about what drew so many, above all where they were sure."
)
FINISHED = N_("Finished: how many of the pack's scenarios a learner has played to the end.")
STARS = N_("Stars: the best of all plays of a scenario counts, three at most.")
_RIGHT_AT_FIRST = N_(
    "Right at first: the share of learners whose first answer in play was all right; reviews and "
    "second tries do not count. Test theory calls it difficulty: below {hard} a question is hard."
)
SCORE = N_("Score: how much of the first answer was right on average; part of an answer counts.")
_DISCRIMINATION = N_(
    "Discrimination: do those who do well overall get this one right? Above {good} is good; below "
    "0 means look at the question. It takes {few} learners, and is a rough hint (≈) below {steady}."
)
LURE = N_(
    "Most chosen wrong: the wrong option that most learners took in their first answer. Most "
    "missed: the right one that most of them left out."
)
CONFIDENCE = N_(
    "Sure and guess: of the answers that a learner was sure of, or called a guess, the share that "
    "was right; reviews count here. Who is sure should be right nearly always."
)


def right_at_first_help() -> str:
    """Return what the share of right first answers means."""
    return _(_RIGHT_AT_FIRST).format(hard=percent(HARD))


def discrimination_help() -> str:
    """Return what a discrimination means."""
    return _(_DISCRIMINATION).format(good=GOOD, few=FEWEST, steady=STEADY)


def percent(share: float | None) -> str:
    """Return a share as whole percent, rounded to the nearest.

    Args:
        share: A number from 0 to 1; None for none.
    """
    return NOTHING if share is None else f"{share:.0%}"


def claims_share(claims: Claims) -> float | None:
    """Return the share that was right; None where nothing was claimed.

    Args:
        claims: The answers of which the same was said.
    """
    return claims.share if claims.total else None


def claims_text(claims: Claims) -> str:
    """Return the share that was right and of how many, or that there are none.

    Args:
        claims: The answers of which the same was said.
    """
    if not claims.total:
        return NOTHING
    return _("{share} of {n}").format(share=percent(claims.share), n=claims.total)


def discrimination_text(found: Discrimination) -> str:
    """Return a discrimination with two digits; a sign before it where it is rough.

    Args:
        found: The discrimination.
    """
    if found.value is None:
        return NOTHING
    text = f"{found.value:.2f}".replace("-0.00", "0.00").replace("-", "−")
    return f"≈ {text}" if found.is_rough else text


def lack_text(found: Discrimination) -> str:
    """Return why there is no discrimination; empty where there is one.

    Args:
        found: The discrimination.
    """
    return "" if found.lack is None else _(LACKS[found.lack]).format(n=FEWEST)


def learners_text(number: int) -> str:
    """Return how many learners there are.

    Args:
        number: How many.
    """
    return ngettext("{n} learner", "{n} learners", number).format(n=number)


def older_text(number: int) -> str:
    """Return how many answers are left out as their question has changed.

    Args:
        number: How many.
    """
    return ngettext(
        "{n} answer is left out: it is to another revision of its question.",
        "{n} answers are left out: they are to other revisions of their questions.",
        number,
    ).format(n=number)


def day(moment: float) -> str:
    """Return the day of a moment as YYYY-MM-DD, where this computer is; a dash for never.

    Args:
        moment: Seconds since the epoch.
    """
    if not moment:
        return NOTHING
    try:
        return local_day(moment, None).isoformat()
    except (OverflowError, ValueError, OSError):
        return NOTHING  # beyond the years of a calendar


def remarks_text(question: QuestionFigures) -> str:
    """Return why a question deserves a look.

    Args:
        question: The question.
    """
    return _("; ").join(_(REMARKS[remark]) for remark in question.remarks)
