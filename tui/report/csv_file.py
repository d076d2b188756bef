"""The report as CSV: a row for each question, for spreadsheets and programs."""

import csv
import io
from collections.abc import Mapping

from tui.report.labels import Labels
from tui.rules.class_figures import Chosen, ClassReport, PackFigures, QuestionFigures
from tui.rules.progress import ItemKey

COLUMNS = (
    "pack",
    "kind",
    "scenario",
    "part",
    "revision",
    "title",
    "question",
    "learners",
    "right",
    "difficulty",
    "mean_score",
    "discrimination",
    "discrimination_learners",
    "no_discrimination",
    "most_chosen_wrong",
    "most_chosen_wrong_text",
    "most_chosen_wrong_count",
    "most_missed",
    "most_missed_text",
    "most_missed_count",
    "sure",
    "sure_right",
    "guess",
    "guess_right",
    "remarks",
)
"""The names of the columns, always in English: programs know them."""

_DIGITS = 4
# What makes a spreadsheet take a text for a formula, the full-width signs included.
_FORMULA_STARTS = tuple("=+-@＝＋－＠")

Cell = str | int | float | None


def csv_text(report: ClassReport, labels: Mapping[str, Labels]) -> str:
    """Return the report as CSV by RFC 4180, its first line the names of the columns.

    Args:
        report: The figures.
        labels: The texts of each pack by its id.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for pack in report.packs:
        for question in pack.questions:
            writer.writerow(map(_written, _cells(pack, question, labels[pack.id])))
    return made.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: such a one begins with '.

    Args:
        text: A text of a learner or an author.
    """
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(" ".join(cell.split()))
        case float():
            return str(round(cell, _DIGITS) + 0.0)
    return str(cell)


def _cells(pack: PackFigures, question: QuestionFigures, labels: Labels) -> tuple[Cell, ...]:
    key, found = question.key, question.discrimination
    confidence = question.confidence
    return (
        pack.id,
        *key,
        question.revision,
        labels.scenario(ItemKey(key.kind, key.item)),
        labels.question(key),
        question.first.answers,
        question.first.right,
        question.first.share,
        question.score,
        found.value,
        found.learners,
        found.lack,
        *_chosen(question, question.lure, labels),
        *_chosen(question, question.missed, labels),
        confidence.sure.total,
        confidence.sure.right,
        confidence.guessed.total,
        confidence.guessed.right,
        " ".join(question.remarks),
    )


def _chosen(question: QuestionFigures, chosen: Chosen | None, labels: Labels) -> tuple[Cell, ...]:
    if chosen is None:
        return (None, None, None)
    return (chosen.option, labels.option(question.key, chosen.option), chosen.count)
