"""Marking replies by the words that an experiment expects of them."""

import functools
import re
from collections.abc import Iterable, Sequence

from tui.content.models.experiment import Form, Question


def is_good(question: Question, reply: str) -> bool:
    """Say whether a reply has all that is expected and nothing that is rejected.

    Case and the width of spaces do not count; words count only as whole words.

    Args:
        question: The question.
        reply: What the model said to it.
    """
    said = _squeezed(reply)
    return all(any(_has(said, words) for words in group) for group in question.expects) and not any(
        _has(said, words) for words in question.rejects
    )


def has_form(form: Form, reply: str) -> bool:
    """Say whether a whole reply has the form that was asked for.

    Args:
        form: The form.
        reply: What the model said.
    """
    return re.fullmatch(form.pattern, reply.strip()) is not None


def share(marks: Iterable[bool]) -> float:
    """Return which share of the marks is good, rounded to four digits; 0 where there are none.

    Args:
        marks: Whether each reply is good.
    """
    given = list(marks)
    return round(sum(given) / len(given), 4) if given else 0.0


def score(questions: Sequence[Question], replies: Sequence[str]) -> float:
    """Return which share of the questions has a good reply.

    Args:
        questions: The questions.
        replies: The reply to each.
    """
    return share(is_good(each, reply) for each, reply in zip(questions, replies, strict=True))


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


@functools.lru_cache(maxsize=1_000)
def _expected(words: str) -> str:
    return _squeezed(words)  # the same words are looked for in every reply of every run


def _has(said: str, words: str) -> bool:
    wanted = _expected(words)
    start = said.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_is_of_word(said[start - 1 : start]) or _is_of_word(said[end : end + 1])):
            return True
        start = said.find(wanted, start + 1)
    return False


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"
