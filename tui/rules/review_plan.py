"""What a review asks: the questions that have come back, as something to play again."""

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.content.models.before_after import Round
from tui.content.models.detective import Case, DataSet, Factor
from tui.content.models.lesson import (
    Choice,
    DoingCard,
    Lesson,
    OrderCard,
    PickCard,
    SortCard,
    StopCard,
)
from tui.language import _
from tui.rules.answers import WHOLE, QuestionKey
from tui.rules.detective import FACTORS
from tui.rules.words import word

SECONDS = 300
"""How long a review may take."""

_SECONDS_OF_CARD = {PickCard: 25, SortCard: 45, OrderCard: 45, StopCard: 45}
_SECONDS_OF_ROUND = 75
_SECONDS_OF_CASE = 40
_FACTORS_ASKED = 5

Scenario = Lesson | Round | Case
Question = Lesson | Round
"""Something to play: a round, or a lesson that has the one card to be done."""


class Planned(NamedTuple):
    """A question of a review.

    Attributes:
        key: Which question it is.
        title: The title of its scenario.
        revision: Its revision, as its author has it now.
        seconds: About how long it takes.
        play: What is played.
    """

    key: QuestionKey
    title: str
    revision: int
    seconds: int
    play: Question


def planned(key: QuestionKey, scenario: Scenario) -> Planned | None:
    """Return a question as something to play, or None where its author took it out.

    Args:
        key: The question.
        scenario: The scenario that it belongs to.
    """
    match scenario:
        case Round():
            return Planned(key, scenario.title, scenario.revision, _SECONDS_OF_ROUND, scenario)
        case Lesson():
            card = next((each for each in scenario.cards if each.id == key.part), None)
            if not isinstance(card, DoingCard):
                return None
            lesson = Lesson(
                title=scenario.title,
                summary=scenario.summary,
                minutes=1,
                cards=(card,),
                sources=scenario.sources,
            )
            seconds = next(n for kind, n in _SECONDS_OF_CARD.items() if isinstance(card, kind))
            return Planned(key, scenario.title, card.revision, seconds, lesson)
        case Case():
            made = _case_card(key, scenario)
            if made is None:
                return None
            lesson = Lesson(
                title=scenario.title,
                summary=scenario.problem,
                minutes=1,
                cards=(made,),
                sources=scenario.sources,
            )
            return Planned(key, scenario.title, made.revision, _SECONDS_OF_CASE, lesson)


def plan(
    questions: Sequence[Planned], rng: random.Random, seconds: int = SECONDS
) -> tuple[Planned, ...]:
    """Return what a review asks: the most overdue that fit into the time, kinds mixed.

    Args:
        questions: The questions that have come back, the most overdue first.
        rng: The source of the order.
        seconds: How long the review may take; the first question is asked in any case.
    """
    chosen: list[Planned] = []
    left = seconds
    for question in questions:
        if question.seconds <= left or not chosen:
            chosen.append(question)
            left -= question.seconds
    rng.shuffle(chosen)
    return tuple(_mixed(chosen))


def _mixed(questions: Sequence[Planned]) -> list[Planned]:
    """Spread each kind evenly, so that it seldom comes twice in a row."""
    kinds: dict[str, list[Planned]] = {}
    for question in questions:
        kinds.setdefault(_kind(question), []).append(question)
    spread = [
        ((index + 0.5) / len(group), number, question)
        for number, group in enumerate(kinds.values())
        for index, question in enumerate(group)
    ]
    return [question for _place, _number, question in sorted(spread, key=lambda each: each[:2])]


def _kind(question: Planned) -> str:
    if isinstance(question.play, Round):
        return question.play.type
    if question.key.kind == "detective":
        return "choice" if question.key.part == WHOLE else "factor"
    return type(question.play.cards[0]).__name__


def _case_card(key: QuestionKey, case: Case) -> PickCard | None:
    if key.part == WHOLE:
        return _choice_card(case)
    data_set = next((each for each in case.datasets if each.id == key.part), None)
    return None if data_set is None or data_set.factor is None else _factor_card(case, data_set)


def _choice_card(case: Case) -> PickCard:
    text = "\n\n".join(
        [case.brief.strip(), _("Which data set would you fine-tune the base model on?")]
    )
    choices = [
        Choice(
            id=data_set.id,
            text=_("{title}: {source}").format(title=data_set.title, source=data_set.card.source),
            correct=data_set.verdict == "solves",
            why=data_set.why,
        )
        for data_set in case.datasets
    ]
    return PickCard(
        id=WHOLE,
        title=case.title,
        text=text,
        choices=tuple(choices),
        revision=case.revision,
    )


def _factor_card(case: Case, data_set: DataSet) -> PickCard:
    replies = {reply.test: reply for reply in data_set.replies}
    shown = [
        _("{prompt}\n→ {reply}").format(prompt=test.prompt, reply=replies[test.id].text)
        for test in case.tests
        if test.id in replies and not replies[test.id].good
    ]
    said = "\n\n".join(shown[:2])
    head = _("The model was fine-tuned on “{title}” ({source}). {outcome}").format(
        title=data_set.title, source=data_set.card.source, outcome=data_set.outcome
    )
    question = _("What explains it? Name the factor.")
    text = "\n\n".join(part for part in (case.problem, head, said, question) if part)
    return PickCard(
        id=data_set.id,
        title=case.title,
        text=text,
        choices=tuple(
            Choice(
                id=name,
                text=f"{word(name)}: {_(FACTORS[name])}",
                correct=name == data_set.factor,
                why=data_set.why if name == data_set.factor else _not_this(case, name),
            )
            for name in _believable(case, data_set)
        ),
        revision=data_set.revision,
    )


def _believable(case: Case, data_set: DataSet) -> list[Factor]:
    """Return the true factor and others: those of the case's other data sets before any more."""
    others = [each.factor for each in case.datasets if each.factor is not None]
    names = dict.fromkeys([data_set.factor, *others, *FACTORS])
    return [name for name in names if name is not None][:_FACTORS_ASKED]


def _not_this(case: Case, name: Factor) -> str:
    other = next((each for each in case.datasets if each.factor == name), None)
    if other is not None:
        return _("That is what ails “{title}”.").format(title=other.title)
    text = _("It would be {factor} where {meaning}.")
    return text.format(factor=word(name), meaning=_(FACTORS[name]))


def due_now(
    due: Sequence[QuestionKey],
    scenarios: Mapping[QuestionKey, Scenario],
    revisions: Mapping[QuestionKey, int],
) -> tuple[list[Planned], list[QuestionKey]]:
    """Part the questions that have come back into those to ask and those to let go.

    A question is let go where its author took it out, or changed its meaning: then it is a new
    question, which nobody has missed yet. So it is where the answers are to a newer revision, from
    a machine whose pack is newer: no answer that can be given here would change when it comes back.

    Args:
        due: The questions that have come back, the most overdue first.
        scenarios: The scenarios that they belong to; what is missing here waits.
        revisions: The revision of each question that was answered.

    Returns:
        The questions to ask, the most overdue first, and those to let go.
    """
    asked: list[Planned] = []
    gone: list[QuestionKey] = []
    for key in due:
        scenario = scenarios.get(key)
        if scenario is None:
            continue
        question = planned(key, scenario)
        if question is None or question.revision != revisions.get(key, question.revision):
            gone.append(key)
        else:
            asked.append(question)
    return asked, gone
