"""The keys of a lesson, and which of them go with which card."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tui.content.models.lesson import (
    AnyCard,
    DoingCard,
    OrderCard,
    PickCard,
    PlayedStop,
    SortCard,
    StopCard,
)
from tui.language import N_
from tui.screens.commands import GameCommand

LESSON_COMMANDS: tuple[GameCommand, ...] = (
    GameCommand(
        "left",
        "scrub(-1)",
        N_("step"),
        N_("In a training run, go a checkpoint back or on; b and n turn the cards."),
        shown="← →",
    ),
    GameCommand("right", "scrub(1)", N_("on"), N_("One checkpoint on."), in_bar=False),
    GameCommand(
        "c,enter,space",
        "stop",
        N_("stop"),
        N_("Stop the run at this checkpoint; that is your answer."),
        shown="c",
    ),
    GameCommand("enter,space", "next", N_("next"), N_("Go to the next card."), shown=N_("enter")),
    GameCommand(
        "enter,space",
        "",
        N_("pick"),
        N_("Pick an answer; its number does the same."),
        shown=N_("enter"),
    ),
    GameCommand("1", "", N_("sort"), N_("Put the thing under the cursor there."), shown="1 2 3"),
    GameCommand("u,shift+up", "move(-1)", N_("up"), N_("Move the step up."), shown="u"),
    GameCommand("d,shift+down", "move(1)", N_("down"), N_("Move the step down."), shown="d"),
    GameCommand("c", "check", N_("check"), N_("Check your answer.")),
    GameCommand(
        "g",
        "guess",
        N_("guess"),
        N_("Mark your answer as a guess: it comes back."),
    ),
    GameCommand("up,down", "", N_("see why"), N_("Move through the reasons.")),
    GameCommand("t", "retry", N_("try again"), N_("Do this card again; the first answer counts.")),
    GameCommand("left,b", "back_card", N_("back"), N_("Go to the card before."), shown="←"),
    GameCommand("right,n", "next", N_("skip"), N_("Go to the next card."), shown="→"),
    GameCommand(
        "pageup",
        "read(-1)",
        N_("read"),
        N_("Scroll the card."),
        shown=N_("pgup pgdn"),
        first=True,
    ),
    GameCommand("pagedown", "read(1)", N_("down"), N_("Scroll on."), in_bar=False, first=True),
    GameCommand("r", "record", N_("record"), N_("See how this reply was recorded.")),
    GameCommand("o", "sources", N_("open source"), N_("Open a source in the browser.")),
    GameCommand("j", "jump", N_("jump"), N_("Choose a card to go to.")),
    GameCommand("escape", "back", N_("leave"), N_("Leave; you come back to this card.")),
)
"""What can be done in a lesson. Of commands with a key in common the first that fits acts."""

# The arrows go through the checkpoints of a run: other keys turn the cards.
_WITHOUT_ARROWS = {"←": "b", "→": "n"}


def fits(action: str, card: AnyCard, *, is_open: bool) -> bool:
    """Say whether an action goes with a card.

    Args:
        action: The name of the action, or the label of a command without one.
        card: The card on show.
        is_open: Whether it waits for an answer.
    """
    match action:
        case "pick":
            return is_open and isinstance(card, PickCard)
        case "sort":
            return is_open and isinstance(card, SortCard)
        case "move":
            return is_open and isinstance(card, OrderCard)
        case "check":
            several = isinstance(card, PickCard) and card.several
            return is_open and (several or isinstance(card, (SortCard, OrderCard)))
        case "stop":
            return is_open and isinstance(card, StopCard)
        case "guess" | "answer" | "later":
            return is_open
        case "scrub" | "record":
            return isinstance(card, PlayedStop)
        case "retry":
            return isinstance(card, DoingCard) and not is_open
        case "see why":
            return isinstance(card, (PickCard, SortCard, OrderCard)) and not is_open
    return True


def renamed(commands: Iterable[GameCommand], card: AnyCard) -> Iterator[GameCommand]:
    """Yield commands with the keys that they have on a card.

    Args:
        commands: The commands.
        card: The card on show.
    """
    for command in commands:
        taken = isinstance(card, PlayedStop) and command.shown in _WITHOUT_ARROWS
        yield replace(command, shown=_WITHOUT_ARROWS[command.shown]) if taken else command
