"""The rules of a Before & After round: look at both replies, select, check."""

import random
from typing import Literal

import msgspec

from tui.content.models.before_after import ModelReply, Option, Round
from tui.language import _
from tui.rules.moves import (
    Action,
    Feedback,
    Mark,
    NotAllowedError,
    State,
    mark_selection,
    shuffled,
    toggled,
)

Side = Literal["before", "after"]
Phase = Literal["guess", "select", "checked"]

POINTS_HIT = 2
POINTS_FALSE_ALARM = -1
POINTS_GUESS = 1
POINTS_HINT = -1


class RoundState(State, frozen=True, kw_only=True):
    """Where the learner stands in a round.

    Attributes:
        seed: Fixes the order of the options, and of the replies in a blind round.
        opened: The replies looked at, in that order.
        front: The reply that is in front where only one fits.
        guess: In a blind round, the reply that the learner took for the fine-tuned one.
        selected: Ids of the selected options.
        hints: How many hints were taken.
        checked: Whether the selection was checked.
        sure: Whether the learner is sure of the selection; None where it was not said.
    """

    seed: int
    opened: tuple[Side, ...] = ()
    front: Side | None = None
    guess: Side | None = None
    selected: tuple[str, ...] = ()
    hints: int = 0
    checked: bool = False
    sure: bool | None = None


class Look(Action, frozen=True):
    """Open a reply, or bring it to the front."""

    side: Side


class Guess(Action, frozen=True):
    """Say which reply of a blind round is the fine-tuned one."""

    side: Side


class Toggle(Action, frozen=True):
    """Select an option, or take it back."""

    option: str


class Hint(Action, frozen=True):
    """Take the next hint."""


class Sure(Action, frozen=True):
    """Say how sure one is of the selection, before it is checked."""

    sure: bool | None


class Check(Action, frozen=True):
    """Give the answer."""


RoundAction = Look | Guess | Toggle | Hint | Sure | Check


class Score(msgspec.Struct, frozen=True):
    """Points, with hits, misses and false alarms told apart.

    Attributes:
        hits: Correct options that were selected.
        missed: Correct options that were left.
        false_alarms: Wrong options that were selected.
        guess: In a blind round, whether the guess was right; None in the others.
        hints: How many hints were taken.
        points: What it comes to, at least 0.
        best: The most points that the round can give.
    """

    hits: int
    missed: int
    false_alarms: int
    guess: bool | None
    hints: int
    points: int
    best: int

    @property
    def stars(self) -> int:
        """Return 3 stars for all points, 2 for two thirds, 1 for one third of them."""
        if self.points >= self.best:
            return 3
        if 3 * self.points >= 2 * self.best:
            return 2
        return 1 if 3 * self.points >= self.best else 0


def start(round_: Round, rng: random.Random) -> RoundState:
    """Begin a round with both replies unread."""
    del round_
    return RoundState(seed=rng.getrandbits(32))


def resume(round_: Round, state: RoundState) -> RoundState:
    """Return a kept state fit for the round as its author has it now."""
    known = {option.id for option in round_.options}
    selected = tuple(name for name in state.selected if name in known)
    return msgspec.structs.replace(state, selected=selected)


def phase(round_: Round, state: RoundState) -> Phase:
    """Return what is to do: guess which is which, select, or read the result."""
    if state.checked:
        return "checked"
    return "guess" if round_.type == "blind" and state.guess is None else "select"


def sides(round_: Round, state: RoundState) -> tuple[Side, Side]:
    """Return the replies in the order they are shown: shuffled in a blind round."""
    if round_.type != "blind":
        return ("before", "after")
    first, second = shuffled(("before", "after"), state.seed)
    return ("before", "after") if (first, second) == ("before", "after") else ("after", "before")


def reply(round_: Round, side: Side) -> ModelReply:
    """Return a reply."""
    return round_.before if side == "before" else round_.after


def options(round_: Round, state: RoundState) -> tuple[Option, ...]:
    """Return the options in the order they are shown."""
    by_id = {option.id: option for option in round_.options}
    return tuple(by_id[name] for name in shuffled(by_id, state.seed))


def step(round_: Round, state: RoundState, action: RoundAction) -> RoundState:
    """Return the state after a move.

    Raises:
        NotAllowedError: The move is not possible now.
    """
    if isinstance(action, Look):
        opened = state.opened if action.side in state.opened else (*state.opened, action.side)
        return msgspec.structs.replace(state, opened=opened, front=action.side)
    now = phase(round_, state)
    if now == "checked":
        raise NotAllowedError(_("This round is checked."))
    if isinstance(action, Hint):
        if state.hints >= len(round_.hints):
            raise NotAllowedError(_("There are no more hints."))
        return msgspec.structs.replace(state, hints=state.hints + 1)
    if len(state.opened) < 2:
        raise NotAllowedError(_("Look at both replies first."))
    match action:
        case Guess(side):
            if now != "guess":
                raise NotAllowedError(_("There is nothing to guess now."))
            return msgspec.structs.replace(state, guess=side)
        case _ if now == "guess":
            raise NotAllowedError(_("First say which reply is the fine-tuned one."))
        case Toggle(name):
            if all(name != option.id for option in round_.options):
                raise NotAllowedError(_("There is no such option."))
            return msgspec.structs.replace(state, selected=toggled(state.selected, name))
        case Sure(sure):
            return msgspec.structs.replace(state, sure=sure)
        case Check():
            if not state.selected:
                raise NotAllowedError(_("Select at least one option first."))
            return msgspec.structs.replace(state, checked=True)


def feedback(round_: Round, state: RoundState) -> tuple[Feedback, ...]:
    """Return what the game says to each option, in the order they are shown."""
    return tuple(
        Feedback(option.id, _mark(option, state), option.why) for option in options(round_, state)
    )


def score(round_: Round, state: RoundState) -> Score:
    """Return the points of a round as it stands."""
    marks = [_mark(option, state) for option in round_.options]
    hits, missed = marks.count(Mark.HIT), marks.count(Mark.MISSED)
    false_alarms = marks.count(Mark.FALSE_ALARM)
    guess = state.guess == "after" if round_.type == "blind" else None
    points = (
        POINTS_HIT * hits
        + POINTS_FALSE_ALARM * false_alarms
        + POINTS_HINT * state.hints
        + (POINTS_GUESS if guess else 0)
    )
    best = POINTS_HIT * (hits + missed) + (POINTS_GUESS if guess is not None else 0)
    return Score(hits, missed, false_alarms, guess, state.hints, max(points, 0), best)


def _mark(option: Option, state: RoundState) -> Mark:
    return mark_selection(correct=option.correct, selected=option.id in state.selected)
