"""A review in lines: each question that has come back, sure or a guess, then why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.language import N_, _
from tui.plain.inputs import Command
from tui.plain.lesson import LessonPlace
from tui.plain.place import Place
from tui.plain.round import RoundPlace
from tui.rules.before_after import RoundState
from tui.rules.calibration import calibration
from tui.rules.progress_text import calibration_lines
from tui.rules.review_text import due_text, tally_text, when_text
from tui.storage.reviewing import Review, ReviewPlay
from tui.storage.titles import title_of

if TYPE_CHECKING:
    from tui.plain.game import Game

_HELP = N_(
    "A review asks again what was missed or guessed, at most five minutes of it. Say whether you "
    "are sure or guess, then check. Leave whenever you like: what was not asked stays due."
)
_CUE = N_("Answer, type sure or guess, then check.")


def begin_review(game: "Game") -> None:
    """Begin a review, or say when something comes back.

    Args:
        game: The game.
    """
    review = Review(game.session)
    if review.questions:
        game.enter(_question(game, review))
    else:
        due = due_text(0, game.session.next_due(), game.session.store.now())
        game.console.say(_("Review: {due}.").format(due=due))


class ReviewedCard(LessonPlace):
    """A card that has come back."""

    HELP = _HELP

    def __init__(self, game: "Game", review: Review, play: ReviewPlay) -> None:
        """Ask a question.

        Args:
            game: The game around it.
            review: The review.
            play: The question.
        """
        super().__init__(game, play)
        self._review = review

    @property
    def prompt(self) -> str:
        """Say which question it is."""
        return place_text(self._review)

    def tell(self) -> Iterator[str]:
        """Yield where the question is from, then the question."""
        yield _("Review: {title}").format(title=title_of(self.game.session, self.play.key))
        yield from self.tell_card()
        if self.is_open:
            yield _(_CUE)

    def tell_answered(self) -> Iterator[str]:
        """Yield what became of the answer, and how to go on."""
        yield from self.tell_reasons()
        yield _("Type next to go on.")

    def commands(self) -> Sequence[Command]:
        """Return what can be typed on this card."""
        left = {"retry", "previous", "card", "cards", *(() if not self.is_open else ("next",))}
        return [each for each in super().commands() if each.word not in left]

    def next_card(self) -> None:
        """Go to the next question."""
        go_on(self.game, self._review)


class ReviewedRound(RoundPlace):
    """A round that has come back."""

    HELP = _HELP

    def __init__(self, game: "Game", review: Review, play: ReviewPlay) -> None:
        """Ask a question.

        Args:
            game: The game around it.
            review: The review.
            play: The question.
        """
        super().__init__(game, play)
        self._review = review

    @property
    def prompt(self) -> str:
        """Say which question it is."""
        return place_text(self._review)

    def head(self) -> str:
        """Return where the question is from."""
        return _("Review: {title}").format(title=title_of(self.game.session, self.play.key))

    def cue(self) -> str:
        """Return what to type next."""
        state = self.play.state
        if isinstance(state, RoundState) and state.sure is None and self.phase == "select":
            return _(_CUE)
        return super().cue()

    def way_on(self) -> str:
        """Return what can be done after the check."""
        return _("Type next to go on.")

    def ways_on(self) -> Iterator[Command]:
        """Yield the way to the next question."""
        yield Command(N_("next"), N_("Go on."), lambda _rest: self.next_round())

    def next_round(self) -> None:
        """Go to the next question."""
        go_on(self.game, self._review)


class ReviewEnd(Place):
    """The end of a review: what was known, and when each question comes back."""

    HELP = N_("The review is over. Type back to go Home.")

    def __init__(self, game: "Game", review: Review) -> None:
        """End a review.

        Args:
            game: The game around it.
            review: The review.
        """
        super().__init__(game)
        self._review = review

    @property
    def prompt(self) -> str:
        """Say that it is the end."""
        return _("review done")

    def tell(self) -> Iterator[str]:
        """Yield how many were known, and when each comes back."""
        given = [play.given for play in self._review.answered if play.given is not None]
        yield tally_text(given, self.game.session.due_count())
        yield "\n".join(self._told(play) for play in self._review.answered)
        yield "\n".join(calibration_lines(calibration(self.game.session.store.answers.all())))
        yield _("Type back to go Home.")

    def go_on(self) -> None:
        """Go Home."""
        self.game.leave(self)

    def _told(self, play: ReviewPlay) -> str:
        store = self.game.session.store
        title = title_of(self.game.session, play.key)
        known = store.answers.due(play.question.key)
        if play.given is None or known is None:
            return title
        when = when_text(known.due - store.now())
        text = _("{title}: right. It comes back {when}.")
        if not play.given.right:
            text = _("{title}: wrong. It comes back {when}.")
        return text.format(title=title, when=when)


def place_text(review: Review) -> str:
    """Return which question of a review is asked.

    Args:
        review: The review.
    """
    text = _("question {number} of {total}")
    return text.format(number=review.number, total=len(review.questions))


def go_on(game: "Game", review: Review) -> None:
    """Go to the next question of a review, or to its end.

    Args:
        game: The game.
        review: The review.
    """
    if review.number < len(review.questions):
        game.enter_instead(_question(game, review))
    else:
        game.enter_instead(ReviewEnd(game, review))


def _question(game: "Game", review: Review) -> ReviewedCard | ReviewedRound:
    play = review.next()
    if play is None:
        raise LookupError("no question is left")
    if isinstance(play.state, RoundState):
        return ReviewedRound(game, review, play)
    return ReviewedCard(game, review, play)
