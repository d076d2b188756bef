"""Answering the cards of a lesson in lines: what goes with which card."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.content.models.lesson import DoingCard, OrderCard, PickCard, PlayedStop, SortCard
from tui.language import N_, _
from tui.plain import card_text
from tui.plain.inputs import (
    Choice,
    Command,
    NotUnderstoodError,
    find_choice,
    find_several,
    need_choice,
    number_of,
)
from tui.plain.record_text import record_blocks
from tui.rules import lesson as rules
from tui.rules import stopping
from tui.rules.record_text import Said

if TYPE_CHECKING:
    from tui.plain.lesson import LessonPlace


def answer_commands(place: "LessonPlace", card: DoingCard) -> Iterator[Command]:
    """Yield what can be typed to answer a card, or once it is answered.

    Args:
        place: The lesson.
        card: The card on show.
    """
    if place.is_open:
        yield Command(N_("check"), N_("Give your answer."), lambda _rest: place.check())
        yield from sure_commands(lambda sure: _say_sure(place, sure))
    else:
        yield Command(N_("retry"), N_("Do this card once more."), lambda _rest: place.retry())
    match card:
        case OrderCard() if place.is_open:
            yield Command(
                N_("move"),
                N_("Move a step to a place."),
                lambda rest: _move(place, card, rest),
                N_("STEP to PLACE"),
            )
        case PlayedStop():
            if place.is_open:
                yield Command(
                    N_("stop"), N_("Stop the run here: your answer."), lambda _rest: place.check()
                )
            yield Command(N_("on"), N_("Go one checkpoint on."), lambda _r: _scrub(place, card, 1))
            yield Command(
                N_("step"), N_("Go to a step."), lambda r: _to_step(place, card, r), N_("NUMBER")
            )
            yield Command(
                N_("record"), N_("Say how the reply was recorded."), lambda _r: _record(place, card)
            )


def answer_forms(card: DoingCard) -> Sequence[tuple[str, str]]:
    """Return what else answers a card: what it looks like, and what it does.

    Args:
        card: The card, which waits for an answer.
    """
    match card:
        case PickCard(several=True):
            return (several_form(),)
        case SortCard():
            return ((_("ITEM in PLACE"), _("Put an item in a place, in any order.")),)
        case OrderCard():
            return ((_("3 1 2"), _("Bring the steps into this order.")),)
    return ()


def several_form() -> tuple[str, str]:
    """Return how several choices are made at once."""
    return _("1, 3"), _("Choose several, by numbers, ids or beginnings.")


def sure_commands(say: Callable[[bool], None]) -> Iterator[Command]:
    """Yield the words that say how sure one is of an answer.

    Args:
        say: Keeps it.
    """
    yield Command(N_("sure"), N_("Say that you are sure of your answer."), lambda _r: say(True))
    yield Command(
        N_("guess"), N_("Say that it is only a guess: it will come back."), lambda _r: say(False)
    )


def sure_text(sure: bool) -> str:
    """Return what is said to somebody who says how sure they are.

    Args:
        sure: Whether they are.
    """
    return _("Noted: you are sure.") if sure else _("Noted: a guess.")


def hear_answer(place: "LessonPlace", card: DoingCard, text: str) -> bool:
    """Answer a card in one line; say whether the line is an answer.

    Args:
        place: The lesson.
        card: The card on show, which waits for an answer.
        text: The line.

    Raises:
        NotUnderstoodError: It looks like an answer, but something in it is not there.
    """
    things = card_text.things(card, place.play.state)
    match card:
        case PickCard(several=True):
            found = find_several(text, things)
            for choice in found:
                place.choose(choice)
            return bool(found)
        case SortCard():
            pair = _item_and_bin(text, things, card_text.bins(card))
            if pair is not None:
                place.place_item(card, *pair)
            return pair is not None
        case OrderCard():
            order = find_several(text, things)
            if order:
                _set_order(place, card, [choice.id for choice in order])
            return bool(order)
    return False


def _say_sure(place: "LessonPlace", sure: bool) -> None:
    place.move(rules.Sure(sure))
    place.game.console.say("\n".join([sure_text(sure), *place.cue()]))


def _item_and_bin(
    text: str, items: Sequence[Choice], bins: Sequence[Choice]
) -> tuple[Choice, Choice] | None:
    # Translators: stands between an item and its place, where a learner types both.
    for match in _parted(text, _("in"), "in", "="):
        item = find_choice(text[: match.start()], items)
        where = find_choice(text[match.end() :], bins)
        if item is not None and where is not None:
            return item, where
    return None


def _parted(text: str, *words: str) -> list[re.Match[str]]:
    """Return where words stand between two others; a sign needs no space around it."""
    between = "|".join(
        rf"\s+{re.escape(word)}\s+"
        if word.isascii() and word.isalpha()
        else rf"\s*{re.escape(word)}\s*"
        for word in words
    )
    return list(re.finditer(between, text, re.IGNORECASE))


def _move(place: "LessonPlace", card: OrderCard, rest: str) -> None:
    # Translators: stands between a step and its new number, where a learner types both.
    places = _parted(rest, _("to"), "to")
    if not places:
        raise NotUnderstoodError(_("Say which step and where it goes, such as: move 3 to 1."))
    things = card_text.things(card, place.play.state)
    step = need_choice(rest[: places[-1].start()], things)
    target = number_of(rest[places[-1].end() :], 1, len(things)) - 1
    place.move(rules.Move(step.id, target - things.index(step)))
    _tell_order(place, card)


def _set_order(place: "LessonPlace", card: OrderCard, order: Sequence[str]) -> None:
    if len(set(order)) != len(order):
        raise NotUnderstoodError(_("Each step stands in the order once."))
    now = list(rules.order_of(place.play.state, card))
    moves = []
    for target, name in enumerate(order):
        if now.index(name) != target:
            moves.append(rules.Move(name, target - now.index(name)))
            now.remove(name)
            now.insert(target, name)
    place.move(*moves)
    _tell_order(place, card)


def _tell_order(place: "LessonPlace", card: OrderCard) -> None:
    place.game.console.say(card_text.order_now(card, place.play.state), _("Type check to answer."))


def _scrub(place: "LessonPlace", card: PlayedStop, by: int) -> None:
    play = rules.play_of(place.play.state, card)
    _go_to(place, card, stopping.seen(card, play).index + by)


def _to_step(place: "LessonPlace", card: PlayedStop, rest: str) -> None:
    steps = card.run.curve.steps
    at = number_of(rest, steps[0], steps[-1])
    if at not in steps:
        names = _(", ").join(map(str, steps))
        raise NotUnderstoodError(_("There are checkpoints at {steps}.").format(steps=names))
    play = rules.play_of(place.play.state, card)
    if not play.checked and not play.picked:
        # Even the start can be where one would stop.
        place.move(rules.Stop(at))
        place.tell_checkpoint()
    else:
        _go_to(place, card, steps.index(at))


def _go_to(place: "LessonPlace", card: PlayedStop, index: int) -> None:
    move = stopping.go_to(card, rules.play_of(place.play.state, card), index)
    if move is None:
        raise NotUnderstoodError(_("There is no checkpoint beyond this one."))
    place.move(move)
    place.tell_checkpoint()


def _record(place: "LessonPlace", card: PlayedStop) -> None:
    seen = stopping.seen(card, rules.play_of(place.play.state, card))
    recording = place.game.session.reader.recording(card.recording)
    said = [(recording, Said(card.title, seen.step, card.prompt))]
    place.game.console.say(*record_blocks(said))
