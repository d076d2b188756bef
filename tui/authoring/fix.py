"""Mending what is safe to mend: the order of keys, missing ids, a byte order mark.

Only whole lines move, and only ids that are not there are added, so that comments and formatting
stay. What comes out is parsed again and compared: a file whose data would change is left alone.
"""

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import tomli

from tui.authoring.key_order import misplaced_tables
from tui.authoring.layout import has_place, model_of, model_of_translation
from tui.authoring.reading import Reading
from tui.authoring.tables import at
from tui.authoring.writing import replace
from tui.content.files import FolderFiles, name_of
from tui.content.problems import ContentError
from tui.content.rows import MAX_BYTES as MAX_ROW_BYTES
from tui.content.toml_file import MAX_BYTES
from tui.content.untrusted import clean


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file, or why it could not be.

    Attributes:
        file: The file.
        what: What was done.
    """

    file: str
    what: str

    def __str__(self) -> str:
        """Return ``file: what was done``."""
        return clean(f"{self.file}: {self.what}").replace("\n", " ")


def fix_pack(root: Path) -> list[Change]:
    """Mend the files of a pack in place, and return what was done.

    Args:
        root: The folder that holds its ``pack.toml``.
    """
    reading = Reading(FolderFiles(root))
    changes = []
    for relative in reading.names:
        original = reading.original_of(relative)
        if not has_place(original or relative):
            continue
        model = model_of(relative) if original is None else model_of_translation(original)
        done: list[str] = []
        try:
            raw = reading.files.read(relative, MAX_BYTES if model else MAX_ROW_BYTES)
            if model is None:
                mended = raw.removeprefix(codecs.BOM_UTF8)
            else:
                mended, done = _mended(raw, model, _data(reading, original))
            if raw.startswith(codecs.BOM_UTF8) and mended != raw:
                done.append("took out a byte order mark")
            if mended != raw:
                replace((root / relative).resolve(), raw, mended)
        except ContentError:
            continue  # the report says why it cannot be read
        except OSError as error:
            done = [f"left as it is: {error.strerror or 'it cannot be written'}"]
        changes += [Change(name_of(reading.files.label, relative), what) for what in done]
    return changes


def _data(reading: Reading, original: str | None) -> dict[str, Any] | None:
    if original is None:
        return None
    opened = reading.open(original)
    return {} if isinstance(opened, ContentError) else opened.data


def _mended(
    raw: bytes, model: type[msgspec.Struct], original: dict[str, Any] | None
) -> tuple[bytes, list[str]]:
    """Return what a file should hold, and what was done to it; the same where nothing can be."""
    body = raw.removeprefix(codecs.BOM_UTF8)
    line_end = "\r\n" if b"\r\n" in body else "\n"
    try:
        text = body.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return raw, []
    data = _parsed(text)
    if data is None:
        return raw, []
    from tui.authoring.ids import missing_ids, with_ids
    from tui.authoring.reorder import in_order
    from tui.authoring.sections import is_clear

    ids = missing_ids(data, model, original)
    if not (ids or misplaced_tables(data, model)) or not is_clear(text):
        return body, []
    if text.replace("\n", line_end).encode() != body:
        return raw, ["left as it is: its lines end in different ways"]
    wanted, done = tomli.loads(text), []
    for path, name in ids.items():
        at(wanted, path)["id"] = name
    named = with_ids(text, ids) if ids else text
    if ids and _parsed(named) == wanted:
        text, data = named, _parsed(named) or data
        done += [f"gave {_called(path)} the id '{name}'" for path, name in ids.items()]
    ordered = in_order(text, data, model)
    again = _parsed(ordered)
    if ordered != text and again == data and not misplaced_tables(again, model):
        text = ordered
        done.append("put its keys in order")
    return text.replace("\n", line_end).encode(), done


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return None


def _called(path: tuple[str | int, ...]) -> str:
    """Return how to call an entry, such as ``cards 2, choices 1``, counted from 1."""
    steps = [str(step + 1) if isinstance(step, int) else step for step in path]
    return ", ".join(" ".join(steps[index : index + 2]) for index in range(0, len(steps), 2))
