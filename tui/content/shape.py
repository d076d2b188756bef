"""Whether a file has the shape of its kind: keys, types, limits.

``convert`` is the quick way that the game takes. Where it fails, ``findings`` validates against
the JSON Schema that editors use, which is generated from the same models and reports every error.
"""

import difflib
import functools
import math
import re
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from tui.content.problems import Finding, Path

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

_MANY = 10**20
# Two threads that meet a model for the first time at once would crash msgspec.
_ONE_AT_A_TIME = threading.Lock()

ModelT = TypeVar("ModelT", bound=msgspec.Struct)

_TYPE_NAMES = {
    "string": "a text in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}


def convert(data: dict[str, Any], model: type[ModelT]) -> ModelT | list[Finding]:
    """Return the data as a model, or all that keeps it from being one.

    Args:
        data: What the file holds.
        model: The type of its kind.
    """
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(data, model)
    except msgspec.ValidationError as error:
        try:
            found = findings(data, model)
        except ValueError:
            found = []  # an integer of so many digits that Python cannot write it in a message
        return found or [_from_message(str(error))]


def findings(data: dict[str, Any], model: type[msgspec.Struct]) -> list[Finding]:
    """Return every way in which the data differs from the model's JSON Schema."""
    return [
        finding for error in _validator(model).iter_errors(data) for finding in _translate(error)
    ]


@functools.cache
def _validator(model: type[msgspec.Struct]) -> "Validator":
    from jsonschema import Draft202012Validator, validators
    from jsonschema.protocols import Validator

    strict = (
        Draft202012Validator.TYPE_CHECKER.redefine(
            "integer",
            lambda _, value: isinstance(value, int) and not isinstance(value, bool),
        )
        .redefine("number", _is_number)
        .redefine("array", lambda _, value: isinstance(value, list))
    )
    kind: type[Validator] = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"anyOf": _any_of}, type_checker=strict
    )
    return kind(msgspec.json.schema(model))


def _is_number(_: object, value: object) -> bool:
    # JSON knows neither nan nor inf, but TOML does.
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _any_of(
    validator: "Validator",
    branches: Sequence[dict[str, Any]],
    instance: Any,
    schema: Any,
) -> Iterator["ValidationError"]:
    """Follow the one branch that the author meant, so that its own errors are reported."""
    from jsonschema import ValidationError

    tag = schema.get("discriminator")
    if tag is None:
        wanted = next(branch for branch in branches if branch.get("type") != "null")
        yield from validator.descend(instance, wanted)  # type: ignore[attr-defined]
        return
    name, mapping = tag["propertyName"], tag["mapping"]
    if not isinstance(instance, dict):
        yield ValidationError("", validator="type", validator_value="object", instance=instance)
    elif name not in instance:
        yield ValidationError("", validator="required", validator_value=[name], instance=instance)
    elif instance[name] not in list(mapping):
        yield ValidationError(
            "",
            validator="enum",
            validator_value=list(mapping),
            instance=instance[name],
            path=[name],
        )
    else:
        yield from validator.descend(  # type: ignore[attr-defined]
            instance, {"$ref": mapping[instance[name]]}
        )


def _translate(error: "ValidationError") -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    limit: Any = error.validator_value
    value: Any = error.instance
    match error.validator:
        case "additionalProperties":
            known = list(error.schema["properties"])  # type: ignore[index]
            for key in [key for key in value if key not in known]:
                yield Finding(
                    (*path, key),
                    "unknown-key",
                    f"{_quote(key)} is no key here",
                    _suggest(key, known, "the keys are"),
                    on_key=True,
                )
        case "required":
            for key in [key for key in limit if key not in value]:
                yield Finding(
                    path,
                    "missing-key",
                    f"{_quote(key)} is missing",
                    "add it",
                    on_key=True,
                )
        case "type":
            wanted = _TYPE_NAMES.get(str(limit), str(limit))
            yield Finding(path, "wrong-type", f"this is {_describe(value)}", f"write {wanted}")
        case "enum":
            choices = [str(choice) for choice in limit]
            yield Finding(
                path,
                "not-a-choice",
                f"{_quote(value)} is none of the values it can have",
                _suggest(str(value), choices, "it is one of"),
            )
        case "pattern":
            yield _wrong_form(path, value, error.schema)
        case _:
            yield _out_of_limits(path, str(error.validator), limit, value)


def _out_of_limits(path: Path, kind: str, limit: Any, value: Any) -> Finding:
    match kind:
        case "minLength":
            return Finding(path, "empty-text", "the text is empty", "write it")
        case "maxLength":
            return Finding(
                path,
                "text-too-long",
                f"{len(value):,} characters; at most {limit:,} fit",
                "make it shorter",
            )
        case "minItems":
            return Finding(
                path,
                "too-few",
                f"{len(value)} here; at least {limit} are needed",
                "add more",
            )
        case "maxItems":
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


def _wrong_form(path: Path, value: Any, schema: Any) -> Finding:
    description = schema.get("description", "").split("; ")[0].rstrip(".")
    example = next(iter(schema.get("examples", [])), None)
    advice = f"for example {_quote(example)}" if example else "mend it"
    if "\n" in str(value).strip() or not str(value).strip():
        message = "the text is blank" if not str(value).strip() else "this text has several lines"
        return Finding(path, "wrong-form", message, "write it on one line")
    return Finding(path, "wrong-form", f"{_quote(value)} is not {_lower(description)}", advice)


def _from_message(message: str) -> Finding:
    text, _, at = message.partition(" - at `$")
    path: list[str | int] = [
        int(index) if index else key.lstrip(".")
        for key, index in re.findall(r"(\.[^.\[\]`]+)|\[(\d+)\]", at)
    ]
    return Finding(tuple(path), "wrong-shape", _lower(text), "mend it")


def suggestion(name: str, known: Sequence[str]) -> str | None:
    """Return the known name that a misspelt one most likely means, or None."""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.6)), None)


def _suggest(name: str, known: list[str], otherwise: str) -> str:
    close = suggestion(name, known)
    if close is not None:
        return f"did you mean {_quote(close)}?"
    return f"{otherwise} {', '.join(known)}"


def _describe(value: Any) -> str:
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, (int, float)):
        return f"the number {_number(value)}"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return "a date or time"


def _quote(value: Any) -> str:
    text = _number(value) if isinstance(value, int) else str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def _number(value: float) -> str:
    # Python refuses to write an integer of thousands of digits, and nobody would read it.
    return "of many digits" if isinstance(value, int) and abs(value) >= _MANY else str(value)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
