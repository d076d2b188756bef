"""Lessons: short cards, some to read and some to do."""

from typing import Annotated

from msgspec import Meta

from tui.content.models.common import (
    ONE_LINE,
    Art,
    CardText,
    Id,
    Line,
    Model,
    Paragraph,
    Revision,
    Source,
    SourceId,
    Title,
)
from tui.content.models.recording import RecordedPrompt, Training

QuestionText = Annotated[
    CardText,
    Meta(
        description="The question or the task, above what there is to do.",
        examples=["Which of these beats more data?"],
    ),
]


class Card(Model, frozen=True, kw_only=True, tag_field="kind"):
    """What every card has."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each card has its own, and progress is "
            "stored under it.",
            examples=["two-voices"],
        ),
    ]
    title: Annotated[
        Title,
        Meta(description="The card's title, above its text.", examples=["Two voices"]),
    ]
    art: Annotated[Art | None, Meta(description="A small picture above the text.")] = None
    cites: Annotated[
        tuple[SourceId, ...],
        Meta(
            description="Ids of the lesson's `[[sources]]` shown under the card.",
            examples=[["lima"]],
        ),
    ] = ()


class TextCard(Card, tag="text", frozen=True, kw_only=True):
    """A card to read."""

    text: CardText


class Pair(Model, frozen=True, kw_only=True):
    """One line of an analogy: a thing in the story and what it stands for."""

    story: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=ONE_LINE,
            description="The thing in the story.",
            examples=["the apprentice", "your kitchen"],
        ),
    ]
    model: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=ONE_LINE,
            description="What it stands for.",
            examples=["the pre-trained model", "the data set"],
        ),
    ]


class AnalogyCard(Card, tag="analogy", frozen=True, kw_only=True):
    """A story to read, and line by line what it stands for."""

    text: Annotated[
        CardText,
        Meta(
            description="The story, at most about 120 words; blank lines part paragraphs.",
            examples=["An apprentice cooks well already. Now he learns your kitchen."],
        ),
    ]
    pairs: Annotated[
        tuple[Pair, ...],
        Meta(min_length=2, max_length=6, description="What stands for what."),
    ]


class DefinitionCard(Card, tag="definition", frozen=True, kw_only=True):
    """A term to read about: its exact meaning, and notes that sharpen it."""

    term: Annotated[
        Title, Meta(description="The term that the card defines.", examples=["Fine-tuning"])
    ]
    text: Annotated[
        CardText,
        Meta(
            description="What the term means, exactly.",
            examples=["Training a pre-trained model further on a smaller data set."],
        ),
    ]
    notes: Annotated[
        tuple[Paragraph, ...],
        Meta(
            max_length=5,
            description="What it is not, or what it entails.",
            examples=[["It is not training from scratch."]],
        ),
    ] = ()


class Item(Model, frozen=True, kw_only=True):
    """An entry of a list: a name and a sentence."""

    title: Annotated[
        Title, Meta(description="The entry's name.", examples=["Clean the rows", "Keep some aside"])
    ]
    text: Annotated[
        Paragraph,
        Meta(
            description="What there is to say about it.",
            examples=[
                "Take out duplicates before you count.",
                "A test is worth something if the model has not seen it.",
            ],
        ),
    ]


class ListCard(Card, tag="list", frozen=True, kw_only=True):
    """A list of at most seven entries to read."""

    text: Annotated[
        str,
        Meta(
            max_length=400,
            description="A sentence before the list.",
            examples=["Three things to do before you train:"],
        ),
    ] = ""
    items: Annotated[
        tuple[Item, ...],
        Meta(min_length=2, max_length=7, description="The entries of the list."),
    ]


class Choice(Model, frozen=True, kw_only=True):
    """An answer of a pick card."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each choice of the card has its own.",
            examples=["better-data", "louder-data"],
        ),
    ]
    text: Annotated[
        Line,
        Meta(
            description="The answer. Choices are shuffled, so it must not speak of its place.",
            examples=["Better data", "Louder data"],
        ),
    ]
    correct: Annotated[
        bool,
        Meta(description="Whether it belongs to the right answer.", examples=[True, False]),
    ] = False
    why: Annotated[
        Paragraph,
        Meta(
            description="Why it is right or wrong; shown to everyone, also to those who did "
            "not pick it.",
            examples=[
                "A small set of good rows often teaches more.",
                "Tone is learnt, and the mistakes with it.",
            ],
        ),
    ]


class PickCard(Card, tag="pick", frozen=True, kw_only=True):
    """A question to answer: choose the right answer, or all right answers."""

    text: QuestionText
    choices: Annotated[
        tuple[Choice, ...],
        Meta(
            min_length=2,
            max_length=7,
            description="The answers. At least one is right and at least one is wrong.",
        ),
    ]
    several: Annotated[
        bool,
        Meta(
            description="True lets the learner select any number of choices, false exactly one.",
            examples=[True],
        ),
    ] = False
    revision: Revision = 1


