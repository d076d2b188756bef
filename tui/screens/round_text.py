"""What a round says: its task or score, its options before and after the check, its evidence."""

from textual.content import Content

from tui.content.models.before_after import Option, Round
from tui.language import _
from tui.rules import before_after as rules
from tui.rules import round_words
from tui.rules.before_after import RoundState, Side
from tui.rules.evidence import Span, spans
from tui.rules.moves import Feedback
from tui.rules.progress import MAX_STARS
from tui.rules.words import word
from tui.widgets.cells import pad
from tui.widgets.entry_line import SELECTED, UNSELECTED, Entry
from tui.widgets.marks import MARK_TONES, guessed_text, mark_sign, mark_width

# No option can have this id: it is not kebab-case.
_REMEMBER = "*remember"


def task_text(round_: Round, state: RoundState) -> Content:
    """Return what is to do now with the hints taken, or the score of a checked round.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    if rules.phase(round_, state) == "checked":
        return _score_text(round_, state)
    lines = [Content.styled(round_words.task(round_, state), "bold")]
    for hint in round_.hints[: state.hints]:
        lines.append(Content.from_markup("[$primary]$head[/] $hint", head=_("Hint:"), hint=hint))
    if state.sure is False:
        lines.append(guessed_text())
    return Content("\n").join(lines)


def entries(round_: Round, state: RoundState) -> list[Entry]:
    """Return the lines to choose from, or after the check each option with its reason.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    match rules.phase(round_, state):
        case "guess":
            return [
                Entry(
                    side, _("Reply {number} is the fine-tuned model’s").format(number=position + 1)
                )
                for position, side in enumerate(rules.sides(round_, state))
            ]
        case "select":
            return [
                Entry(
                    option.id,
                    option.text,
                    sign=SELECTED if option.id in state.selected else UNSELECTED,
                    tone="primary",
                )
                for option in rules.options(round_, state)
            ]
    marks = {item.id: item for item in rules.feedback(round_, state)}
    marked = [_marked(option, marks[option.id]) for option in rules.options(round_, state)]
    return [*marked, _remember(round_)]


def evidence_in(
    round_: Round, state: RoundState, side: Side, focused: str | None
) -> tuple[list[Span], list[Span]]:
    """Return what lights up in a reply: the focused option's words, and those of all right ones.

    Args:
        round_: The round.
        state: Where the learner stands; nothing lights up before the check.
        side: The reply.
        focused: The id of the option under the cursor.
    """
    strong: list[Span] = []
    faint: list[Span] = []
    if state.checked:
        for option in round_.options:
            found = spans(round_, option, side)
            if option.id == focused:
                strong += found
            elif option.correct:
                faint += found
    return strong, faint


def _score_text(round_: Round, state: RoundState) -> Content:
    score = rules.score(round_, state)
    return Content.from_markup(
        "[bold]$points[/]  [$primary]$stars[/]  $parts",
        points=round_words.points(score),
        stars="★" * score.stars + "☆" * (MAX_STARS - score.stars),
        parts=" · ".join(round_words.parts(score)),
    )


def _marked(option: Option, feedback: Feedback) -> Entry:
    mark = feedback.mark
    return Entry(
        option.id,
        option.text,
        sign=mark_sign(mark),
        detail=_("{trait}: {why}").format(trait=word(option.trait), why=feedback.why),
        tone=MARK_TONES[mark],
    )


def _remember(round_: Round) -> Entry:
    sources = "\n".join(f"{source.title}\n{source.url}" for source in round_.sources)
    return Entry(
        _REMEMBER,
        round_.takeaway,
        sign=pad(_("★ remember"), mark_width()),
        detail=_("Sources:") + f"\n{sources}" if sources else "",
        tone="primary",
        has_number=False,
    )
