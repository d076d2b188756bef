"""The JSON Schema of a model as editors understand it best.

It accepts the same files as the schema that the checker uses. It differs in form, because the
language server behind most TOML editors (taplo) shows nothing that stands beside a reference,
does not complete below ``if``, reports no cause below ``anyOf``, and stops at a default of null:

- references are replaced by what they lead to, and the description of the key wins;
- null, which TOML has not, is taken out;
- a union by kind lists the keys of all kinds for completion, and says by ``if`` what each allows;
- a hover text joins the description, the limits and an example.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from tui.authoring.schema_words import Schema, example, form, written

_NOTES = {"title", "description", "examples", "default", "x-values"}
"""Keywords that explain and do not restrict."""
_LONGEST_EXAMPLE = 160
"""The longest example in a hover text, in characters."""


def editor_schema(model: type[msgspec.Struct], *, toml: bool = True) -> Schema:
    """Return the schema of a type of file, to be used by editors.

    Args:
        model: The type.
        toml: Whether the file is TOML; JSON has null as well.
    """
    plain = plain_schema(model, toml=toml)
    return _with_hover(plain) if toml else plain


def plain_schema(model: type[msgspec.Struct], *, toml: bool = True) -> Schema:
    """Return the schema of a type of file without references, to be read.

    Beside the keywords of JSON Schema, ``x-values`` says what each value of an ``enum`` means, and
    ``x-kinds`` holds the tables of a union by their kind.

    Args:
        model: The type.
        toml: Whether the file is TOML; JSON has null as well.
    """
    raw = msgspec.json.schema(model)
    return _plain(raw, raw["$defs"], toml)


def _plain(schema: Schema, defs: Schema, toml: bool) -> Schema:
    """Follow references and take null out, from here down."""
    if "discriminator" in schema:
        return _by_kind(schema, defs, toml)
    if "anyOf" in schema:
        schema = _without_null(schema, toml)
    if "$ref" in schema:
        target = defs[schema["$ref"].removeprefix("#/$defs/")]
        own = {key: value for key, value in schema.items() if key not in {"$ref", "$defs"}}
        schema = {**target, **own}
    plain = {key: value for key, value in schema.items() if key != "title"}
    if "description" in plain:
        plain["description"] = _words(plain["description"])
    if toml and "default" in plain:
        plain["default"] = _pruned(plain["default"])
    if "properties" in plain:
        plain["properties"] = {
            key: _with_example(_plain(value, defs, toml))
            for key, value in plain["properties"].items()
        }
    if "items" in plain:
        plain["items"] = _plain(plain["items"], defs, toml)
    if "x-values" in plain:
        plain["enum"] = list(plain["x-values"])  # in the order that the author of the model chose
    return plain


def _with_example(schema: Schema) -> Schema:
    return {**schema, "examples": schema.get("examples") or [example(schema)]}


def _without_null(schema: Schema, toml: bool) -> Schema:
    (branch,) = [branch for branch in schema["anyOf"] if branch != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    whole = {**branch, **rest}
    if toml:
        del whole["default"]
    else:
        whole["type"] = [whole["type"], "null"]
    return whole


def _pruned(default: Any) -> Any:
    if isinstance(default, dict):
        return {key: value for key, value in default.items() if value is not None}
    return default


def _words(text: str) -> str:
    first, _, _ = text.partition("\n\n")
    return first.replace("``", "`")


def _by_kind(schema: Schema, defs: Schema, toml: bool) -> Schema:
    """Write a union as the keys of all kinds, and what each kind makes of them."""
    tag = schema["discriminator"]["propertyName"]
    kinds: dict[str, Schema] = {
        kind: _without(tag, _plain({"$ref": reference}, defs, toml))
        for kind, reference in schema["discriminator"]["mapping"].items()
    }
    shared = {tag: _tag(kinds), **_merged_properties(kinds)}
    rules = [
        {"if": {"properties": {tag: {"const": kind}}}, "then": _remainder(tag, whole, shared)}
        for kind, whole in kinds.items()
    ]
    return {
        "description": "One entry; its `kind` says what else stands in it.",
        "type": "object",
        "properties": shared,
        "required": [tag],
        # An allOf that taplo saw would hide the keys above from completion.
        "if": {"required": [tag]},
        "then": {"allOf": rules},
        "examples": [{tag: kind, **example(whole)} for kind, whole in kinds.items()],
        "x-kinds": kinds,
    }


def _without(key: str, table: Schema) -> Schema:
    properties = {name: value for name, value in table["properties"].items() if name != key}
    required = [name for name in table["required"] if name != key]
    return {**table, "properties": properties, "required": required}


def _tag(kinds: dict[str, Schema]) -> Schema:
    return {
        "description": "The kind of the entry. The other keys depend on it.",
        "examples": [next(iter(kinds))],
        "x-values": {kind: whole["description"] for kind, whole in kinds.items()},
        "enum": list(kinds),
    }


def _merged_properties(tables: dict[str, Schema]) -> dict[str, Schema]:
    keys = dict.fromkeys(key for table in tables.values() for key in table["properties"])
    return {
        key: _merged(
            {
                name: table["properties"][key]
                for name, table in tables.items()
                if key in table["properties"]
            }
        )
        for key in keys
    }


def _merged(variants: dict[str, Schema]) -> Schema:
    """Return what all variants of a value have in common, with the notes of each."""
    first, *others = variants.values()
    if all(other == first for other in others):
        return first
    shared = {
        keyword: value
        for keyword, value in first.items()
        if all(other.get(keyword) == value for other in others)
        and keyword not in {"required", "additionalProperties"}
    }
    if "description" not in shared:
        shared["description"] = "\n".join(_told_apart(variants))
    if "examples" in first:
        shown = [variant["examples"][0] for variant in variants.values()]
        shared["examples"] = [one for at, one in enumerate(shown) if one not in shown[:at]]
    if first["type"] == "object":
        shared["properties"] = _merged_properties(variants)
    elif first["type"] == "array":
        shared["items"] = _merged({name: one["items"] for name, one in variants.items()})
    return shared


def _told_apart(variants: dict[str, Schema]) -> Iterator[str]:
    descriptions = [variant["description"] for variant in variants.values()]
    for description in dict.fromkeys(descriptions):
        names = [name for name, one in variants.items() if one["description"] == description]
        yield f"- {', '.join(names)}: {description}"


def _remainder(tag: str, table: Schema, shared: dict[str, Schema]) -> Schema:
    """Return what a kind demands beyond what the shared keys do."""
    properties = {
        key: True if value == shared[key] else _rest(value, shared[key])
        for key, value in table["properties"].items()
    }
    return {
        "properties": {tag: True, **properties},
        "required": table["required"],
        "additionalProperties": False,
    }


def _rest(value: Schema, shared: Schema) -> Schema:
    return {
        keyword: _bare(limit) if keyword == "items" else limit
        for keyword, limit in value.items()
        if keyword not in _NOTES and shared.get(keyword) != limit
    }


def _bare(schema: Schema) -> Schema:
    """Take out all that explains, from here down."""
    bare = {keyword: limit for keyword, limit in schema.items() if keyword not in _NOTES}
    if "properties" in bare:
        bare["properties"] = {key: _bare(value) for key, value in bare["properties"].items()}
    if "items" in bare:
        bare["items"] = _bare(bare["items"])
    return bare


def _with_hover(schema: Schema, pointer: str = "#") -> Schema:
    """Add what the editor shows under the pointer, from here down."""
    hover = dict(schema)
    values = hover.pop("x-values", None)
    hover.pop("x-kinds", None)
    if "properties" in hover:
        hover["properties"] = {
            key: _with_hover(value, f"{pointer}/properties/{key}")
            for key, value in hover["properties"].items()
        }
    if "items" in hover:
        hover["items"] = _with_hover(hover["items"], f"{pointer}/items")
    elif pointer.endswith("/items") and "properties" in hover:
        # For a key below [[tables]], taplo looks one list too deep; this leads it back.
        hover["items"] = {"$ref": pointer}
    docs: dict[str, Any] = {"main": "\n\n".join(_hover_text(schema))}
    if schema.get("type") == "array":
        # On the key of a list, taplo shows what stands at its entries.
        hover["items"]["x-taplo"] = {"docs": docs}
    if values:
        docs["enumValues"] = list(values.values())
    return {**hover, "x-taplo": {"docs": docs}}


def _hover_text(schema: Schema) -> Iterator[str]:
    yield schema["description"]
    if schema.get("type") == "object":
        return
    said = form(schema)
    yield said[:1].upper() + said[1:] + "."
    if "enum" in schema or schema.get("items", {}).get("type") == "object":
        return  # the values are named already; and tables are written on lines of their own
    text = written(example(schema))
    if len(text) <= _LONGEST_EXAMPLE:
        yield f"Example: `{text}`"
