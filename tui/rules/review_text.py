"""What is told of a review: on screens, in plain mode and on Home the same."""

from collections.abc import Sequence

from tui.language import _, ngettext
from tui.rules.answers import Given
from tui.rules.review import Due

_DAY_S = 86_400
_MONTH_DAYS = 60


def due_text(due: int, following: float | None, now: float) -> str:
    """Return what Home says of the review.

    Args:
        due: How many questions have come back.
        following: When the next one comes back, in seconds since the epoch; None for never.
        now: Seconds since the epoch.
    """
    if due:
        text = ngettext("{n} question is back", "{n} questions are back", due)
        return text.format(n=due)
    if following is None:
        return _("what you miss or guess comes back here")
    return _("nothing due; the next one comes back {when}").format(when=when_text(following - now))


def tally_text(given: Sequence[Given], more: int) -> str:
    """Return how many questions of a review were known, and how many are still due.

    Args:
        given: The answers of the review.
        more: How many questions are due now.
    """
    right = sum(each.right for each in given)
    if not given:
        text = _("Nothing answered. It all stays due.")
    else:
        total = ngettext("{right} of {n} question right.", "{right} of {n} right.", len(given))
        text = total.format(right=right, n=len(given))
    if more and given:
        rest = ngettext("{n} more is due.", "{n} more are due.", more).format(n=more)
        return f"{text} {rest}"
    return text


def said_text(given: Given) -> str:
    """Return whether an answer was right, and how sure one was of it.

    Args:
        given: The answer.
    """
    if given.right:
        return _("✓ right, a guess") if given.sure is False else _("✓ right, and sure")
    return _("✗ wrong, but sure") if given.sure else _("✗ wrong, a guess")


def back_text(due: Due | None, now: float) -> str:
    """Return when a question comes back.

    Args:
        due: What is known of it.
        now: Seconds since the epoch.
    """
    if due is None:
        return ""
    return _("back {when}").format(when=when_text(due.due - now))


def when_text(seconds: float) -> str:
    """Return a time from now in words.

    Args:
        seconds: How far off it is.
    """
    days = round(seconds / _DAY_S)
    if days < 1:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days < _MONTH_DAYS:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    months = round(days / 30.44)
    return ngettext("in {n} month", "in {n} months", months).format(n=months)
