"""What the screens of a detective case share: the play, and moving on with its phase."""

import functools

from tui.content.models.recording import Recording
from tui.language import _
from tui.rules.detective import CaseAction
from tui.rules.record_text import Said
from tui.rules.recorded_runs import RecordedRun, recorded_runs
from tui.screens.base import GameScreen
from tui.storage.session import CasePlay, Session
from tui.storage.titles import place_of


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

    @functools.cached_property
    def recorded(self) -> dict[str, RecordedRun]:
        """The recorded runs of the case by the ids of their data sets."""
        runs = recorded_runs(self.play.scenario, self.session.reader.recording)
        return {run.id: run for run in runs}

    @property
    def shown_run(self) -> RecordedRun | None:
        """The run whose checkpoints can be looked at here: the latest, where it was recorded."""
        runs = self.play.state.runs
        return self.recorded.get(runs[-1].dataset) if runs else None

    def action_checkpoints(self) -> None:
        """Go through the checkpoints of the run."""
        if self.shown_run is not None:
            self.routes.show_checkpoints(self.play, self.shown_run.id)

    def records(self) -> list[tuple[Recording, Said]]:
        """Return the run, and all that was said after it."""
        if self.shown_run is None:
            return []
        said = Said(self.shown_run.data_set.title, self.shown_run.data_set.step)
        return [(self.shown_run.recording, said)]

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
