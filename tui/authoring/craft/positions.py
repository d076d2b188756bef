"""Words for a place, where the game shuffles what stands there.

The words are English; texts in other languages pass.
"""

import re
from collections.abc import Iterator, Sequence

from tui.authoring.craft.questions import AnyFile, Question, warning
from tui.content.models.before_after import Round
from tui.content.models.lesson import Lesson, OrderCard
from tui.content.problems import Finding, Path

_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|last|next|previous|top|bottom)"
# In any text: what names a place outright. A letter counts only as a capital: "answer a question".
_NAMED = (
    r"""
    (?:all|none|any|both|either|neither|two)\s+of\s+the\s+(?:above|below)\b
    | (?:options?|choices?|answers?)\s+(?:(?-i:[A-F])|no\.\s?\d|number\s\d|\d)\b(?!\s+times\b)
    | the\s+(?:options?|choices?|answers?|claims?|ones?)\s+(?:above|below)\b
    | the\s+(?:above|preceding)\s+(?:options?|choices?|answers?|claims?)\b
    | the\s+(?!first\s+choice)"""
    + _ORDINAL
    + r"""\s+(?:options?|choices?)\b
    | the\s+(?:second|third|fourth|fifth|sixth|top|bottom)\s+answer\b
    | (?:both|either|neither)\s+(?-i:[A-D])\s+(?:and|or|nor)\s+(?-i:[B-F])\b
"""
)
# In an answer: it can only mean its neighbours there, not something said before it.
_BESIDE = r"""
    (?:all|none|any|both|either|neither|two)\s+of\s+(?:these|those|them|the\s+others?)
        (?=\W*$|\s+(?:options|answers|choices|claims)\b)
    | the\s+(?:former|latter)(?=\W*$|\s+(?:is|are|was|were|does|do|has|have)\b)
"""
# In a round: the sides of a blind one are shuffled, and a narrow window shows one reply at a time.
_SIDE = r"""
    the\s+(?:left|left-hand|right-hand|upper|lower)\s+(?:reply|answer|pane|side|one)\b
    | on\s+the\s+(?:left|right)(?=\W*$|[,;.:]|\s+(?:is|says|names|gives|side|hand)\b)
"""
# In a blind round: which of the two is the first is up to chance.
_BLIND = r"""
    the\s+(?:first|second)\s+reply\b
    | reply\s+(?:[12]|one|two)\b
"""
# At the head of a step: it tells its place to those who are to find it.
_STEP = re.compile(
    r"(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|next|last(?:ly)?|finally|to\s+(?:begin|start)\s+with)"
    r",|(?:finally|lastly|then|after\s+that)\s|step\s\d|\d+[.)]\s",
    re.IGNORECASE,
)


def _pattern(*parts: str) -> re.Pattern[str]:
    # At most words the first letter tells that none of the parts can begin there.
    return re.compile(rf"\b(?=[abcenort])(?:{'|'.join(parts)})", re.VERBOSE | re.IGNORECASE)


_ANYWHERE, _IN_ANSWER = _pattern(_NAMED), _pattern(_NAMED, _BESIDE)
_IN_ROUND, _IN_ROUND_ANSWER = _pattern(_NAMED, _SIDE), _pattern(_NAMED, _BESIDE, _SIDE)
_IN_BLIND, _IN_BLIND_ANSWER = (
    _pattern(_NAMED, _SIDE, _BLIND),
    _pattern(_NAMED, _BESIDE, _SIDE, _BLIND),
)
_Text = tuple[Path, str | int, str, re.Pattern[str]]
"""The path of the table or the list that a text stands in, its key, the text, what to look for."""

# One of them is in all that the patterns find, and to look for them is much quicker; quicker yet,
# to look first for what several of them have in common.
_SIGNS = {
    **{word: (word,) for word in ("option", "choice", "answer", "claim", "either ")},
    **{word: (word,) for word in ("above", "below", "preceding", "left", "upper ", "lower ")},
    "both ": ("both a", "both b", "both c", "both d"),
    "right": ("right-hand", "on the right"),
    "reply": (
        *("first reply", "second reply"),
        *("reply 1", "reply 2", "reply one", "reply two"),
    ),
    " of th": (" of these", " of those", " of them", " of the other"),
    "the former": ("the former",),
    "the latter": ("the latter",),
}


def position_words(made: AnyFile, asked: Sequence[Question]) -> Iterator[Finding]:
    """Find texts that speak of the place of an answer or a reply that the game shuffles.

    Args:
        made: What a file holds.
        asked: Its questions.
    """
    texts = list(_texts(made, asked))
    whole = "\n".join([text for _, _, text, _ in texts]).lower()
    parts = [part for part in _SIGNS if part in whole]
    for index in _suspects([text for _, _, text, _ in texts], parts) if parts else ():
        path, key, text, pattern = texts[index]
        found = pattern.search(text)
        if found is not None:
            yield warning(
                (*path, key),
                "position-words",
                f"'{found.group()}' speaks of a place, but what stands where is shuffled",
                "name what you mean",
            )
    if isinstance(made, Lesson):
        yield from _steps(made)


def _suspects(texts: list[str], parts: list[str]) -> list[int]:
    """Return the indexes of the texts that have a sign of which one of the parts was found."""
    plain = [text.lower() for text in texts]
    signs = [sign for part in parts for sign in _SIGNS[part]]
    return sorted({index for sign in signs for index, text in enumerate(plain) if sign in text})


def _texts(made: AnyFile, asked: Sequence[Question]) -> Iterator[_Text]:
    general, in_answer = _ANYWHERE, _IN_ANSWER
    if isinstance(made, Round):
        blind = made.type == "blind"
        general = _IN_BLIND if blind else _IN_ROUND
        in_answer = _IN_BLIND_ANSWER if blind else _IN_ROUND_ANSWER
        for index, hint in enumerate(made.hints):
            yield ("hints",), index, hint, general
        yield (), "takeaway", made.takeaway, general
    for question in asked:
        for answer in question.answers:
            yield answer.path, "text", answer.text, in_answer
            yield answer.path, "why", answer.why, general


def _steps(lesson: Lesson) -> Iterator[Finding]:
    for index, card in enumerate(lesson.cards):
        if not isinstance(card, OrderCard):
            continue
        for position, step in enumerate(card.steps):
            found = _STEP.match(step.text)
            if found is not None:
                yield warning(
                    ("cards", index, "steps", position, "text"),
                    "position-words",
                    f"'{found.group().strip()}' gives away the place of the step",
                    "say what is done, not when",
                )
