"""A recorded run at a checkpoint, on a card that asks where to stop it."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tui.language import _
from tui.rules.stopping import SeenStop
from tui.widgets.curve import TrainingCurve, losses_content
from tui.widgets.reply_pane import provenance
from tui.widgets.steady import SteadyColumn, SteadyRow, SteadyScroll, SteadyText

_HERE, _ELSEWHERE, _RIGHT, _WRONG = "●", "○", "✓", "✗"
_MOST_SPREAD = 12


class StopTrack(Static):
    """The checkpoints as dots in a line; a click goes to one."""

    class Chosen(Message):
        """Posted when a dot is clicked."""

        def __init__(self, index: int) -> None:
            """Keep which dot it was.

            Args:
                index: The index of its checkpoint.
            """
            super().__init__()
            self.index = index

    _gap, _count = 0, 0

    def show(self, seen: SeenStop) -> None:
        """Show the checkpoints, and which one is looked at.

        Args:
            seen: What is seen of the card.
        """
        self._gap = 2 if len(seen.curve.steps) <= _MOST_SPREAD else 0
        self._count = len(seen.curve.steps)
        dots = Content("─" * self._gap).join(
            Content.styled(*_dot(seen, index)) for index in range(self._count)
        )
        place = _("step {step} of {steps}").format(step=seen.step, steps=seen.curve.steps[-1])
        self.update(Content.assemble(dots.stylize_before("$rule"), "  ", (place, "bold")))

    def on_click(self, event: Click) -> None:
        """Go to the checkpoint whose dot is there."""
        event.stop()
        index = round(event.x / (self._gap + 1))
        if event.y == 0 and index < self._count:
            self.post_message(self.Chosen(index))


class StopPane(SteadyColumn):
    """The curve as far as it is known, and beside it losses and reply at the checkpoint."""

    def compose(self) -> ComposeResult:
        """Yield the checkpoints, the curve, what is said, and what cannot be seen yet."""
        yield StopTrack(id="stop-track")
        with SteadyRow(id="stop-run"):
            yield TrainingCurve(id="stop-curve")
            with SteadyScroll(id="stop-said", can_focus=False):
                yield SteadyText(id="stop-losses")
                yield SteadyText(id="stop-reply")
        yield SteadyText(id="stop-note")

    def show(self, seen: SeenStop) -> None:
        """Show the run at a checkpoint.

        Args:
            seen: What is seen of the card.
        """
        self.query_one(StopTrack).show(seen)
        self.query_one(TrainingCurve).draw_curve(seen.curve, seen.points, seen.step)
        losses = losses_content(seen.curve, seen.index, between="\n")
        self.query_one("#stop-losses", Static).update(losses)
        self.query_one("#stop-reply", Static).update(_reply(seen))
        self.query_one("#stop-note", Static).update(Content("   ").join(_notes(seen)))


def _dot(seen: SeenStop, index: int) -> tuple[str, str]:
    if index == seen.index:
        return _HERE, "bold $primary"
    if index in seen.right:
        return _RIGHT, "bold $success"
    if index == seen.stopped:
        return _WRONG, "bold $error"
    return _ELSEWHERE, "$text-dim"


def _reply(seen: SeenStop) -> Content:
    said = seen.reply.greedy.strip()
    head = [provenance("recorded")]
    if seen.index == 0:
        head.append(Content.styled(_("base model"), "$text-dim"))
    return Content("\n").join(
        [
            Content.assemble(("Q", "bold $primary"), "  ", (seen.card.said.prompt, "bold")),
            Content("  ").join(head),
            Content(said) if said else Content.styled(_("(it says nothing)"), "italic"),
        ]
    )


def _notes(seen: SeenStop) -> Iterator[Content]:
    if seen.stopped is None:
        is_last = seen.points == len(seen.curve.steps)
        text = (
            _("The run ends here. You can still go back in it.")
            if is_last
            else _("What comes later is hidden: no run shows its future.")
        )
        yield Content.styled(text, "$text-dim")
        return
    is_right = seen.index in seen.right
    if seen.index == seen.stopped:
        sign, tone = (_RIGHT, "success") if is_right else (_WRONG, "error")
        yield Content.assemble((sign, f"bold ${tone}"), " ", _("you stopped here"))
    elif is_right:
        yield Content.assemble((_RIGHT, "bold $success"), " ", _("a right place to stop"))
    if seen.is_best:
        yield Content.styled(_("↓ lowest validation loss"), "bold")
