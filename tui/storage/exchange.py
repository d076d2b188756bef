"""Taking a learner's progress elsewhere as a document, and bringing documents together here."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from tui import __version__
from tui.content.reader import Kind
from tui.rules.answers import Answer, QuestionKey
from tui.rules.exports import (
    FORMAT,
    VERSION,
    Export,
    ExportedAnswer,
    ExportedItem,
    ExportedPack,
    Learner,
)
from tui.rules.merging import Kept
from tui.rules.progress import ItemKey
from tui.rules.pseudonyms import pseudonym
from tui.storage.items import state_of
from tui.storage.progress import ProgressStore

PSEUDONYM = "pseudonym"
"""The setting that holds the learner's made-up name."""


class PackAtHand(NamedTuple):
    """What an export says of a pack that can be opened.

    Attributes:
        title: Its title.
        scenarios: The ids of its scenarios by kind, in playing order.
    """

    title: str
    scenarios: dict[Kind, tuple[str, ...]]


class Imported(NamedTuple):
    """What a document has brought.

    Attributes:
        items: How many results were new or better.
        answers: How many answers were new.
        settings: How many settings were new.
    """

    items: int = 0
    answers: int = 0
    settings: int = 0


def packs_at_hand(folder: Path) -> dict[str, PackAtHand]:
    """Return the packs that can be opened, by id.

    Args:
        folder: The data folder.
    """
    from tui.storage.packs import find_packs

    kinds: tuple[Kind, ...] = ("lesson", "before-after", "detective")
    return {
        found.id: PackAtHand(
            found.reader.pack.title, {kind: found.reader.ids(kind) for kind in kinds}
        )
        for found in find_packs(folder)
        if found.reader is not None
    }


def export_progress(
    store: ProgressStore,
    at_hand: Mapping[str, PackAtHand],
    rng: random.Random,
    name: str | None = None,
) -> Export:
    """Return a learner's progress in all packs, with a pseudonym that is kept from now on.

    Args:
        store: The learner's progress.
        at_hand: The packs that can be opened, by id.
        rng: The source of the pseudonym.
        name: The learner's own name, where it shall stand in the document.
    """
    with store.together():
        settings = store.settings()
        if PSEUDONYM not in settings:
            settings[PSEUDONYM] = pseudonym(rng)
            store.set(PSEUDONYM, settings[PSEUDONYM])
        learner = Learner(pseudonym=settings.pop(PSEUDONYM), name=name)
        return Export(
            format=FORMAT,
            version=VERSION,
            game=__version__,
            exported=store.now(),
            learner=learner,
            settings=dict(sorted(settings.items())),
            packs=tuple(_pack(store.on(pack), pack, at_hand) for pack in store.packs()),
        )


def document(export: Export) -> bytes:
    """Return an export as it stands in a file: JSON in UTF-8, its keys always in the same order.

    Args:
        export: The learner's progress.
    """
    return msgspec.json.format(msgspec.json.encode(export), indent=2) + b"\n"


def import_progress(store: ProgressStore, export: Export) -> Imported:
    """Bring a document and what is here together: all of it, or nothing where that fails.

    Answers are added to those that are here, of each result the better stays, and settings that
    are here stay as they are.

    Args:
        store: The learner's progress.
        export: The document, which was checked.

    Raises:
        SaveError: It cannot be saved.
    """
    with store.together():
        items = answers = 0
        for pack in export.packs:
            there = store.on(pack.id)
            items += there.items.merge(map(_kept, pack.items))
            answers += there.answers.merge(map(_answer, pack.answers))
        here = store.settings()
        new = {**export.settings, PSEUDONYM: export.learner.pseudonym}
        missing = {name: value for name, value in new.items() if name not in here}
        for name, value in missing.items():
            store.set(name, value)
        missing.pop(PSEUDONYM, None)
        return Imported(items, answers, len(missing))


def _pack(store: ProgressStore, pack: str, at_hand: Mapping[str, PackAtHand]) -> ExportedPack:
    title, scenarios = at_hand.get(pack, PackAtHand("", {}))
    return ExportedPack(
        id=pack,
        title=title,
        scenarios=scenarios,
        items=tuple(_exported_items(store)),
        answers=tuple(
            ExportedAnswer(
                kind=answer.question.kind,
                item=answer.question.item,
                at=answer.at,
                in_review=answer.in_review,
                given=answer.given,
            )
            for answer in store.answers.all()
        ),
    )


def _exported_items(store: ProgressStore) -> Iterator[ExportedItem]:
    for key, kept in store.items.all():
        state = None if kept.state is None else msgspec.json.decode(kept.state)
        yield ExportedItem(
            kind=key.kind,
            item=key.item,
            done=kept.done,
            stars=kept.stars,
            points=kept.points,
            is_open=kept.is_open,
            touched=kept.touched,
            state=cast(dict[str, Any] | None, state),
        )


def _kept(item: ExportedItem) -> tuple[ItemKey, Kept]:
    state = None
    if item.state is not None:
        # What the rules of this version cannot read is played anew; its result stays.
        state = state_of(item.kind, msgspec.json.encode(item.state))
    written = None if state is None else msgspec.json.encode(state)
    kept = Kept(
        item.done, item.stars, item.points, item.touched, item.is_open and bool(written), written
    )
    return ItemKey(item.kind, item.item), kept


def _answer(answer: ExportedAnswer) -> Answer:
    return Answer(
        question=QuestionKey(answer.kind, answer.item, answer.given.part),
        at=answer.at,
        in_review=answer.in_review,
        given=answer.given,
    )
