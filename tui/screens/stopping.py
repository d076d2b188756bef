"""The part of a lesson that plays a recorded run, to be stopped at the right checkpoint."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from tui.content.models.lesson import AnyCard, PlayedStop
from tui.content.models.recording import Recording
from tui.rules import lesson as rules
from tui.rules import stopping
from tui.rules.record_text import Said
from tui.rules.stopping import SeenStop
from tui.screens.base import GameScreen
from tui.storage.session import LessonPlay, Session
from tui.widgets.card_view import CardView

if TYPE_CHECKING:
    from tui.widgets.stop_pane import StopTrack


class StoppingScreen(GameScreen[None]):
    """A card of a lesson, and below it a run where the card has one."""

    def __init__(self, session: Session, play: LessonPlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The lesson being played.
        """
        super().__init__(session)
        self.play = play

    @property
    def card(self) -> AnyCard:
        """The card on show."""
        return rules.current(self.play.scenario, self.play.state)

    @property
    def seen(self) -> SeenStop | None:
        """What is seen of the run, where the card on show has one."""
        card = self.card
        if not isinstance(card, PlayedStop):
            return None
        return stopping.seen(card, rules.play_of(self.play.state, card))

    def compose_stop(self) -> ComposeResult:
        """Yield where runs are shown, if the lesson has any."""
        if any(isinstance(card, PlayedStop) for card in self.play.scenario.cards):
            # Its plots take a while to import, and most lessons have none.
            from tui.widgets.stop_pane import StopPane

            yield StopPane(id="stop")

    def on_stop_track_chosen(self, event: "StopTrack.Chosen") -> None:
        """Go to the checkpoint that was clicked."""
        self.go_to_checkpoint(event.index)

    def action_scrub(self, by: int) -> None:
        """Go some checkpoints on.

        Args:
            by: How many; back where it is negative.
        """
        if self.seen is not None:
            self.go_to_checkpoint(self.seen.index + by)

    def action_stop(self) -> None:
        """Stop the run at the checkpoint on show."""
        if self.attempt(self.play, rules.Check()):
            self.show_answers()

    def records(self) -> list[tuple[Recording, Said]]:
        """Return the reply at the checkpoint on show."""
        if self.seen is None:
            return []
        card = self.seen.card
        recording = self.session.reader.recording(card.recording)
        return [(recording, Said(card.title, self.seen.step, card.prompt))]

    def go_to_checkpoint(self, index: int) -> None:
        """Go to a checkpoint of the run.

        Args:
            index: Its index; what is beyond an end means the end.
        """
        card = self.card
        if isinstance(card, PlayedStop):
            move = stopping.go_to(card, rules.play_of(self.play.state, card), index)
            if move is not None and self.attempt(self.play, move):
                self.show_answers()

    def show_answers(self) -> None:
        """Show what there is to do on the card, or what became of it."""
        raise NotImplementedError

    def show_stop(self, reason: Content) -> None:
        """Show the run, where the card on show has one.

        Args:
            reason: What is said of the answer, and why; empty before it.
        """
        seen = self.seen
        self.query_one(CardView).give_reason(Content() if seen is None else reason)
        if seen is not None:
            from tui.widgets.stop_pane import StopPane

            self.query_one(StopPane).show(seen)

    def scrolls(self) -> list[Widget]:
        """Return what the page keys scroll."""
        said = [] if self.seen is None else [self.query_one("#stop-said")]
        return [self.query_one(CardView), *said]
