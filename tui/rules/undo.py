"""Taking steps back: what was revealed stays, everything else can be undone."""

from typing import Any, TypeVar

import msgspec

from tui.rules.before_after import RoundState
from tui.rules.detective import CaseState
from tui.rules.lesson import CardPlay, LessonState
from tui.rules.moves import State

StateT = TypeVar("StateT", bound=State)


def rewound(earlier: StateT, now: StateT) -> StateT:
    """Return an earlier state, with all that was revealed since then as it is now.

    Checked answers, guesses, training runs and hints stay; selections, looks, clues and the card
    on show go back. Where nothing can go back, it is the state as it is now.

    Args:
        earlier: The state to go back to.
        now: The state as it is.
    """
    return msgspec.structs.replace(earlier, **_kept(earlier, now))


def _kept(earlier: State, now: State) -> dict[str, Any]:
    """Return the fields that stay, by name."""
    match earlier, now:
        case LessonState(), LessonState():
            cards = {*earlier.plays, *now.plays}
            plays = {name: _card(earlier.plays.get(name), now.plays.get(name)) for name in cards}
            known = {name: play for name, play in plays.items() if play is not None}
            return {"seen": now.seen, "finished": now.finished, "plays": known}
        case RoundState(), RoundState():
            if now.checked:
                return _all(now)
            names = ["hints"] if now.guess is None else ["hints", "guess", "opened", "front"]
            return {name: getattr(now, name) for name in names}
        case CaseState(), CaseState():
            is_later = len(now.runs) > len(earlier.runs) or earlier.phase == "training"
            if is_later or now.phase == "debrief":
                return _all(now)
            named = [run.factor for run in now.runs] != [run.factor for run in earlier.runs]
            return {"hints": now.hints, **({"runs": now.runs} if named else {})}
    raise TypeError(f"nobody can undo the type {type(now).__name__}")


def _card(earlier: CardPlay | None, now: CardPlay | None) -> CardPlay | None:
    """Return what a card goes back to; None where nothing was done on it."""
    was, is_now = earlier or CardPlay(), now or CardPlay()
    if is_now.checked:
        looked = was.looked if was.checked else is_now.looked
        return msgspec.structs.replace(is_now, looked=looked)
    if is_now.right_at_once is not None and was.right_at_once is None:
        return now
    return earlier


def _all(now: State) -> dict[str, Any]:
    return {name: getattr(now, name) for name in now.__struct_fields__}
