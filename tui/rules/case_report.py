"""A case report as Markdown, for the learner to keep."""

import re
from collections.abc import Iterator, Mapping

from tui.content.models.detective import Case, DataSet
from tui.content.rows import Row
from tui.rules import detective as rules
from tui.rules.detective import VERDICTS, CaseState
from tui.rules.progress import MAX_STARS

# Everything that Markdown or HTML could read as more than a character.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:@/=$^])")


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
            *_clues(state, clues or {}),
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
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _result(case: Case, state: CaseState) -> Iterator[str]:
    score = rules.score(case, state)
    yield "## Result"
    yield ""
    yield f"- {'Solved' if score.solved else 'Not solved'} in {score.runs} run(s)"
    yield f"- Stars: {score.stars} of {MAX_STARS}"
    yield f"- Points: {score.points} ({score.factors} factor(s) named, hints −{score.hint_cost})"
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
            named = run.factor or "nothing"
            yield f"   - You named {named}; it was {data_set.factor}"
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
        yield f"  - {plain(reply.text)} ({reply.provenance})"
        yield f"  - {'good' if reply.good else 'not good'}: {plain(reply.note)}"
    yield ""


def _clues(state: CaseState, clues: Mapping[str, Row]) -> Iterator[str]:
    marked = [(name, clues[name]) for name in state.clues if name in clues]
    if not marked:
        return
    yield "## Clues"
    yield ""
    for name, row in marked:
        data_set, _, number = name.rpartition(":")
        yield f"- {plain(data_set)}, row {number}: {plain(row.prompt)} → {plain(row.reply)}"
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
