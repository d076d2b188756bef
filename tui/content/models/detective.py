"""Detective cases: a failing model, candidate data sets and what each leads to."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tui.content.models.common import (
    ONE_LINE,
    CardText,
    Id,
    Line,
    Model,
    Paragraph,
    Reply,
    Revision,
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
    "overfitting",
    "forgetting",
]

ROW_FILE = r"^datasets/[a-z0-9]+(-[a-z0-9]+)*\.jsonl$(?!\n)"
"""The pattern of the name of a file with rows."""

_VERDICTS = {
    "solves": "It does the job: every reply is good.",
    "partly": "Better than the base model, and not good enough.",
    "fails": "It does not do the job.",
}
_FACTORS = {
    "relevance": "The rows are about another task or domain.",
    "quality": "The replies in the rows are wrong or contradict each other.",
    "size": "There are too few different rows to learn from.",
    "coverage": "The rows show only a narrow slice of what is asked.",
    "balance": "One kind of reply crowds out the others.",
    "format": "The replies have not the form that is needed.",
    "leakage": "The test is in the training rows, so its score says nothing.",
    "rights": "It may not be used: licence, privacy or consent.",
    "overfitting": "It was trained so long that it knows the rows by heart and little else.",
    "forgetting": "It learned the job and lost what it could do before.",
}


class TestPrompt(Model, frozen=True, kw_only=True):
    """A question that every trained model is asked."""

    __test__ = False  # the name starts like a test class; pytest must not collect it

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; `test` of a reply names the test by it.",
            examples=["avocado", "sleep"],
        ),
    ]
    prompt: Annotated[
        Line,
        Meta(
            description="What the model is asked.",
            examples=["May my parrot have avocado?", "My parrot is up all night. Why?"],
        ),
    ]
    good: Annotated[
        Line,
        Meta(
            description="What a good reply does, so that a learner can judge one.",
            examples=["Says no, and why.", "Says how long parrots sleep."],
        ),
    ]
    base: Annotated[
        Reply,
        Meta(
            description="What the base model replies, failing.",
            examples=[
                {"canned": "About 75 degrees Celsius. Let boiled water stand for five minutes."}
            ],
        ),
    ]


class DataSetCard(Model, frozen=True, kw_only=True):
    """What the people who made a data set say about it; counts are computed, never typed."""

    source: Annotated[
        Line,
        Meta(
            description="Who made it, and for what.",
            examples=["The vet's own notes, for her help line"],
        ),
    ]
    license: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=ONE_LINE,
            description="On which terms it may be used.",
            examples=["CC BY 4.0", "None stated"],
        ),
    ]
    collected: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=80,
            pattern=ONE_LINE,
            description="When and how it was collected.",
            examples=["Three winters of calls, names changed"],
        ),
    ]


class Curve(Model, frozen=True, kw_only=True):
    """Loss over training; for canned replies the author draws it to illustrate."""

    steps: Annotated[
        tuple[
            Annotated[
                int,
                Meta(ge=0, le=10_000_000, description="A number of training steps.", examples=[10]),
            ],
            ...,
        ],
        Meta(
            min_length=4,
            max_length=60,
            description="Training steps, rising.",
            examples=[[0, 10, 20, 30]],
        ),
    ]
    train: Annotated[
        tuple[Annotated[float, Meta(ge=0, le=100, description="A loss.", examples=[1.4])], ...],
        Meta(
            description="Loss on the training rows, one number for each step.",
            examples=[[3.0, 2.1, 1.4, 1.1]],
        ),
    ]
    validation: Annotated[
        tuple[Annotated[float, Meta(ge=0, le=100, description="A loss.", examples=[1.4])], ...],
        Meta(
            description="Loss on rows kept aside, one number for each step.",
            examples=[[3.0, 2.2, 1.7, 1.6]],
        ),
    ]

    @property
    def lowest(self) -> int:
        """The index of the checkpoint with the lowest validation loss, the first of several."""
        return self.validation.index(min(self.validation))


NO_CURVE = Curve(steps=(), train=(), validation=())
"""Stands for a curve that was not given."""


class TestReply(Reply, frozen=True, kw_only=True):
    """What the model trained on one data set replies to one test prompt."""

    __test__ = False

    test: Annotated[
        Id,
        Meta(
            description="The id of a test, in kebab-case; each test has one reply.",
            examples=["avocado"],
        ),
    ]
    good: Annotated[
        bool,
        Meta(
            description="Whether it does what a good reply does. In the data set that solves "
            "the case, every reply does.",
            examples=[True],
        ),
    ]
    note: Annotated[
        Line,
        Meta(description="What to notice in the reply.", examples=["Short, and it names why."]),
    ]


class DataSet(Model, frozen=True, kw_only=True):
    """A candidate to fine-tune the base model on."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each data set has its own, and progress is "
            "stored under it.",
            examples=["vet-notes", "green-parrots"],
        ),
    ]
    title: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=32,
            pattern=ONE_LINE,
            description="The data set's name on the screen.",
            examples=["The vet's notes", "Green parrots"],
        ),
    ]
    about: Annotated[
        Paragraph,
        Meta(
            description="What its makers say it is. It may flatter: the rows tell the truth.",
            examples=["Every question of three winters, answered by a vet."],
        ),
    ]
    rows: Annotated[
        str,
        Meta(
            pattern=ROW_FILE,
            max_length=100,
            description="The file with its rows: JSON Lines in the chat format.",
            examples=["datasets/vet-notes.jsonl", "datasets/green-parrots.jsonl"],
        ),
    ]
    card: Annotated[
        DataSetCard,
        Meta(description="The card that travels with it; the game adds the counts itself."),
    ]
    verdict: Annotated[
        Verdict,
        Meta(
            description="What training on it leads to. At least one data set of a case solves it.",
            examples=["partly", "fails"],
            extra_json_schema={"x-values": _VERDICTS},
        ),
    ]
    factor: Annotated[
        Factor | None,
        Meta(
            description="What explains it when it does not solve the case; left out when it does.",
            examples=["coverage", "size"],
            extra_json_schema={"x-values": _FACTORS},
        ),
    ] = None
    outcome: Annotated[
        Paragraph,
        Meta(
            description="What one sees in the replies. It does not name the factor.",
            examples=["It answers at last, but only about parrots that are green."],
        ),
    ]
    why: Annotated[
        Paragraph,
        Meta(
            description="The cause, shown once the factor is named.",
            examples=["The rows hold one kind of parrot, so the model knows one kind."],
        ),
    ]
    curve: Annotated[
        Curve,
        Meta(
            description="The loss over training, drawn as two lines. A recorded data set has its "
            "own."
        ),
    ] = NO_CURVE
    replies: Annotated[
        tuple[TestReply, ...],
        Meta(
            description="What the model trained on it replies: one entry for each test. A recorded "
            "data set has its own.",
        ),
    ] = ()
    recording: Annotated[
        Id | None,
        Meta(
            description="The recording of a real training run on the rows, in place of `curve` and "
            "`replies`: its file in `recordings/` without `.toml`.",
            examples=["parrots-vet-notes"],
        ),
    ] = None
    step: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(
            description="The checkpoint of the recording that the learner gets; the last one where "
            "it is left out.",
            examples=[120],
        ),
    ] = None
    notes: Annotated[
        dict[str, Line],
        Meta(
            max_length=6,
            description="What to notice in each recorded reply, by the id of the test.",
            examples=[{"avocado": "Short, and it names why."}],
        ),
    ] = msgspec.field(default_factory=dict)
    revision: Revision = 1


