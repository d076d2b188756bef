"""Who is who among the exports of a class: each learner once, and no two under one name."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from tui.language import _
from tui.rules.exports import Export

Moment = tuple[str, str, str, str, float]


class Source(msgspec.Struct, frozen=True):
    """An export, and where it was read.

    Attributes:
        name: How the learner's file is called.
        export: What it holds.
    """

    name: str
    export: Export


class Pupil(msgspec.Struct, frozen=True):
    """A learner of the class.

    Attributes:
        label: What the report calls the learner; no other learner is called so.
        source: The learner's newest export.
    """

    label: str
    source: Source

    @property
    def export(self) -> Export:
        """The learner's newest export."""
        return self.source.export


class Superseded(msgspec.Struct, frozen=True):
    """An export that does not count, as there is a newer one of the same learner.

    Attributes:
        name: Its file.
        kept: The file that counts.
    """

    name: str
    kept: str


def told_apart(sources: Sequence[Source]) -> tuple[tuple[Pupil, ...], tuple[Superseded, ...]]:
    """Return the learners in the order of their names, and the exports that do not count.

    Two exports are the same learner's where they have an answer in common: none is ever changed
    and its time is exact, so that a newer export, or one from another machine with other
    pseudonyms, holds those of an older one. Where one holds nothing, the pseudonym decides.

    Args:
        sources: The exports of the class.
    """
    newest = sorted(
        sources,
        key=lambda source: (source.export.exported, len(_moments(source.export)), source.name),
        reverse=True,
    )
    learners: list[Source] = []
    owners: dict[Moment, Source] = {}
    named: dict[str, Source] = {}
    superseded = []
    for source in newest:
        moments, pseudonym = _moments(source.export), source.export.learner.pseudonym
        other = next((owners[moment] for moment in moments if moment in owners), None)
        namesake = named.get(pseudonym)
        if other is None and namesake and not (moments and _moments(namesake.export)):
            other = namesake
        if other is not None:
            superseded.append(Superseded(source.name, other.name))
            continue
        learners.append(source)
        named.setdefault(pseudonym, source)
        owners.update(dict.fromkeys(moments, source))
    pupils = sorted(_labelled(learners), key=lambda pupil: _natural(pupil.label))
    return tuple(pupils), tuple(sorted(superseded, key=lambda each: each.name))


def _moments(export: Export) -> list[Moment]:
    """Return what no two learners have in common."""
    found: list[Moment] = []
    for pack in export.packs:
        for answer in pack.answers:
            found.append((pack.id, answer.kind, answer.item, answer.given.part, answer.at))
        for item in pack.items:
            played = (pack.id, item.kind, item.item)
            found.append((*played, f"played by {export.learner.pseudonym}", item.touched))
    return found


def _labelled(sources: Sequence[Source]) -> Iterator[Pupil]:
    names = [_name(source) for source in sources]
    pseudonyms = [_one_line(source.export.learner.pseudonym) for source in sources]
    used: set[str] = set()
    for source, name, pseudonym in zip(sources, names, pseudonyms, strict=True):
        label = name
        if names.count(name) > 1 and name != pseudonym and pseudonym:
            # Translators: a learner's name, and the made-up name that tells two of them apart.
            label = _("{name} ({pseudonym})").format(name=name, pseudonym=pseudonym)
        unique, number = label, 2
        while unique in used:
            unique, number = f"{label} #{number}", number + 1
        used.add(unique)
        yield Pupil(unique, source)


def _name(source: Source) -> str:
    learner = source.export.learner
    return _one_line(learner.name or "") or _one_line(learner.pseudonym) or _("no name")


def _natural(label: str) -> tuple[list[tuple[int, str]], str]:
    """Return what puts "otter 2" before "otter 10"."""
    parts = re.split(r"([0-9]{1,18})", label.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], label


def _one_line(text: str) -> str:
    return " ".join(text.split())
