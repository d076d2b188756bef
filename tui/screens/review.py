"""A review: questions that have come back, one after the other; sure or a guess, then see why."""

from typing import Any, ClassVar, cast

from tui.language import N_, _
from tui.rules import before_after, lesson
from tui.rules.moves import Mark
from tui.rules.progress import ItemKey
from tui.screens.base import GameScreen
from tui.screens.commands import GameCommand
from tui.screens.lesson import LessonScreen
from tui.screens.lesson_keys import LESSON_COMMANDS
from tui.screens.round import RoundScreen
from tui.storage.reviewing import Review, ReviewPlay
from tui.storage.session import Session
from tui.storage.titles import title_of
from tui.widgets.choice_list import ChoiceList

_SURE = GameCommand("s", "answer(True)", N_("sure"), N_("Give the answer; you are sure of it."))
_GUESS = GameCommand("g", "answer(False)", N_("guess"), N_("Give the answer; it is a guess."))
_LATER = GameCommand("n", "later", N_("not now"), N_("Leave the question for another review."))
_NEXT = GameCommand(
    "enter,n",
    "next",
    N_("next"),
    N_("Go on with the next question."),
    shown=N_("enter"),
)
_LEAVE = GameCommand("escape", "back", N_("leave"), N_("Leave; what was not asked yet stays due."))
_HELP = N_(
    "What you missed or guessed comes back here, at most five minutes of it. Answer, then say how "
    "sure you are: s for sure, g for a guess. Only then you see whether it was right, and why. "
    "What you know comes back later and later; what you do not comes back soon."
)
_LEFT_OUT_OF_LESSON = {"stop", "next", "check", "guess", "retry", "back_card", "jump", "back"}
_LEFT_OUT_OF_ROUND = {"check", "guess", "hint", "next", "again", "back"}


def _kept(commands: tuple[GameCommand, ...], without: set[str]) -> tuple[GameCommand, ...]:
    return tuple(command for command in commands if command.action.partition("(")[0] not in without)


_OF_CARDS = _kept(LESSON_COMMANDS, _LEFT_OUT_OF_LESSON)
_ANSWERING = {"scrub(-1)", "scrub(1)", "", "move(-1)", "move(1)"}


class ReviewCardScreen(LessonScreen):
    """A question of a review that is a card: of a lesson, or made of a case."""

    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        _NEXT,
        *(command for command in _OF_CARDS if command.action in _ANSWERING),
        _SURE,
        _GUESS,
        *(command for command in _OF_CARDS if command.action not in _ANSWERING),
        _LATER,
        _LEAVE,
    )
    HELP = _HELP
    PICK_ANSWERS = False

    def __init__(self, session: Session, review: Review, play: ReviewPlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            review: The review that the question belongs to.
            play: The question.
        """
        super().__init__(session, play)
        self._review = review

    def allows(self, action: str) -> bool:
        """Offer only what makes sense before or after the answer."""
        return not self.is_open if action == "next" else super().allows(action)

    def shows(self, command: GameCommand) -> bool:
        """Show every key that works."""
        return command.in_bar

    def show_heading(self) -> None:
        """Write the top line: how far the review is, and where the question is from."""
        _show_heading(self, self._review, self.play.key)

    def action_answer(self, sure: bool) -> None:
        """Say how sure one is, and give the answer.

        Args:
            sure: Whether one is sure.
        """
        self.after_choices(lambda: self._answer(sure))

    def _answer(self, sure: bool) -> None:
        if not self.is_open:
            return
        self.attempt(self.play, lesson.Sure(sure))
        if not self.attempt(self.play, lesson.Check()):
            self.attempt(self.play, lesson.Sure(None))  # there is no answer to be sure of
        self.show_answers()
        self._go_to_the_reason()

    def _go_to_the_reason(self) -> None:
        card = self.doing
        if card is None or self.is_open:
            return
        said = lesson.feedback(self.play.state, card)
        weighty = next((item for item in said if not item.mark.is_good), None)
        weighty = weighty or next((item for item in said if item.mark is Mark.HIT), said[0])
        for choices in self.query(ChoiceList):
            if choices.display:
                choices.highlighted = choices.get_option_index(weighty.id)
                # Once more, when the list has got its lines.
                self.call_after_refresh(choices.scroll_to_highlight, top=True)

    def action_next(self) -> None:
        """Go on with the next question, once what was typed before is done."""
        self.after_choices(lambda: _go_on(self, self._review))

    def action_later(self) -> None:
        """Leave the question as it is and go on."""
        self.action_next()


class ReviewRoundScreen(RoundScreen):
    """A question of a review that is a Before & After round."""

    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        *_kept(RoundScreen.GAME_COMMANDS, _LEFT_OUT_OF_ROUND),
        _SURE,
        _GUESS,
        _NEXT,
        _LATER,
        _LEAVE,
    )
    HELP = _HELP

    def __init__(self, session: Session, review: Review, play: ReviewPlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            review: The review that the question belongs to.
            play: The question.
        """
        super().__init__(session, play)
        self._review = review

    def allows(self, action: str) -> bool:
        """Offer only what makes sense before or after the answer."""
        match action:
            case "next":
                return self.play.state.checked
            case "later":
                return not self.play.state.checked
        return super().allows(action)

    def show_heading(self) -> None:
        """Write the top line: how far the review is, and where the question is from."""
        _show_heading(self, self._review, self.play.key)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go on where the question is answered; the list takes the key before the screen."""
        # A number pressed once too often must not skip the reasons.
        if self.play.state.checked and not event.by_number:
            self.action_next()

    def action_answer(self, sure: bool) -> None:
        """Say how sure one is, and check the selection.

        Args:
            sure: Whether one is sure.
        """
        self.after_choices(lambda: self._answer(sure))

    def _answer(self, sure: bool) -> None:
        if self.play.state.checked:
            return
        self.attempt(self.play, before_after.Sure(sure))
        self.check()
        if not self.play.state.checked:
            self.attempt(self.play, before_after.Sure(None))  # nothing is selected yet

    def action_next(self) -> None:
        """Go on with the next question, once what was typed before is done."""
        self.after_choices(lambda: _go_on(self, self._review))

    def action_later(self) -> None:
        """Leave the question as it is and go on."""
        self.action_next()


def review_screen(session: Session, review: Review, play: ReviewPlay) -> GameScreen[None]:
    """Return the screen of a question.

    Args:
        session: The learner's sitting.
        review: The review that it belongs to.
        play: The question.
    """
    is_round = isinstance(play.state, before_after.RoundState)
    kind: Any = ReviewRoundScreen if is_round else ReviewCardScreen
    return cast(GameScreen[None], kind(session, review, play))


def _go_on(screen: GameScreen[Any], review: Review) -> None:
    if screen.is_current:
        screen.routes.go_on_reviewing(review)


def _show_heading(screen: GameScreen[Any], review: Review, key: ItemKey) -> None:
    place = _("{number} of {total}").format(number=review.number, total=len(review.questions))
    left = _("Review · {place}").format(place=place)
    screen.top_line(left, title_of(screen.session, key))
