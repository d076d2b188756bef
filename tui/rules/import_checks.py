"""What a document of progress must be like before it may become a learner's progress."""

import json
import re
from collections.abc import Iterable, Iterator

from tui.content.models.common import KEBAB
from tui.content.problems import ContentError, Path, Problem
from tui.content.untrusted import first_unsafe, may_be_unsafe
from tui.rules.export_file import read_export
from tui.rules.exports import Export, ExportedAnswer, ExportedItem, ExportedPack

AHEAD_S = 24 * 3600
"""How far the clock of another machine may be ahead of this one."""
MOST_POINTS = 10_000
MOST_CHOSEN = 40
"""How many ids an answer may have chosen; no question has as many."""
MOST_SETTINGS = 100
MOST_LETTERS = 80
"""How many letters a learner's name may have."""
_LONGEST = {"name": MOST_LETTERS, "title": 80, "game": 40, "setting": 200}
_LONGEST_ID = 64
_LATEST_REVISION = 9_999

_ID = re.compile(KEBAB)
# What an answer names: an id, a step of a run, or one thing put to another, such as ``item=bin``.
_CHOSEN = re.compile(r"[a-z0-9-]{0,64}(=[a-z0-9-]{0,64})?")

Fault = tuple[Path, str]


def read_import(raw: bytes, name: str, now: float) -> Export:
    """Return a document of progress that is fit to be kept.

    Args:
        raw: What the file holds.
        name: How problems call the file.
        now: Seconds since the epoch.

    Raises:
        ContentError: It is damaged, foreign, newer than this game, or says what cannot be.
    """
    export = read_export(raw, name)
    text = raw.decode("utf-8-sig")
    faults: Iterable[Fault] = _unsafe(text) if may_be_unsafe(text) else ()
    for path, message in (*faults, *_faults(export, now + AHEAD_S)):
        from tui.content.json_places import find, line_and_column

        place = line_and_column(text, find(text, path))
        advice = "export it again, or ask whoever gave it to you"
        raise ContentError((Problem(name, *place, "import-value", message, advice),))
    return export


def _unsafe(text: str) -> Iterator[Fault]:
    open_nodes: list[tuple[Path, object]] = [((), json.loads(text))]
    while open_nodes:
        path, node = open_nodes.pop()
        if isinstance(node, dict):
            open_nodes.extend(((*path, key), inner) for key, inner in node.items())
            open_nodes.extend((path, key) for key in node)
        elif isinstance(node, list):
            open_nodes.extend(((*path, index), inner) for index, inner in enumerate(node))
        elif isinstance(node, str):
            char = first_unsafe(node)
            if char is not None:
                yield path, f"the character U+{ord(char):04X} may not stand here"


def _faults(export: Export, latest: float) -> Iterator[Fault]:
    """Yield what is wrong, the first one first."""
    yield from _text(("game",), export.game, "game")
    yield from _time(("exported",), export.exported, latest)
    yield from _id(("learner", "pseudonym"), export.learner.pseudonym)
    if export.learner.name is not None:
        yield from _text(("learner", "name"), export.learner.name, "name")
    if len(export.settings) > MOST_SETTINGS:
        yield ("settings",), f"there are at most {MOST_SETTINGS} settings"
    for name, value in export.settings.items():
        yield from _id(("settings", name), name)
        yield from _text(("settings", name), value, "setting")
    for number, pack in enumerate(export.packs):
        yield from _pack(("packs", number), pack, latest)


def _pack(path: Path, pack: ExportedPack, latest: float) -> Iterator[Fault]:
    yield from _id((*path, "id"), pack.id)
    yield from _text((*path, "title"), pack.title, "title")
    for kind, items in pack.scenarios.items():
        for number, item in enumerate(items):
            yield from _id((*path, "scenarios", kind, number), item)
    for number, kept in enumerate(pack.items):
        yield from _item((*path, "items", number), kept, latest)
    for number, answer in enumerate(pack.answers):
        yield from _answer((*path, "answers", number), answer, latest)


def _item(path: Path, kept: ExportedItem, latest: float) -> Iterator[Fault]:
    yield from _id((*path, "item"), kept.item)
    yield from _time((*path, "touched"), kept.touched, latest)
    if not 0 <= kept.points <= MOST_POINTS:
        yield (*path, "points"), f"points go from 0 to {MOST_POINTS:,}"


def _answer(path: Path, answer: ExportedAnswer, latest: float) -> Iterator[Fault]:
    given = answer.given
    yield from _id((*path, "item"), answer.item)
    yield from _time((*path, "at"), answer.at, latest)
    if given.part:
        yield from _id((*path, "given", "part"), given.part)
    if not 1 <= given.revision <= _LATEST_REVISION:
        yield (*path, "given", "revision"), f"revisions go from 1 to {_LATEST_REVISION:,}"
    for name in ("chosen", "wrong", "missed"):
        ids: tuple[str, ...] = getattr(given, name)
        if len(ids) > MOST_CHOSEN:
            yield (*path, "given", name), f"an answer has at most {MOST_CHOSEN} of them"
        for number, each in enumerate(ids):
            if not _CHOSEN.fullmatch(each):
                yield (*path, "given", name, number), "this is no id that an answer could have"


def _id(path: Path, text: str) -> Iterator[Fault]:
    if len(text) > _LONGEST_ID or not _ID.match(text):
        yield path, "this is no id: ids are in kebab-case"


def _text(path: Path, text: str, kind: str) -> Iterator[Fault]:
    most = _LONGEST[kind]
    if len(text) > most or "\n" in text:
        yield path, f"it has one line of at most {most} characters"


def _time(path: Path, seconds: float, latest: float) -> Iterator[Fault]:
    if seconds < 0:
        yield path, "a time before 1970 cannot be"
    elif seconds > latest:
        yield path, "this time is still to come; look whether the clock of this machine is right"
