"""What a JSON Schema says, in words: examples, types and limits."""

import json
from typing import Any

from tui.content.models import common

Schema = dict[str, Any]


def example(schema: Schema, number: int = 0) -> Any:
    """Return a value that the schema accepts: its own example, or one made of those of its keys.

    Args:
        schema: What ``editor_schema`` makes, or a part of it.
        number: Which of its examples, so that the entries of a list differ.
    """
    if "examples" in schema:
        return schema["examples"][number % len(schema["examples"])]
    if "enum" in schema:
        return schema["enum"][number % len(schema["enum"])]
    if schema["type"] == "array":
        return [example(schema["items"], index) for index in range(schema.get("minItems", 1))]
    required = schema["required"]
    return {
        key: example(value, number)
        for key, value in schema["properties"].items()
        if not required or key in required or value.get("type") not in {"object", "array"}
    }


def form(schema: Schema) -> str:
    """Return in words what a value may be: its type and its limits.

    Args:
        schema: The value's schema.
    """
    if "enum" in schema:
        values = [f"`{written(value)}`" for value in schema["enum"]]
        return values[0] if len(values) == 1 else f"one of {', '.join(values)}"
    if schema["type"] == "object":
        return "table"
    if schema["type"] == "array":
        return _list_form(schema)
    (noun, _), limit = _noun(schema), _limit(schema)
    return f"{noun}, {limit}" if limit else noun


def written(value: Any) -> str:
    """Write a value as TOML does; where no table is in it, JSON writes the same.

    Args:
        value: A text, a number, a truth value, a list of them, or a table of them.
    """
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {written(item)}' for key, item in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


def _list_form(schema: Schema) -> str:
    items = schema["items"]
    least, most = schema.get("minItems"), schema.get("maxItems")
    count = f"{least} or more" if least is not None and most is None else _span(least, most)
    if items["type"] == "object":
        return f"{count} tables" if count else "tables"
    (_, nouns), limit = _noun(items), _limit(items)
    what = f"{count} {nouns}" if count else f"list of {nouns}"
    return f"{what}, each {limit}" if limit else what


def _noun(schema: Schema) -> tuple[str, str]:
    match schema["type"]:
        case "boolean":
            return "`true` or `false`", "truth values"
        case "integer":
            return "whole number", "whole numbers"
        case "number":
            return "number", "numbers"
        case "array":
            return "list", "lists"
    match schema.get("pattern"):
        case common.KEBAB:
            return "name in kebab-case", "names in kebab-case"
        case common.ONE_LINE:
            return "text on one line", "texts on one line"
    return "text", "texts"


def _limit(schema: Schema) -> str:
    if "maxLength" in schema:
        return f"at most {schema['maxLength']:,} characters"
    return _span(schema.get("minimum"), schema.get("maximum"))


def _span(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"{least:,} to {most:,}"
    return f"at most {most:,}" if most is not None else ""
