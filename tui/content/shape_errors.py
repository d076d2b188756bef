"""What an author should know about a file without the shape of its kind; imported only then.

The validator says which rule is broken. Here that becomes what is wrong, and what to write.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.content.misplaced import listed, misplaced
from tui.content.models import common, detective, pack, recording
from tui.content.outline import Outline, Schema
from tui.content.problems import Finding, Path
from tui.content.spelling import suggestion

if TYPE_CHECKING:
    from jsonschema import ValidationError

_MANY = 10**20
# How like a key must be to another for that one to be meant; more so if that one is there already.
_LIKE = 0.6
_NEARLY = 0.8
_LONGEST_EXAMPLE = 60
_LONGEST_PART = 40

RULES = {
    common.KEBAB: "write small letters from a to z, digits and single dashes",
    common.ONE_LINE: "write it on one line",
    common.ADDRESS: "start it with https:// and leave no blanks in it",
    detective.ROW_FILE: "write datasets/, a name of small letters, digits and dashes, and .jsonl",
    recording.HASH: "record it again",
    recording.MOMENT: "record it again",
    pack.LANGUAGE_TAG: "write its two or three letters, and a country or script where that matters",
}
"""What each pattern of the models asks for, in words."""

_TRUTHS = {
    **dict.fromkeys(("true", "yes", "on", "1"), "true"),
    **dict.fromkeys(("false", "no", "off", "0"), "false"),
}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
}


def explain(errors: Sequence["ValidationError"], outline: Outline) -> list[Finding]:
    """Return what is wrong with a file that does not have its shape.

    Args:
        errors: What the validator says.
        outline: The file.
    """
    found: list[Finding] = []
    supplied: set[Path] = set()
    for error in errors:
        if error.validator == "additionalProperties":
            told, moved = _unknown(tuple(error.absolute_path), error, outline)
            found += told
            supplied |= moved
    for error in errors:
        found += _translate(error, outline, supplied)
    return found


def _unknown(
    path: Path, error: "ValidationError", outline: Outline
) -> tuple[list[Finding], set[Path]]:
    """Return what to say of the unknown keys of a table, and which keys a move would supply."""
    value: Any = error.instance
    known = list(error.schema["properties"])  # type: ignore[index]
    unknown = [key for key in value if key not in known]
    moves = misplaced(outline, path, unknown)
    moved = {key for move in moves for key in move.keys}
    told = [move.finding for move in moves]
    supplied = {supply for move in moves for supply in move.supplies}
    for key in [key for key in unknown if key not in moved]:
        kinds = outline.kinds(path, key)
        lacking = suggestion(key, [name for name in known if name not in value])
        if kinds:
            advice = f"it goes with kind = {' or '.join(map(_toml, kinds))}"
        elif lacking is not None:
            advice = f"did you mean {_quote(lacking)}?"
            supplied.add((*path, lacking))
        else:
            # A table of almost the same name is the same list once more.
            least = _LIKE if isinstance(value[key], (dict, list)) else _NEARLY
            advice = _suggest(key, known, "the keys are", least)
        message = f"{_quote(key)} is no key here"
        told.append(Finding((*path, key), "unknown-key", message, advice, on_key=True))
    return told, supplied


def _translate(
    error: "ValidationError", outline: Outline, supplied: set[Path]
) -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    limit: Any = error.validator_value
    value: Any = error.instance
    match error.validator:
        case "required":
            for key in [key for key in limit if key not in value]:
                if (*path, key) not in supplied:
                    message = f"{_quote(key)} is missing"
                    advice = f"add it{_shown(outline, (*path, key))}"
                    yield Finding(path, "missing-key", message, advice, on_key=True)
        case "type":
            yield _wrong_type(path, value, outline)
        case "enum":
            yield _no_choice(path, value, limit, outline)
        case "pattern" if value or not outline.at(path).get("minLength"):
            yield _wrong_form(path, value, outline)
        case "additionalProperties" | "pattern":
            return  # told before, or as an empty text
        case _:
            yield _out_of_limits(path, str(error.validator), limit, value, outline)


def _shown(outline: Outline, path: Path) -> str:
    """Return how a key that is missing is written."""
    schema = outline.keys(path[:-1])[str(path[-1])]
    if outline.is_list_of_tables(schema):
        return f": each entry begins with {outline.header(path)}"
    example = outline.example(schema)
    if isinstance(example, dict):
        return f": {outline.header(path)}, and below it {listed(list(example))}"
    return "" if example is None else f", for example {path[-1]} = {_toml(example)}"


def _wrong_type(path: Path, value: Any, outline: Outline) -> Finding:
    schema = outline.at(path)
    advice = {
        "string": _as_text,
        "integer": _as_number,
        "number": _as_number,
        "boolean": _as_truth,
        "array": _as_list,
        "object": _as_table,
    }[schema["type"]](path, value, schema, outline)
    return Finding(path, "wrong-type", f"this is {_describe(value)}", advice)


def _as_text(_: Path, value: Any, schema: Schema, outline: Outline) -> str:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"write one text, without brackets: {_toml(value[0])}"
    if isinstance(value, (list, dict)):
        return f"write a text in quotes{_for_example(schema, outline)}"
    text = str(value).lower() if isinstance(value, bool) else _number(value)
    return f"write a text in quotes: {_toml(text)}"


def _as_number(_: Path, value: Any, schema: Schema, outline: Outline) -> str:
    is_whole = schema["type"] == "integer"
    what = "a whole number" if is_whole else "a number"
    if isinstance(value, str):
        text = value.strip().replace(",", ".")
        if re.fullmatch(r"[+-]?\d{1,9}" if is_whole else r"[+-]?\d{1,9}(\.\d{1,9})?", text):
            return f"write it without quotes: {text}"
        what += " without quotes"
    elif isinstance(value, float) and is_whole and value.is_integer() and abs(value) < _MANY:
        return f"write {int(value)}"
    return f"write {what}{_for_example(schema, outline)}"


def _as_truth(_: Path, value: Any, __: Schema, ___: Outline) -> str:
    if not isinstance(value, str):
        return "write true or false"
    text = value.strip()
    if text in {"true", "false"}:
        return f"write it without quotes: {text}"
    return f"write {_TRUTHS.get(text.lower(), 'true or false')}, without quotes"


def _as_list(path: Path, value: Any, schema: Schema, outline: Outline) -> str:
    if outline.is_list_of_tables(schema):
        return f"it is a list: begin each entry with {outline.header(path)}, in two brackets"
    wanted = _TYPES.get(schema["items"].get("type", "string"), str)
    if isinstance(value, wanted) and not isinstance(value, bool):
        return f"put it in brackets, even if it is the only one: [{_toml(value)}]"
    return f"write a list{_for_example(schema, outline)}"


def _as_table(path: Path, value: Any, schema: Schema, outline: Outline) -> str:
    if isinstance(path[-1], int):
        return f"each entry is a table: begin it with {outline.header(path)}"
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return f"there is one: write {outline.header(path)}, in single brackets"
    return f"write a table{_for_example(schema, outline)}"


def _for_example(schema: Schema, outline: Outline) -> str:
    example = outline.example(schema)
    return "" if example is None else f", for example {_toml(example)}"


def _no_choice(path: Path, value: Any, limit: list[Any], outline: Outline) -> Finding:
    # The author of the model chose an order, which msgspec has lost.
    choices = list(outline.at(path).get("x-values", limit))
    alike = next((one for one in choices if str(one) == str(value)), None)
    is_number = not isinstance(choices[0], str)
    if type(value) is type(choices[0]):
        message = f"{_quote(value)} is none of the values it can have"
        advice = (
            f"write {choices[0]}"
            if len(choices) == 1
            else _suggest(str(value), [str(choice) for choice in choices], "it is one of")
        )
        return Finding(path, "not-a-choice", message, advice)
    if is_number:
        one = f"write {choices[0]}" if len(choices) == 1 else f"write one of {_joined(choices)}"
        if isinstance(value, str):
            one = f"write it without quotes: {alike}" if alike else f"{one}, without quotes"
        advice = one
    else:
        advice = f"write one of these, in quotes: {_joined(choices)}"
    return Finding(path, "wrong-type", f"this is {_describe(value)}", advice)


def _wrong_form(path: Path, value: str, outline: Outline) -> Finding:
    schema = outline.at(path)
    pattern = schema["pattern"]
    example = (pattern == common.KEBAB and _kebab(value)) or outline.example(schema)
    advice = (
        RULES[pattern] if example is None else f"{RULES[pattern]}, for example {_quote(example)}"
    )
    if not value.strip():
        message = "the text is blank"
    elif "\n" in value:
        message = "this text has several lines"
    else:
        form = re.split("[;:] ", schema.get("description", ""))[0].rstrip(".")
        message = f"{_quote(value)} is not {form[:1].lower()}{form[1:]}"
    return Finding(path, "wrong-form", message, advice)


def _kebab(text: str) -> str:
    """Return the name that a text comes closest to; an empty one where it has no such letters."""
    name = text.rpartition("/")[2].removesuffix(".toml").lower()
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-") if name.isascii() else ""


def _out_of_limits(path: Path, kind: str, limit: Any, value: Any, outline: Outline) -> Finding:
    match kind:
        case "minLength":
            advice = f"write it{_for_example(outline.at(path), outline)}"
            return Finding(path, "empty-text", "the text is empty", advice)
        case "maxLength":
            return Finding(
                path,
                "text-too-long",
                f"{len(value):,} characters; at most {limit:,} fit",
                "make it shorter",
            )
        case "minItems":
            is_tables = outline.is_list_of_tables(outline.at(path))
            return Finding(
                path,
                "too-few",
                f"{len(value)} here; at least {limit} are needed",
                f"add more: each begins with {outline.header(path)}" if is_tables else "add more",
            )
        case "maxItems" | "maxProperties":
            return Finding(
                path,
                "too-many",
                f"{len(value)} here; at most {limit} fit",
                "take some out",
            )
        case "minimum" | "exclusiveMinimum":
            return Finding(
                path, "out-of-range", f"{_number(value)} is too small", f"at least {limit}"
            )
        case "maximum" | "exclusiveMaximum":
            return Finding(
                path, "out-of-range", f"{_number(value)} is too large", f"at most {limit}"
            )
    return Finding(path, "wrong-shape", f"this breaks the rule {kind!r}", f"see {limit!r}")


def _suggest(name: str, known: Sequence[str], otherwise: str, least: float = _LIKE) -> str:
    close = suggestion(name, known, least)
    if close is not None:
        return f"did you mean {_quote(close)}?"
    return f"{otherwise} {_joined(known)}"


def _joined(values: Sequence[Any]) -> str:
    return ", ".join(map(str, values))


def _describe(value: Any) -> str:
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, (int, float)):
        return f"the number {_number(value)}"
    if isinstance(value, str):
        return f"the text {_quote(value)}" if value else "an empty text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return "a date or time"


def _toml(value: Any, longest: int = _LONGEST_EXAMPLE) -> str:
    """Write a value as TOML does, shortened where it is long."""
    if isinstance(value, dict):
        parts = [f"{key} = {_toml(item, _LONGEST_PART)}" for key, item in value.items()]
        return f"{{ {', '.join(parts)} }}"
    if isinstance(value, str):
        return json.dumps(_cut(value, longest), ensure_ascii=False)
    return _cut(json.dumps(value, ensure_ascii=False), longest)


def _quote(value: Any) -> str:
    text = _number(value) if isinstance(value, int) else str(value)
    return f"'{_cut(text, _LONGEST_PART)}'"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _number(value: Any) -> str:
    # Python refuses to write an integer of thousands of digits, and nobody would read it.
    return "of many digits" if isinstance(value, int) and abs(value) >= _MANY else str(value)
