"""Files that are much harder to read than the rest of their pack."""

import functools
import re
import statistics
from collections.abc import Iterator, Mapping

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

_SENTENCE_END = re.compile(r"[.!?:;…][”’)\"']*(?:\s+|$)|\n+")
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


def hard_files(made: Mapping[str, AnyFile]) -> Iterator[tuple[str, Finding]]:
    """Find files whose reading level is far above the rest of the pack.

    Args:
        made: What the files of a pack hold, by their names.
    """
    levels = {
        name: level
        for name, file in made.items()
        if not isinstance(file, Handbook) and (level := lix(_prose(file))) is not None
    }
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
    long = sum([len(word) > _LONG_WORD and len(_bare(word)) > _LONG_WORD for word in words])
    return len(words) / max(sentences, 1) + 100 * long / len(words)


def _bare(word: str) -> str:
    return word.strip(_AROUND_WORDS)


def _prose(value: object) -> str:
    found: list[str] = []
    _collect(value, found)
    return "\n".join(found)


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif isinstance(value, msgspec.Struct):
        for field in _fields(type(value)):
            _collect(getattr(value, field), found)


@functools.cache
def _fields(model: type[msgspec.Struct]) -> list[str]:
    return [field for field in model.__struct_fields__ if field not in _NAMES]
