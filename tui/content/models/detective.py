"""Detective cases: a failing model, candidate data sets and what each leads to."""

from typing import Annotated, Literal

from msgspec import Meta

from tui.content.models.common import (
    ONE_LINE,
    CardText,
    Id,
    Line,
    Model,
    Paragraph,
    Reply,
    Source,
    Title,
)

Verdict = Literal["solves", "partly", "fails"]
Factor = Literal[
    "relevance",
    "quality",
    "size",
    "coverage",
    "balance",
    "format",
    "leakage",
    "rights",
]


class TestPrompt(Model, frozen=True, kw_only=True):
    """A question that every trained model is asked."""

    __test__ = False  # the name starts like a test class; pytest must not collect it

    id: Id
    prompt: Line
    good: Annotated[Line, Meta(description="What a good reply does.")]
    base: Annotated[Reply, Meta(description="What the base model replies, failing.")]


class DataSetCard(Model, frozen=True, kw_only=True):
    """What the people who made a data set say about it; counts are computed, never typed."""

    source: Annotated[Line, Meta(description="Who made it, and for what.")]
    license: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=ONE_LINE,
            description="On which terms it may be used.",
        ),
    ]
    collected: Annotated[
        str, Meta(min_length=1, max_length=80, pattern=ONE_LINE, description="When and how.")
    ]


class Curve(Model, frozen=True, kw_only=True):
    """Loss over training; for canned replies the author draws it to illustrate."""

    steps: Annotated[
        tuple[Annotated[int, Meta(ge=0, le=10_000_000)], ...],
        Meta(min_length=4, max_length=60, description="Training steps, rising."),
    ]
    train: Annotated[
        tuple[Annotated[float, Meta(ge=0, le=100)], ...],
        Meta(description="Loss on the training rows at each step."),
    ]
    validation: Annotated[
        tuple[Annotated[float, Meta(ge=0, le=100)], ...],
        Meta(description="Loss on rows kept aside, at each step."),
    ]


class TestReply(Reply, frozen=True, kw_only=True):
    """What the model trained on one data set replies to one test prompt."""

    __test__ = False

    test: Annotated[Id, Meta(description="The id of the test prompt.")]
    good: Annotated[bool, Meta(description="Whether it does what a good reply does.")]
    note: Annotated[Line, Meta(description="What to notice in it.")]


class DataSet(Model, frozen=True, kw_only=True):
    """A candidate to fine-tune the base model on."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=32, pattern=ONE_LINE)]
    about: Annotated[Paragraph, Meta(description="What its makers say it is. It may flatter.")]
    rows: Annotated[
        str,
        Meta(
            pattern=r"^datasets/[a-z0-9]+(-[a-z0-9]+)*\.jsonl$(?!\n)",
            max_length=100,
            description="The file with its rows: JSON Lines in the chat format.",
            examples=["datasets/plant-clinic-logs.jsonl"],
        ),
    ]
    card: DataSetCard
    verdict: Annotated[Verdict, Meta(description="What training on it leads to.")]
    factor: Annotated[
        Factor | None,
        Meta(description="What explains it when it does not solve the case."),
    ] = None
    outcome: Annotated[
        Paragraph,
        Meta(description="What one sees in the replies; does not name the factor."),
    ]
    why: Annotated[Paragraph, Meta(description="The cause, shown once the factor is named.")]
    curve: Curve
    replies: Annotated[
        tuple[TestReply, ...],
        Meta(min_length=1, description="One for each test prompt."),
    ]


class Case(Model, frozen=True, kw_only=True):
    """A file in ``detective/``."""

    title: Title
    domain: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=24,
            pattern=ONE_LINE,
            description="The field.",
            examples=["plant care"],
        ),
    ]
    problem: Annotated[Line, Meta(description="The problem in a sentence, to choose it by.")]
    brief: Annotated[CardText, Meta(description="Who asks, what they need, what goes wrong.")]
    tests: Annotated[
        tuple[TestPrompt, ...],
        Meta(min_length=2, max_length=5, description="What every model is asked."),
    ]
    datasets: Annotated[
        tuple[DataSet, ...],
        Meta(
            min_length=2,
            max_length=6,
            description="The candidates, in the order shown.",
        ),
    ]
    hints: Annotated[
        tuple[Paragraph, ...],
        Meta(min_length=2, max_length=4, description="Hints, the mildest first."),
    ]
    takeaway: Annotated[Paragraph, Meta(description="What to remember, shown at the debrief.")]
    sources: Annotated[tuple[Source, ...], Meta(description="Where its facts come from.")] = ()
