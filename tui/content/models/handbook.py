"""The handbook: questions and answers and a glossary to look things up in."""

from typing import Annotated

from msgspec import Meta

from tui.content.models.common import ONE_LINE, CardText, Id, Model, Source, Title


class Question(Model, frozen=True, kw_only=True):
    """A question that learners ask, and its answer."""

    id: Id
    question: Annotated[
        str,
        Meta(min_length=1, max_length=120, pattern=ONE_LINE, description="As one would ask it."),
    ]
    answer: CardText
    cites: Annotated[tuple[Id, ...], Meta(description="Ids of the handbook's [[sources]].")] = ()


class Term(Model, frozen=True, kw_only=True):
    """A glossary entry."""

    id: Id
    term: Title
    also: Annotated[
        tuple[Title, ...], Meta(description="Other names that the search should find.")
    ] = ()
    meaning: Annotated[
        str, Meta(min_length=1, max_length=600, description="What it means, exactly.")
    ]
    see: Annotated[tuple[Id, ...], Meta(description="Ids of related terms.")] = ()
    cites: Annotated[tuple[Id, ...], Meta(description="Ids of the handbook's [[sources]].")] = ()


class Handbook(Model, frozen=True, kw_only=True):
    """The file ``handbook.toml``."""

    questions: Annotated[tuple[Question, ...], Meta(description="Questions and answers.")] = ()
    terms: Annotated[tuple[Term, ...], Meta(description="The glossary.")] = ()
    sources: Annotated[tuple[Source, ...], Meta(description="What the entries cite.")] = ()
