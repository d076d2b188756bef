"""A review: the questions that have come back, played one after the other.

Every answer is kept when it is given, so a review can be left at any time: what was not asked yet
stays due.
"""

from contextlib import suppress
from typing import Any

from tui.content.models.before_after import Round
from tui.content.models.lesson import DoingCard
from tui.language import _
from tui.rules import before_after, lesson
from tui.rules.answers import Given, QuestionKey
from tui.rules.moves import NotAllowedError
from tui.rules.progress import ItemKey
from tui.rules.review_plan import Planned, Question, Scenario, due_now, plan
from tui.storage.playing import LESSON_RULES, ROUND_RULES, Rules
from tui.storage.progress import SaveError
from tui.storage.session import Play, Session


class ReviewPlay(Play[Any, Any, Any]):
    """One question being played again; the scenario's own play stays as it was left.

    Attributes:
        question: Which question it is.
        given: The answer, once it is given.
    """

    def __init__(self, session: Session, planned: Planned) -> None:
        """Start the question.

        Args:
            session: Whose review it is.
            planned: The question.
        """
        self.question = planned
        self.given: Given | None = None
        key = ItemKey(planned.key.kind, planned.key.item)
        super().__init__(session, key, planned.play, _rules_of(planned.play))

    def do(self, action: Any) -> None:
        """Make a move; the answer is kept at once.

        Args:
            action: The move.

        Raises:
            NotAllowedError: The move is not possible now, or it was not said yet how sure one is.
            SaveError: The move was made, but could not be saved.
        """
        if isinstance(action, (lesson.Check, before_after.Check)) and self.sure is None:
            self._rules.step(self.scenario, self.state, action)  # says first what else is missing
            raise NotAllowedError(_("Say first whether you are sure or guess."))
        if isinstance(action, lesson.Retry):
            raise NotAllowedError(_("In a review each question is asked once."))
        super().do(action)

    @property
    def sure(self) -> bool | None:
        """Whether the learner is sure of the answer; None where it was not said yet."""
        if isinstance(self.state, before_after.RoundState):
            return self.state.sure
        card = lesson.current(self.scenario, self.state)
        return lesson.play_of(self.state, card).sure if isinstance(card, DoingCard) else None

    def restart(self) -> None:
        """Refuse: in a review each question is asked once."""
        raise NotAllowedError(_("In a review each question is asked once."))

    def _saved(self) -> None:
        return None

    def _save(self, answers: tuple[Given, ...]) -> None:
        for given in answers:
            self.given = given
            self._session.store.answered(self.key, given, in_review=True)


class Review:
    """One review, from its first question to its end.

    Attributes:
        questions: What is asked, in that order.
        plays: The questions that were opened so far, the last one on show.
    """

    def __init__(self, session: Session) -> None:
        """Plan a review of what has come back by now.

        Args:
            session: Whose review it is.
        """
        self._session = session
        self.questions = plan(due_questions(session), session.rng)
        self.plays: list[ReviewPlay] = []

    @property
    def number(self) -> int:
        """The number of the question on show, from 1; 0 before the first."""
        return len(self.plays)

    @property
    def answered(self) -> list[ReviewPlay]:
        """The questions that were answered so far."""
        return [play for play in self.plays if play.given is not None]

    def next(self) -> ReviewPlay | None:
        """Open the next question; None after the last one."""
        if self.number == len(self.questions):
            return None
        self.plays.append(ReviewPlay(self._session, self.questions[self.number]))
        return self.plays[-1]


def due_questions(session: Session) -> list[Planned]:
    """Return the questions that have come back and can be asked, the most overdue first.

    What its author took out, or gave another meaning, is let go.

    Args:
        session: Whose questions.
    """
    log = session.store.answers
    due = session.due_keys()
    scenarios: dict[QuestionKey, Scenario] = {}
    revisions: dict[QuestionKey, int] = {}
    for key in due:
        scenario = _scenario(session, key)
        known = log.due(key)
        if scenario is not None:
            scenarios[key] = scenario
        if known is not None:
            revisions[key] = known.revision
    asked, gone = due_now(due, scenarios, revisions)
    # Where nothing can be written now, they are let go with another review.
    with suppress(SaveError):
        for key in gone:
            log.let_go(key)
    return asked


def _scenario(session: Session, key: QuestionKey) -> Scenario | None:
    item = ItemKey(key.kind, key.item)
    if not session.is_sound(item):
        return None
    match key.kind:
        case "lesson":
            return session.reader.lesson(key.item)
        case "before-after":
            return session.reader.round(key.item)
        case "detective":
            return session.reader.case(key.item)


def _rules_of(question: Question) -> Rules[Any, Any, Any]:
    return ROUND_RULES if isinstance(question, Round) else LESSON_RULES
