"""The questions of any file, in one form."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson, OrderCard, PickCard, SortCard
from tui.content.problems import Finding, Path

AnyFile = Lesson | Round | Case | Handbook

_WORD = re.compile(r"\w+")
# In ASCII the same is quicker without a pattern.
_SPACES = {code: " " for code in range(128) if not _WORD.match(chr(code))}


class Answer(NamedTuple):
    """One of the answers of a question.

    Attributes:
        path: Where it stands.
        text: What it says.
        why: Why it is right or wrong.
        correct: Whether it is right; None where that is not what the question asks.
    """

    path: Path
    text: str
    why: str
    correct: bool | None


class Question(NamedTuple):
    """Something to answer.

    Attributes:
        path: Where its answers stand.
        answers: What can be chosen, sorted or ordered; the game shuffles them.
    """

    path: Path
    answers: tuple[Answer, ...]


def questions(made: AnyFile) -> Iterator[Question]:
    """Yield the questions of a file.

    Args:
        made: What the file holds.
    """
    if isinstance(made, Round):
        path: Path = ("options",)
        yield Question(
            path,
            tuple(
                Answer((*path, index), option.text, option.why, option.correct)
                for index, option in enumerate(made.options)
            ),
        )
    elif isinstance(made, Lesson):
        for index, card in enumerate(made.cards):
            if isinstance(card, (PickCard, SortCard, OrderCard)):
                yield question_of(card, ("cards", index))


def question_of(card: PickCard | SortCard | OrderCard, path: Path) -> Question:
    """Return what a card asks.

    Args:
        card: The card.
        path: Where it stands.
    """
    match card:
        case PickCard():
            place = (*path, "choices")
            answers = [
                Answer((*place, index), choice.text, choice.why, choice.correct)
                for index, choice in enumerate(card.choices)
            ]
        case SortCard():
            place = (*path, "items")
            answers = [
                Answer((*place, index), item.text, item.why, None)
                for index, item in enumerate(card.items)
            ]
        case OrderCard():
            place = (*path, "steps")
            answers = [
                Answer((*place, index), step.text, step.why, None)
                for index, step in enumerate(card.steps)
            ]
    return Question(place, tuple(answers))


def fold(text: str) -> str:
    """Return a text without case, punctuation and extra spaces, to compare it by.

    Args:
        text: The text.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_SPACES).split())
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def warning(path: Path, code: str, message: str, advice: str, *, on_key: bool = False) -> Finding:
    """Return a finding on craft.

    Args:
        path: Where it is.
        code: Its stable name.
        message: What is seen.
        advice: What to do.
        on_key: Whether the key is meant and not the value.
    """
    return Finding(path, code, message, advice, on_key, "warning")
