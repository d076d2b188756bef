"""A training run to be stopped, in words: the losses and the reply at a checkpoint."""

from collections.abc import Iterator

from tui.content.models.detective import Curve
from tui.content.models.lesson import PlayedStop
from tui.language import N_, _
from tui.plain.telling import PROVENANCES, curve_lines, losses_text, said
from tui.rules import lesson as rules
from tui.rules import stopping
from tui.rules.lesson import LessonState
from tui.rules.stopping import SeenStop
from tui.rules.words import word

_STOPPED = {
    "early": N_("Too early."),
    "right": N_("Right."),
    "late": N_("Too late."),
}
_SAME = 0.005


def open_stop(card: PlayedStop, state: LessonState) -> Iterator[str]:
    """Yield what is seen of a run at a checkpoint: the losses first, then the reply.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    seen = stopping.seen(card, rules.play_of(state, card))
    text = _("Step {step} of {steps}: {losses}.")
    lines = [
        text.format(
            step=seen.step, steps=seen.curve.steps[-1], losses=losses_text(seen.curve, seen.index)
        )
    ]
    if seen.index:
        lines.append(_since(seen.curve, seen.index))
    yield "\n".join([*lines, *_notes(seen)])
    asked = _("Asked: {prompt}").format(prompt=card.said.prompt)
    who = _("The base model says, {source}:") if not seen.index else _("It says, {source}:")
    lines = [asked, who.format(source=word("recorded")), said(seen.reply.greedy)]
    if not seen.index:
        lines.append(_(PROVENANCES["recorded"]))
    yield "\n".join(lines)


def stop_verdict(card: PlayedStop, state: LessonState) -> Iterator[str]:
    """Yield whether it was right to stop there, why, and the whole run.

    Args:
        card: The answered card.
        state: Where the learner stands.
    """
    play = rules.play_of(state, card)
    at = rules.stop_of(card, play)
    if at is None:
        return
    why = " ".join(item.why.strip() for item in rules.feedback(state, card))
    yield f"{_(_STOPPED[rules.timing(card, at)])} {why}"
    right = _(", ").join(str(step) for step in card.right)
    yield "\n".join(
        [
            _("You stopped at step {step}.").format(step=at),
            _("It is right to stop at step {steps}.").format(steps=right),
            *curve_lines(card.run.curve),
        ]
    )


def _since(curve: Curve, index: int) -> str:
    train = _moved(curve.train[index] - curve.train[index - 1])
    validation = _moved(curve.validation[index] - curve.validation[index - 1])
    text = _("Since the last checkpoint the training loss {train}, the validation loss {other}.")
    return text.format(train=train, other=validation)


def _moved(by: float) -> str:
    if abs(by) < _SAME:
        return _("stayed")
    return _("rose") if by > 0 else _("fell")


def _notes(seen: SeenStop) -> Iterator[str]:
    if seen.stopped is None:
        if seen.points == len(seen.curve.steps):
            yield _("The run ends here. You can still go back in it.")
        return
    if seen.index == seen.stopped:
        yield _("You stopped here.")
    elif seen.index in seen.right:
        yield _("This is a right place to stop.")
    if seen.is_best:
        yield _("The validation loss is lowest here.")
