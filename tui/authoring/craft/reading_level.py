"""Files that are much harder to read than the rest of their pack."""

import functools
import operator
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec

from tui.authoring.craft.questions import AnyFile, warning
from tui.content.models.handbook import Handbook
from tui.content.problems import Finding

ENOUGH_FILES = 5
"""From so many files on there is a rest of the pack to compare with."""
ENOUGH_WORDS = 80
"""A file with fewer words has no level that could be measured."""
FAR = 12.0
"""A difference in LIX that one feels: about a class of text, as from fiction to a newspaper."""
_LONG_WORD = 6
_SPREAD = 3.0

# A sign and what closes after it, or the end of a line; all begin with one of a few characters,
# which are quick to find.
_SENTENCE_END = re.compile(r"[.!?:;…\n](?:(?<=\n)\n*|(?<!\n)[”’)\"']*(?:\s+|$))")
_AROUND_WORDS = ".,;:!?…\"'“”‘’()[]"
# Where words are longer on average, the script has no spaces.
_LONGEST_WORDS = 15
# What is no prose of the author: names, and what models say, which may be hard on purpose.
_NAMES = frozenset(
    {
        "id",
        "url",
        "picture",
        "rows",
        "cites",
        "bin",
        "test",
        "sources",
        "trait",
        "verdict",
        "factor",
        "kind",
        "license",
        "prompt",
        "before",
        "after",
        "base",
        "canned",
        "recorded",
        "recording",
        "run",
        "said",
        "evidence",
    }
)


def level_of(made: AnyFile) -> float | None:
    """Return the reading level of what the author of a file wrote, or None where it has none.

    Args:
        made: What the file holds; a handbook has none, as it defines hard words.
    """
    return None if isinstance(made, Handbook) else lix(_prose(made))


def hard_files(levels: Mapping[str, float]) -> Iterator[tuple[str, Finding]]:
    """Find files whose reading level is far above the rest of the pack.

    Args:
        levels: The levels of the files of a pack that have one, by their names.
    """
    if len(levels) < ENOUGH_FILES:
        return
    middle = statistics.median(levels.values())
    spread = statistics.median(abs(level - middle) for level in levels.values())
    limit = middle + max(FAR, _SPREAD * spread)
    for name, level in levels.items():
        if level > limit:
            finding = warning(
                ("title",),
                "reading-level",
                f"it reads at LIX {level:.0f}, the middle of the pack at {middle:.0f}",
                "shorten the sentences and choose shorter words",
                on_key=True,
            )
            yield name, finding


def lix(text: str) -> float | None:
    """Return the reading level of a text, or None where it is too short or has no spaces.

    LIX is the words in a sentence and the percentage of words of more than six letters, added
    (Björnsson 1968, Läsbarhet). About 25 is a children's book, 40 a newspaper, 60 a law.

    Args:
        text: The text; lines are sentences of their own.
    """
    words = text.split()
    if len(words) < ENOUGH_WORDS or len(text) > _LONGEST_WORDS * len(words):
        return None
    sentences = len(_SENTENCE_END.findall(text.rstrip() + "\n"))
    long = [
        1
        for word in words
        if len(word) > _LONG_WORD and len(word.strip(_AROUND_WORDS)) > _LONG_WORD
    ]
    return len(words) / max(sentences, 1) + 100 * len(long) / len(words)


def _prose(file: msgspec.Struct) -> str:
    found: list[str] = []
    _collect((file,), found)
    return "\n".join(found)


def _collect(values: Iterable[object], found: list[str]) -> None:
    for value in values:
        kind: Any = type(value)
        if kind is str:
            found.append(cast(str, value))
        elif kind is tuple:
            _collect(cast(tuple[object, ...], value), found)
        else:
            _collect(_parts(kind)(value), found)


@functools.cache
def _parts(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Return what gets all that is prose, or holds some, out of values of a type."""
    fields = kind.__struct_fields__ if issubclass(kind, msgspec.Struct) else ()
    names = [field for field in fields if field not in _NAMES]
    if len(names) < 2:
        return lambda value: tuple([getattr(value, name) for name in names])
    return operator.attrgetter(*names)