class Demands(Model, frozen=True, kw_only=True):
    """The scores that the client demands, as shares from 0 to 1.

    A recorded data set solves the case where it reaches them all. It is partly on track where it
    reaches at least half of `held-out`. Otherwise it fails.
    """

    held_out: Annotated[
        float,
        Meta(
            gt=0,
            le=1,
            description="Good replies to questions on the job that stand in no data set.",
            examples=[0.8],
        ),
    ]
    form: Annotated[
        Annotated[float, Meta(gt=0, le=1)] | None,
        Meta(
            description="Replies that have the form which the experiment asks for.",
            examples=[0.9],
        ),
    ] = None
    untouched: Annotated[
        Annotated[float, Meta(gt=0, le=1)] | None,
        Meta(
            description="Good replies on subjects that the job does not touch.",
            examples=[0.6],
        ),
    ] = None


class Case(Model, frozen=True, kw_only=True):
    """A file in ``detective/``."""

    title: Annotated[Title, Meta(description="The case's title.", examples=["The silent parrot"])]
    domain: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=24,
            pattern=ONE_LINE,
            description="The field that the case is from.",
            examples=["plant care"],
        ),
    ]
    problem: Annotated[
        Line,
        Meta(
            description="The problem in a sentence, to choose the case by.",
            examples=["A vet's help line answers every question with a poem."],
        ),
    ]
    brief: Annotated[
        CardText,
        Meta(
            description="Who asks, what they need, and what goes wrong; blank lines part "
            "paragraphs.",
            examples=["The vet calls at midnight. Her help line answers with poems."],
        ),
    ]
    tests: Annotated[
        tuple[TestPrompt, ...],
        Meta(min_length=2, max_length=6, description="What every trained model is asked."),
    ]
    datasets: Annotated[
        tuple[DataSet, ...],
        Meta(
            min_length=2,
            max_length=6,
            description="The candidates, in the order shown. One solves; the others fail by "
            "different factors or help partly.",
        ),
    ]
    demands: Annotated[
        Demands | None,
        Meta(
            description="The scores that the client demands; needed where data sets are recorded.",
            examples=[{"held-out": 0.8, "untouched": 0.6}],
        ),
    ] = None
    hints: Annotated[
        tuple[Paragraph, ...],
        Meta(
            min_length=2,
            max_length=4,
            description="Hints, the mildest first.",
            examples=[["Read the rows, not the cards.", "Count the duplicates."]],
        ),
    ]
    takeaway: Annotated[
        Paragraph,
        Meta(
            description="What to remember, shown at the debrief.",
            examples=["Open the rows before you train."],
        ),
    ]
    revision: Revision = 1
    sources: Annotated[
        tuple[Source, ...], Meta(description="Where the facts of the case come from.")
    ] = ()
