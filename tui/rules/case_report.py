"""A case report as Markdown, for the learner to keep."""

import re
from collections.abc import Iterator, Mapping

from tui.content.models.detective import Case, DataSet
from tui.content.rows import Row
from tui.rules import detective as rules
from tui.rules.detective import POINTS_FACTOR, VERDICTS, CaseState, Score
from tui.rules.progress import MAX_STARS

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
_NUMBERED = re.compile(r"^(\d+)([.)])")


def case_report(
    case: Case, state: CaseState, date: str, clues: Mapping[str, Row] | None = None
) -> str:
    """Return the report of a case as it stands.

    Args:
        case: The case.
        state: Where the learner stands.
        date: The day of the report, as it shall be written.
        clues: The marked rows by the names they have in the state.

    Returns:
        Markdown in which author text is plain text: no links, no HTML, no formatting of its own.
    """
    return "\n".join(
        [
            f"# Case report: {plain(case.title)}",
            "",
            f"{plain(date)} · {plain(case.domain)}",
            "",
            plain(case.problem),
            "",
            *_result(case, state),
            *_runs(case, state),
            *_replies(case, state),
            *_clues(case, state, clues or {}),
            "## All data sets",
            "",
            "| Data set | Verdict | Factor | Why |",
            "| --- | --- | --- | --- |",
            *map(_data_set_line, case.datasets),
            "",
            "## To remember",
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


def counted(count: int, word: str) -> str:
    """Return how many there are of something.

    Args:
        count: How many.
        word: What it is, for one of it.
    """
    return f"{count} {word}{'' if count == 1 else 's'}"


def points_text(score: Score) -> str:
    """Return the points of a case and what they are made of.

    Args:
        score: What the case has brought.
    """
    parts = []
    if score.solved:
        parts.append(f"{score.for_solving} for the solution")
    if score.runs > score.solved:
        factors = f"{counted(score.factors, 'factor')} named right"
        parts.append(f"{POINTS_FACTOR * score.factors} for {factors}" if score.factors else factors)
    if score.hint_cost:
        parts.append(f"−{score.hint_cost} for hints")
    points = counted(score.points, "point")
    return f"{points}: {' · '.join(parts)}" if parts else points


def _escape(match: re.Match[str]) -> str:
    return "".join(f"\\{char}" for char in match.group())


def _lines(text: str, indent: str) -> str:
    # A backslash ends a line and keeps the paragraph: a reply in a form stays in that form.
    return f"\\\n{indent}".join(plain(line) for line in text.splitlines() if line.strip())


def _result(case: Case, state: CaseState) -> Iterator[str]:
    score = rules.score(case, state)
    yield "## Result"
    yield ""
    yield f"- {'Solved in' if score.solved else 'Not solved, after'} {counted(score.runs, 'run')}"
    yield f"- {counted(score.stars, 'star')} of {MAX_STARS}"
    yield f"- {points_text(score)}"
    yield ""


def _runs(case: Case, state: CaseState) -> Iterator[str]:
    if not state.runs:
        return
    yield "## Runs"
    yield ""
    for number, run in enumerate(state.runs, start=1):
        data_set = rules.data_set(case, run.dataset)
        yield f"{number}. {plain(data_set.title)}: {VERDICTS[data_set.verdict]}"
        yield f"   - Seen: {plain(data_set.outcome)}"
        if data_set.factor is not None:
            named = f"You named {run.factor}" if run.factor else "You named no factor"
            is_right = run.factor == data_set.factor
            yield f"   - {named}: {'right' if is_right else f'it was {data_set.factor}'}"
    yield ""


def _replies(case: Case, state: CaseState) -> Iterator[str]:
    if not state.runs:
        return
    _, data_set = rules.last_run(case, state)
    prompts = {test.id: test.prompt for test in case.tests}
    yield f"## Replies after {plain(data_set.title)}"
    yield ""
    for reply in data_set.replies:
        yield f"- {plain(prompts[reply.test])}"
        yield f"  - {_lines(reply.text, '    ')} ({reply.provenance})"
        sign = "✓ good" if reply.good else "✗ not good"
        yield f"  - {sign}: {plain(reply.note)}"
    yield ""


def _clues(case: Case, state: CaseState, clues: Mapping[str, Row]) -> Iterator[str]:
    marked = [(name, clues[name]) for name in state.clues if name in clues]
    if not marked:
        return
    yield "## Clues"
    yield ""
    for name, row in marked:
        data_set, _, number = name.rpartition(":")
        title = plain(rules.data_set(case, data_set).title)
        yield f"- {title}, row {number}: {plain(row.prompt)} → {plain(row.reply)}"
    yield ""


def _data_set_line(data_set: DataSet) -> str:
    cells = (
        plain(data_set.title),
        VERDICTS[data_set.verdict],
        data_set.factor or "–",
        plain(data_set.why),
    )
    return f"| {' | '.join(cells)} |"


def _sources(case: Case) -> Iterator[str]:
    if not case.sources:
        return
    yield "## Sources"
    yield ""
    for source in case.sources:
        address = re.sub(r"[<>\\]", "", source.url)
        yield f"- {plain(source.title)}: <{address}>"
    yield ""
