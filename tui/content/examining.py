"""Reading one file as its model, and all that is wrong with it."""

from typing import TypeVar

import msgspec

from tui.content.models.recording import Recording
from tui.content.problems import Finding
from tui.content.recordings import Find, edited, fill
from tui.content.references import references
from tui.content.shape import convert
from tui.content.toml_file import TomlFile

ModelT = TypeVar("ModelT", bound=msgspec.Struct)


def examine(file: TomlFile, model: type[ModelT], find: Find) -> tuple[ModelT | None, list[Finding]]:
    """Return a file as its model where it has the shape, and all that is wrong with it.

    Args:
        file: The file.
        model: The type of its kind.
        find: Returns the recordings that its replies are taken from.
    """
    made = convert(file.data, model)
    if isinstance(made, list):
        return None, made
    if isinstance(made, Recording):
        return made, [*references(made), *edited(made, file.data)]
    filled, found = fill(made, find)
    return filled, [*found, *references(filled)]
