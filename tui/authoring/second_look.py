"""References in a file whose shape is wrong only in ways that leave them clear."""

from copy import deepcopy
from typing import Any

import msgspec

from tui.authoring.tables import at, shape_of, tables
from tui.content.problems import Finding
from tui.content.references import references
from tui.content.spelling import suggestion

_HARMLESS = {"unknown-key", "missing-key"}


def second_look(
    data: dict[str, Any], model: type[msgspec.Struct], found: list[Finding]
) -> list[Finding]:
    """Return what is wrong with the references of a file that does not have its shape.

    A misspelt key is taken for the one that it means, and any other unknown key for nothing. Where
    that does not give the file its shape there is nothing to say: to guess more would bring
    problems that vanish with those already told.

    Args:
        data: What the file holds.
        model: The type of its kind.
        found: What is wrong with its shape.
    """
    if not {finding.code for finding in found} <= _HARMLESS:
        return []
    guess = deepcopy(data)
    for path, shape in list(tables(guess, shape_of(model))):
        table = at(guess, path)
        for key in [key for key in table if key not in shape.keys]:
            value = table.pop(key)
            meant = suggestion(key, [name for name in shape.keys if name not in table])
            if meant is not None:
                table[meant] = value
            elif isinstance(value, (dict, list)):
                return []  # too much is missing with it
    try:
        return references(msgspec.convert(guess, model))
    except msgspec.ValidationError:
        return []
