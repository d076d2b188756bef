"""A learner's progress in sentences, for the shell, for plain play and beside the pictures."""

from collections.abc import Iterable, Iterator

from tui.language import _, ngettext
from tui.rules.badges import Badge
from tui.rules.calibration import CLOSE_POINTS, ENOUGH, Calibration, Claims
from tui.rules.mastery import Tally
from tui.rules.overview import GROWTH_WEEKS, Overview
from tui.rules.parts import KIND_TITLES
from tui.rules.words import word

_MANY_GUESSES = 10
_GOOD_GUESSES = 0.7


def progress_lines(seen: Overview) -> Iterator[str]:
    """Yield the progress, a line for each fact; an empty line parts two subjects.

    Args:
        seen: The learner's progress.
    """
    if seen.is_blank:
        yield from newcomer_lines()
        yield ""
    yield rank_line(seen)
    for kind, tally in seen.parts.items():
        done, total = seen.finished[kind]
        yield _("{part}: {done} of {total} finished; questions: {tally}").format(
            part=_(KIND_TITLES[kind]), done=done, total=total, tally=tally_text(tally)
        )
    yield legend_line()
    yield growth_line(seen)
    yield from _tallies(_("Traits of replies"), seen.traits.items())
    yield from _tallies(_("Factors of data sets"), seen.factors.items())
    yield ""
    yield from advice_lines(seen)
    yield days_line(seen)
    yield from calibration_lines(seen.calibration)
    yield ""
    for badge in seen.badges:
        yield badge_line(badge)


def newcomer_lines() -> Iterator[str]:
    """Yield what a learner reads who has not done anything yet."""
    yield _("Your file is empty. Every good one was, once.")
    yield _("Answer one question, and it says what you have mastered and what is shaky.")


def rank_line(seen: Overview) -> str:
    """Return the rank, the stars and what is missing for the next rank.

    Args:
        seen: The learner's progress.
    """
    count = _("{number} of {total} stars").format(number=seen.stars, total=seen.most_stars)
    line = _("{rank}: {stars}.").format(rank=_(seen.rank.title), stars=count)
    following = next_rank_text(seen)
    return f"{line} {following}" if following else line


def next_rank_text(seen: Overview) -> str:
    """Return what is missing for the next rank; nothing at the last one.

    Args:
        seen: The learner's progress.
    """
    if not seen.rank.next_title:
        return ""
    text = ngettext(
        "{n} more star makes you: {rank}.", "{n} more stars make you: {rank}.", seen.rank.missing
    )
    return text.format(n=seen.rank.missing, rank=_(seen.rank.next_title))


def tally_text(tally: Tally) -> str:
    """Return how many questions are known how well.

    Args:
        tally: The numbers.
    """
    if tally.unseen == tally.total:
        return _("none of {n} seen yet.").format(n=tally.total)
    return _("{mastered} mastered, {shaky} shaky, {unseen} unseen.").format(**tally._asdict())


def legend_line() -> str:
    """Return what mastered, shaky and unseen mean."""
    return _(
        "Mastered: right the last time, without a guess or a hint. Shaky: answered, but not so. "
        "Unseen: never answered."
    )


def advice_lines(seen: Overview) -> Iterator[str]:
    """Yield where to look next: the trait and the factor of which the least is mastered.

    Args:
        seen: The learner's progress.
    """
    trait, factor = _weakest(seen.traits.items()), _weakest(seen.factors.items())
    if trait:
        yield _("The trait to work on: {name}.").format(name=word(trait))
    if factor:
        yield _("The factor to work on: {name}.").format(name=word(factor))


def growth_line(seen: Overview) -> str:
    """Return how many questions are mastered now, and how many were some weeks ago.

    Args:
        seen: The learner's progress.
    """
    return _("Mastered now: {now} of {total} questions; {weeks} weeks ago: {before}.").format(
        now=seen.growth[-1],
        total=seen.questions,
        weeks=GROWTH_WEEKS - 1,
        before=seen.growth[0],
    )


