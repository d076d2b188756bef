"""Words that shuffling breaks, and answers that are too much alike."""

import difflib
import itertools
import re
from collections.abc import Iterator

from tui.authoring.craft.questions import AnyFile, Question, fold, questions, warning
from tui.content.models.before_after import Round
from tui.content.problems import Finding, Path

_NUMBER = r"(?:first|second|third|fourth|fifth|last|next|previous)"
_PLACE = re.compile(
    rf"""
    \b(?:all|none|any|both|neither|two)\s+of\s+(?:the\s+)?(?:above|below|these|others?)\b
    | \b(?:the\s+)?(?:above|below)\s+(?:options?|answers?|choices?|are|is)\b
    | \bthe\s+(?:former|latter)\b
    | \b(?:option|answer|choice)\s+(?:[A-F]|\d)\b
    | \bthe\s+{_NUMBER}\s+(?:option|answer|choice)s?\b
    | \bthe\s+(?:option|answer|choice)s?\s+(?:above|below|before|after)\b
    | \bboth\s+(?:answers|options|[A-F]\s+and\s+[A-F])\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# In a blind round chance decides which reply stands where.
_SIDE = re.compile(
    r"\bthe\s+(?:left|right|first|second|upper|lower)(?:-hand)?\s+(?:reply|answer|pane|one)\b",
    re.IGNORECASE,
)
ALIKE = 0.9
"""From this ratio of ``difflib`` on two answers are nearly the same."""
_SHARED_WORDS = 0.75
# What turns a sentence round: two answers that differ in one of these are no duplicates.
_TURNS = frozenset(
    {
        *("not", "no", "never", "none", "nothing", "without", "only", "cannot", "isn", "too"),
        *("more", "less", "fewer", "most", "least", "all", "some", "always", "sometimes"),
        *("before", "after", "first", "last", "up", "down", "with", "can", "is"),
        *("longer", "shorter", "better", "worse", "higher", "lower", "faster", "slower"),
        *("larger", "smaller", "training", "validation", "base", "fine", "tuned"),
    }
)


def position_words(made: AnyFile) -> Iterator[Finding]:
    """Find texts that speak of the place of an answer or a reply that the game shuffles.

    Args:
        made: What a file holds.
    """
    for path, text in _shuffled_texts(made):
        found = _PLACE.search(text)
        if found is None and isinstance(made, Round) and made.type == "blind":
            found = _SIDE.search(text)
        if found is not None:
            yield warning(
                path,
                "position-words",
                f"'{found.group()}' speaks of a place, but what stands where is shuffled",
                "name what you mean",
            )


def similar_options(made: AnyFile) -> Iterator[Finding]:
    """Find answers of one question that say the same in nearly the same words.

    Args:
        made: What a file holds.
    """
    for question in questions(made):
        for one, other in itertools.combinations(question.answers, 2):
            if _alike(one.text, other.text):
                yield warning(
                    (*other.path, "text"),
                    "similar-options",
                    f"this is nearly the same as '{_cut(one.text)}'",
                    "tell them apart or take one out",
                )


def repeated_reasons(made: AnyFile) -> Iterator[Finding]:
    """Find answers of one question whose reasons are the same.

    Args:
        made: What a file holds.
    """
    for question in questions(made):
        seen: set[str] = set()
        for answer in question.answers:
            reason = fold(answer.why)
            if reason in seen:
                yield warning(
                    (*answer.path, "why"),
                    "repeated-reason",
                    "another answer of this question gives the same reason",
                    "say what is right or wrong about this one",
                )
            seen.add(reason)


def _shuffled_texts(made: AnyFile) -> Iterator[tuple[Path, str]]:
    for question in questions(made):
        yield from _of_question(question)
    if isinstance(made, Round):
        for index, hint in enumerate(made.hints):
            yield ("hints", index), hint
        yield ("takeaway",), made.takeaway


def _of_question(question: Question) -> Iterator[tuple[Path, str]]:
    for answer in question.answers:
        yield (*answer.path, "text"), answer.text
        yield (*answer.path, "why"), answer.why


def _alike(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    if first == second:
        return True
    words, others = set(first.split()), set(second.split())
    shared = len(words & others) / max(len(words | others), 1)
    turns = any(word in _TURNS or word.isdigit() for word in words ^ others)
    if shared < _SHARED_WORDS or turns:
        return False
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
