"""Answers that give themselves away by their length."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.authoring.craft.questions import Question, warning
from tui.content.problems import Finding, Path

CLEARLY = 1.25
"""A text so many times as long as another is clearly the longer one."""
ENOUGH_QUESTIONS = 8
"""From so many questions on a habit can be told from chance."""
BEYOND_CHANCE = 2.0
"""So many standard deviations above what chance would bring are a habit."""


class Lengths(NamedTuple):
    """How long the answers of a question are that has right and wrong ones.

    Attributes:
        path: Where the answers stand.
        right: How many of them are right.
        answers: How many there are.
        shortest: The length of the shortest right one.
        longest: The length of the longest wrong one.
        gives_away: Whether the longest of all, or the first of several, is right.
    """

    path: Path
    right: int
    answers: int
    shortest: int
    longest: int
    gives_away: bool

    @property
    def margin(self) -> float:
        """How many times the shortest right answer is as long as the longest wrong one."""
        return self.shortest / self.longest


def lengths_of(asked: Sequence[Question]) -> tuple[Lengths, ...]:
    """Return how long the answers are, of all questions that have right and wrong ones.

    Args:
        asked: The questions.
    """
    return tuple(filter(None, map(_lengths, asked)))


def longest_is_right(asked: Iterable[Lengths]) -> Iterator[Finding]:
    """Find questions whose right answers are all clearly longer than the wrong ones.

    Args:
        asked: The lengths of the answers of a file.
    """
    for question in asked:
        if question.margin >= CLEARLY:
            yield warning(
                question.path,
                "longest-is-right",
                f"every right answer is longer than every wrong one, by {question.shortest} "
                f"characters to {question.longest} at least",
                "make a wrong one longer or a right one shorter",
                on_key=True,
            )


def longest_is_right_in_pack(
    asked: Mapping[str, Sequence[Lengths]],
) -> Iterator[tuple[str, Finding]]:
    """Find out whether the longest answer is right more often than by chance.

    It is told once, at the question where it shows most. There are enough questions to tell from
    eight on; a learner notices where it is right in more than half of them, and in more than two
    standard deviations above what guessing would bring.

    Args:
        asked: The lengths of the answers of the files of a pack, by their names.
    """
    count = sum(map(len, asked.values()))
    given_away = [
        (name, question)
        for name, of_file in asked.items()
        for question in of_file
        if question.gives_away
    ]
    chances = [each.right / each.answers for of_file in asked.values() for each in of_file]
    by_chance = sum(chances)
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    limit = max(by_chance + BEYOND_CHANCE * spread, count / 2)
    if count < ENOUGH_QUESTIONS or len(given_away) <= limit:
        return
    # Those that are clear have a warning of their own.
    left = [pair for pair in given_away if pair[1].margin < CLEARLY] or given_away
    name, question = max(left, key=lambda pair: pair[1].margin)
    yield (
        name,
        warning(
            question.path,
            "longest-is-right",
            f"in {len(given_away)} of {count} questions of the pack the longest answer is "
            f"right, by chance it would be in {by_chance:.0f}; here it shows most",
            "make some wrong answers the longest",
            on_key=True,
        ),
    )


def _lengths(question: Question) -> Lengths | None:
    right = [len(answer.text) for answer in question.answers if answer.correct]
    wrong = [len(answer.text) for answer in question.answers if answer.correct is False]
    if not (right and wrong):
        return None
    answers = question.answers
    longest = max(answers, key=lambda answer: len(answer.text))
    return Lengths(
        question.path, len(right), len(answers), min(right), max(wrong), bool(longest.correct)
    )
