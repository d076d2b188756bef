"""Which answers a move has given, in each kind of scenario."""

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
from tui.rules import before_after, detective, lesson
from tui.rules.answers import WHOLE, Given
from tui.rules.before_after import RoundState
from tui.rules.detective import CaseState
from tui.rules.lesson import LessonState
from tui.rules.moves import Feedback, Mark


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
    right = lesson.is_right(state, card)
    sorted_ = isinstance(card, SortCard)
    wrong = tuple(
        f"{item.id}={play.placed.get(item.id, '')}" if sorted_ else item.id
        for item in said
        if item.mark in {Mark.WRONG, Mark.FALSE_ALARM}
    )
    return Given(
        card.id,
        card.revision,
        right,
        float(right) if isinstance(card, PickCard) and not card.several else _share(said),
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
