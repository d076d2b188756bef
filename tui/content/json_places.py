"""Where a value stands in a JSON text; imported only once there is a problem to place."""

import json
import re
from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def find(text: str, path: Sequence[str | int]) -> int:
    """Return where a value begins, or the nearest value around it that is there.

    Args:
        text: JSON that has been read without an error.
        path: Keys and array indexes from the root.

    Returns:
        An index into the text.
    """
    at = _past_space(text, 0)
    for step in path:
        inner = _child(text, at, step)
        if inner is None:
            break
        at = inner
    return at


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column of an index into a text, both counted from 1.

    Args:
        text: The text.
        at: The index.
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _child(text: str, at: int, step: str | int) -> int | None:
    closing = {"{": "}", "[": "]"}.get(text[at : at + 1])
    if closing is None:
        return None
    found = None
    number = 0
    at = _past_space(text, at + 1)
    while text[at] != closing:
        name: object = number
        if closing == "}":
            name, at = _DECODER.raw_decode(text, at)
            at = _past_space(text, _past_space(text, at) + 1)
        if name == step:
            found = at  # of a key that stands twice the last one counts
        _, at = _DECODER.raw_decode(text, at)
        at = _past_space(text, at)
        if text[at] == ",":
            at = _past_space(text, at + 1)
        number += 1
    return found


def _past_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()
