"""Files that are much harder to read than the rest of their pack."""

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

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;](?:\s|$)|\n")
# What is no prose of the author.
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
    words = _WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    long = sum(len(word) > _LONG_WORD for word in words)
    return len(words) / max(sentences, 1) + 100 * long / len(words)


def _prose(value: object) -> str:
    return "\n".join(_texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            if field not in _NAMES:
                yield from _texts(getattr(value, field))