def days_line(seen: Overview) -> str:
    """Return on how many days how much was answered.

    Args:
        seen: The learner's progress.
    """
    if not seen.days:
        return _("No answers yet.")
    answers = ngettext("{n} answer", "{n} answers", seen.answers).format(n=seen.answers)
    text = ngettext(
        "{answers} on {n} day, the last on {date}.",
        "{answers} on {n} days, the last on {date}.",
        len(seen.days),
    )
    return text.format(answers=answers, n=len(seen.days), date=max(seen.days).isoformat())


def calibration_lines(found: Calibration) -> Iterator[str]:
    """Yield how right the learner was when sure and when guessing, and what it means.

    Args:
        found: What was said of answers, and what became of them.
    """
    if found.sure.total:
        text = _("When you were sure you were right {share} of the time ({right} of {total}).")
        yield _claims_text(text, found.sure)
    if found.guessed.total:
        text = _("When you guessed you were right {share} of the time ({right} of {total}).")
        yield _claims_text(text, found.guessed)
    yield calibration_verdict(found)
    hint = guess_hint(found)
    if hint:
        yield hint


def calibration_verdict(found: Calibration) -> str:
    """Return what the shares mean, or how many answers are missing to tell.

    Args:
        found: What was said of answers, and what became of them.
    """
    if not found.is_enough:
        missing = ENOUGH - found.sure.total
        return ngettext(
            "Be sure of {n} more answer in reviews, and the file can tell what that is worth.",
            "Be sure of {n} more answers in reviews, and the file can tell what that is worth.",
            missing,
        ).format(n=missing)
    if found.is_close:
        return _("Calibrated: when you are sure, you are right, give or take {n} points.").format(
            n=CLOSE_POINTS
        )
    text = _("You are surer than right, by {n} points. Look twice where it feels easy.")
    return text.format(n=found.points_off)


def guess_hint(found: Calibration) -> str:
    """Return a word to those whose guesses are too good to be guesses, or nothing.

    Args:
        found: What was said of answers, and what became of them.
    """
    guessed = found.guessed
    if guessed.total >= _MANY_GUESSES and guessed.share >= _GOOD_GUESSES:
        return _("Your guesses are good. You know more than you think.")
    return ""


def badge_line(badge: Badge) -> str:
    """Return a badge, whether it is earned, and what earns it.

    Args:
        badge: The badge.
    """
    return _("{title}, {state}. {how}").format(
        title=_(badge.title), state=badge_state(badge), how=badge_how(badge)
    )


def badge_how(badge: Badge) -> str:
    """Return what earns a badge.

    Args:
        badge: The badge.
    """
    return _(badge.how).format(need=badge.need)


def badge_state(badge: Badge) -> str:
    """Return whether a badge is earned, and how much of it is done.

    Args:
        badge: The badge.
    """
    if badge.is_earned:
        return _("earned")
    if badge.need == 1:
        return _("to earn")
    return _("to earn, {have} of {need} so far").format(have=badge.have, need=badge.need)


def _claims_text(text: str, claims: Claims) -> str:
    return text.format(share=f"{claims.percent}%", right=claims.right, total=claims.total)


def _tallies(title: str, tallies: Iterable[tuple[str, Tally]]) -> Iterator[str]:
    for number, (name, tally) in enumerate(tallies):
        if number == 0:
            yield ""
            yield title
        # Translators: a trait or a factor, and how much of it is known how well.
        text = _("{name}: {tally}")
        yield text.format(name=word(name), tally=tally_text(tally))


def _weakest(tallies: Iterable[tuple[str, Tally]]) -> str:
    counted = list(tallies)
    if all(tally.unseen == tally.total for _name, tally in counted):
        return ""  # nothing is known of the learner yet
    # What was answered badly comes before what was never asked.
    open_ones = [
        (tally.mastered / tally.total, -tally.shaky, name)
        for name, tally in counted
        if tally.mastered < tally.total
    ]
    return min(open_ones)[2] if open_ones else ""
