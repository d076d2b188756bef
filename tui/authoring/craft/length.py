"""Answers that give themselves away by their length."""

import math
from collections.abc import Iterator, Mapping

from tui.authoring.craft.questions import AnyFile, Question, questions, warning
from tui.content.problems import Finding

CLEARLY = 1.25
"""A text so many times as long as another is clearly the longer one."""
ENOUGH_QUESTIONS = 8
"""From so many questions on a habit can be told from chance."""
BEYOND_CHANCE = 2.0
"""So many standard deviations above what chance would bring are a habit."""


def longest_is_right(made: AnyFile) -> Iterator[Finding]:
    """Find questions whose right answers are all clearly longer than the wrong ones.

    Args:
        made: What a file holds.
    """
    for question in questions(made):
        if _margin(question) >= CLEARLY:
            shortest = min(len(answer.text) for answer in question.right)
            longest = max(len(answer.text) for answer in question.wrong)
            yield warning(
                question.path,
                "longest-is-right",
                f"every right answer is longer than every wrong one, by {shortest} characters "
                f"to {longest} at least",
                "make a wrong one longer or a right one shorter",
                on_key=True,
            )


def longest_is_right_in_pack(made: Mapping[str, AnyFile]) -> Iterator[tuple[str, Finding]]:
    """Find out whether the longest answer is right more often than by chance.

    It is told once, at the question where it shows most. There are enough questions to tell from
    eight on; a learner notices where it is right in more than half of them, and in more than two
    standard deviations above what guessing would bring.

    Args:
        made: What the files of a pack hold, by their names.
    """
    asked = [
        (name, question)
        for name, file in made.items()
        for question in questions(file)
        if question.right and question.wrong
    ]
    given_away = [(name, question) for name, question in asked if _longest(question)]
    chances = [len(question.right) / len(question.answers) for _, question in asked]
    by_chance = sum(chances)
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    limit = max(by_chance + BEYOND_CHANCE * spread, len(asked) / 2)
    if len(asked) < ENOUGH_QUESTIONS or len(given_away) <= limit:
        return
    # Those that are clear have a warning of their own.
    left = [pair for pair in given_away if _margin(pair[1]) < CLEARLY] or given_away
    name, question = max(left, key=lambda pair: _margin(pair[1]))
    yield (
        name,
        warning(
            question.path,
            "longest-is-right",
            f"in {len(given_away)} of {len(asked)} questions of the pack the longest answer is "
            f"right, by chance it would be in {by_chance:.0f}; here it shows most",
            "make some wrong answers the longest",
            on_key=True,
        ),
    )


def _longest(question: Question) -> bool:
    longest = max(question.answers, key=lambda answer: len(answer.text))
    return bool(longest.correct)


def _margin(question: Question) -> float:
    """Return how many times the shortest right answer is as long as the longest wrong one."""
    if not (question.right and question.wrong):
        return 0.0
    shortest = min(len(answer.text) for answer in question.right)
    return shortest / max(len(answer.text) for answer in question.wrong)
