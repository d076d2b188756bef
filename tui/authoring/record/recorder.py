"""From prompts to a recording: asks what is not kept yet, and writes the whole."""

import platform
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui import APP_NAME, __version__
from tui.authoring.record.kept import Kept, Said, Settings, kept_path
from tui.authoring.record.prompts import Asked
from tui.authoring.recording_file import UNSEALED, sealed, write
from tui.content.models.recording import (
    Decoding,
    RecordedModel,
    RecordedPrompt,
    RecordedReply,
    Recording,
)
from tui.content.seals import hash_replies

Ask = Callable[[Asked, int | None], Said]
"""Returns what a model says to a prompt: with a seed at random, without one the likeliest."""
Tell = Callable[[str], None]
"""Takes a line on how far it is."""

_LONGEST = 120
_NOT_TOLD = "not told by the server"
_LOCAL = re.compile(r"(/|~|\.{1,2}[/\\]|[A-Za-z]:[/\\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be recorded.

    Attributes:
        root: The pack.
        name: The recording.
        asked: The prompts.
        model: The model that is asked for.
        endpoint: The server that is asked, safe to show.
        decoding: How replies are drawn.
        command: The command that records it again.
        schema: The line that names the schema of recordings, empty for none.
    """

    root: Path
    name: str
    asked: tuple[Asked, ...]
    model: str
    endpoint: str
    decoding: Decoding
    command: str
    schema: str = ""

    def jobs(self) -> Iterator[tuple[Asked, int | None]]:
        """Yield each prompt with each seed; None stands for the likeliest reply."""
        for asked in self.asked:
            for seed in (None, *self.decoding.seeds):
                yield asked, seed


class Recorder:
    """Records a plan; what was done is kept, whatever happens."""

    def __init__(self, plan: Plan, ask: Ask, tell: Tell) -> None:
        """Take up what was kept.

        Args:
            plan: What is to be recorded.
            ask: Asks the model.
            tell: Told of every reply.

        Raises:
            CannotRecordError: Replies are kept that were recorded otherwise.
            OSError: They cannot be read.
        """
        self._plan, self._ask, self._tell = plan, ask, tell
        settings = Settings(
            model=plan.model,
            endpoint=plan.endpoint,
            max_tokens=plan.decoding.max_tokens,
            temperature=plan.decoding.temperature,
        )
        self._kept = Kept(kept_path(plan.root, plan.name), settings)
        self._jobs = {(asked.prompt, seed) for asked, seed in plan.jobs()}

    @property
    def total(self) -> int:
        """How many replies there are to be."""
        return len(self._jobs)

    @property
    def done(self) -> int:
        """How many replies there are."""
        return sum(self._kept.find(*job) is not None for job in self._jobs)

    def record(self, software: Mapping[str, str], now: Callable[[], str]) -> Recording:
        """Ask what is missing, write the recording, and return it.

        Args:
            software: The versions of what asks, by name.
            now: Returns the time in UTC.

        Raises:
            CannotRecordError: The model gives no reply that can be recorded, or another process
                records under this name.
            UnsoundRecordingError: What it said makes no sound recording.
            OSError: Something cannot be written.
        """
        with self._kept.alone():
            if self.done:
                self._tell(f"{self.done} of {self.total} replies are kept from before")
            said = {(asked.id, seed): self._said(asked, seed) for asked, seed in self._plan.jobs()}
            recording = recording_of(self._plan, said, software, now())
            write(self._plan.root, self._plan.name, recording, self._plan.schema)
            self._kept.discard()
        return recording

    def _said(self, asked: Asked, seed: int | None) -> Said:
        kept = self._kept.find(asked.prompt, seed)
        if kept is not None:
            return kept
        said = self._ask(asked, seed)
        self._kept.add(said)
        which = asked.id if seed is None else f"{asked.id}, seed {seed}"
        cut = f", cut at {self._plan.decoding.max_tokens} tokens" if said.cut else ""
        self._tell(f"{self.done} of {self.total}: {which}: {len(said.text)} characters{cut}")
        return said


def recording_of(
    plan: Plan,
    said: Mapping[tuple[str, int | None], Said],
    software: Mapping[str, str],
    at: str,
) -> Recording:
    """Return the whole record of what a server said, its seal included.

    Args:
        plan: What was asked.
        said: The replies, by the id of the prompt and the seed.
        software: The versions of what asked, by name.
        at: When it was recorded, in UTC.
    """
    fingerprints = sorted({each.fingerprint for each in said.values()} - {""})
    names = {each.model for each in said.values()}
    return sealed(
        Recording(
            format=1,
            seal=UNSEALED,
            recorded_at=at,
            command=plan.command,
            model=RecordedModel(
                name=model_name(names.pop()),
                revision=_short(", ".join(fingerprints)) or _NOT_TOLD,
            ),
            software={
                APP_NAME: __version__,
                "python": platform.python_version(),
                **software,
            },
            decoding=plan.decoding,
            prompts=tuple(_prompt(asked, plan, said) for asked in plan.asked),
        )
    )


def is_folder(model: str) -> bool:
    """Say whether a model is named by a folder, which means nothing on another machine.

    Args:
        model: What a server calls it.
    """
    return _LOCAL.match(model) is not None


def model_name(reported: str) -> str:
    """Return what a recording calls a model: what the server does, of a folder its last part.

    Args:
        reported: What the server calls it.
    """
    parts = [part for part in re.split(r"[/\\]", reported) if part]
    return _short(parts[-1] if is_folder(reported) and parts else reported)


def same_as_likeliest(recording: Recording) -> bool:
    """Say whether there are samples, and none differs from the likeliest reply.

    Args:
        recording: The recording.
    """
    replies = [reply for prompt in recording.prompts for reply in prompt.replies]
    samples = [sample == reply.greedy for reply in replies for sample in reply.samples]
    return bool(samples) and all(samples)


def _prompt(
    asked: Asked, plan: Plan, said: Mapping[tuple[str, int | None], Said]
) -> RecordedPrompt:
    greedy = said[asked.id, None].text
    samples = tuple(said[asked.id, seed].text for seed in plan.decoding.seeds)
    reply = RecordedReply(
        greedy=greedy, samples=samples, hash=hash_replies(asked.prompt, greedy, samples)
    )
    return RecordedPrompt(id=asked.id, prompt=asked.prompt, group=asked.group, replies=(reply,))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
