"""A case report as Markdown, for the learner to keep."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tui.content.models.detective import Case, DataSet, Factor
from tui.content.rows import Row
from tui.language import N_, _, ngettext
from tui.rules import detective as rules
from tui.rules.detective import POINTS_FACTOR, VERDICTS, CaseState, Score
from tui.rules.progress import MAX_STARS
from tui.rules.recorded_runs import RecordedRun
from tui.rules.score_text import scores_text
from tui.rules.words import word

# Only what can act is escaped, so that the file reads well as plain text too.
_SPECIAL = re.compile(
    r"""
    [\\`*_\[\]<>|~$@]          # emphasis, code, links, HTML, tables, formulas, mail addresses
    | ^[-+=:]                   # at the start: lists, underlined headings, definitions
    | ^\#+ | \#+$               # headings
    | /(?=/)                    # addresses that some readers make links of: http://, www.,
    | (?<=www)\. | (?<=\w)\.(?=[^\W\d_])  # and example.org
    | &(?=\#|\w+;)              # HTML entities
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COLUMNS = (N_("Data set"), N_("Verdict"), N_("Factor"), N_("Why"))
_NUMBERED = re.compile(r"^(\d+)([.)])")


def case_report(
    case: Case,
    state: CaseState,
    date: str,
    clues: Mapping[str, Row] | None = None,
    recorded: Mapping[str, RecordedRun] | None = None,
) -> str:
    """Return the report of a case as it stands.

    Args:
        case: The case.
        state: Where the learner stands.
        date: The day of the report, as it shall be written.
        clues: The marked rows by the names they have in the state.
        recorded: The recorded runs by the ids of their data sets.

    Returns:
        Markdown in which author text is plain text: no links, no HTML, no formatting of its own.
    """
    return "\n".join(
        [
            "# " + _("Case report: {title}").format(title=plain(case.title)),
            "",
            f"{plain(date)} · {plain(case.domain)}",
            "",
            plain(case.problem),
            "",
            *_result(case, state),
            *_runs(case, state, recorded or {}),
            *_replies(case, state),
            *_clues(case, state, clues or {}),
            "## " + _("All data sets"),
            "",
            _line(map(_, _COLUMNS)),
            "| --- | --- | --- | --- |",
            *map(_data_set_line, case.datasets),
            "",
            "## " + _("To remember"),
            "",
            plain(case.takeaway),
            "",
            *_sources(case),
        ]
    )


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line.

    Args:
        text: Any text.
    """
    escaped = _SPECIAL.sub(_escape, " ".join(text.split()))
    return _NUMBERED.sub(r"\1\\\2", escaped)


def outcome_text(score: Score) -> str:
    """Return whether a case is solved, and the number of runs.

    Args:
        score: What the case has brought.
    """
    if score.solved:
        text = ngettext("Solved in {n} run", "Solved in {n} runs", score.runs)
    else:
        text = ngettext("Not solved, after {n} run", "Not solved, after {n} runs", score.runs)
    return text.format(n=score.runs)


def points_text(score: Score) -> str:
    """Return the points of a case and what they are made of.

    Args:
        score: What the case has brought.
    """
    parts = []
    if score.solved:
        parts.append(_("{points} for the solution").format(points=score.for_solving))
    if score.runs > score.solved:
        parts.append(_factors_text(score.factors))
    if score.hint_cost:
        parts.append(_("−{points} for hints").format(points=score.hint_cost))
    points = ngettext("{n} point", "{n} points", score.points).format(n=score.points)
    if not parts:
        return points
    # Translators: the points of a case, and what they are made of.
    return _("{points}: {parts}").format(points=points, parts=" · ".join(parts))


def named_text(named: Factor | None, true: Factor) -> str:
    """Return whether a learner has named what explains a failure.

    Args:
        named: What the learner named, if anything.
        true: What explains it.
    """
    if named is None:
        return _("You named no factor: it was {factor}").format(factor=word(true))
    if named == true:
        return _("You named {factor}: right").format(factor=word(true))
    text = _("You named {named}: it was {factor}")
    return text.format(named=word(named), factor=word(true))


def _factors_text(right: int) -> str:
    if not right:
        return _("0 factors named right")
    text = ngettext(
        "{points} for {n} factor named right", "{points} for {n} factors named right", right
    )
    return text.format(points=POINTS_FACTOR * right, n=right)


def _escape(match: re.Match[str]) -> str:
    return "".join(f"\\{char}" for char in match.group())


def _lines(text: str, indent: str) -> str:
    # A backslash ends a line and keeps the paragraph: a reply in a form stays in that form.
    return f"\\\n{indent}".join(plain(line) for line in text.splitlines() if line.strip())


def _result(case: Case, state: CaseState) -> Iterator[str]:
    score = rules.score(case, state)
    stars = ngettext("{n} star of {most}", "{n} stars of {most}", score.stars)
    yield "## " + _("Result")
    yield ""
    yield f"- {outcome_text(score)}"
    yield f"- {stars.format(n=score.stars, most=MAX_STARS)}"
    yield f"- {points_text(score)}"
    yield ""


def _runs(case: Case, state: CaseState, recorded: Mapping[str, RecordedRun]) -> Iterator[str]:
    if not state.runs:
        return
    yield "## " + _("Runs")
    yield ""
    for number, run in enumerate(state.runs, start=1):
        data_set = rules.data_set(case, run.dataset)
        verdict = _(VERDICTS[data_set.verdict])
        # Translators: a data set, and the verdict on the run with it.
        head = _("{title}: {verdict}").format(title=plain(data_set.title), verdict=verdict)
        yield f"{number}. {head}"
        yield "   - " + _("Seen: {outcome}").format(outcome=plain(data_set.outcome))
        if data_set.factor is not None:
            yield f"   - {named_text(run.factor, data_set.factor)}"
        if data_set.id in recorded:
            yield from _recorded(case, recorded[data_set.id])
        else:
            yield "   - " + _("Curve and replies: {source}").format(source=word("canned"))
    yield ""


def _recorded(case: Case, run: RecordedRun) -> Iterator[str]:
    model = plain(run.recording.model.name)
    at = run.training.curve.steps[run.verdict_index]
    step = _("step {step} of {steps}").format(step=at, steps=run.training.steps)
    text = _("Curve and replies: {source}")
    yield f"   - {text.format(source=word('recorded'))} ({model}, {step})"
    scores = plain(scores_text(run.measured(case.demands)))
    yield "   - " + _("Measured: {scores}").format(scores=scores)
    command = plain(run.recording.command)
    yield "   - " + _("To record it again: {command}").format(command=command)
    yield "   - " + _("Seal: {seal}").format(seal=plain(run.recording.seal))


def _replies(case: Case, state: CaseState) -> Iterator[str]:
    if not state.runs:
        return
    data_set = rules.last_run(case, state)[1]
    prompts = {test.id: test.prompt for test in case.tests}
    yield "## " + _("Replies after {title}").format(title=plain(data_set.title))
    yield ""
    for reply in data_set.replies:
        yield f"- {plain(prompts[reply.test])}"
        yield f"  - {_lines(reply.text, '    ')} ({word(reply.provenance)})"
        text = _("✓ good: {note}") if reply.good else _("✗ not good: {note}")
        yield f"  - {text.format(note=plain(reply.note))}"
    yield ""


def _clues(case: Case, state: CaseState, clues: Mapping[str, Row]) -> Iterator[str]:
    marked = [(name, clues[name]) for name in state.clues if name in clues]
    if not marked:
        return
    yield "## " + _("Clues")
    yield ""
    for name, row in marked:
        data_set, number = name.rsplit(":", 1)
        title = plain(rules.data_set(case, data_set).title)
        place = _("{title}, row {number}: {prompt} → {reply}").format(
            title=title, number=number, prompt=plain(row.prompt), reply=plain(row.reply)
        )
        yield f"- {place}"
    yield ""


def _data_set_line(data_set: DataSet) -> str:
    factor = "–" if data_set.factor is None else word(data_set.factor)
    verdict = _(VERDICTS[data_set.verdict])
    return _line((plain(data_set.title), verdict, factor, plain(data_set.why)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sources(case: Case) -> Iterator[str]:
    if not case.sources:
        return
    yield "## " + _("Sources")
    yield ""
    for source in case.sources:
        address = re.sub(r"[<>\\]", "", source.url)
        yield f"- {plain(source.title)}: <{address}>"
    yield ""
