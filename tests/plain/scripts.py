"""Scripts made from scenarios: what to type to play each of them right or wrong."""

import random
from collections.abc import Iterable, Iterator

from tests.conftest import NOW
from tui.content.models.before_after import Round
from tui.content.models.detective import Case, DataSet
from tui.content.models.lesson import DoingCard, Lesson, OrderCard
from tui.content.reader import PackReader
from tui.paths import default_pack
from tui.rules import lesson as rules
from tui.rules.autoplay import answer
from tui.rules.detective import FACTORS
from tui.rules.progress import ItemKey, path
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

BEGINNING = 40
_READER = PackReader(default_pack())
_SEED = 7


def whole_script(session: Session) -> list[str]:
    """Return what to type to play everything right, in the order that Home suggests."""
    return script(path(session.ids))


def script(keys: Iterable[ItemKey]) -> list[str]:
    """Return what to type to play some scenarios right, each being the one that Home suggests."""
    typed = []
    for key in keys:
        typed += ["home", "next", *lines(_READER, key, right=True)]
    return [*typed, "home"]


def begun() -> Session:
    """Return a session that is like every other one it returns."""
    store = ProgressStore(None, _READER.pack.id, clock=lambda: NOW)
    return Session(_READER, store, random.Random(_SEED))


def lines(reader: PackReader, key: ItemKey, *, right: bool) -> list[str]:
    """Return what to type to play an opened scenario to its end."""
    scenario = reader.scenario(key.kind, key.item)
    match scenario:
        case Lesson():
            return [*_lesson(scenario, right=right)]
        case Round():
            return [*_round(scenario, right=right)]
        case Case():
            return [*_case(scenario, right=right)]


def _lesson(lesson: Lesson, *, right: bool) -> Iterator[str]:
    for card in lesson.cards:
        if isinstance(card, DoingCard):
            yield from card_lines(card, right=right)
        yield "next"


def card_lines(card: DoingCard, *, right: bool) -> Iterator[str]:
    """Yield what to type to answer a card."""
    if isinstance(card, OrderCard) and right:
        yield ", ".join(step.id for step in card.steps)
        yield "check"
        return
    for action in answer(card, right=right):
        match action:
            case rules.Pick(choice):
                yield f"choose {choice}"
            case rules.Place(item, bin_):
                yield f"{item} in {bin_}"
            case rules.Stop(at):
                yield f"step {at}"
    yield "check"


def _round(round_: Round, *, right: bool) -> Iterator[str]:
    yield "both"
    if round_.type == "blind":
        yield (round_.after if right else round_.before).text[:BEGINNING]
        yield "check"
    for option in round_.options:
        if option.correct is right:
            yield option.id
    yield "check"


def _case(case: Case, *, right: bool) -> Iterator[str]:
    yield "take"
    if right:
        solving = next(each for each in case.datasets if each.verdict == "solves")
        yield from _run(solving)
        yield "close"
        return
    failing = [each for each in case.datasets if each.verdict != "solves"]
    for number, data_set in enumerate(failing, start=1):
        yield from _run(data_set)
        yield next(name for name in FACTORS if name != data_set.factor)
        yield from ("guess", "check")
        yield "retry" if number < len(failing) else "close"
    yield "yes"


def _run(data_set: DataSet) -> Iterator[str]:
    yield data_set.id
    yield from ("train", "yes", "next", "verdict")
