"""What is seen of a stop card: a run up to a checkpoint, and all of it once it is answered."""

import msgspec

from tui.content.models.detective import Curve
from tui.content.models.lesson import PlayedStop
from tui.content.models.recording import RecordedReply
from tui.rules.lesson import CardPlay, LessonAction, Look, Stop, stop_of


class SeenStop(msgspec.Struct, frozen=True):
    """A stop card at a checkpoint.

    Attributes:
        card: The card.
        index: The index of the checkpoint.
        stopped: The index of the checkpoint at which the learner stopped; None before that.
    """

    card: PlayedStop
    index: int
    stopped: int | None

    @property
    def curve(self) -> Curve:
        """The losses of the whole run."""
        return self.card.run.curve

    @property
    def step(self) -> int:
        """The training step."""
        return self.curve.steps[self.index]

    @property
    def points(self) -> int:
        """How many checkpoints of the curve are seen: those to come only after the answer."""
        return self.index + 1 if self.stopped is None else len(self.curve.steps)

    @property
    def right(self) -> frozenset[int]:
        """The indices of the checkpoints known to be right: none before the answer."""
        if self.stopped is None:
            return frozenset()
        return frozenset(i for i, at in enumerate(self.curve.steps) if at in self.card.right)

    @property
    def is_best(self) -> bool:
        """Whether the validation loss is known to be lowest here."""
        return self.stopped is not None and self.index == self.curve.lowest

    @property
    def reply(self) -> RecordedReply:
        """What the model says here."""
        return self.card.said.replies[self.index]


def seen(card: PlayedStop, play: CardPlay) -> SeenStop:
    """Return what is seen of a stop card.

    Args:
        card: The card.
        play: What was done on it.
    """
    steps = card.run.curve.steps
    at = stop_of(card, play)
    place = 0 if at is None else steps.index(at)
    index = steps.index(play.looked) if play.checked and play.looked in steps else place
    return SeenStop(card, index, place if play.checked else None)


def go_to(card: PlayedStop, play: CardPlay, index: int) -> LessonAction | None:
    """Return the move that leads to a checkpoint; None for the one on show.

    Args:
        card: The card.
        play: What was done on it.
        index: The index of the checkpoint; what is beyond an end means the end.
    """
    steps = card.run.curve.steps
    index = min(max(index, 0), len(steps) - 1)
    if index == seen(card, play).index:
        return None
    return Look(steps[index]) if play.checked else Stop(steps[index])
