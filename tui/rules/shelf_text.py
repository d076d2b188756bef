"""What a shelf says: the parts of the game, and what each scenario is about."""

from tui.content.models.before_after import Round, RoundType
from tui.content.models.detective import Case
from tui.content.models.lesson import Lesson
from tui.content.reader import Kind
from tui.language import N_, _

WELCOMES: dict[Kind, str] = {
    "lesson": N_("Short cards, and in every lesson something to do. Start anywhere."),
    "before-after": N_(
        "Two replies to one question: before fine-tuning and after, or after too much of it. "
        "What really changed?"
    ),
    "detective": N_(
        "Welcome, detective. A model fails its client. Data sets are the suspects: "
        "open them, train on one, read the replies."
    ),
}
"""What stands above each list of scenarios, to be translated."""

ROUND_TYPES: dict[RoundType, str] = {
    "spot": N_("Spot: select every improvement."),
    "blind": N_("Blind: which reply is the fine-tuned one? Then spot what changed."),
    "regression": N_("Regression: select everything that got worse."),
}
"""What there is to do in each type of round, to be translated."""


def facts_text(scenario: Lesson | Round | Case) -> str:
    """Return what a scenario is like, on one line.

    Args:
        scenario: A lesson, a round or a case.
    """
    match scenario:
        case Lesson():
            text = _("{cards} cards · {minutes} min")
            return text.format(cards=len(scenario.cards), minutes=scenario.minutes)
        case Round():
            return f"{scenario.domain} · {_(ROUND_TYPES[scenario.type])}"
        case Case():
            sets = _("{n} data sets").format(n=len(scenario.datasets))
            return f"{scenario.domain} · {sets}"


def about_text(scenario: Lesson | Round | Case) -> str:
    """Return what a scenario is about.

    Args:
        scenario: A lesson, a round or a case.
    """
    match scenario:
        case Lesson():
            return scenario.summary
        case Round():
            return scenario.prompt
        case Case():
            return scenario.problem
