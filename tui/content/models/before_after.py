"""Before & After rounds: two replies and what changed between them."""

from typing import Annotated, Literal

from msgspec import Meta

from tui.content.models.common import (
    ONE_LINE,
    Id,
    Model,
    Paragraph,
    Reply,
    Revision,
    Source,
    Title,
)

Trait = Literal[
    "accuracy",
    "clarity",
    "completeness",
    "concision",
    "format",
    "honesty",
    "relevance",
    "safety",
    "tone",
]
RoundType = Literal["spot", "blind", "regression"]

_TYPES = {
    "spot": "Select the improvements.",
    "blind": "First guess which reply is the fine-tuned model's, then select the improvements.",
    "regression": "Select what got worse.",
}
_TRAITS = {
    "accuracy": "What it says is true.",
    "clarity": "It is easy to understand.",
    "completeness": "It says all that was needed.",
    "concision": "It wastes no words.",
    "format": "It has the form that was asked for.",
    "honesty": "It says what it does not know, and does not pretend.",
    "relevance": "It answers what was asked.",
    "safety": "It keeps people from harm.",
    "tone": "It speaks as fits the reader.",
}


class ModelReply(Reply, frozen=True, kw_only=True):
    """A reply, and the model that gave it."""

    model: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=32,
            pattern=ONE_LINE,
            description="Which model said it; it stands in the frame of the reply.",
            examples=["base model", "fine-tuned on 400 leaflets"],
        ),
    ]


class Evidence(Model, frozen=True, kw_only=True):
    """The words in the replies that prove or refute an option."""

    before: Annotated[
        str | None,
        Meta(
            description="A few words copied from the Before reply, exactly.",
            examples=["may be hot"],
        ),
    ] = None
    after: Annotated[
        str | None,
        Meta(
            description="A few words copied from the After reply, exactly.",
            examples=["75 degrees Celsius"],
        ),
    ] = None


class Option(Model, frozen=True, kw_only=True):
    """A claim about what changed, right or believably wrong."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each option has its own, and progress is "
            "stored under it.",
            examples=["names-a-number", "surer", "longer"],
        ),
    ]
    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=90,
            pattern=ONE_LINE,
            description="The claim. Options are shuffled, so it must not speak of its place.",
            examples=["It names a temperature", "It sounds surer", "It is longer"],
        ),
    ]
    correct: Annotated[
        bool,
        Meta(
            description="Whether the claim is right: an improvement, or in a regression round "
            "something that got worse.",
            examples=[True, False, False],
        ),
    ] = False
    trait: Annotated[
        Trait,
        Meta(
            description="The quality that the claim is about.",
            examples=["accuracy", "honesty", "completeness"],
            extra_json_schema={"x-values": _TRAITS},
        ),
    ]
    why: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=240,
            description="Why it is right or wrong; shown to everyone after the check.",
            examples=[
                "The base reply only says hot.",
                "Sounding sure proves nothing; the number does.",
                "Length is not thoroughness.",
            ],
        ),
    ]
    evidence: Annotated[
        Evidence,
        Meta(
            description="The words that light up as proof. A correct option needs some, from "
            "either reply or from both."
        ),
    ] = Evidence()


class Round(Model, frozen=True, kw_only=True):
    """A file in ``before-after/``."""

    title: Annotated[Title, Meta(description="The round's title.", examples=["A cup of green tea"])]
    domain: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=24,
            pattern=ONE_LINE,
            description="The field that the round is from.",
            examples=["medicine"],
        ),
    ]
    type: Annotated[
        RoundType,
        Meta(
            description="What the learner does.",
            examples=["spot"],
            extra_json_schema={"x-values": _TYPES},
        ),
    ] = "spot"
    prompt: Annotated[
        Paragraph,
        Meta(
            description="What both models were asked.",
            examples=["How hot should the water for green tea be?"],
        ),
    ]
    before: Annotated[ModelReply, Meta(description="The base model's reply.")]
    after: Annotated[ModelReply, Meta(description="The fine-tuned model's reply.")]
    options: Annotated[
        tuple[Option, ...],
        Meta(
            min_length=3,
            max_length=7,
            description="The claims about what changed. At least one is right and at least one "
            "is wrong.",
        ),
    ]
    hints: Annotated[
        tuple[Paragraph, ...],
        Meta(
            min_length=1,
            max_length=3,
            description="Hints, the mildest first.",
            examples=[["Look for numbers.", "One claim is only about tone."]],
        ),
    ]
    takeaway: Annotated[
        Paragraph,
        Meta(
            description="What to remember, shown after the check.",
            examples=["A good answer is one you can act on."],
        ),
    ]
    revision: Revision = 1
    sources: Annotated[
        tuple[Source, ...], Meta(description="Where the facts of the round come from.")
    ] = ()
