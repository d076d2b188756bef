"""Types that every kind of scenario file shares."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Provenance = Literal["canned", "recorded"]
"""Where a reply comes from: an author wrote it, or a model really said it."""
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
"""The pattern of a name in kebab-case."""

Id = Annotated[
    str,
    Meta(
        pattern=KEBAB,
        max_length=64,
        description="A stable name in kebab-case; progress is stored under it, so never change it.",
        examples=["names-the-interval"],
    ),
]
ONE_LINE = r"^[^\n]*\S[^\n]*$(?!\n)"
"""The pattern of a text on one line that is not blank."""
ADDRESS = r"^https?://[^\s]+$(?!\n)"
"""The pattern of an address on the web."""

Title = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=60,
        pattern=ONE_LINE,
        description="A short title.",
        examples=["A cup of green tea"],
    ),
]
Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=140,
        pattern=ONE_LINE,
        description="One line of text.",
        examples=["How hot should the water for green tea be?"],
    ),
]
Paragraph = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        description="A few sentences of text.",
        examples=["A good answer is one you can act on."],
    ),
]
CardText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=900,
        description="The text of a card: one idea, at most about 120 words; "
        "blank lines part paragraphs.",
        examples=["A model learns from examples.\n\nSo the examples are the lesson."],
    ),
]
ReplyText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=1200,
        description="What the model said, word for word.",
        examples=["About 75 degrees Celsius."],
    ),
]
Revision = Annotated[
    int,
    Meta(
        ge=1,
        le=9999,
        description="Raise it by one when you change what is right, not for a typo: learners who "
        "have this question in their review then start it anew.",
        examples=[2],
    ),
]
SourceId = Annotated[
    Id,
    Meta(
        description="The id of a source, in kebab-case; it stands in `[[sources]]` of this file.",
        examples=["lima"],
    ),
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

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; `cites` names the source by it.",
            examples=["lima"],
        ),
    ]
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
            pattern=ADDRESS,
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
            description="The picture: at most 10 lines of at most 60 cells, of single-width "
            "characters. Write it between ''' and ''', so that no backslash needs doubling.",
            examples=["  ( (\n   ) )\n |~~~~~|D\n  \\___/"],
        ),
    ]
    alt: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=200,
            description="What the picture shows, in a sentence, for those who cannot see it.",
            examples=["A cup of tea that steams."],
        ),
    ]


class Recorded(Model, frozen=True, kw_only=True):
    """Where in a recording a reply stands."""

    run: Annotated[
        Id,
        Meta(
            description="The recording: its file in `recordings/` without `.toml`.",
            examples=["parrots-vet-notes"],
        ),
    ]
    step: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(
            description="The training step of the checkpoint; the last one where it is left out.",
            examples=[120],
        ),
    ] = None
    prompt: Annotated[
        Id, Meta(description="The id of the prompt in the recording.", examples=["avocado"])
    ]
    sample: Annotated[
        Annotated[int, Meta(ge=1, le=8)] | None,
        Meta(
            description="Which of the random replies; left out for the likeliest.",
            examples=[2],
        ),
    ] = None


class Heard(Recorded, frozen=True, kw_only=True):
    """A recorded reply that was looked up; the game makes it and no author writes it.

    Attributes:
        text: What the model said.
    """

    text: str


class Reply(Model, frozen=True, kw_only=True):
    """Something a model said, and where it comes from."""

    canned: Annotated[
        ReplyText | None,
        Meta(
            description="A reply that an author wrote to illustrate. "
            "The game says so: it never passes for a real model's.",
            examples=["About 75 degrees Celsius. Let boiled water stand for five minutes."],
        ),
    ] = None
    recorded: Annotated[
        Recorded | None,
        Meta(
            description="A reply that a model really gave, in place of `canned`: where in a "
            "recording it stands.",
            examples=[{"run": "parrots-vet-notes", "step": 120, "prompt": "avocado"}],
        ),
    ] = None

    @property
    def text(self) -> str:
        """The words of the reply; empty for a recorded one that was not looked up."""
        if self.canned is not None:
            return self.canned.strip()
        return self.recorded.text.strip() if isinstance(self.recorded, Heard) else ""

    @property
    def provenance(self) -> Provenance:
        """Where the reply comes from."""
        return "canned" if self.recorded is None else "recorded"
