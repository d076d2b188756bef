"""What the screens of a detective case share: the play, and moving on with its phase."""

from tui.rules.detective import CaseAction
from tui.screens.base import GameScreen
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
        ids = self.session.ids["detective"]
        number = ids.index(self.play.key.item) + 1 if self.play.key.item in ids else 1
        return f"Case {number} · {self.play.scenario.title}"

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
            self.app.switch_screen(case_screen(self.session, self.play))
        return made


def case_screen(session: Session, play: CasePlay) -> CaseScreen:
    """Return the screen for the phase that a case is in.

    Args:
        session: The learner's sitting.
        play: The case.
    """
    match play.state.phase:
        case "brief":
            from tui.screens.brief import BriefScreen

            return BriefScreen(session, play)
        case "datasets":
            from tui.screens.data_sets import DataSetsScreen

            return DataSetsScreen(session, play)
        case "training":
            from tui.screens.training import TrainingScreen

            return TrainingScreen(session, play)
        case "verdict":
            from tui.screens.verdict import VerdictScreen

            return VerdictScreen(session, play)
        case "debrief":
            from tui.screens.debrief import DebriefScreen

            return DebriefScreen(session, play)
