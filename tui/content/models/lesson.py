"""Lessons: short cards, some to read and some to do."""

from typing import Annotated

from msgspec import Meta

from tui.content.models.common import (
    ONE_LINE,
    Art,
    CardText,
    Id,
    Line,
    Model,
    Paragraph,
    Source,
    Title,
)


class Card(Model, frozen=True, kw_only=True, tag_field="kind"):
    """What every card has."""

    id: Id
    title: Title
    art: Annotated[Art | None, Meta(description="A small picture above the text.")] = None
    cites: Annotated[
        tuple[Id, ...],
        Meta(description="Ids of the lesson's [[sources]] shown under the card."),
    ] = ()


class TextCard(Card, tag="text", frozen=True, kw_only=True):
    """A card to read."""

    text: CardText


class Pair(Model, frozen=True, kw_only=True):
    """One line of an analogy: a thing in the story and what it stands for."""

    story: Annotated[
        str,
        Meta(min_length=1, max_length=60, pattern=ONE_LINE, description="The thing in the story."),
    ]
    model: Annotated[
        str, Meta(min_length=1, max_length=60, pattern=ONE_LINE, description="What it stands for.")
    ]


class AnalogyCard(Card, tag="analogy", frozen=True, kw_only=True):
    """A story, and line by line what it stands for."""

    text: CardText
    pairs: Annotated[
        tuple[Pair, ...],
        Meta(min_length=2, max_length=6, description="What stands for what."),
    ]


class DefinitionCard(Card, tag="definition", frozen=True, kw_only=True):
    """A term, its exact meaning and notes that sharpen it."""

    term: Title
    text: CardText
    notes: Annotated[
        tuple[Paragraph, ...],
        Meta(max_length=5, description="What it is not, or what it entails."),
    ] = ()


class Item(Model, frozen=True, kw_only=True):
    """An entry of a list: a name and a sentence."""

    title: Title
    text: Paragraph


class ListCard(Card, tag="list", frozen=True, kw_only=True):
    """A list of at most seven entries."""

    text: Annotated[str, Meta(max_length=400, description="A sentence before the list.")] = ""
    items: Annotated[tuple[Item, ...], Meta(min_length=2, max_length=7, description="The entries.")]


class Choice(Model, frozen=True, kw_only=True):
    """An answer of a pick card."""

    id: Id
    text: Line
    correct: Annotated[bool, Meta(description="Whether it belongs to the right answer.")] = False
    why: Annotated[Paragraph, Meta(description="Why it is right or wrong; shown to everyone.")]


class PickCard(Card, tag="pick", frozen=True, kw_only=True):
    """A question: choose the right answer, or all right answers."""

    text: CardText
    choices: Annotated[
        tuple[Choice, ...], Meta(min_length=2, max_length=7, description="The answers.")
    ]
    several: Annotated[
        bool,
        Meta(description="True lets the learner select any number, false exactly one."),
    ] = False


class Bin(Model, frozen=True, kw_only=True):
    """One of the places that a sort card sorts into."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=24, pattern=ONE_LINE)]


class SortItem(Model, frozen=True, kw_only=True):
    """A thing to put into a bin."""

    id: Id
    text: Line
    bin: Annotated[Id, Meta(description="The id of the bin it belongs in.")]
    why: Paragraph


class SortCard(Card, tag="sort", frozen=True, kw_only=True):
    """Things to sort into two or three bins."""

    text: CardText
    bins: Annotated[
        tuple[Bin, ...],
        Meta(min_length=2, max_length=3, description="Where things can go."),
    ]
    items: Annotated[
        tuple[SortItem, ...],
        Meta(min_length=3, max_length=7, description="The things to sort."),
    ]


class Step(Model, frozen=True, kw_only=True):
    """One step of an order card."""

    id: Id
    text: Line
    why: Annotated[Paragraph, Meta(description="Why it stands where it stands.")]


class OrderCard(Card, tag="order", frozen=True, kw_only=True):
    """Steps to bring into order; the file lists them in the right one."""

    text: CardText
    steps: Annotated[
        tuple[Step, ...],
        Meta(min_length=3, max_length=8, description="The steps, in the right order."),
    ]


ReadingCard = TextCard | AnalogyCard | DefinitionCard | ListCard
DoingCard = PickCard | SortCard | OrderCard
AnyCard = ReadingCard | DoingCard


class Lesson(Model, frozen=True, kw_only=True):
    """A file in ``lessons/``."""

    title: Title
    summary: Annotated[Line, Meta(description="What one can do after it.")]
    minutes: Annotated[int, Meta(ge=1, le=30, description="How long it takes to play.")]
    cards: Annotated[
        tuple[AnyCard, ...],
        Meta(min_length=2, max_length=20, description="The cards, in order."),
    ]
    sources: Annotated[tuple[Source, ...], Meta(description="What the cards cite.")] = ()
