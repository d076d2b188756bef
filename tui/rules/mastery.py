"""What of a pack a learner has mastered, what is shaky, and what was never seen.

A question is *mastered* where its latest answer was right by knowledge: no guess, no hint. It is
*shaky* where it was answered, and the latest answer was anything else. It is *unseen* where it was
never answered. Answers to another revision of a question do not count: it was another question.

An option of a round counts for its trait in the same way, by itself: it may be mastered in a round
that is not. A data set of a case counts for its factor: the learner names it after a run.
"""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from tui.content.models.before_after import Round, Trait
from tui.content.models.detective import Case, Factor
from tui.content.models.lesson import DoingCard, Lesson
from tui.content.reader import Kind
from tui.rules.answers import WHOLE, Answer, Given, QuestionKey
from tui.rules.progress import ItemKey

NameT = TypeVar("NameT")

Scenarios = Mapping[ItemKey, Lesson | Round | Case]
"""The scenarios of a pack, in playing order."""
Latest = Mapping[QuestionKey, Given]
"""The latest answer to each question, as its author has it now."""


class Grasp(enum.Enum):
    """How well a learner knows something."""

    MASTERED = "mastered"
    SHAKY = "shaky"
    UNSEEN = "unseen"


class Tally(NamedTuple):
    """How many things a learner knows how well."""

    mastered: int = 0
    shaky: int = 0
    unseen: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self)

    def plus(self, grasp: Grasp) -> "Tally":
        """Return the tally with one more.

        Args:
            grasp: How well it is known.
        """
        match grasp:
            case Grasp.MASTERED:
                return self._replace(mastered=self.mastered + 1)
            case Grasp.SHAKY:
                return self._replace(shaky=self.shaky + 1)
            case Grasp.UNSEEN:
                return self._replace(unseen=self.unseen + 1)


def questions(scenarios: Scenarios) -> dict[QuestionKey, int]:
    """Return all questions of a pack and their revisions, in playing order.

    Args:
        scenarios: The scenarios of the pack.
    """
    return {
        QuestionKey(key.kind, key.item, part): revision
        for key, scenario in scenarios.items()
        for part, revision in _parts(scenario)
    }


def latest(revisions: Mapping[QuestionKey, int], answers: Iterable[Answer]) -> Latest:
    """Return the latest answer to each question, as its author has it now.

    Args:
        revisions: The questions and their revisions.
        answers: The answers, the oldest first.
    """
    return {answer.question: answer.given for answer in answers if is_current(revisions, answer)}


def is_current(revisions: Mapping[QuestionKey, int], answer: Answer) -> bool:
    """Say whether an answer belongs to a question as its author has it now.

    Args:
        revisions: The questions and their revisions.
        answer: The answer.
    """
    return revisions.get(answer.question) == answer.given.revision


def grasp(given: Given | None) -> Grasp:
    """Return how well a question is known.

    Args:
        given: Its latest answer; None where there is none.
    """
    if given is None:
        return Grasp.UNSEEN
    return Grasp.MASTERED if given.is_known else Grasp.SHAKY


def option_grasp(given: Given | None, option: str) -> Grasp:
    """Return how well one option of a round is known.

    Args:
        given: The latest answer to the round; None where there is none.
        option: The option's id.
    """
    if given is None:
        return Grasp.UNSEEN
    is_right = option not in given.wrong and option not in given.missed
    is_known = is_right and given.sure is not False and not given.helped
    return Grasp.MASTERED if is_known else Grasp.SHAKY


def by_part(revisions: Iterable[QuestionKey], known: Latest) -> dict[Kind, Tally]:
    """Return how well the questions of each part of the game are known.

    Args:
        revisions: The questions.
        known: Their latest answers.
    """
    return _tallied((key.kind, grasp(known.get(key))) for key in revisions)


def by_trait(scenarios: Scenarios, known: Latest) -> dict[Trait, Tally]:
    """Return how well the traits of replies are seen, in the order in which they first come.

    Args:
        scenarios: The scenarios of the pack.
        known: The latest answers.
    """
    return _tallied(
        (option.trait, option_grasp(known.get(QuestionKey(*key, WHOLE)), option.id))
        for key, scenario in scenarios.items()
        if isinstance(scenario, Round)
        for option in scenario.options
    )


def by_factor(scenarios: Scenarios, known: Latest) -> dict[Factor, Tally]:
    """Return how well the factors of data sets are named, in the order in which they first come.

    Args:
        scenarios: The scenarios of the pack.
        known: The latest answers.
    """
    return _tallied(
        (candidate.factor, grasp(known.get(QuestionKey(*key, candidate.id))))
        for key, scenario in scenarios.items()
        if isinstance(scenario, Case)
        for candidate in scenario.datasets
        if candidate.factor is not None
    )


def mastered_at(
    revisions: Mapping[QuestionKey, int], answers: Iterable[Answer], moments: Sequence[float]
) -> list[int]:
    """Return how many questions were mastered at each of some moments.

    Args:
        revisions: The questions and their revisions.
        answers: The answers, the oldest first.
        moments: Seconds since the epoch, rising.
    """
    mastered: set[QuestionKey] = set()
    counts: list[int] = []
    for answer in answers:
        if not is_current(revisions, answer):
            continue
        while len(counts) < len(moments) and moments[len(counts)] < answer.at:
            counts.append(len(mastered))
        if answer.given.is_known:
            mastered.add(answer.question)
        else:
            mastered.discard(answer.question)
    return counts + [len(mastered)] * (len(moments) - len(counts))


def _parts(scenario: Lesson | Round | Case) -> Iterator[tuple[str, int]]:
    match scenario:
        case Lesson():
            for card in scenario.cards:
                if isinstance(card, DoingCard):
                    yield card.id, card.revision
        case Round():
            yield WHOLE, scenario.revision
        case Case():
            yield WHOLE, scenario.revision
            for candidate in scenario.datasets:
                if candidate.factor is not None:
                    yield candidate.id, candidate.revision


def _tallied(graded: Iterable[tuple[NameT, Grasp]]) -> dict[NameT, Tally]:
    tallies: dict[NameT, Tally] = {}
    for name, how_well in graded:
        tallies[name] = tallies.get(name, Tally()).plus(how_well)
    return tallies
