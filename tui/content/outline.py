"""What may stand where in a kind of file, read from the JSON Schema of its model.

Asked only once something is wrong.
"""

import functools
from collections.abc import Iterator
from typing import Any

import msgspec

from tui.content.problems import Path

Schema = dict[str, Any]


class Outline:
    """A kind of file, and one file that should be of it."""

    def __init__(self, schema: Schema, data: Any) -> None:
        """Take a kind and a file.

        Args:
            schema: The JSON Schema of the model.
            data: What the file holds.
        """
        self._schema = schema
        self._data = data

    def value(self, path: Path) -> Any:
        """Return what the file holds at a path that is in it."""
        value = self._data
        for step in path:
            value = value[step]
        return value

    def at(self, path: Path) -> Schema:
        """Return what may stand at a path, with references followed and null left out.

        Args:
            path: A path whose keys are known.
        """
        schema = self._plain(self._schema)
        value = self._data
        for step in path:
            value = _inside(value, step)
            schema = self._plain(_below(schema, step), value)
        return schema

    def keys(self, path: Path, child: str | None = None) -> dict[str, Schema]:
        """Return the keys of a table, or of the tables that one of its keys holds.

        Args:
            path: The table.
            child: The key; a list of tables will do as well.
        """
        schema = self.at(path)
        if child is not None:
            schema = self._plain(schema["properties"][child])
            if schema.get("type") == "array":
                schema = self._plain(schema["items"])
        return {key: self._plain(inner) for key, inner in schema.get("properties", {}).items()}

    def kinds(self, path: Path, key: str) -> list[str]:
        """Return the kinds that a table could be of to have a key, where there are several."""
        if not path or not isinstance(path[-1], int):
            return []
        mapping = self.at(path[:-1])["items"].get("discriminator", {}).get("mapping", {})
        kinds = {kind: self._plain({"$ref": reference}) for kind, reference in mapping.items()}
        return [kind for kind, schema in kinds.items() if key in schema["properties"]]

    def header(self, path: Path) -> str:
        """Return the header that begins a table, or an entry of a list of tables."""
        inner = isinstance(path[-1], int) or self.is_list_of_tables(self.at(path))
        return header(path, is_list=inner)

    def is_list_of_tables(self, schema: Schema) -> bool:
        """Say whether a schema is one of a list of tables."""
        return schema.get("type") == "array" and (
            self._plain(schema["items"]).get("type") == "object"
        )

    def example(self, schema: Schema) -> Any:
        """Return a value that the schema accepts; None where it shows none."""
        schema = self._plain(schema)
        if "examples" in schema:
            return schema["examples"][0]
        if "enum" in schema:
            return schema["enum"][0]
        if schema.get("type") != "object" or "properties" not in schema:
            return None
        needed = schema.get("required") or list(schema["properties"])
        return {key: self.example(schema["properties"][key]) for key in needed}

    def lists(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield the dotted names of all lists of tables, each with the keys of an entry."""
        yield from self._lists(self._plain(self._schema), "")

    def _lists(self, schema: Schema, name: str) -> Iterator[tuple[str, frozenset[str]]]:
        if self.is_list_of_tables(schema):
            schema = self._plain(schema["items"])
            yield name, frozenset(schema["properties"])
        for key, inner in schema.get("properties", {}).items():
            yield from self._lists(self._plain(inner), f"{name}.{key}" if name else key)

    def _plain(self, schema: Schema, value: Any = None) -> Schema:
        while True:
            if "discriminator" in schema:
                schema = self._kind(schema["discriminator"], value)
            elif "anyOf" in schema:
                rest = {key: inner for key, inner in schema.items() if key != "anyOf"}
                wanted = next(one for one in schema["anyOf"] if one.get("type") != "null")
                schema = {**wanted, **rest}
            elif "$ref" in schema:
                rest = {key: inner for key, inner in schema.items() if key != "$ref"}
                schema = {**self._schema["$defs"][schema["$ref"].rpartition("/")[2]], **rest}
            else:
                return schema

    def _kind(self, discriminator: Schema, value: Any) -> Schema:
        """Return the kind that a table says it is, or all kinds in one."""
        mapping = discriminator["mapping"]
        kind = _inside(value, discriminator["propertyName"])
        if isinstance(kind, str) and kind in mapping:
            return {"$ref": mapping[kind]}
        kinds = [self._plain({"$ref": reference}) for reference in reversed(mapping.values())]
        keys = {key: inner for one in kinds for key, inner in one["properties"].items()}
        return {"type": "object", "properties": keys, "required": [discriminator["propertyName"]]}


def header(path: Path, *, is_list: bool) -> str:
    """Return how the header of a table is written."""
    name = ".".join(step for step in path if isinstance(step, str))
    return f"[[{name}]]" if is_list else f"[{name}]"


@functools.cache
def lists_of_tables() -> dict[str, frozenset[str]]:
    """Return the dotted names of the lists of tables in every kind of file, and their keys."""
    from tui.content.models.before_after import Round
    from tui.content.models.detective import Case
    from tui.content.models.handbook import Handbook
    from tui.content.models.lesson import Lesson

    return {
        name: keys
        for model in (Lesson, Round, Case, Handbook)
        for name, keys in Outline(msgspec.json.schema(model), {}).lists()
    }


def _below(schema: Schema, step: str | int) -> Schema:
    if isinstance(step, int):
        inner: Schema = schema["items"]
    else:
        # Some tables have keys of the author's own, and values that are all alike.
        inner = schema.get("properties", {}).get(step) or schema["additionalProperties"]
    return inner


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return value[step] if isinstance(value, list) and step < len(value) else None
    return value.get(step) if isinstance(value, dict) else None
