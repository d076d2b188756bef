"""What can be counted in the rows of a data set: computed, never typed by an author."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence

import msgspec

from tui.content.rows import Row

_MOST_REPLIES_AS_LABELS = 12
# Chinese and Japanese write no spaces: there a character counts as a word.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_WORDS = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\\w)+")


class DataFacts(msgspec.Struct, frozen=True):
    """The counts of a data set.

    Attributes:
        rows: How many rows there are.
        duplicates: How many rows repeat an earlier one exactly.
        labels: Labels and their counts, the most frequent first. Where no row has a label, the
            replies stand for them if only a few differ; else it is empty.
        median_words: Words in the middle one of the replies by length; a Chinese or
            Japanese character counts as one.
        longest_words: Words in the longest reply.
    """

    rows: int
    duplicates: int
    labels: tuple[tuple[str, int], ...]
    median_words: int
    longest_words: int

    @property
    def distinct(self) -> int:
        """How many different rows there are."""
        return self.rows - self.duplicates

    @property
    def top_share(self) -> float:
        """The share of the most frequent label, 0 where there are no labels."""
        total = sum(count for _, count in self.labels)
        return self.labels[0][1] / total if total else 0.0


def facts(rows: Sequence[Row]) -> DataFacts:
    """Count what there is in the rows; at least one row."""
    words = [count_words(row.reply) for row in rows]
    return DataFacts(
        rows=len(rows),
        duplicates=len(rows) - len({row.messages for row in rows}),
        labels=_labels(rows),
        median_words=round(statistics.median(words)),
        longest_words=max(words),
    )


def count_words(text: str) -> int:
    """Return how many words a text has; of a script without spaces, each character is one.

    Args:
        text: Any text.
    """
    if text.isascii() or not _HAS_UNSPACED.search(text):
        return len(text.split())
    return len(_WORDS.findall(text))


def search(rows: Sequence[Row], query: str) -> list[int]:
    """Return the indexes of the rows that hold all words of the query, in any case."""
    words = query.casefold().split()
    if not words:
        return list(range(len(rows)))
    return [
        index
        for index, row in enumerate(rows)
        if all(word in f"{row.prompt}\n{row.reply}\n{row.label or ''}".casefold() for word in words)
    ]


def _labels(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    counts = Counter(row.label for row in rows if row.label is not None)
    if not counts:
        counts = Counter(row.reply.strip() for row in rows)
        if len(counts) > min(_MOST_REPLIES_AS_LABELS, len(rows) // 2):
            return ()
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
