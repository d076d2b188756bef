"""What can be typed in a round, phase by phase."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.language import N_, _
from tui.plain import round_text
from tui.plain.answering import sure_commands, sure_text
from tui.plain.inputs import Command, NotUnderstoodError
from tui.plain.record_text import record_blocks
from tui.rules import before_after as rules
from tui.rules.record_text import records_of

if TYPE_CHECKING:
    from tui.plain.round import RoundPlace


def round_commands(place: "RoundPlace") -> Iterator[Command]:
    """Yield what can be typed in a round now.

    Args:
        place: The round.
    """
    yield from _reading(place)
    if place.phase == "checked":
        yield from place.ways_on()
        return
    yield Command(N_("check"), N_("Give your answer."), lambda _rest: place.check())
    if place.phase == "select" and place.is_read:
        yield from sure_commands(lambda sure: _say_sure(place, sure))
    if place.play.state.hints < len(place.play.scenario.hints):
        text = N_("Take a hint; it costs one point.")
        yield Command(N_("hint"), text, lambda _rest: _hint(place))


def _reading(place: "RoundPlace") -> Iterator[Command]:
    text = N_("Read both replies.")
    yield Command(N_("both"), text, lambda _rest: place.read(*place.sides()))
    if place.phase == "guess":
        text = N_("Read a reply.")
        yield Command(N_("reply"), text, lambda rest: _reply(place, rest), N_("1 or 2"))
        return
    text = N_("Read the base model’s reply.")
    yield Command(N_("before"), text, lambda _rest: place.read("before"))
    text = N_("Read the fine-tuned model’s reply.")
    yield Command(N_("after"), text, lambda _rest: place.read("after"))
    text = N_("Say how the replies were recorded.")
    yield Command(N_("record"), text, lambda _rest: _record(place))


def _reply(place: "RoundPlace", rest: str) -> None:
    if rest not in {"1", "2"}:
        raise NotUnderstoodError(_("Type reply 1 or reply 2."))
    place.read(place.sides()[int(rest) - 1])


def _say_sure(place: "RoundPlace", sure: bool) -> None:
    place.move(rules.Sure(sure))
    place.game.console.say(f"{sure_text(sure)}\n{place.cue()}")


def _hint(place: "RoundPlace") -> None:
    def take() -> None:
        place.move(rules.Hint())
        number = place.play.state.hints
        hint = place.play.scenario.hints[number - 1]
        place.game.console.say(_("Hint {n}: {hint}").format(n=number, hint=hint))

    place.game.ask(_("A hint costs 1 point. Take it?"), take)


def _record(place: "RoundPlace") -> None:
    round_, state = place.play.scenario, place.play.state
    replies = [
        (_(round_text.HEADS[side]), rules.reply(round_, side))
        for side in place.sides()
        if side in state.opened
    ]
    found = records_of(replies, place.game.session.reader.recording)
    place.game.console.say(*record_blocks(found))
