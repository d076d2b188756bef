"""The kinds of files that authors write, and the JSON Schema of each for their editors."""

import json
from pathlib import Path
from typing import NamedTuple

import msgspec

from tui import APP_NAME
from tui.authoring.editor_schema import editor_schema
from tui.authoring.schema_words import Schema
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack, PackTranslation
from tui.content.models.recording import Recording
from tui.content.rows import Row
from tui.paths import shipped

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class FileKind(NamedTuple):
    """A kind of file.

    Attributes:
        model: What is in it.
        files: Where such files are in a pack, as a glob.
        about: What such a file is, in a few words.
    """

    model: type[msgspec.Struct]
    files: str
    about: str


KINDS = {
    "pack": FileKind(Pack, "pack.toml", "a pack: its title, its language, its playing order"),
    "lesson": FileKind(Lesson, "lessons/*.toml", "a lesson of cards"),
    "before-after": FileKind(Round, "before-after/*.toml", "a Before & After round"),
    "case": FileKind(Case, "detective/*.toml", "a detective case"),
    "handbook": FileKind(Handbook, "handbook.toml", "the handbook: answers and a glossary"),
    "translation": FileKind(PackTranslation, "*/pack.toml", "a pack's title in another language"),
    "experiment": FileKind(
        Experiment, "experiments/*.toml", "what the lab trains for a case, and how it marks"
    ),
    "recording": FileKind(
        Recording, "recordings/*.toml", "what a model said; commands write it, never a hand"
    ),
    "row": FileKind(Row, "datasets/*.jsonl", "a line of a data set, in JSON"),
}
"""Every kind of file, by the name of its schema."""


def schema_of(kind: str) -> Schema:
    """Return the JSON Schema of a kind of file.

    Args:
        kind: A key of ``KINDS``.
    """
    entry = KINDS[kind]
    return {
        "$schema": _DRAFT,
        "$id": f"urn:{APP_NAME}:schema:{kind}",
        "title": f"Finetune Detective: {entry.about}",
        **editor_schema(entry.model, toml=entry.files.endswith(".toml")),
    }


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file as it stands in a file of its own.

    Args:
        kind: A key of ``KINDS``.
    """
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def schema_folder() -> Path:
    """Return where the schemas that travel with the game are."""
    return shipped("assets") / "schema"


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema of every kind into a folder, which is made where there is none.

    Args:
        folder: Where to; schemas that are there already are replaced.

    Returns:
        The files that were written.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        path = folder / f"{kind}.json"
        path.write_text(schema_text(kind), encoding="utf-8", newline="\n")
        written.append(path)
    return written
