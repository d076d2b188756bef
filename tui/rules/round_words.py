"""What a round says: what is to do now, and what became of the answer."""

from tui.content.models.before_after import Round, RoundType
from tui.language import N_, _, ngettext
from tui.rules import before_after as rules
from tui.rules.before_after import RoundState, Score

_TASKS: dict[RoundType, str] = {
    "spot": N_("Select every improvement in the After reply: one or more."),
    "blind": N_("Now select every improvement that the fine-tuned model made."),
    "regression": N_("Select everything that got worse in the After reply: one or more."),
}


def task(round_: Round, state: RoundState) -> str:
    """Return what is to do now; empty once the round is checked.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    phase = rules.phase(round_, state)
    if phase == "checked":
        return ""
    if len(state.opened) < 2:
        return _("Open both replies first, then compare.")
    if phase == "guess":
        return _("Which reply did the fine-tuned model give?")
    return _(_TASKS[round_.type])


def points(score: Score) -> str:
    """Return the points of a round.

    Args:
        score: What the round has brought.
    """
    return _("{points} of {best} points").format(points=score.points, best=score.best)


def parts(score: Score) -> list[str]:
    """Return what the points of a round are made of, a few words each.

    Args:
        score: What the round has brought.
    """
    found = [
        ngettext("{n} hit", "{n} hits", score.hits).format(n=score.hits),
        _("{n} missed").format(n=score.missed),
        ngettext("{n} false alarm", "{n} false alarms", score.false_alarms).format(
            n=score.false_alarms
        ),
    ]
    if score.guess is not None:
        found.append(_("guess right") if score.guess else _("guess wrong"))
    if score.hints:
        found.append(ngettext("{n} hint", "{n} hints", score.hints).format(n=score.hints))
    return found
