"""The record of a reply, in words: all that is needed to make the model say it again."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from tui.content.models.common import Reply
from tui.content.models.recording import Decoding, Recording, Training
from tui.content.problems import ContentError
from tui.content.recordings import checkpoint
from tui.language import _

Line = tuple[str, str]
"""What it is, and what it is here."""


class Said(msgspec.Struct, frozen=True):
    """A reply of a recording.

    Attributes:
        head: How the screen calls it.
        step: The training step; None for the last checkpoint.
        prompt: The id of the prompt; None for all of them.
        sample: Which of the random replies; None for the likeliest.
    """

    head: str
    step: int | None = None
    prompt: str | None = None
    sample: int | None = None


def records_of(
    replies: Iterable[tuple[str, Reply]], find: Callable[[str], Recording]
) -> list[tuple[Recording, Said]]:
    """Return where the recorded ones among replies stand; what cannot be read is left out.

    Args:
        replies: What the screen calls each reply, and the reply.
        find: Returns a recording by its name; raises ContentError where it is not sound.
    """
    found = []
    for head, reply in replies:
        where = reply.recorded
        if where is None:
            continue
        try:
            recording = find(where.run)
        except ContentError:
            continue
        found.append((recording, Said(head, where.step, where.prompt, where.sample)))
    return found


def said_lines(recording: Recording, said: Said) -> Iterator[Line]:
    """Yield where in a recording a reply stands, and the hash of its text.

    Args:
        recording: The recording.
        said: The reply.
    """
    prompt = next((each for each in recording.prompts if each.id == said.prompt), None)
    parts = []
    if recording.training is not None:
        last = recording.training.steps
        at = last if said.step is None else said.step
        parts.append(_("step {step} of {steps}").format(step=at, steps=last))
    if prompt is not None:
        text = _("likeliest reply") if said.sample is None else _("sample {n}")
        parts.append(text.format(n=said.sample))
    yield said.head, " · ".join(parts)
    reply = None if prompt is None else checkpoint(prompt, said.step)
    if reply is not None:
        yield _("text hash"), reply.hash


def record_lines(recording: Recording) -> Iterator[Line]:
    """Yield all that a recording says of the model, the run and the replies.

    Args:
        recording: The recording.
    """
    model, training = recording.model, recording.training
    weights = _("{n:,} weights")
    size = "" if model.parameters is None else f" · {weights.format(n=model.parameters)}"
    yield _("model"), f"{model.name}{size}"
    yield _("revision"), model.revision
    if training is not None:
        yield from _training(training)
    yield _("decoding"), _decoding(recording.decoding)
    software = ", ".join(f"{name} {version}" for name, version in recording.software.items())
    yield _("software"), software
    day, time = recording.recorded_at.removesuffix("Z").split("T")
    yield _("recorded at"), f"{day} {time} UTC"
    yield _("seal"), recording.seal


def _training(training: Training) -> Iterator[Line]:
    rows = _("{n:,} rows").format(n=training.rows)
    yield _("data set"), f"{training.data} · {rows}"
    yield _("data hash"), training.data_hash
    trained = _("{n:,} weights trained").format(n=training.trainable)
    if training.method == "lora":
        method = _("LoRA of rank {rank}").format(rank=training.rank)
    else:
        method = _("full fine-tuning")
    yield _("method"), f"{method} · {trained}"
    settings = _("{steps:,} steps of up to {rows:,} rows · learning rate {rate:g} · seed {seed}")
    yield (
        _("settings"),
        settings.format(
            steps=training.steps,
            rows=training.batch_size,
            rate=training.learning_rate,
            seed=training.seed,
        ),
    )
    if training.recipe:
        yield _("recipe"), training.recipe


def _decoding(decoding: Decoding) -> str:
    most = _("at most {n} tokens").format(n=decoding.max_tokens)
    if not decoding.seeds:
        return most
    text = _("samples at temperature {temperature:g}, seeds {seeds}")
    seeds = ", ".join(map(str, decoding.seeds))
    return f"{most} · {text.format(temperature=decoding.temperature, seeds=seeds)}"
