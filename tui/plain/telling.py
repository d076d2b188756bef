"""What all places tell in the same way: sources, stars, replies, runs."""

from collections.abc import Iterable, Sequence

from tui.content.models.common import Reply, Source
from tui.content.models.detective import Curve
from tui.language import N_, _, ngettext
from tui.rules.progress import MAX_STARS
from tui.rules.recorded import SCORES, Measured
from tui.rules.score_text import percent, value_text

PROVENANCES = {
    "canned": N_("Canned: an author wrote it to illustrate."),
    "recorded": N_("Recorded: a model really said it."),
}
"""Where a reply comes from, in a sentence, to be translated."""
_MOST_CHECKPOINTS = 5


def said(text: str) -> str:
    """Return what a model said, or that it said nothing.

    Args:
        text: What it said.
    """
    return text.strip() or _("(it says nothing)")


def provenance_text(replies: Iterable[Reply]) -> str:
    """Return what the words canned and recorded mean, as far as they go with replies.

    Args:
        replies: The replies.
    """
    found = {reply.provenance for reply in replies}
    return "\n".join(_(text) for name, text in PROVENANCES.items() if name in found)


def sources_text(sources: Sequence[Source], cites: Iterable[str]) -> str:
    """Return the cited sources, each with its full address.

    Args:
        sources: What can be cited.
        cites: The ids of what is cited.
    """
    by_id = {source.id: source for source in sources}
    return "\n".join(
        _("Source: {title}").format(title=by_id[name].title) + f"\n{by_id[name].url}"
        for name in cites
        if name in by_id
    )


def stars_text(stars: int) -> str:
    """Return a number of stars, of how many.

    Args:
        stars: The number.
    """
    text = ngettext("{n} star of {most}", "{n} stars of {most}", stars)
    return text.format(n=stars, most=MAX_STARS)


def losses_text(curve: Curve, at: int) -> str:
    """Return both losses at a point of a run.

    Args:
        curve: The run.
        at: The index of the point.
    """
    train = _("training loss {loss:.2f}").format(loss=curve.train[at])
    validation = _("validation loss {loss:.2f}").format(loss=curve.validation[at])
    return f"{train}, {validation}"


def curve_lines(curve: Curve) -> list[str]:
    """Return a whole run in sentences: each loss at its start, its lowest and its end.

    Args:
        curve: The run.
    """
    last = len(curve.steps) - 1
    text = _("Training loss: {start:.2f} at the start, {end:.2f} at the end, step {steps}.")
    lines = [text.format(start=curve.train[0], end=curve.train[last], steps=curve.steps[last])]
    values, low = curve.validation, curve.lowest
    if low in {0, last}:
        where = _("its lowest is the end") if low else _("its lowest is the start")
        text = _("Validation loss: {start:.2f} at the start, {end:.2f} at the end; {where}.")
        lines.append(text.format(start=values[0], end=values[last], where=where))
    else:
        text = _(
            "Validation loss: {start:.2f} at the start, lowest at step {step} with {low:.2f}, "
            "{end:.2f} at the end."
        )
        lines.append(
            text.format(start=values[0], step=curve.steps[low], low=values[low], end=values[last])
        )
    return lines


def checkpoint_lines(curve: Curve) -> list[str]:
    """Return the losses at a few points of a run, evenly spread, its ends among them.

    Args:
        curve: The run.
    """
    last = len(curve.steps) - 1
    parts = min(_MOST_CHECKPOINTS - 1, last)
    places = sorted({round(last * part / parts) for part in range(parts + 1)})
    text = _("Step {step}: {losses}.")
    return [text.format(step=curve.steps[at], losses=losses_text(curve, at)) for at in places]


def score_lines(scores: Iterable[Measured]) -> list[str]:
    """Return scores, a sentence each.

    Args:
        scores: The scores.
    """
    return [_score_line(score) for score in scores]


def _score_line(score: Measured) -> str:
    name = _(SCORES[score.name])
    if score.name == "untouched" and percent(score.before) != percent(score.share):
        text = _("{name}: {now}, before it {before}").format(
            name=name, now=percent(score.share), before=percent(score.before)
        )
    else:
        text = _("{name}: {value}").format(name=name, value=value_text(score))
    text = text[:1].upper() + text[1:]
    if score.demanded is None:
        return f"{text}."
    reached = (
        _("{score}. Demanded {share}: reached.")
        if score.is_reached
        else _("{score}. Demanded {share}: not reached.")
    )
    return reached.format(score=text, share=percent(score.demanded))
