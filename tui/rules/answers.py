"""What a learner answered: the questions of a pack, and what became of each."""

from typing import NamedTuple

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import (
    DoingCard,
    Lesson,
    OrderCard,
    PickCard,
    SortCard,
    StopCard,
)
from tui.content.reader import Kind
from tui.rules import before_after, detective, lesson
from tui.rules.before_after import RoundState
from tui.rules.detective import CaseState
from tui.rules.lesson import LessonState
from tui.rules.moves import Feedback, Mark

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


def lesson_answers(scenario: Lesson, old: LessonState, new: LessonState) -> tuple[Given, ...]:
    """Return the first answers that a move in a lesson has given; a retry gives none.

    Args:
        scenario: The lesson.
        old: The state before the move.
        new: The state after it.
    """
    return tuple(
        card_answer(card, new)
        for card in scenario.cards
        if isinstance(card, DoingCard)
        and lesson.play_of(old, card).right_at_once is None
        and lesson.play_of(new, card).right_at_once is not None
    )


def card_answer(card: DoingCard, state: LessonState) -> Given:
    """Return the answer given on a checked card.

    Args:
        card: The card.
        state: Where the learner stands.
    """
    play, said = lesson.play_of(state, card), lesson.feedback(state, card)
    match card:
        case PickCard():
            chosen = tuple(item.id for item in said if item.id in play.picked)
        case SortCard():
            chosen = tuple(f"{item.id}={play.placed.get(item.id, '')}" for item in said)
        case OrderCard():
            chosen = tuple(item.id for item in said)
        case StopCard():
            chosen = tuple(item.id for item in said)
    sorted_ = isinstance(card, SortCard)
    wrong = tuple(
        f"{item.id}={play.placed.get(item.id, '')}" if sorted_ else item.id
        for item in said
        if item.mark in {Mark.WRONG, Mark.FALSE_ALARM}
    )
    return Given(
        card.id,
        card.revision,
        lesson.is_right(state, card),
        _share(said),
        play.sure,
        chosen=chosen,
        wrong=wrong,
        missed=_missed(said),
    )


def round_answers(scenario: Round, old: RoundState, new: RoundState) -> tuple[Given, ...]:
    """Return the answer that a move in a round has given: the one that checks it.

    Args:
        scenario: The round.
        old: The state before the move.
        new: The state after it.
    """
    if old.checked or not new.checked:
        return ()
    said = before_after.feedback(scenario, new)
    chosen = tuple(item.id for item in said if item.id in new.selected)
    wrong = tuple(item.id for item in said if item.mark is Mark.FALSE_ALARM)
    right = all(item.mark.is_good for item in said)
    score = _share(said)
    if scenario.type == "blind" and new.guess is not None:
        guess = f"guess={new.guess}"
        good = new.guess == "after"
        chosen = (guess, *chosen)
        wrong = wrong if good else (guess, *wrong)
        right = right and good
        score = (score * len(said) + good) / (len(said) + 1)
    given = Given(
        WHOLE,
        scenario.revision,
        right,
        score,
        new.sure,
        helped=new.hints > 0,
        chosen=chosen,
        wrong=wrong,
        missed=_missed(said),
    )
    return (given,)


def case_answers(scenario: Case, old: CaseState, new: CaseState) -> tuple[Given, ...]:
    """Return the answers that a move in a case has given: a data set chosen, a factor named.

    Args:
        scenario: The case.
        old: The state before the move.
        new: The state after it.
    """
    if len(new.runs) > len(old.runs):
        return (_choice(scenario, new),) if len(new.runs) == 1 else ()
    if len(new.runs) < len(old.runs):
        return ()
    return tuple(
        _factor(scenario, after)
        for before, after in zip(old.runs, new.runs, strict=True)
        if before.factor is None and after.factor is not None
    )


def _choice(case: Case, state: CaseState) -> Given:
    name = state.runs[-1].dataset
    right = detective.data_set(case, name).verdict == "solves"
    solving = tuple(each.id for each in case.datasets if each.verdict == "solves")
    return Given(
        WHOLE,
        case.revision,
        right,
        float(right),
        helped=state.hints > 0,
        chosen=(name,),
        wrong=() if right else (name,),
        missed=() if right else solving,
    )


def _factor(case: Case, run: detective.Run) -> Given:
    candidate = detective.data_set(case, run.dataset)
    named, factor = str(run.factor), str(candidate.factor)
    right = named == factor
    return Given(
        candidate.id,
        candidate.revision,
        right,
        float(right),
        run.sure,
        chosen=(named,),
        wrong=() if right else (named,),
        missed=() if right else (factor,),
    )


def _share(said: tuple[Feedback, ...]) -> float:
    return sum(item.mark.is_good for item in said) / len(said) if said else 0.0


def _missed(said: tuple[Feedback, ...]) -> tuple[str, ...]:
    return tuple(item.id for item in said if item.mark is Mark.MISSED)