class Bin(Model, frozen=True, kw_only=True):
    """One of the places that a sort card sorts into."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; `bin` of an item names the bin by it.",
            examples=["prompting", "fine-tuning"],
        ),
    ]
    title: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=24,
            pattern=ONE_LINE,
            description="The bin's name on the screen.",
            examples=["Prompting", "Fine-tuning"],
        ),
    ]


class SortItem(Model, frozen=True, kw_only=True):
    """A thing to put into a bin."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each item of the card has its own.",
            examples=["longer-instruction", "two-thousand-rows", "three-samples"],
        ),
    ]
    text: Annotated[
        Line,
        Meta(
            description="The thing to sort.",
            examples=[
                "A longer instruction",
                "Two thousand rows of training",
                "Three samples above the question",
            ],
        ),
    ]
    bin: Annotated[
        Id,
        Meta(
            description="The id of a bin, in kebab-case; it is the one that the item belongs in.",
            examples=["prompting", "fine-tuning", "prompting"],
        ),
    ]
    why: Annotated[
        Paragraph,
        Meta(
            description="Why it belongs there.",
            examples=[
                "The model is told more, and its weights stay as they are.",
                "Training changes the weights.",
                "They are read with the question and forgotten after it.",
            ],
        ),
    ]


class SortCard(Card, tag="sort", frozen=True, kw_only=True):
    """Things to sort into two or three bins."""

    text: QuestionText
    bins: Annotated[
        tuple[Bin, ...],
        Meta(
            min_length=2,
            max_length=3,
            description="Where things can go. Each bin gets at least one item.",
        ),
    ]
    items: Annotated[
        tuple[SortItem, ...],
        Meta(min_length=3, max_length=7, description="The things to sort."),
    ]
    revision: Revision = 1


class Step(Model, frozen=True, kw_only=True):
    """One step of an order card."""

    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; each step of the card has its own.",
            examples=["clean-rows", "keep-test-aside", "train"],
        ),
    ]
    text: Annotated[
        Line,
        Meta(
            description="The step.",
            examples=["Take out the duplicates", "Keep a test aside", "Train"],
        ),
    ]
    why: Annotated[
        Paragraph,
        Meta(
            description="Why it stands where it stands.",
            examples=[
                "A row that stands twice could land on both sides of the test.",
                "What the model has seen tests nothing.",
                "Now there is something to train on and something to test with.",
            ],
        ),
    ]


class OrderCard(Card, tag="order", frozen=True, kw_only=True):
    """Steps to bring into order; the file lists them in the right one."""

    text: QuestionText
    steps: Annotated[
        tuple[Step, ...],
        Meta(
            min_length=3,
            max_length=8,
            description="The steps, in the right order. The game shuffles them.",
        ),
    ]
    revision: Revision = 1


class StopCard(Card, tag="stop", frozen=True, kw_only=True):
    """A recorded training run, to be stopped at the right checkpoint."""

    text: QuestionText
    recording: Annotated[
        Id,
        Meta(
            description="The recording of the run: its file in `recordings/` without `.toml`.",
            examples=["parrots-vet-notes"],
        ),
    ]
    prompt: Annotated[
        Id,
        Meta(
            description="The id of the prompt in the recording whose reply is shown beside the "
            "curve.",
            examples=["avocado"],
        ),
    ]
    right: Annotated[
        tuple[Annotated[int, Meta(ge=0, description="A step.", examples=[20])], ...],
        Meta(
            min_length=1,
            max_length=8,
            description="The checkpoints at which it is right to stop, rising. That with the "
            "lowest validation loss must be one of them.",
            examples=[[20, 30]],
        ),
    ]
    early: Annotated[
        Paragraph,
        Meta(
            description="Why it is wrong to stop before them.",
            examples=["Both losses still fall: it has more to learn."],
        ),
    ]
    why: Annotated[
        Paragraph,
        Meta(
            description="Why it is right to stop at them.",
            examples=["The validation loss is as low as it gets."],
        ),
    ]
    late: Annotated[
        Paragraph,
        Meta(
            description="Why it is wrong to stop after them.",
            examples=["The validation loss rises: it learns the rows by heart."],
        ),
    ]
    revision: Revision = 1


class PlayedStop(StopCard, frozen=True, kw_only=True):
    """A stop card with its recording; the game makes it and no author writes it.

    Attributes:
        run: The training run.
        said: The prompt, and the reply at each checkpoint.
    """

    run: Training
    said: RecordedPrompt


ReadingCard = TextCard | AnalogyCard | DefinitionCard | ListCard
DoingCard = PickCard | SortCard | OrderCard | StopCard
AnyCard = ReadingCard | DoingCard


class Lesson(Model, frozen=True, kw_only=True):
    """A file in ``lessons/``."""

    title: Annotated[
        Title, Meta(description="The lesson's title.", examples=["What fine-tuning is"])
    ]
    summary: Annotated[
        Line,
        Meta(
            description="What one can do after the lesson.",
            examples=["Tell fine-tuning from prompting."],
        ),
    ]
    minutes: Annotated[
        int,
        Meta(ge=1, le=30, description="How many minutes it takes to play.", examples=[5]),
    ]
    cards: Annotated[
        tuple[AnyCard, ...],
        Meta(
            min_length=2,
            max_length=20,
            description="The cards, in order. At least one is something to do: pick, sort, "
            "order or stop.",
        ),
    ]
    sources: Annotated[tuple[Source, ...], Meta(description="What the cards cite, by its id.")] = ()
