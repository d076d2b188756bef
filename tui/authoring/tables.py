"""The tables of a file, each with the model that says what its keys are."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import inspect

from tui.content.problems import Path


@dataclass(frozen=True, eq=False)
class Shape:
    """What a table may hold.

    Attributes:
        model: The type that it becomes.
        kind: The key and the value that tell it from others in its place, where there are others.
        keys: Its keys in the order of the model.
        children: By its key, what the tables below it may be.
    """

    model: type[msgspec.Struct]
    kind: tuple[str, str] | None
    keys: tuple[str, ...]
    children: Mapping[str, tuple["Shape", ...]]


@functools.cache
def shape_of(model: type[msgspec.Struct]) -> Shape:
    """Return the shape of the file that becomes a model.

    Args:
        model: The type of the file.
    """
    (shape,) = _shapes(inspect.type_info(model))
    return shape


def tables(data: dict[str, Any], shape: Shape, path: Path = ()) -> Iterator[tuple[Path, Shape]]:
    """Yield the path and the shape of every table whose kind is known, outer ones first.

    Args:
        data: What the file holds.
        shape: What it should be.
        path: Where the data stands in the file.
    """
    yield path, shape
    for key, kinds in shape.children.items():
        value = data.get(key)
        if isinstance(value, dict):
            child = choose(kinds, value)
            if child is not None:
                yield from tables(value, child, (*path, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                child = choose(kinds, item) if isinstance(item, dict) else None
                if child is not None:
                    yield from tables(item, child, (*path, key, index))


def choose(kinds: tuple[Shape, ...], table: dict[str, Any]) -> Shape | None:
    """Return the shape that a table says it has, or None.

    Args:
        kinds: What it may be.
        table: What it holds.
    """
    if len(kinds) == 1:
        return kinds[0]
    for shape in kinds:
        if shape.kind is not None and table.get(shape.kind[0]) == shape.kind[1]:
            return shape
    return None


def at(data: Any, path: Path) -> Any:
    """Return what stands at a path of the data, or None.

    Args:
        data: What the file holds.
        path: The path.
    """
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _shapes(kind: inspect.Type) -> tuple[Shape, ...]:
    match kind:
        case inspect.Metadata(type=inner):
            return _shapes(inner)
        case inspect.UnionType(types=types):
            return tuple(shape for one in types for shape in _shapes(one))
        case inspect.VarTupleType(item_type=item):
            return _shapes(item)
        case inspect.StructType(cls=cls, fields=fields, tag_field=field, tag=tag):
            names = tuple(one.encode_name for one in fields)
            children = {one.encode_name: _shapes(one.type) for one in fields}
            return (
                Shape(
                    cls,
                    None if field is None else (field, str(tag)),
                    names if field is None else (field, *names),
                    {key: shapes for key, shapes in children.items() if shapes},
                ),
            )
    return ()
