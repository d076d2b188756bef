"""Recordings: what a model really said, and all that is needed to make it say so again."""

from typing import Annotated, Literal

from msgspec import Meta

from tui.content.models.common import KEBAB, ONE_LINE, Id, Model
from tui.content.models.detective import Curve

HASH = r"^sha256:[0-9a-f]{64}$(?!\n)"
"""The pattern of a hash in full."""
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$(?!\n)"
"""The pattern of a moment in UTC."""

LONGEST_COMMAND = 400
"""The longest command that a recording states, in characters."""

Hash = Annotated[
    str,
    Meta(
        pattern=HASH,
        description="A SHA-256 hash in hexadecimal digits.",
        examples=["sha256:" + "0123456789abcdef" * 4],
    ),
]
RunName = Annotated[
    str,
    Meta(
        pattern=KEBAB,
        max_length=64,
        description="The name of a recording: its file in `recordings/` without `.toml`.",
        examples=["parrots-vet-notes"],
    ),
]
Method = Literal["full", "lora"]
Group = Literal["held-out", "untouched"]
_Short = Annotated[str, Meta(min_length=1, max_length=120, pattern=ONE_LINE)]
_Text = Annotated[str, Meta(max_length=4000)]
_Count = Annotated[int, Meta(ge=0, le=10_000_000_000_000)]
_Share = Annotated[float, Meta(ge=0, le=1, description="A share from 0 to 1.", examples=[0.75])]
_Shares = Annotated[tuple[_Share, ...], Meta(examples=[[0.0, 0.5, 0.75, 0.9]])]

METHODS: dict[Method, str] = {
    "full": "Every weight of the model is trained.",
    "lora": "Small added matrices are trained; the model's own weights stay as they are.",
}
GROUPS: dict[Group, str] = {
    "held-out": "A question on the job.",
    "untouched": "A question on another subject, which shows what was forgotten.",
}


class RecordedModel(Model, frozen=True, kw_only=True):
    """The model that spoke, or that was fine-tuned."""

    name: Annotated[_Short, Meta(description="Its name.", examples=["pocket"])]
    revision: Annotated[
        _Short,
        Meta(
            description="Which one exactly: a hash of its weights, or what the server says.",
            examples=["sha256:" + "0123456789abcdef" * 4],
        ),
    ]
    parameters: Annotated[
        _Count | None, Meta(description="How many weights it has.", examples=[1_100_000])
    ] = None


class Decoding(Model, frozen=True, kw_only=True):
    """How replies were drawn from the model."""

    max_tokens: Annotated[
        int, Meta(ge=1, le=4096, description="At most so many tokens a reply.", examples=[40])
    ]
    temperature: Annotated[
        float,
        Meta(ge=0, le=2, description="The temperature of the samples.", examples=[0.8]),
    ]
    seeds: Annotated[
        tuple[Annotated[int, Meta(ge=0, description="A seed.", examples=[1])], ...],
        Meta(max_length=8, description="The seed of each sample.", examples=[[1, 2, 3]]),
    ]


class Scores(Model, frozen=True, kw_only=True):
    """What was measured at each checkpoint, as shares from 0 to 1."""

    held_out: Annotated[
        _Shares, Meta(description="Good replies to questions on the job that no data set holds.")
    ]
    tests: Annotated[_Shares, Meta(description="Good replies to the case's own tests.")]
    untouched: Annotated[
        _Shares, Meta(description="Good replies on subjects that the job does not touch.")
    ]
    form: Annotated[
        _Shares | None,
        Meta(description="Replies on the job that have the form that was asked for."),
    ] = None


