"""The figures of a class: what a report on it tells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from tui.content.reader import Kind
from tui.rules.answers import QuestionKey
from tui.rules.calibration import Calibration
from tui.rules.class_learners import Superseded
from tui.rules.item_statistics import Discrimination
from tui.rules.progress import ItemKey

Remark = Literal["turned", "weak", "hard", "lure", "sure-and-wrong"]


class Tally(msgspec.Struct, frozen=True):
    """How many answers were right.

    Attributes:
        answers: How many there are.
        right: How many of them are right.
    """

    answers: int = 0
    right: int = 0

    @property
    def share(self) -> float | None:
        """The share that is right; None where there is no answer."""
        return self.right / self.answers if self.answers else None


class Chosen(msgspec.Struct, frozen=True):
    """An option, and how often it was chosen or missed.

    Attributes:
        option: Its id, as an answer holds it.
        count: By how many learners.
    """

    option: str
    count: int


class LearnerFigures(msgspec.Struct, frozen=True):
    """What one learner has done in a pack.

    Attributes:
        label: What the report calls the learner.
        done: How many of its scenarios were finished.
        stars: The stars of all scenarios.
        first: The first answers in play.
        confidence: How well the learner knows what is a guess.
        touched: When the learner last played it, in seconds since the epoch; 0 for never.
    """

    label: str
    done: int
    stars: int
    first: Tally
    confidence: Calibration
    touched: float


class ScenarioFigures(msgspec.Struct, frozen=True):
    """How far a class has come with one scenario.

    Attributes:
        key: The scenario.
        is_listed: Whether the pack still has it.
        begun: How many learners have begun it.
        done: How many have finished it.
        stars: The mean of the stars of those who have finished it; None where nobody has.
    """

    key: ItemKey
    is_listed: bool
    begun: int
    done: int
    stars: float | None


class QuestionFigures(msgspec.Struct, frozen=True):
    """How a class answered one question.

    Attributes:
        key: The question.
        revision: Its revision.
        first: The first answers in play, one a learner; the share that is right is what test
            theory calls the difficulty.
        score: The mean of their scores, from 0 to 1.
        discrimination: Whether those who do well otherwise get it right.
        lure: The wrong option that was chosen most; None where none was.
        missed: The right option that was left out most; None where none was.
        confidence: How good answers to it are by how sure the learners were.
        remarks: Why it deserves a look; empty where it does not.
    """

    key: QuestionKey
    revision: int
    first: Tally
    score: float
    discrimination: Discrimination
    lure: Chosen | None
    missed: Chosen | None
    confidence: Calibration
    remarks: tuple[Remark, ...] = ()


class PackFigures(msgspec.Struct, frozen=True):
    """What a class has done in one pack.

    Attributes:
        id: The pack's id.
        title: Its title, as an export has it; empty where none has.
        listed: How many scenarios it has.
        learners: The learners who have begun it.
        scenarios: Its scenarios in playing order.
        questions: The questions that were answered, in playing order.
        confidence: How good the answers are by how sure the learners were.
        older: How many answers are left out, as their question has changed since.
    """

    id: str
    title: str
    listed: int
    learners: tuple[LearnerFigures, ...]
    scenarios: tuple[ScenarioFigures, ...]
    questions: tuple[QuestionFigures, ...]
    confidence: Calibration
    older: int

    @property
    def done_share(self) -> float:
        """The share of all scenarios that the learners have finished, from 0 to 1."""
        most = self.listed * len(self.learners)
        return sum(learner.done for learner in self.learners) / most if most else 0.0

    @property
    def first(self) -> Tally:
        """The first answers in play of all learners."""
        return _sum(learner.first for learner in self.learners)


class ClassReport(msgspec.Struct, frozen=True):
    """What a class has done.

    Attributes:
        learners: How many learners there are.
        superseded: The exports that do not count.
        packs: The packs that anybody has begun, in the order of their ids.
    """

    learners: int
    superseded: tuple[Superseded, ...]
    packs: tuple[PackFigures, ...]


class Listing(msgspec.Struct, frozen=True):
    """What a pack holds, in playing order.

    Attributes:
        scenarios: The ids of its scenarios by kind.
        questions: Its questions, each with its revision.
    """

    scenarios: Mapping[Kind, Sequence[str]]
    questions: Mapping[QuestionKey, int] = msgspec.field(default_factory=dict)


def _sum(tallies: Iterable[Tally]) -> Tally:
    answers = right = 0
    for tally in tallies:
        answers, right = answers + tally.answers, right + tally.right
    return Tally(answers, right)
