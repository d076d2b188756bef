"""Where a learner can be: what is told there, what can be typed, and how to go back."""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from tui.language import N_, _
from tui.plain.inputs import Choice, Command, NotUnderstoodError
from tui.rules.moves import Action
from tui.storage.session import Play

if TYPE_CHECKING:
    from tui.plain.game import Game

PlayT = TypeVar("PlayT", bound=Play[Any, Any, Any])


class Place:
    """A part of the game that one is in, as a screen is one.

    Attributes:
        HELP: What this part is for, in a few sentences.
        game: The game around it.
        steps: What undoes each step taken here; each says whether it undid anything.
        has_kept: Whether the last undoing passed over steps that revealed something.
    """

    HELP: ClassVar[str] = ""

    def __init__(self, game: "Game") -> None:
        """Make the place.

        Args:
            game: The game around it.
        """
        self.game = game
        self.steps: list[Callable[[], bool]] = []
        self.has_kept = False

    @property
    def prompt(self) -> str:
        """Where one is, in a few words."""
        raise NotImplementedError

    def tell(self) -> Iterator[str]:
        """Yield all there is to say here, the most important thing first."""
        yield from ()

    def tell_shortly(self) -> Iterator[str]:
        """Yield what to say to somebody who comes back here."""
        yield from self.tell()

    def choices(self) -> Sequence[Choice]:
        """Return what can be chosen here."""
        return ()

    def choose(self, choice: Choice) -> None:
        """Go on with a choice.

        Args:
            choice: The choice.
        """
        raise NotImplementedError

    def commands(self) -> Sequence[Command]:
        """Return what else can be typed here."""
        return ()

    def forms(self) -> Sequence[tuple[str, str]]:
        """Return the inputs that ``hear`` takes: what they look like, and what they do."""
        return ()

    def hear(self, text: str) -> bool:
        """Take an input of a form that only this place knows; say whether it was one.

        Args:
            text: The input.
        """
        del text
        return False

    def go_on(self) -> None:
        """Do what an empty line does."""
        raise NotUnderstoodError(_("Type help to hear what you can type here."))

    def undo(self) -> bool:
        """Undo the last step taken here that can be undone; say whether there was one."""
        self.has_kept = False
        while self.steps:
            if self.steps.pop()():
                return True
            self.has_kept = True
        return False

    def tell_undone(self) -> Iterator[str]:
        """Yield what to say once a step was undone."""
        yield _("One step back.")
        yield from self.tell_shortly()


class PlayPlace(Place, Generic[PlayT]):
    """A scenario being played.

    Attributes:
        play: What is being played.
    """

    def __init__(self, game: "Game", play: PlayT) -> None:
        """Make the place.

        Args:
            game: The game around it.
            play: What is being played.
        """
        super().__init__(game)
        self.play = play

    def move(self, *actions: Action) -> None:
        """Make moves and save them; they are one step to undo.

        Args:
            actions: The moves.

        Raises:
            NotAllowedError: The move is not possible now.
        """
        self.make(self.steps, *actions)

    def make(self, steps: list[Callable[[], bool]], *actions: Action) -> None:
        """Make moves and save them; they are one of other steps to undo.

        Args:
            steps: The steps.
            actions: The moves.

        Raises:
            NotAllowedError: The move is not possible now.
        """
        before = self.play.state
        try:
            for action in actions:
                self.game.keep(functools.partial(self.play.do, action))
        finally:
            if self.play.state != before:
                steps.append(lambda: self.take_back(before))

    def take_back(self, earlier: Any) -> bool:
        """Go back to an earlier state; say whether anything went back.

        Args:
            earlier: The state.
        """
        changed = False

        def rewind() -> None:
            nonlocal changed
            before = self.play.state
            try:
                self.play.rewind(earlier)
            finally:
                changed = self.play.state != before

        self.game.keep(rewind)
        return changed


class Question(Place):
    """A question before something counts or is lost: yes or no."""

    HELP = N_("Answer yes or no. With no, or back, nothing happens.")

    def __init__(self, game: "Game", question: str, then: Callable[[], None]) -> None:
        """Make the question.

        Args:
            game: The game around it.
            question: What is asked.
            then: What to do after a yes.
        """
        super().__init__(game)
        self._question = question
        self._then = then

    @property
    def prompt(self) -> str:
        """Ask for a yes or a no."""
        return _("yes or no")

    def tell(self) -> Iterator[str]:
        """Yield the question."""
        yield self._question

    def commands(self) -> Sequence[Command]:
        """Return the two answers."""
        return (
            Command(N_("yes"), N_("Do it."), self._yes),
            Command(N_("no"), N_("Leave it."), self._no),
        )

    def _yes(self, _rest: str) -> None:
        self.game.drop(self)
        self._then()

    def _no(self, _rest: str) -> None:
        self.game.leave(self)
