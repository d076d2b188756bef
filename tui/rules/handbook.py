"""Looking things up in the handbook."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.content.models.handbook import Handbook, Question, Term

HandbookEntry = Question | Term


class _Indexed(NamedTuple):
    entry: HandbookEntry
    title: str
    names: tuple[str, ...]
    text: str


class HandbookIndex:
    """The entries of a handbook, ready to be searched at every key."""

    def __init__(self, handbook: Handbook) -> None:
        """Fold all texts once.

        Args:
            handbook: What to search.
        """
        entries: Sequence[HandbookEntry] = (
            *handbook.questions,
            *sorted(handbook.terms, key=lambda term: term.term.casefold()),
        )
        self._entries = [_index(entry) for entry in entries]

    def search(self, query: str) -> list[HandbookEntry]:
        """Return the entries that hold all words of the query, the best first.

        A name that is the query comes before names that begin with it, then entries with all
        words in their name, then those with the words in their text. An empty query finds all.

        Args:
            query: What the learner typed.
        """
        words = query.casefold().split()
        if not words:
            return [item.entry for item in self._entries]
        wanted = " ".join(words)
        ranked = [(rank, item.entry) for item in self._entries if (rank := _rank(item, wanted))]
        return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]


def title(entry: HandbookEntry) -> str:
    """Return what an entry is called."""
    return entry.term if isinstance(entry, Term) else entry.question


def _index(entry: HandbookEntry) -> _Indexed:
    if isinstance(entry, Term):
        names = (entry.term, *entry.also)
        text = " ".join((*names, entry.meaning))
    else:
        names = (entry.question,)
        text = f"{entry.question} {entry.answer}"
    folded = tuple(name.casefold() for name in names)
    return _Indexed(entry, folded[0], folded, text.casefold())


def _rank(item: _Indexed, wanted: str) -> int:
    """Return 1 for the best match to 4 for the weakest, 0 for none."""
    if wanted in item.names:
        return 1
    if any(name.startswith(wanted) for name in item.names):
        return 2
    words = wanted.split()
    if any(all(word in name for word in words) for name in item.names):
        return 3
    return 4 if all(word in item.text for word in words) else 0
