"""What the screens of a detective case share: the play, and moving on with its phase."""

from tui.language import _
from tui.rules.detective import CaseAction
from tui.screens.base import GameScreen
from tui.screens.navigation import place_of
from tui.storage.session import CasePlay, Session


class CaseScreen(GameScreen[None]):
    """One phase of a case.

    Attributes:
        play: The case being played.
    """

    def __init__(self, session: Session, play: CasePlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The case being played.
        """
        super().__init__(session)
        self.play = play

    @property
    def heading(self) -> str:
        """Which case it is, for the top line."""
        number = place_of(self.session, self.play.key)[0]
        text = _("Case {number} · {title}")
        return text.format(number=number, title=self.play.scenario.title)

    def make_move(self, action: CaseAction) -> bool:
        """Make a move, and go on to the screen of the new phase where it changes.

        Args:
            action: The move.

        Returns:
            Whether the move was made.
        """
        phase = self.play.state.phase
        made = self.attempt(self.play, action)
        if self.play.state.phase != phase:
            self.routes.show_case(self.play)
        return made
