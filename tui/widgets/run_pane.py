"""A recorded run at one of its checkpoints: curve, losses, scores and what the model says."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tui.content.models.detective import Case
from tui.language import _
from tui.rules.checkpoints import Seen, earlier
from tui.rules.score_text import scores_text
from tui.widgets.curve import TrainingCurve, losses_content
from tui.widgets.reply_pane import provenance, provenance_text
from tui.widgets.scores import scores_content
from tui.widgets.steady import SteadyColumn, SteadyScroll, SteadyText


class RunPane(SteadyColumn):
    """What is seen of a run. The figures stand beside the replies, above or below them."""

    def compose(self) -> ComposeResult:
        """Yield the head, the figures and the replies."""
        yield SteadyText(classes="head")
        with Container(classes="run"):
            with SteadyColumn(classes="figures"):
                yield TrainingCurve(classes="curve")
                yield SteadyText(classes="numbers")
            # By its own id a preview finds it again, as far as it was scrolled.
            with SteadyScroll(id=f"{self.id}-replies", classes="replies", can_focus=False):
                yield SteadyText(classes="replies-text")
            yield SteadyText(classes="below", markup=False)

    def show(self, seen: Seen, case: Case, *, luck: bool, compared: bool) -> None:
        """Show a run.

        Args:
            seen: What is seen of it.
            case: The case.
            luck: Whether the random replies are on show too.
            compared: Whether another run stands beside it.
        """
        curve, scores = seen.run.training.curve, seen.measured(case.demands)
        in_half = compared and not self.screen.has_class("-narrow")
        self.query_one(".head", Static).update(_head(seen, in_two_lines=in_half))
        self.query_one(TrainingCurve).draw_curve(curve, len(curve.steps), seen.step)
        losses = losses_content(curve, seen.index, between="\n")
        if seen.is_best:
            losses = Content.assemble(losses, "  ", (_("↓ its lowest"), "bold"))
        numbers = Content("\n").join([losses, scores_content(scores, short=True)])
        self.query_one(".numbers", Static).update(numbers)
        below = (losses_content(curve, seen.index).plain, scores_text(scores, demands=False))
        self.query_one(".below", Static).update("\n".join(below))
        wanted = {test.id: test.good for test in case.tests}
        lines = [*self._said(seen, luck=luck)]
        if not compared and seen.prompt is not None:
            lines += self._beside(seen, wanted.get(seen.prompt.id, ""))
        self.query_one(".replies-text", Static).update(_table(lines))

    def _said(self, seen: Seen, *, luck: bool) -> Iterator[tuple[Text, Text]]:
        reply = seen.reply
        if reply is None:
            yield Text(), Text(_("This run was not asked that."), self._color("text-dim"))
            return
        recorded, dim = self._color("recorded"), self._color("text-dim")
        yield Text(provenance_text("recorded"), recorded), _said_text(reply.greedy)
        note = Text(_("the likeliest reply") if luck else "", dim)
        if reply.good is not None:
            sign, tone = (_("✓ good"), "success") if reply.good else (_("✗ not good"), "error")
            yield Text(sign, f"bold {self._color(tone)}"), note
        if luck:
            for number, sample in enumerate(reply.samples, start=1):
                yield Text(), Text()
                head = _("● sample {n}").format(n=number)
                yield Text(head, recorded), _said_text(sample)

    def _beside(self, seen: Seen, wanted: str) -> Iterator[tuple[Text, Text]]:
        dim = self._color("text-dim")
        if wanted:
            yield Text(), Text()
            yield Text(_("→ wanted"), dim), Text(wanted, dim)
        recorded = self._color("recorded")
        for step, said in earlier(seen):
            yield Text(), Text()
            head = _("● step {step}").format(step=step)
            yield Text(head, recorded), _said_text(said)

    def _color(self, name: str) -> str:
        return self.app.theme_variables.get(name, "")


def _table(lines: list[tuple[Text, Text]]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for head, text in lines:
        table.add_row(head, text)
    return table


def _said_text(said: str) -> Text:
    return Text(said.strip()) if said.strip() else Text(_("(it says nothing)"), "italic")


def _head(seen: Seen, *, in_two_lines: bool) -> Content:
    title = Content.styled(seen.run.data_set.title, "bold $primary")
    parts = [Content(_("step {step}").format(step=seen.step)), provenance("recorded")]
    if seen.is_verdict:
        parts.append(Content.styled(_("◆ verdict here"), "bold"))
    return Content("\n" if in_two_lines else "  ").join([title, Content("  ").join(parts)])
