"""What a learner answered: the questions of a pack, and what became of each."""

from typing import NamedTuple

import msgspec

from tui.content.reader import Kind

WHOLE = ""
"""The part of a question that is a whole scenario: a round, or the choice of a case's data set."""


class QuestionKey(NamedTuple):
    """A question of a pack, by its author's ids.

    Attributes:
        kind: The kind of its scenario.
        item: The id of its scenario.
        part: The id of a doing card of a lesson; the id of a data set of a case, whose factor is
            asked for; ``WHOLE`` for a round, and for the choice of a case's data set.
    """

    kind: Kind
    item: str
    part: str


class Given(msgspec.Struct, frozen=True, rename="kebab"):
    """An answer as it was given in a scenario.

    Attributes:
        part: Which question of the scenario, see ``QuestionKey``.
        revision: The question's revision when it was answered.
        right: Whether all of it was right.
        score: How much of it was right, from 0 to 1.
        sure: Whether the learner was sure; None where it was not said.
        helped: Whether hints were taken.
        chosen: Ids of what was chosen; in a sort card ``item=bin``, in an order card the steps in
            the learner's order, in a stop card the training step, in a blind round also
            ``guess=before`` or ``guess=after``.
        wrong: Those of them that are wrong.
        missed: Ids of what is right and was not chosen.
    """

    part: str
    revision: int
    right: bool
    score: float
    sure: bool | None = None
    helped: bool = False
    chosen: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it was right, by knowledge: neither a guess nor with help."""
        return self.right and self.sure is not False and not self.helped


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it is kept.

    Attributes:
        question: Which question was answered.
        at: When, in seconds since the epoch.
        in_review: Whether it was answered in a review; otherwise in play.
        given: What was answered.
    """

    question: QuestionKey
    at: float
    in_review: bool
    given: Given
