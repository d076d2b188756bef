"""Rows of a data set that show what its card does not admit."""

import re
from collections.abc import Callable, Iterator

from tui.authoring.craft.questions import fold, warning
from tui.content.models.detective import Case, DataSet
from tui.content.problems import ContentError, Finding
from tui.content.rows import Row

_REPEATED = re.compile(
    r"\b(?:duplicat|repeat|cop(?:y|ies|ied)\b|twice|again|over and over|same (?:row|ticket))",
    re.IGNORECASE,
)
_LEAKED = re.compile(r"\b(?:leak|test (?:set|prompt|question)s?|exam)", re.IGNORECASE)


def repeated_rows(case: Case, rows: Callable[[str], tuple[Row, ...]]) -> Iterator[Finding]:
    """Find data sets that repeat rows and nowhere say so.

    Args:
        case: The case.
        rows: Returns the rows of a data set by the name of its file.
    """
    for index, data_set, read in _read(case, rows):
        repeats = len(read) - len({row.messages for row in read})
        if (
            repeats
            and data_set.factor not in {"quality", "size"}
            and not _says(data_set, _REPEATED)
        ):
            yield warning(
                ("datasets", index, "rows"),
                "rows-repeated",
                f"{repeats} of {len(read)} rows repeat another, and nothing here admits it",
                "take them out, or speak of duplicates in about, card or why",
            )


def leaked_tests(case: Case, rows: Callable[[str], tuple[Row, ...]]) -> Iterator[Finding]:
    """Find data sets that hold a test prompt and do not fail for leakage.

    Args:
        case: The case.
        rows: Returns the rows of a data set by the name of its file.
    """
    tests = {fold(test.prompt): test.id for test in case.tests}
    for index, data_set, read in _read(case, rows):
        if data_set.factor == "leakage" or _says(data_set, _LEAKED):
            continue
        leaked = {
            tests[asked]
            for row in read
            for message in row.messages
            if message.role == "user" and (asked := fold(message.content)) in tests
        }
        if leaked:
            yield warning(
                ("datasets", index, "rows"),
                "test-leakage",
                f"its rows hold the test prompt '{min(leaked)}' and nothing here admits it",
                "take the row out, ask another test, or give the factor leakage",
            )


def _read(
    case: Case, rows: Callable[[str], tuple[Row, ...]]
) -> Iterator[tuple[int, DataSet, tuple[Row, ...]]]:
    for index, data_set in enumerate(case.datasets):
        try:
            yield index, data_set, rows(data_set.rows)
        except ContentError:
            continue  # its rows have errors of their own


def _says(data_set: DataSet, words: re.Pattern[str]) -> bool:
    card = data_set.card
    texts = (data_set.about, data_set.outcome, data_set.why, card.source, card.collected)
    return any(words.search(text) for text in texts)
