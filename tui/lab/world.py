"""The small world that the pocket model knows: subjects, things and their facts."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli

from tui.paths import shipped

TOWN_FILE = "town.toml"


class WorldError(ValueError):
    """A fact table contradicts itself."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of a world file; unknown keys are errors."""


class Attribute(_Table, frozen=True):
    """What is known about every thing of a subject."""

    id: str
    statements: tuple[str, ...]
    values: tuple[str, ...] = ()
    """The closed set of its values; empty where every thing has its own."""
    notes: dict[str, str] = {}
    """A remark for each value, which templates call ``{note-ID}``."""


class Topic(_Table, frozen=True):
    """What people ask about a thing, and how it is answered."""

    id: str
    asks: tuple[str, ...]
    """The attributes that an answer needs."""
    questions: tuple[str, ...]
    held_out_questions: tuple[str, ...]
    """Phrasings that no fine-tuning row uses."""
    answers: tuple[str, ...]
    desk: tuple[str, ...] = ()
    """How the desk of a case answers."""
    private: bool = False


class Thing(_Table, frozen=True):
    """One thing and its facts."""

    name: str
    facts: dict[str, str]
    held_out: bool = False
    """Whether no fine-tuning row is about it."""


class Subject(_Table, frozen=True):
    """A fact table and the sentences that tell it."""

    id: str
    title: str
    noun: str
    intros: tuple[str, ...]
    how_to: tuple[str, ...]
    stories: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    topics: tuple[Topic, ...]
    things: tuple[Thing, ...]
    chat: bool = False
    """Whether the base model answers questions about it; else it hedges."""
    named: bool = False
    """Whether its things have proper names, which take no article."""
    real: tuple[str, ...] = ()
    """The attributes that claim something about the real world."""

    def attribute(self, id: str) -> Attribute:
        """Return the attribute of an id."""
        return next(each for each in self.attributes if each.id == id)

    def topic(self, id: str) -> Topic:
        """Return the topic of an id."""
        return next(each for each in self.topics if each.id == id)

    def thing(self, name: str) -> Thing:
        """Return the thing of a name."""
        return next(each for each in self.things if each.name == name)

    def values(self, attribute: str) -> tuple[str, ...]:
        """Return all values of an attribute, in the order of the tables."""
        given = self.attribute(attribute).values
        return given or tuple(dict.fromkeys(each.facts[attribute] for each in self.things))

    def words(self, thing: Thing) -> dict[str, str]:
        """Return what a template about a thing may call by name."""
        known = {
            "thing": thing.name,
            "a": thing.name if self.named else with_article(thing.name),
            "the": thing.name if self.named else f"the {thing.name}",
        }
        for attribute in self.attributes:
            value = thing.facts[attribute.id]
            known[attribute.id] = value
            known[f"a-{attribute.id}"] = with_article(value)
            known[f"note-{attribute.id}"] = attribute.notes.get(value, "")
        return known


class Town(_Table, frozen=True):
    """The town itself: names, small talk and other text that tells no facts."""

    people: tuple[str, ...]
    spots: tuple[str, ...]
    deeds: tuple[str, ...]
    weather: tuple[str, ...]
    kinds: tuple[str, ...]
    colours: tuple[str, ...]
    numbers: tuple[str, ...]
    syllables: tuple[str, ...]
    hedges: tuple[str, ...]
    sayings: tuple[str, ...]
    signs: tuple[str, ...]
    tales: tuple[str, ...]
    small_talk: tuple[tuple[str, str], ...]
    talk: tuple[tuple[str, str], ...]
    openings: tuple[tuple[str, str], ...]


class World(msgspec.Struct, frozen=True):
    """Everything that the pocket model can know."""

    town: Town
    subjects: dict[str, Subject]

    def things(self) -> Iterator[tuple[Subject, Thing]]:
        """Yield every thing with its subject."""
        for subject in self.subjects.values():
            for thing in subject.things:
                yield subject, thing


@cache
def shipped_world() -> World:
    """Return the world that ships with the game."""
    return read_world(shipped("assets") / "world")


def read_world(folder: Path) -> World:
    """Read a world from its folder.

    Args:
        folder: One TOML file for each subject, and one for the town.

    Raises:
        WorldError: A file has another shape than it should, or contradicts itself.
    """
    subjects = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == TOWN_FILE:
            continue
        subject = _read(path, Subject)
        _examine(subject, path)
        subjects[subject.id] = subject
    return World(_read(folder / TOWN_FILE, Town), subjects)


def with_article(name: str) -> str:
    """Put "a" or "an" before a name."""
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


_Kind = TypeVar("_Kind", Subject, Town)


def _read(path: Path, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.convert(tomli.loads(path.read_text("utf-8")), kind)
    except (msgspec.ValidationError, tomli.TOMLDecodeError) as error:
        raise WorldError(f"{path}: {error}") from error


def _examine(subject: Subject, path: Path) -> None:
    names = [thing.name for thing in subject.things]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise WorldError(f"{path}: twice: {', '.join(sorted(twice))}")
    ids = {attribute.id for attribute in subject.attributes}
    for thing in subject.things:
        if thing.facts.keys() != ids:
            raise WorldError(f"{path}: {thing.name} must have exactly {', '.join(sorted(ids))}")
        for attribute in subject.attributes:
            if thing.facts[attribute.id] not in subject.values(attribute.id):
                raise WorldError(f"{path}: {thing.name} has a strange {attribute.id}")
    for topic in subject.topics:
        if not set(topic.asks) <= ids:
            raise WorldError(f"{path}: topic {topic.id} asks for what nobody knows")
