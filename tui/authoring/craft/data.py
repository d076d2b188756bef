"""What the data sets of a case repeat, and what their rows show that no card admits."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui.authoring.craft.questions import fold, warning
from tui.content.models.detective import Case, DataSet
from tui.content.problems import ContentError, Finding
from tui.content.rows import Row

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_REPEATED = re.compile(
    r"\b(?:duplicat|repeat|cop(?:y|ies|ied)\b|twice\b|over and over|same (?:row|ticket))",
    re.IGNORECASE,
)
NEARLY = 0.9
"""From this ratio of ``difflib`` on a prompt is a test prompt in other words."""
_FEW_WORDS = 4
_MOST_REPLIES_AS_LABELS = 12


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


def repeated_factors(case: Case) -> Iterator[Finding]:
    """Find data sets that fail for a factor that another has already shown.

    Args:
        case: The case.
    """
    first: dict[str, str] = {}
    for index, data_set in enumerate(case.datasets):
        if data_set.factor is None:
            continue
        other = first.setdefault(data_set.factor, data_set.id)
        if other != data_set.id:
            yield warning(
                ("datasets", index, "factor"),
                "factor-repeated",
                f"'{other}' fails for {data_set.factor} as well",
                "give one of them another fault",
            )


def unproven_parts(case: Case) -> Iterator[Finding]:
    """Find data sets that are partly on track without one good reply.

    Args:
        case: The case.
    """
    for index, data_set in enumerate(case.datasets):
        replies = data_set.replies
        if data_set.verdict == "partly" and replies and not any(reply.good for reply in replies):
            yield warning(
                ("datasets", index, "verdict"),
                "partly-without-good",
                "the verdict is 'partly', and no reply is good",
                'write "fails", or set good = true where a reply is',
            )


def leaked_tests(case: Case, rows: Callable[[str], tuple[Row, ...]]) -> Iterator[Finding]:
    """Find data sets that hold a test prompt, or nearly one, and do not fail for leakage.

    Args:
        case: The case.
        rows: Returns the rows of a data set by the name of its file.
    """
    tests = [
        _Test(test.id, _Likeness(fold(test.prompt)), frozenset(test.prompt.casefold().split()))
        for test in case.tests
    ]
    sizes = [len(test.prompt) for test in case.tests]
    # The length alone rules out most rows of a large data set, and takes no time.
    lengths = range(min(sizes) // 2, 2 * max(sizes))
    for index, data_set, read in _read(case, rows):
        if data_set.factor == "leakage":
            continue
        for number, row in enumerate(read, start=1):
            leaked = _leaked(row, tests, lengths)
            if leaked is not None:
                yield warning(
                    ("datasets", index, "rows"),
                    "test-leakage",
                    f"row {number} asks the test '{leaked}', or nearly so, and the factor is not "
                    "leakage",
                    "take the row out, ask another test, or give the factor leakage",
                )
                break


def contradicting_rows(case: Case, rows: Callable[[str], tuple[Row, ...]]) -> Iterator[Finding]:
    """Find data sets that label the same prompt in two ways and do not fail for quality.

    Where no row has a label but only a few replies differ, the replies are taken for labels.

    Args:
        case: The case.
        rows: Returns the rows of a data set by the name of its file.
    """
    for index, data_set, read in _read(case, rows):
        if data_set.factor == "quality":
            continue
        labels = [row.label for row in read]
        if not any(labels) and len({row.reply for row in read}) <= min(
            _MOST_REPLIES_AS_LABELS, len(read) // 2
        ):
            labels = [row.reply for row in read]
        first: dict[str, tuple[int, str]] = {}
        for number, (row, label) in enumerate(zip(read, labels, strict=True), start=1):
            if label is None:
                continue
            earlier, other = first.setdefault(row.prompt, (number, label))
            if other != label:
                yield warning(
                    ("datasets", index, "rows"),
                    "label-conflict",
                    f"rows {earlier} and {number} ask the same and are labelled "
                    f"'{_cut(other)}' and '{_cut(label)}'",
                    "give both the same label, or give the factor quality",
                )
                break


class _Test(NamedTuple):
    name: str
    asked: "_Likeness"
    words: frozenset[str]


def _leaked(row: Row, tests: list[_Test], lengths: range) -> str | None:
    for message in row.messages:
        if message.role != "user" or len(message.content) not in lengths:
            continue
        words = frozenset(message.content.casefold().split())
        for test in tests:
            # Nearly all rows have other words, which is quick to see; then letters are compared.
            known = len(test.words)
            may_be = known < _FEW_WORDS or 3 * len(words & test.words) >= known
            if may_be and test.asked.is_nearly(fold(message.content)):
                return test.name
    return None


class _Likeness:
    """A folded text that many others are held against, letter by letter."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._matcher: SequenceMatcher[str] | None = None

    def is_nearly(self, other: str) -> bool:
        """Say whether another folded text is the same, or nearly."""
        if other == self._text:
            return True
        both = len(other) + len(self._text)
        if abs(len(other) - len(self._text)) > (1 - NEARLY) * both:
            return False
        if self._matcher is None:
            from difflib import SequenceMatcher

            # It works out once what it needs to know of its second text.
            self._matcher = SequenceMatcher(None, b=self._text, autojunk=False)
        self._matcher.set_seq1(other)
        return self._matcher.quick_ratio() >= NEARLY and self._matcher.ratio() >= NEARLY


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


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
