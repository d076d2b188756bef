"""Writes an experiment as the TOML file of a pack."""

import json
from typing import Any

import msgspec

from tui.content.models.experiment import Experiment

_HEAD = """\
#:schema ../../../assets/schema/experiment.json
# Written by `finetune-detective lab data` from the fact tables in assets/world; change those.
"""
_LEFT_OUT: tuple[object, ...] = (None, (), "held-out")
"""Values that are the defaults of their keys."""


def as_toml(experiment: Experiment) -> str:
    """Return the text of an experiment's file.

    Args:
        experiment: What to write.
    """
    made: dict[str, Any] = msgspec.to_builtins(experiment)
    tables = {key: value for key, value in made.items() if isinstance(value, dict)}
    arrays = {key: value for key, value in made.items() if isinstance(value, list | tuple)}
    parts = [_HEAD]
    parts += [f"[{key}]\n{_pairs(value)}" for key, value in tables.items()]
    parts += [f"[[{key}]]\n{_pairs(each)}" for key, values in arrays.items() for each in values]
    return "\n".join(parts)


def _pairs(table: dict[str, Any]) -> str:
    # An id comes first, as in every file of a pack; the model has it after what all questions have.
    ordered = sorted(table.items(), key=lambda pair: pair[0] != "id")
    return "".join(f"{key} = {_value(value)}\n" for key, value in ordered if value not in _LEFT_OUT)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(each) for each in value)}]"
    # A string of JSON is a basic string of TOML: the escapes are the same.
    return json.dumps(value, ensure_ascii=False)
