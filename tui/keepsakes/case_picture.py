"""A closed case as a picture: an index card from the detective's file."""

from collections.abc import Mapping

from tui.content.models.detective import Case, DataSet, Verdict
from tui.keepsakes.chart import HEIGHT, WIDTH, draw_chart, draw_legend
from tui.keepsakes.sheet import (
    BAD,
    DESK,
    FAINT,
    GOOD,
    LAMP,
    LINE,
    PAPER,
    RULE,
    SIZE,
    Sheet,
)
from tui.language import SOURCE, _
from tui.rules import detective as rules
from tui.rules.case_report import named_text, outcome_text, points_text
from tui.rules.detective import VERDICTS, CaseState, Run
from tui.rules.progress import MAX_STARS
from tui.rules.recorded_runs import RecordedRun
from tui.rules.score_text import scores_text
from tui.rules.words import word

_WIDTH = 960
_EDGE, _INDENT = 28, 72
_LEFT, _RIGHT = _EDGE + _INDENT, _WIDTH - _EDGE - 36
_CHART_LEFT = _RIGHT - WIDTH
_STAMP = 250
_SIGNS: dict[Verdict, str] = {"solves": "✓", "partly": "◐", "fails": "✗"}
_COLORS: dict[Verdict, str] = {"solves": GOOD, "partly": LAMP, "fails": BAD}
_SMALL = 14


def case_picture(
    case: Case,
    state: CaseState,
    date: str,
    recorded: Mapping[str, RecordedRun] | None = None,
    language: str = SOURCE,
) -> str:
    """Return a case as it stands as SVG.

    Args:
        case: The case.
        state: Where the learner stands.
        date: The day, as it shall be written.
        recorded: The recorded runs by the ids of their data sets.
        language: The tag of the language it is in.
    """
    score = rules.score(case, state)
    title = _("Case report: {title}").format(title=case.title)
    told = "\n".join((outcome_text(score), points_text(score), case.takeaway))
    sheet = Sheet(_WIDTH, title, told, language)
    _head(sheet, case, state, date)
    body = sheet.y
    _trail(sheet, case, state, recorded or {})
    _takeaway(sheet, case)
    height = sheet.y + LINE + _EDGE
    _card(sheet, body, height)
    return sheet.finished(height)


def _head(sheet: Sheet, case: Case, state: CaseState, date: str) -> None:
    score = rules.score(case, state)
    top = _EDGE + LINE + 8
    file = _("Finetune Detective · case file").upper()
    sheet.write(file, _LEFT, top, font_size=_SMALL, fill=LAMP, font_weight="bold")
    sheet.write(date, _RIGHT, top, font_size=_SMALL, fill=FAINT, text_anchor="end")
    verdict = _("SOLVED") if score.solved else _("NOT SOLVED")
    sheet.stamp(verdict, _RIGHT, top + 56, GOOD if score.solved else BAD)
    sheet.y = top + LINE / 2
    sheet.paragraph(case.title, _LEFT, _RIGHT - _LEFT - _STAMP, 30, font_weight="bold")
    sheet.paragraph(case.domain, _LEFT, _RIGHT - _LEFT - _STAMP, fill=FAINT)
    sheet.y = max(sheet.y, top + 3 * LINE) + LINE * 1.3
    sheet.stars(score.stars, MAX_STARS, _LEFT, sheet.y - 6, 22)
    sheet.write(outcome_text(score), _LEFT + 100, sheet.y, font_weight="bold")
    sheet.paragraph(points_text(score), _LEFT + 100, _RIGHT - _LEFT - 100, fill=FAINT)
    sheet.y += LINE


def _trail(sheet: Sheet, case: Case, state: CaseState, recorded: Mapping[str, RecordedRun]) -> None:
    sheet.paragraph(case.problem, _LEFT, _RIGHT - _LEFT)
    sheet.y += LINE
    if not state.runs:
        return
    sheet.paragraph(_("The trail"), _LEFT, 400, 20, font_weight="bold")
    if any(run.dataset in recorded for run in state.runs):
        draw_legend(sheet, _RIGHT, sheet.y)
    for number, run in enumerate(state.runs, start=1):
        _run(sheet, case, run, number, recorded.get(run.dataset))


def _run(sheet: Sheet, case: Case, run: Run, number: int, recorded: RecordedRun | None) -> None:
    data_set = rules.data_set(case, run.dataset)
    top = sheet.y
    color = _COLORS[data_set.verdict]
    middle = top + LINE - SIZE / 3
    sheet.draw("circle", cx=_LEFT - 34, cy=middle, r=15, fill=PAPER, stroke=color, stroke_width=2)
    sheet.write(str(number), _LEFT - 34, middle + 6, text_anchor="middle", font_weight="bold")
    room = (_CHART_LEFT - 20 if recorded else _RIGHT) - _LEFT
    sheet.paragraph(data_set.title, _LEFT, room, font_weight="bold")
    verdict = f"{_SIGNS[data_set.verdict]} {_(VERDICTS[data_set.verdict])}"
    sheet.paragraph(verdict, _LEFT, room, fill=color, font_weight="bold")
    for text in _facts(case, data_set, run, recorded):
        sheet.paragraph(text, _LEFT, room, _SMALL, fill=FAINT)
    if recorded:
        draw_chart(sheet, recorded.training.curve, recorded.verdict_index, _CHART_LEFT, top + 7)
        sheet.y = max(sheet.y, top + HEIGHT)
    sheet.y += LINE


def _facts(
    case: Case, data_set: DataSet, run: Run, recorded: RecordedRun | None
) -> tuple[str, ...]:
    named = () if data_set.factor is None else (named_text(run.factor, data_set.factor),)
    if recorded is None:
        return (*named, _("Curve and replies: {source}").format(source=word("canned")))
    measured = scores_text(recorded.measured(case.demands))
    return (*named, _("Measured: {scores}").format(scores=measured))


def _takeaway(sheet: Sheet, case: Case) -> None:
    sheet.paragraph(_("To remember"), _LEFT, 400, 20, font_weight="bold")
    top = sheet.y + 8
    sheet.paragraph(case.takeaway, _LEFT + 22, _RIGHT - _LEFT - 22)
    bar = sheet.y + 8 - top
    sheet.draw("rect", x=_LEFT, y=top, width=5, height=bar, fill=LAMP)


def _card(sheet: Sheet, body: float, height: float) -> None:
    """Lay the card on the desk, under all that is written on it."""
    width = _WIDTH - 2 * _EDGE
    tall = height - 2 * _EDGE
    shapes: list[tuple[str, dict[str, str | float]]] = [
        ("rect", {"width": _WIDTH, "height": height, "fill": DESK}),
        ("rect", {"x": _EDGE + 6, "y": _EDGE + 8, "width": width, "height": tall, "rx": 8}),
        ("rect", {"x": _EDGE, "y": _EDGE, "width": width, "height": tall, "rx": 8, "fill": PAPER}),
    ]
    shapes[1][1].update(fill="#000000", fill_opacity=0.45)
    line = body + LINE + 6
    while line < height - _EDGE - 8:
        rule = f"M{_EDGE} {line:g}H{_WIDTH - _EDGE}"
        shapes.append(("path", {"d": rule, "stroke": RULE, "stroke_width": 1}))
        line += LINE
    red = f"M{_EDGE} {body - 4:g}H{_WIDTH - _EDGE}"
    shapes.append(("path", {"d": red, "stroke": BAD, "stroke_width": 1.5, "stroke_opacity": 0.7}))
    for place, (tag, look) in enumerate(shapes):
        sheet.draw_under(2 + place, tag, **look)
