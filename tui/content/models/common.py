"""Types that every kind of scenario file shares."""

from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)",
        max_length=64,
        description="A stable name in kebab-case; progress is stored under it, so never change it.",
        examples=["names-the-interval"],
    ),
]
ONE_LINE = r"^[^\n]*\S[^\n]*$(?!\n)"
"""The pattern of a text on one line that is not blank."""

Title = Annotated[
    str, Meta(min_length=1, max_length=60, pattern=ONE_LINE, description="A short title.")
]
Line = Annotated[
    str, Meta(min_length=1, max_length=140, pattern=ONE_LINE, description="One line of text.")
]
Paragraph = Annotated[
    str, Meta(min_length=1, max_length=400, description="A few sentences of text.")
]
CardText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=900,
        description="The text of a card: one idea, at most about 120 words; "
        "blank lines part paragraphs.",
    ),
]
ReplyText = Annotated[
    str,
    Meta(min_length=1, max_length=1200, description="What the model said, word for word."),
]


class Model(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename="kebab",
):
    """The base of all that authors write: immutable, strict, kebab-case keys."""


class Source(Model, frozen=True, kw_only=True):
    """Where a fact comes from, shown to the learner in full."""

    id: Id
    title: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=160,
            pattern=ONE_LINE,
            description="Authors, year and title.",
            examples=["Zhou et al. 2023, LIMA: Less Is More for Alignment"],
        ),
    ]
    url: Annotated[
        str,
        Meta(
            pattern=r"^https?://[^\s]+$(?!\n)",
            max_length=200,
            description="An http or https address; the game shows it and never opens it by itself.",
            examples=["https://arxiv.org/abs/2305.11206"],
        ),
    ]


class Art(Model, frozen=True, kw_only=True):
    """A small picture in characters, with words for those who cannot see it."""

    picture: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=1200,
            description="At most 10 lines of at most 60 cells; single-width characters.",
        ),
    ]
    alt: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=200,
            description="What the picture shows, in a sentence.",
        ),
    ]


class Reply(Model, frozen=True, kw_only=True):
    """Something a model said, and where it comes from."""

    canned: Annotated[ReplyText, Meta(description="A reply that an author wrote to illustrate.")]

    @property
    def text(self) -> str:
        """The words of the reply."""
        return self.canned.strip()

    @property
    def provenance(self) -> str:
        """Where the reply comes from: ``canned``."""
        return "canned"
