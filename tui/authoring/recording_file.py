"""Recordings as they are written into packs, whoever made them."""

from pathlib import Path
from typing import Any

import msgspec
import tomlkit

from tui.authoring.writing import created, replace
from tui.content.models.recording import Recording
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.content.recordings import file_of
from tui.content.seals import seal_of

UNSEALED = "sha256:" + "0" * 64
"""What stands for the seal until all the rest is there."""


class UnsoundRecordingError(Exception):
    """Raised where what was written is no sound recording; its text says why."""


def sealed(recording: Recording) -> Recording:
    """Return a recording with its seal.

    Args:
        recording: The recording; the seal that it has is not looked at.
    """
    return msgspec.structs.replace(recording, seal=seal_of(data_of(recording)))


def data_of(recording: Recording) -> dict[str, Any]:
    """Return what a recording's file holds, as TOML can hold it.

    Args:
        recording: The recording.
    """
    data = _without_none(msgspec.to_builtins(recording))
    assert isinstance(data, dict)  # noqa: S101 - a struct becomes a table
    return data


def text_of(recording: Recording, schema: str = "") -> str:
    """Return a recording as the text of its file.

    Args:
        recording: The recording.
        schema: The line that names its schema, empty for none.
    """
    head = f"{schema}\n# A command wrote this file; the seal tells if anyone changed it.\n"
    return head.lstrip("\n") + tomlkit.dumps(data_of(recording))


def write(root: Path, name: str, recording: Recording, schema: str = "") -> None:
    """Write a recording into its pack, in place of the one that may be there.

    Args:
        root: The pack.
        name: The recording's name.
        recording: The recording.
        schema: The line that names its schema, empty for none.

    Raises:
        UnsoundRecordingError: It is no sound recording; it was taken away again.
        OSError: It cannot be written.
    """
    relative = file_of(name)
    path = root / relative
    new = text_of(recording, schema).encode()
    if not path.exists():
        with created(root, {relative: new}):
            _read_back(root, name, recording)
        return
    old = path.read_bytes()
    replace(path, old, new)
    try:
        _read_back(root, name, recording)
    except UnsoundRecordingError:
        replace(path, new, old)
        raise


def _read_back(root: Path, name: str, recording: Recording) -> None:
    try:
        found = PackReader(root).recording(name)
    except ContentError as error:
        told = "; ".join(str(problem) for problem in error.problems)
        raise UnsoundRecordingError(f"what was recorded is no sound recording: {told}") from error
    if found != recording:
        raise UnsoundRecordingError(f"{file_of(name)} reads otherwise than it was written")


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_without_none(each) for each in value]
    return value
