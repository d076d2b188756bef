"""Experiments: what the lab trains for a recorded case, and how it marks the replies."""

from typing import Annotated

from msgspec import Meta

from tui.content.models.common import ONE_LINE, Id, Model
from tui.content.models.detective import ROW_FILE
from tui.content.models.recording import GROUPS, METHODS, Decoding, Group, Method

_Phrase = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=120,
        pattern=ONE_LINE,
        description="Words of a reply.",
        examples=["eight days"],
    ),
]


class Question(Model, frozen=True, kw_only=True):
    """A question, and the words by which a reply to it is marked."""

    prompt: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=400,
            pattern=ONE_LINE,
            description="What is asked.",
            examples=["How long do parrots sleep?"],
        ),
    ]
    reference: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=1200,
            description="A good reply; the validation loss is measured on it.",
            examples=["Ten to twelve hours a night."],
        ),
    ]
    expects: Annotated[
        tuple[
            Annotated[
                tuple[_Phrase, ...],
                Meta(
                    min_length=1,
                    description="Words of which one is enough.",
                    examples=[["ten to twelve", "12 hours"]],
                ),
            ],
            ...,
        ],
        Meta(
            min_length=1,
            max_length=8,
            description="What a good reply has: something out of each of these lists.",
            examples=[[["ten to twelve", "12 hours"]]],
        ),
    ]
    rejects: Annotated[
        tuple[_Phrase, ...],
        Meta(
            max_length=60,
            description="Words that no good reply has.",
            examples=[["two hours"]],
        ),
    ] = ()


class TestQuestion(Question, frozen=True, kw_only=True):
    """How replies to a test of the case are marked."""

    __test__ = False  # the name starts like a test class; pytest must not collect it

    id: Annotated[
        Id, Meta(description="The id of the test in the case.", examples=["avocado", "sleep"])
    ]
    group: Annotated[
        Group,
        Meta(
            description="What the test tests.",
            examples=["held-out"],
            extra_json_schema={"x-values": GROUPS},
        ),
    ] = "held-out"


class Form(Model, frozen=True, kw_only=True):
    """The form that every reply on the job must have."""

    pattern: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=200,
            description="A regular expression that a whole reply must match.",
            examples=["^line [0-9]+: .+$"],
        ),
    ]
    words: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=140,
            pattern=ONE_LINE,
            description="The form, told to a person.",
            examples=["the line, a colon, the stop"],
        ),
    ]


class PlannedRun(Model, frozen=True, kw_only=True):
    """One training run of the experiment."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case, after which the recording is named.",
            examples=["vet-notes", "green-parrots"],
        ),
    ]
    data: Annotated[
        str,
        Meta(
            pattern=ROW_FILE,
            max_length=100,
            description="The file with the rows to train on.",
            examples=["datasets/vet-notes.jsonl"],
        ),
    ]
    method: Annotated[
        Method,
        Meta(
            description="What is trained.",
            examples=["full"],
            extra_json_schema={"x-values": METHODS},
        ),
    ] = "full"
    rank: Annotated[
        Annotated[int, Meta(ge=1, le=1024)] | None,
        Meta(description="The rank of LoRA, with that method.", examples=[8]),
    ] = None
    steps: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Steps of the optimizer.", examples=[120])
    ]
    batch_size: Annotated[int, Meta(ge=1, le=4096, description="Rows a step.", examples=[16])]
    learning_rate: Annotated[
        float, Meta(gt=0, le=1, description="The highest learning rate.", examples=[3e-4])
    ]
    seed: Annotated[int, Meta(ge=0, description="The seed of the run.", examples=[7])] = 7
    checkpoints: Annotated[
        tuple[Annotated[int, Meta(ge=0, description="A step.", examples=[20])], ...],
        Meta(
            min_length=8,
            max_length=40,
            description="The steps at which the model is tested: 0, the last one and more, rising.",
            examples=[[0, 5, 10, 20, 40, 60, 90, 120]],
        ),
    ]


class Experiment(Model, frozen=True, kw_only=True):
    """A file in ``experiments/``, named as the case it belongs to."""

    decoding: Annotated[Decoding, Meta(description="How replies are drawn from the model.")]
    form: Annotated[
        Form | None, Meta(description="The form that replies on the job must have, if any.")
    ] = None
    runs: Annotated[
        tuple[PlannedRun, ...],
        Meta(min_length=1, max_length=12, description="The runs, in the order they are trained."),
    ]
    tests: Annotated[
        tuple[TestQuestion, ...],
        Meta(min_length=2, max_length=8, description="How the case's own tests are marked."),
    ]
    held_out: Annotated[
        tuple[Question, ...],
        Meta(
            min_length=4,
            max_length=200,
            description="Questions on the job that stand in no data set.",
        ),
    ]
    untouched: Annotated[
        tuple[Question, ...],
        Meta(
            min_length=4,
            max_length=200,
            description="Questions on other subjects, which the base model can answer.",
        ),
    ]
