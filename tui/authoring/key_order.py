"""The usual order of keys, which makes packs quick to read."""

import functools
from collections.abc import Sequence
from typing import Any

import msgspec

from tui.authoring.tables import Shape, at, choose, shape_of, tables
from tui.content.models.before_after import ModelReply
from tui.content.models.detective import Case, TestReply
from tui.content.models.experiment import TestQuestion
from tui.content.models.lesson import Card
from tui.content.problems import Finding, Path

_PerModel = dict[type[msgspec.Struct], tuple[str, ...]]
_FIRST: _PerModel = {
    Card: ("kind", "id", "title"),
    ModelReply: ("model",),
    TestReply: ("test",),
    TestQuestion: ("id",),
}
"""Keys that stand before those which their model inherits."""
_LAST: _PerModel = {Card: ("cites",)}
_FREE: _PerModel = {Card: ("art",), Case: ("hints", "takeaway")}
"""Keys that may stand anywhere."""


def order_findings(data: dict[str, Any], model: type[msgspec.Struct]) -> list[Finding]:
    """Return a warning for each table whose keys stand in another order.

    Args:
        data: What the file holds, its keys as they stand there.
        model: The type of its kind.
    """
    if _all_in_order(data, shape_of(model)):
        return []
    found = []
    for path, shape in tables(data, shape_of(model)):
        fault = out_of_order(at(data, path), shape)
        if fault is not None:
            key, other = fault
            message = f"'{key}' stands below '{other}'"
            advice = "put it above, or let check --fix do it"
            found.append(
                Finding((*path, key), "key-order", message, advice, on_key=True, severity="warning")
            )
    return found


def _all_in_order(table: dict[str, Any], shape: Shape) -> bool:
    """Say whether no table of a file is out of order: the quick answer for nearly all files."""
    below = _second_run(shape, tuple(table))
    if below is None or (below and not all(_holds_tables(table[key]) for key in below)):
        return False
    for key, kinds in shape.children.items():
        value = table.get(key)
        for item in value if isinstance(value, list) else (value,):
            if isinstance(item, dict):
                child = choose(kinds, item)
                if child is not None and not _all_in_order(item, child):
                    return False
    return True


@functools.lru_cache(maxsize=1_000)
def _second_run(shape: Shape, keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return which of the keys of a table must hold tables for it to be in order; None if none can.

    Authors write their keys in the same few ways over and over.
    """
    places = ranks(shape)
    known = [key for key in keys if key in places]
    fall = _first_fall([places[key] for key in known])
    if fall is None:
        return ()
    below = known[fall:]
    return tuple(below) if _first_fall([places[key] for key in below]) is None else None


def misplaced_tables(data: dict[str, Any], model: type[msgspec.Struct]) -> list[Path]:
    """Return the paths of all tables whose keys are not in the usual order.

    Args:
        data: What the file holds, its keys as they stand there.
        model: The type of its kind.
    """
    return [
        path
        for path, shape in tables(data, shape_of(model))
        if out_of_order(at(data, path), shape) is not None
    ]


def out_of_order(table: dict[str, Any], shape: Shape) -> tuple[str, str] | None:
    """Return the first key that is out of order and the one that it belongs above, or None.

    TOML demands that values come before tables with headers of their own, so a table is in order
    where its values are and its tables are.

    Args:
        table: What the table holds, its keys as they stand there.
        shape: What it should be.
    """
    places = ranks(shape)
    keys = [key for key in table if key in places]
    fall = _first_fall([places[key] for key in keys])
    if fall is None:
        return None
    below = keys[fall:]
    section = keys[:fall]
    if all(_holds_tables(table[key]) for key in below):
        second = _first_fall([places[key] for key in below])
        if second is None:
            return None
        section, fall = below[:second], fall + second
    key = keys[fall]
    return key, next(one for one in section if places[one] > places[key])


@functools.cache
def _ranks(shape_model: type[msgspec.Struct], keys: tuple[str, ...]) -> dict[str, int]:
    def of_model(table: _PerModel) -> tuple[str, ...]:
        return next((value for kind, value in table.items() if issubclass(shape_model, kind)), ())

    first, last, free = of_model(_FIRST), of_model(_LAST), of_model(_FREE)
    middle = [key for key in keys if key not in {*first, *last}]
    ordered = [key for key in (*first, *middle, *last) if key not in free]
    return {key: rank for rank, key in enumerate(ordered)}


def ranks(shape: Shape) -> dict[str, int]:
    """Return the place of each key in the usual order; keys that may stand anywhere have none.

    Args:
        shape: The shape of their table.
    """
    return _ranks(shape.model, shape.keys)


def _first_fall(numbers: Sequence[int]) -> int | None:
    for index in range(1, len(numbers)):
        if numbers[index] < numbers[index - 1]:
            return index
    return None


def _holds_tables(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return bool(items) and all(isinstance(item, dict) for item in items)
