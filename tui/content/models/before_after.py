"""Before & After rounds: two replies and what changed between them."""

from typing import Annotated, Literal

from msgspec import Meta

from tui.content.models.common import ONE_LINE, Id, Model, Paragraph, Reply, Source, Title

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
        str | None, Meta(description="Words that occur in the Before reply, exactly.")
    ] = None
    after: Annotated[
        str | None, Meta(description="Words that occur in the After reply, exactly.")
    ] = None


class Option(Model, frozen=True, kw_only=True):
    """A claim about what changed, right or believably wrong."""

    id: Id
    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=90,
            pattern=ONE_LINE,
            description="The claim, without position words.",
        ),
    ]
    correct: Annotated[
        bool,
        Meta(
            description="Whether the claim is right: an improvement, or in a regression round "
            "something that got worse."
        ),
    ] = False
    trait: Annotated[Trait, Meta(description="The quality that the claim is about.")]
    why: Annotated[str, Meta(min_length=1, max_length=240, description="Why it is right or wrong.")]
    evidence: Annotated[
        Evidence,
        Meta(description="The words that light up; a correct option needs some."),
    ] = Evidence()


class Round(Model, frozen=True, kw_only=True):
    """A file in ``before-after/``."""

    title: Title
    domain: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=24,
            pattern=ONE_LINE,
            description="The field.",
            examples=["medicine"],
        ),
    ]
    type: Annotated[
        RoundType,
        Meta(
            description="spot: select the improvements; blind: first guess which reply is the "
            "fine-tuned model's; regression: select what got worse."
        ),
    ] = "spot"
    prompt: Annotated[Paragraph, Meta(description="What both models were asked.")]
    before: Annotated[ModelReply, Meta(description="The base model's reply.")]
    after: Annotated[ModelReply, Meta(description="The fine-tuned model's reply.")]
    options: Annotated[
        tuple[Option, ...], Meta(min_length=3, max_length=7, description="The claims.")
    ]
    hints: Annotated[
        tuple[Paragraph, ...],
        Meta(min_length=1, max_length=3, description="Hints, the mildest first."),
    ]
    takeaway: Annotated[Paragraph, Meta(description="What to remember, shown after the check.")]
    sources: Annotated[tuple[Source, ...], Meta(description="Where its facts come from.")] = ()
