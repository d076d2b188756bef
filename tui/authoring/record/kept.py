"""Replies kept in a file beside the recording, until it is whole."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from tui.authoring.record.errors import CannotRecordError
from tui.authoring.record.lock import alone
from tui.content.models.common import Model
from tui.content.recordings import FOLDER


class Settings(Model, frozen=True, kw_only=True):
    """What replies must have in common to stand in one recording.

    Attributes:
        format: The version of the file of kept replies.
        model: The model that was asked for.
        endpoint: The server, safe to show.
        max_tokens: At most so many tokens a reply.
        temperature: The temperature of the samples.
    """

    format: Literal[1] = 1
    model: str
    endpoint: str
    max_tokens: int
    temperature: float


class Said(Model, frozen=True, kw_only=True):
    """A reply.

    Attributes:
        prompt: What was asked.
        seed: The seed of a sample; None for the likeliest reply.
        text: What the model said, safe to show.
        model: Which model it was, as the server says.
        fingerprint: Which one exactly, as the server says; empty where it does not.
        cut: Whether the reply was cut at the most tokens.
    """

    prompt: str
    seed: int | None
    text: str
    model: str
    fingerprint: str = ""
    cut: bool = False


def kept_path(root: Path, name: str) -> Path:
    """Return where the replies for a recording are kept; a hidden file is no part of a pack.

    Args:
        root: The pack.
        name: The recording.
    """
    return root / FOLDER / f".{name}.partial.jsonl"


class Kept:
    """The replies there are so far; each is on the disk before the next is asked for.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        """Take up what is there.

        Args:
            path: The file; it is made with the first reply.
            settings: What the replies must have in common.

        Raises:
            CannotRecordError: What is there was recorded otherwise, or is damaged.
            OSError: It cannot be read.
        """
        self.path = path
        self._settings = settings
        self._said: dict[tuple[str, int | None], Said] = {}
        self._length = 0
        self._take_up()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from the file, and take up anew what is there by now.

        Raises:
            CannotRecordError: Another has it, or has recorded otherwise.
            OSError: It cannot be read, or not be locked.
        """
        with alone(self.path):
            self._take_up()
            yield

    def find(self, prompt: str, seed: int | None) -> Said | None:
        """Return a reply that is kept, or None.

        Args:
            prompt: What was asked.
            seed: The seed of a sample; None for the likeliest reply.
        """
        return self._said.get((prompt, seed))

    def add(self, said: Said) -> None:
        """Keep a reply.

        Args:
            said: The reply.

        Raises:
            CannotRecordError: It is another model's than those before.
            OSError: It cannot be written.
        """
        first = next(iter(self._said.values()), said)
        if first.model != said.model:
            raise CannotRecordError(
                f"this is the model '{said.model}', and the replies before are of "
                f"'{first.model}': {self._delete()}"
            )
        lines = [said] if self._length else [self._settings, said]
        # Counted first: most of the time goes into the writing, and it may be interrupted there.
        self._said[said.prompt, said.seed] = said
        try:
            self._append(b"".join(msgspec.json.encode(each) + b"\n" for each in lines))
        except OSError:
            del self._said[said.prompt, said.seed]
            raise

    def discard(self) -> None:
        """Take the file away."""
        self.path.unlink(missing_ok=True)

    def _append(self, raw: bytes) -> None:
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab") as file:
            file.truncate(self._length)  # what an interruption left of a line
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        self._length += len(raw)

    def _take_up(self) -> None:
        self._said, self._length = {}, 0
        if os.path.lexists(self.path):
            self._load(self.path.read_bytes())

    def _load(self, raw: bytes) -> None:
        whole, _, _ = raw.rpartition(b"\n")
        if not whole:
            return
        head, *lines = whole.split(b"\n")
        try:
            settings = msgspec.json.decode(head, type=Settings)
            said: Iterable[Said] = [msgspec.json.decode(line, type=Said) for line in lines]
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise CannotRecordError(
                f"{self.path.as_posix()}, where replies were kept, is damaged: {self._delete()}"
            ) from None
        if settings != self._settings:
            raise CannotRecordError(
                f"replies are kept that were recorded otherwise: {_differences(settings)}; "
                f"record so again, or {self._delete()}"
            )
        self._length = len(whole) + 1
        self._said = {(each.prompt, each.seed): each for each in said}

    def _delete(self) -> str:
        return f"delete {self.path.as_posix()} to start anew"


def _differences(settings: Settings) -> str:
    return (
        f"model '{settings.model}' at {settings.endpoint}, {settings.max_tokens} tokens, "
        f"temperature {settings.temperature:g}"
    )
