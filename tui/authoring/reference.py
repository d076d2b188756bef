"""What every key of every file means, as Markdown for the guide."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.authoring.editor_schema import plain_schema
from tui.authoring.schema import KINDS, FileKind
from tui.authoring.schema_words import Schema, example, form, written
from tui.content.models.recording import Recording

_HEAD = "| Key | What it is | Value | Required or default | Example |\n|---|---|---|---|---|"
START, END = "<!-- keys -->", "<!-- end keys -->"
"""Between which marks the reference stands in the guide."""
_LONGEST_EXAMPLE = 90
"""The longest example that fits a cell, in characters."""


def markdown() -> str:
    """Return the reference: a section with a table for each kind of file that authors write."""
    tables = _Tables()
    kinds = [kind for kind in KINDS.values() if kind.model is not Recording]
    return "\n".join(line for kind in kinds for line in tables.section(kind))


def put_into(guide: str) -> str:
    """Return a text with the reference between its two marks, in place of what was there.

    Args:
        guide: A text that holds ``START`` and ``END``.

    Raises:
        ValueError: A mark is missing.
    """
    before, start, rest = guide.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"the marks {START} and {END} are not there")
    return f"{before}{START}\n\n{markdown()}\n{END}{after}"


class _Place(NamedTuple):
    """Where a table is explained: under which heading, and how it is written."""

    heading: str
    header: str

    def seen_from(self, other: "_Place") -> str:
        """Return how to lead there from another place."""
        if self.heading == other.heading:
            return self.header
        slug = re.sub(r"[^\w -]", "", self.heading.lower()).replace(" ", "-")
        return f"[{self.header}](#{slug})"


class _Tables:
    """Writes tables, and each set of keys only once."""

    def __init__(self) -> None:
        self._seen: dict[str, _Place] = {}
        self._heading = ""
        self._toml = True

    def section(self, kind: FileKind) -> Iterator[str]:
        """Yield the lines on one kind of file.

        Args:
            kind: The kind.
        """
        self._heading = f"`{kind.files}`: {kind.about}"
        self._toml = kind.files.endswith(".toml")
        yield f"#### {self._heading}"
        yield ""
        yield _HEAD
        yield from self._keys(plain_schema(kind.model, toml=self._toml), ())
        yield ""

    def _keys(self, table: Schema, path: tuple[str, ...]) -> Iterator[str]:
        for key, value in table["properties"].items():
            if not _is_table(value):
                yield _row(f"`{key}`", value, key in table["required"])
        for key, value in table["properties"].items():
            if _is_table(value):
                yield from self._table(value, (*path, key), key in table["required"])

    def _table(self, schema: Schema, path: tuple[str, ...], required: bool) -> Iterator[str]:
        several = schema["type"] == "array"
        inner = schema["items"] if several else schema
        here = _Place(self._heading, self._header(path, several))
        keys = json.dumps([inner["properties"], inner["required"]])
        place = self._seen.setdefault(keys, here)
        more = "" if place == here else f" Its keys are those of {place.seen_from(here)}."
        yield _row(f"**{here.header}**", schema, required, more)
        if place == here:
            yield from self._kinds(inner, path) if "x-kinds" in inner else self._keys(inner, path)

    def _header(self, path: tuple[str, ...], several: bool) -> str:
        name = ".".join(path)
        if not self._toml:
            return f"`{name}`"
        return f"`[[{name}]]`" if several else f"`[{name}]`"

    def _kinds(self, union: Schema, path: tuple[str, ...]) -> Iterator[str]:
        kinds: dict[str, Schema] = union["x-kinds"]
        common = {
            key: value
            for key, value in next(iter(kinds.values()))["properties"].items()
            if all(kind["properties"].get(key) == value for kind in kinds.values())
        }
        (tag,) = union["required"]
        # What the kinds are is said below, at each of them.
        named = {key: value for key, value in union["properties"][tag].items() if key != "x-values"}
        required = [tag, *(key for kind in kinds.values() for key in kind["required"])]
        yield from self._keys({"properties": {tag: named, **common}, "required": required}, path)
        for name, kind in kinds.items():
            own = {key: value for key, value in kind["properties"].items() if key not in common}
            yield f"| **`{tag} = {written(name)}`** | {kind['description']} | | | |"
            yield from self._keys({**kind, "properties": own}, path)


def _is_table(schema: Schema) -> bool:
    inner = schema["items"] if schema.get("type") == "array" else schema
    return "properties" in inner


def _row(name: str, schema: Schema, required: bool, more: str = "") -> str:
    cells = [name, _meaning(schema) + more, _value(schema), _need(schema, required), ""]
    if not _is_table(schema):
        text = written(example(schema))
        cells[-1] = f"`{text}`" if len(text) <= _LONGEST_EXAMPLE else ""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _meaning(schema: Schema) -> str:
    values = schema.get("x-values", {})
    named = [
        f"`{value}`: {text[:1].lower()}{text[1:].rstrip('.')}" for value, text in values.items()
    ]
    description: str = schema["description"]
    return f"{description} {'; '.join(named)}." if named else description


def _value(schema: Schema) -> str:
    return "one of these" if "x-values" in schema else form(schema)


def _need(schema: Schema, required: bool) -> str:
    if required:
        return "required"
    default = schema.get("default")
    return (
        f"`{written(default)}`" if isinstance(default, str | bool) and default != "" else "optional"
    )
