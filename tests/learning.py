"""Made-up answers and histories, for what is told of a learner's progress."""

from tests.conftest import NOW
from tui.rules.answers import WHOLE, Answer, Given, QuestionKey
from tui.rules.before_after import RoundState
from tui.rules.detective import CaseState
from tui.rules.lesson import LessonState
from tui.rules.mastery import Scenarios
from tui.rules.progress import ItemKey
from tui.storage.session import Session

DAY = 86_400.0
TEA = QuestionKey("before-after", "tea", WHOLE)
BREAD = QuestionKey("before-after", "bread", WHOLE)
GUESS = QuestionKey("lesson", "first", "guess")
GARAGE = QuestionKey("detective", "parrots", "garage")


def answer(
    question: QuestionKey = TEA,
    at: float = NOW,
    *,
    right: bool = True,
    sure: bool | None = None,
    helped: bool = False,
    in_review: bool = False,
    revision: int = 1,
    wrong: tuple[str, ...] = (),
    missed: tuple[str, ...] = (),
) -> Answer:
    """Return an answer."""
    given = Given(
        question.part,
        revision,
        right,
        float(right),
        sure,
        helped=helped,
        chosen=wrong,
        wrong=wrong,
        missed=missed,
    )
    return Answer(question=question, at=at, in_review=in_review, given=given)


def scenarios(session: Session) -> Scenarios:
    """Return all scenarios of a session's pack."""
    keys = [ItemKey(kind, item) for kind, items in session.ids.items() for item in items]
    return {key: session.reader.scenario(*key) for key in keys}


def live_through(session: Session, now: float = NOW) -> None:
    """Give the small sound pack a learner's history: results, answers, open plays, settings."""
    store = session.store
    answers = [
        answer(GUESS, now - 80 * DAY, right=False),
        answer(GUESS, now - 40 * DAY, sure=True, in_review=True),
        answer(TEA, now - 40 * DAY, right=False, sure=True, wrong=("surer",), missed=("says-how",)),
        answer(TEA, now - 8 * DAY, sure=True, in_review=True),
        answer(TEA, now - DAY, right=False, sure=False, in_review=True, wrong=("politer",)),
        answer(BREAD, now - DAY),
        answer(GARAGE, now - 2 * DAY, right=False, sure=True, wrong=("size",)),
        *(answer(GUESS, now - 5 * DAY + minute, sure=True) for minute in range(16)),
    ]
    store.answers.merge(answers)
    store.save(
        ItemKey("lesson", "first"),
        LessonState(seed=3, card="guess", seen=("guess",)),
        done=True,
        stars=2,
        points=4,
    )
    store.save(ItemKey("before-after", "bread"), RoundState(seed=5, opened=("before",)), stars=0)
    store.save(
        ItemKey("detective", "parrots"),
        CaseState(seed=7, phase="brief"),
        done=True,
        stars=3,
        points=9,
    )
    store.set("theme", "paper")