class Training(Model, frozen=True, kw_only=True):
    """The run that led to the replies."""

    case: Annotated[Id, Meta(description="The id of the case.", examples=["parrots"])]
    run: Annotated[
        Id, Meta(description="The id of the run in the case's experiment.", examples=["vet-notes"])
    ]
    data: Annotated[
        _Short, Meta(description="The data set's file.", examples=["datasets/vet-notes.jsonl"])
    ]
    data_hash: Annotated[Hash, Meta(description="The hash of that file.")]
    experiment_hash: Annotated[
        Hash, Meta(description="The hash of the run and the questions in the experiment.")
    ]
    rows: Annotated[_Count, Meta(description="How many rows it has.", examples=[120])]
    method: Annotated[
        Method,
        Meta(
            description="What was trained.",
            examples=["full"],
            extra_json_schema={"x-values": METHODS},
        ),
    ]
    rank: Annotated[
        Annotated[int, Meta(ge=1, le=1024)] | None,
        Meta(description="The rank of LoRA.", examples=[8]),
    ] = None
    trainable: Annotated[
        _Count, Meta(description="How many weights were trained.", examples=[1_100_000])
    ]
    steps: Annotated[int, Meta(ge=1, description="Steps of the optimizer.", examples=[120])]
    batch_size: Annotated[int, Meta(ge=1, description="Rows a step.", examples=[16])]
    learning_rate: Annotated[
        float, Meta(gt=0, description="The highest learning rate.", examples=[3e-4])
    ]
    recipe: Annotated[
        _Short | None,
        Meta(
            description="The optimizer, and how its learning rate moves.",
            examples=["AdamW; the rate rises for 5 steps, then stays"],
        ),
    ] = None
    seed: Annotated[int, Meta(ge=0, description="The seed of the run.", examples=[7])]
    curve: Annotated[Curve, Meta(description="The losses at each checkpoint.")]
    scores: Annotated[Scores, Meta(description="The scores at each checkpoint.")]


class RecordedReply(Model, frozen=True, kw_only=True):
    """What the model said at one checkpoint."""

    step: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="The training step; left out by a server.", examples=[120]),
    ] = None
    greedy: Annotated[
        _Text,
        Meta(
            description="The likeliest reply, word for word.",
            examples=["No. Avocado is dangerous for parrots."],
        ),
    ]
    samples: Annotated[
        tuple[Annotated[_Text, Meta(description="A reply.", examples=["No."])], ...],
        Meta(
            max_length=8,
            description="Replies drawn at random, one for each seed.",
            examples=[["No.", "No, never.", "Yes."]],
        ),
    ] = ()
    good: Annotated[
        bool | None,
        Meta(description="Whether the likeliest reply was marked as good.", examples=[True]),
    ] = None
    hash: Annotated[Hash, Meta(description="The hash of the replies.")]


class RecordedPrompt(Model, frozen=True, kw_only=True):
    """A prompt and what was said to it."""

    id: Annotated[
        Id, Meta(description="The id of the test, or of the prompt.", examples=["avocado"])
    ]
    prompt: Annotated[
        Annotated[str, Meta(min_length=1, max_length=400)],
        Meta(description="What was asked.", examples=["May my parrot have avocado?"]),
    ]
    group: Annotated[
        Group,
        Meta(
            description="What the prompt tests.",
            examples=["held-out"],
            extra_json_schema={"x-values": GROUPS},
        ),
    ] = "held-out"
    replies: Annotated[
        tuple[RecordedReply, ...],
        Meta(min_length=1, max_length=60, description="The replies, a checkpoint each."),
    ]


class Recording(Model, frozen=True, kw_only=True):
    """A file in ``recordings/``; it is written by a command and never by hand."""

    format: Annotated[
        Literal[1], Meta(description="The version of the format of recordings.", examples=[1])
    ]
    seal: Annotated[Hash, Meta(description="The hash of all the rest.")]
    recorded_at: Annotated[
        str,
        Meta(
            pattern=MOMENT,
            description="When it was recorded, in UTC.",
            examples=["2026-11-25T14:02:11Z"],
        ),
    ]
    command: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=LONGEST_COMMAND,
            pattern=ONE_LINE,
            description="The command that records it again.",
            examples=["finetune-detective lab run parrots"],
        ),
    ]
    model: Annotated[RecordedModel, Meta(description="The model.")]
    software: Annotated[
        dict[str, _Short],
        Meta(
            max_length=20,
            description="The versions of what ran, by name.",
            examples=[{"torch": "2.13.0+cpu"}],
        ),
    ]
    decoding: Annotated[Decoding, Meta(description="How the replies were drawn.")]
    training: Annotated[
        Training | None,
        Meta(description="The run that was recorded; left out where a server spoke."),
    ] = None
    prompts: Annotated[
        tuple[RecordedPrompt, ...],
        Meta(min_length=1, max_length=60, description="The prompts and their replies."),
    ]
