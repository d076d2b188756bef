"""What is to be recorded, made of what an author asks for."""

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tui import APP_NAME
from tui.authoring.names import named
from tui.authoring.new import schema_line
from tui.authoring.record.access import Access
from tui.authoring.record.errors import CannotRecordError
from tui.authoring.record.prompts import find_pack, gathered, place_in_pack
from tui.authoring.record.recorder import Plan, is_folder
from tui.authoring.record.redaction import Redactor, shown
from tui.content.files import MANIFEST
from tui.content.models.recording import LONGEST_COMMAND, Decoding
from tui.content.reader import PackReader
from tui.content.recordings import file_of

TEMPERATURE = 0.8
MAX_TOKENS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an author asks for.

    Attributes:
        name: What the recording is to be called.
        paths: Scenarios whose prompts are asked.
        prompts: A file of prompts.
        pack: The pack; None for the one that the paths or the working folder are in.
        samples: How many random replies to each prompt.
        force: Whether to overwrite a recording.
    """

    name: str
    paths: Sequence[Path] = ()
    prompts: Path | None = None
    pack: Path | None = None
    samples: int = 0
    force: bool = False


def planned(wish: Wish, access: Access) -> Plan:
    """Return what is to be done.

    Args:
        wish: What the author asks for.
        access: How the server is asked.

    Raises:
        BadNameError: The recording cannot be called so.
        CannotRecordError: Something is missing, or there already.
        ContentError: A file of the pack is not sound, as far as it is needed.
    """
    root = find_pack(wish.pack, wish.paths)
    name = named(wish.name).id
    _refuse_taken(root, name, force=wish.force)
    reader = PackReader(root)
    places = [place_in_pack(root, path) for path in wish.paths]
    asked = gathered(reader, places, wish.prompts)
    redact = Redactor(access.key, access.endpoint)
    for each in asked:
        if redact.holds(each.prompt):
            raise CannotRecordError(f"the key of the server stands in the prompt '{each.id}'")
    if redact.holds(access.model) or redact.holds(name):
        raise CannotRecordError("the key of the server stands in the name of the model or the file")
    return Plan(
        root=root,
        name=name,
        asked=asked,
        model=access.model,
        endpoint=redact(shown(access.endpoint)),
        decoding=Decoding(
            max_tokens=access.max_tokens,
            temperature=access.temperature if wish.samples else 0.0,
            seeds=tuple(range(1, wish.samples + 1)),
        ),
        command=redact(_command(wish, access, root, [name, *places])),
        schema=schema_line(reader.file(MANIFEST).text, "recording"),
    )


def _refuse_taken(root: Path, name: str, *, force: bool) -> None:
    path = root / file_of(name)
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise CannotRecordError(f"{path.as_posix()} leads out of the pack: put a folder there")
    if os.path.lexists(path) and not force:
        raise CannotRecordError(
            f"there is a recording {path.as_posix()} already: take another name, or overwrite it "
            "with --force"
        )


def _command(wish: Wish, access: Access, root: Path, words: Sequence[str]) -> str:
    """Return the command, as it is typed in the folder of the pack."""
    # The recording that states it is there by then.
    parts = [APP_NAME, "record", *words, "--force"]
    if wish.prompts is not None:
        parts += ["--prompts", Path(os.path.relpath(wish.prompts, root)).as_posix()]
    if wish.samples:
        parts += ["--samples", str(wish.samples)]
        if access.temperature != TEMPERATURE:
            parts += ["--temperature", f"{access.temperature:g}"]
    if access.max_tokens != MAX_TOKENS:
        parts += ["--max-tokens", str(access.max_tokens)]
    if not is_folder(access.model):  # a folder tells more of this machine than of the model
        parts += ["--model", access.model]
    command = shlex.join([*parts, "--endpoint", shown(access.endpoint)])
    if len(command) > LONGEST_COMMAND:
        raise CannotRecordError(
            f"the command is too long to be recorded ({len(command)} characters, at most "
            f"{LONGEST_COMMAND}): name a folder of scenarios, or a file after --prompts"
        )
    return command
