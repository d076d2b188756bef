"""What the verdict screen says: replies, verdict, factor, hints."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.content import Content

from tui.content.models.detective import Case, Factor, TestPrompt, TestReply
from tui.language import _
from tui.rules import detective as rules
from tui.rules.detective import VERDICTS, CaseState
from tui.rules.recorded_runs import RecordedRun
from tui.rules.verdict_words import kept_text, next_text
from tui.rules.words import word
from tui.widgets.cells import around
from tui.widgets.data_card import VERDICT_SIGNS
from tui.widgets.marks import guessed_text
from tui.widgets.reply_pane import provenance, provenance_text
from tui.widgets.scores import scores_content


def replies_text(
    case: Case, state: CaseState, colors: Mapping[str, str], *, shows_base: bool
) -> RenderableType:
    """Return what the trained model replies to every test prompt.

    Args:
        case: The case.
        state: Where the learner stands.
        colors: The theme's variables.
        shows_base: Whether the base model's replies stand under the new ones.
    """
    data_set = rules.last_run(case, state)[1]
    replies = {reply.test: reply for reply in data_set.replies}
    good = sum(reply.good for reply in data_set.replies)
    text = _("Fine-tuned on {title}: {good} of {total} replies are good")
    before, after = around(text, "title")
    head = Text.assemble(
        before.format(good=good, total=len(case.tests)),
        (data_set.title, f"bold {colors.get('primary', '')}"),
        after.format(good=good, total=len(case.tests)),
        "\n",
    )
    tables = [_reply(test, replies[test.id], colors, shows_base) for test in case.tests]
    return Group(head, *tables)


def verdict_text(case: Case, state: CaseState, recorded: RecordedRun | None = None) -> Content:
    """Return the verdict, what one sees, and what explains it once that was named.

    Args:
        case: The case.
        state: Where the learner stands.
        recorded: The run, where it was recorded: then its scores are told too.
    """
    run, data_set = rules.last_run(case, state)
    sign, tone = VERDICT_SIGNS[data_set.verdict]
    head = Content.styled(f"{sign} {_(VERDICTS[data_set.verdict]).upper()}", f"bold ${tone}")
    parts = [head, Content(data_set.outcome)]
    if recorded is not None:
        kept = (f"  {kept_text(recorded)}".rstrip(), "$text-dim")
        head = Content.assemble(head, "  ", provenance("recorded"), kept)
        scores = scores_content(recorded.measured(case.demands))
        parts[0] = Content("\n").join([head, scores])
    if rules.can_name_factor(case, state):
        parts.append(Content.styled(_("What explains it? Name the factor."), "bold"))
        if run.sure is False:
            parts.append(guessed_text())
        return Content("\n\n").join(parts)
    if data_set.factor is not None:
        parts.append(_named(run.factor, data_set.factor))
    parts.append(Content(data_set.why))
    parts.append(Content.styled(next_text(case, state), "$text-dim"))
    return Content("\n\n").join(parts)


def hints_text(case: Case, state: CaseState) -> Content:
    """Return the hints that were taken.

    Args:
        case: The case.
        state: Where the learner stands.
    """
    taken = [
        Content.from_markup("[$primary]$head[/] $hint", head=_("Hint:"), hint=hint)
        for hint in case.hints[: state.hints]
    ]
    return Content("\n").join(taken)


def _named(named: Factor | None, true: Factor) -> Content:
    if named == true:
        right = _("✓ Right: {factor}.").format(factor=word(true))
        return Content.assemble((right, "bold $success"), f" +{rules.POINTS_FACTOR}")
    if named is None:
        return Content.styled(_("It was {factor}.").format(factor=word(true)), "bold")
    text = _("✗ Not {named}: it was {factor}.")
    return Content.styled(text.format(named=word(named), factor=word(true)), "bold $error")


def _reply(
    test: TestPrompt, reply: TestReply, colors: Mapping[str, str], shows_base: bool
) -> RenderableType:
    dim = colors.get("text-dim", "")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=10)
    table.add_column(ratio=1)
    table.add_row(Text("Q", style=f"bold {colors.get('primary', '')}"), Text(test.prompt, "bold"))
    table.add_row(_source(reply.provenance, colors), Text(reply.text))
    sign, tone = (_("✓ good"), "success") if reply.good else (_("✗ not good"), "error")
    table.add_row(Text(sign, style=f"bold {colors.get(tone, '')}"), Text(reply.note, style=dim))
    if shows_base:
        base = Text.assemble((_("Base model:"), "bold"), " ", test.base.text, style=dim)
        table.add_row(_source(test.base.provenance, colors), base)
    table.add_row()
    return table


def _source(provenance: str, colors: Mapping[str, str]) -> Text:
    return Text(provenance_text(provenance), style=colors.get(provenance, ""))
