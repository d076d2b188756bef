"""The handbook: questions and answers and a glossary to look things up in."""

from typing import Annotated

from msgspec import Meta

from tui.content.models.common import ONE_LINE, CardText, Id, Model, Source, SourceId, Title


class Question(Model, frozen=True, kw_only=True):
    """A question that learners ask, and its answer."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each question has its own.",
            examples=["how-many-rows"],
        ),
    ]
    question: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=120,
            pattern=ONE_LINE,
            description="The question as one would ask it.",
            examples=["How many rows does a data set need?"],
        ),
    ]
    answer: Annotated[
        CardText,
        Meta(
            description="The answer: the short one first, then the reason. "
            "Blank lines part paragraphs.",
            examples=["Fewer than one thinks, if each of them is right."],
        ),
    ]
    cites: Annotated[
        tuple[SourceId, ...],
        Meta(description="Ids of the handbook's `[[sources]]`.", examples=[["lima"]]),
    ] = ()


class Term(Model, frozen=True, kw_only=True):
    """A glossary entry."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; `see` names the term by it.",
            examples=["overfitting"],
        ),
    ]
    term: Annotated[
        Title, Meta(description="The term as it is written in a text.", examples=["Overfitting"])
    ]
    also: Annotated[
        tuple[Title, ...],
        Meta(
            description="Other names that the search should find, such as a short form.",
            examples=[["over-training"]],
        ),
    ] = ()
    meaning: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=600,
            description="What it means, exactly.",
            examples=["Learning the training rows by heart and failing on new ones."],
        ),
    ]
    see: Annotated[
        tuple[
            Annotated[
                Id, Meta(description="The id of a term, in kebab-case.", examples=["validation"])
            ],
            ...,
        ],
        Meta(description="Ids of related terms.", examples=[["validation"]]),
    ] = ()
    cites: Annotated[
        tuple[SourceId, ...],
        Meta(description="Ids of the handbook's `[[sources]]`.", examples=[["lima"]]),
    ] = ()


class Handbook(Model, frozen=True, kw_only=True):
    """The file ``handbook.toml``."""

    questions: Annotated[tuple[Question, ...], Meta(description="Questions and answers.")] = ()
    terms: Annotated[tuple[Term, ...], Meta(description="The glossary.")] = ()
    sources: Annotated[tuple[Source, ...], Meta(description="What the entries cite.")] = ()
