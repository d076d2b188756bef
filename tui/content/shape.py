"""Whether a file has the shape of its kind: keys, types, limits.

``convert`` is the quick way that the game takes. Where it fails, ``findings`` validates against
the JSON Schema that editors use, which is generated from the same models and reports every error.
"""

import functools
import math
import re
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from tui.content.problems import Finding

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

# Two threads that meet a model for the first time at once would crash msgspec.
_ONE_AT_A_TIME = threading.Lock()

ModelT = TypeVar("ModelT", bound=msgspec.Struct)


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
    from tui.content.outline import Outline
    from tui.content.shape_errors import explain

    errors = list(_validator(model).iter_errors(data))
    return explain(errors, Outline(_schema(model), data)) if errors else []


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
        Draft202012Validator, {"anyOf": _any_of, "enum": _enum}, type_checker=strict
    )
    return kind(_schema(model))


@functools.cache
def _schema(model: type[msgspec.Struct]) -> dict[str, Any]:
    return msgspec.json.schema(model)


def _is_number(_: object, value: object) -> bool:
    # JSON knows neither nan nor inf, but TOML does.
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _enum(
    _: "Validator", choices: Sequence[Any], instance: Any, __: Any
) -> Iterator["ValidationError"]:
    """Tell 1 from 1.0, which are one to JSON and two to the game."""
    from jsonschema import ValidationError

    if not any(type(one) is type(instance) and one == instance for one in choices):
        yield ValidationError("")


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


def _from_message(message: str) -> Finding:
    text, _, at = message.partition(" - at `$")
    path: list[str | int] = [
        int(index) if index else key.lstrip(".")
        for key, index in re.findall(r"(\.[^.\[\]`]+)|\[(\d+)\]", at)
    ]
    return Finding(tuple(path), "wrong-shape", _lower(text), "mend it")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
