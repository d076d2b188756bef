"""Keys that stand in the wrong table, and where they belong."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tui.content.outline import Outline, Schema, header
from tui.content.problems import Finding, Path

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": (list, dict),
    "object": (dict, list),
}


class Misplaced(NamedTuple):
    """Keys of one table that belong to another.

    Attributes:
        keys: The keys, in the order of the file.
        finding: What to say of all of them.
        supplies: The keys, by their paths, that are no longer missing once these are moved.
    """

    keys: tuple[str, ...]
    finding: Finding
    supplies: tuple[Path, ...]


class _Home(NamedTuple):
    """A table that keys may belong to: one around theirs, or a child of it."""

    path: Path
    child: str | None
    keys: tuple[str, ...]
    is_there: bool


def misplaced(outline: Outline, path: Path, unknown: list[str]) -> list[Misplaced]:
    """Return the unknown keys of a table that other tables know, by where they belong.

    Args:
        outline: The file.
        path: The table.
        unknown: Its keys that are none of its own.
    """
    found = list(_needless(outline, unknown)) if path == () else []
    told = {key for one in found for key in one.keys}
    left = [key for key in unknown if key not in told]
    home = _best([*_around(outline, path, left), *_beside(outline, path, left)])
    if home is None:
        return found
    others = [key for key in left if key not in home.keys]
    return [*found, _told(outline, path, home), *misplaced(outline, path, others)]


def _needless(outline: Outline, unknown: list[str]) -> Iterator[Misplaced]:
    """Yield the tables that hold what the file itself lacks."""
    file, known = outline.value(()), outline.keys(())
    for name in unknown:
        table = file[name] if isinstance(file[name], dict) else {}
        keys = [key for key in table if key not in file and _fits(known.get(key), table[key])]
        if len(keys) > 1:
            finding = Finding(
                (name,),
                "misplaced-key",
                f"the keys below [{name[:40]}] belong to the file",
                "take this header out",
                on_key=True,
            )
            yield Misplaced((name,), finding, tuple((key,) for key in keys))


def _best(homes: list[_Home]) -> _Home | None:
    """Return the table that knows most of the keys, or None where several could be meant."""

    def rank(home: _Home) -> tuple[int, bool, bool]:
        return -len(home.keys), home.child is not None, home.is_there

    homes.sort(key=rank)
    is_clear = len(homes) == 1 or (
        len(homes) > 1 and (homes[0].child is None or rank(homes[0]) != rank(homes[1]))
    )
    return homes[0] if is_clear else None


def _around(outline: Outline, path: Path, unknown: list[str]) -> Iterator[_Home]:
    """Yield the tables around this one that know keys, and lack them or are one entry of many."""
    values = outline.value(path)
    for end in range(len(path) - 1, -1, -1):
        outer = path[:end]
        table = outline.value(outer)
        if not isinstance(table, dict):
            continue
        known = outline.keys(outer)
        keys = [key for key in unknown if _fits(known.get(key), values[key])]
        if not outer or not isinstance(outer[-1], int):
            keys = [key for key in keys if key not in table or _is_table(values[key])]
        if keys:
            yield _Home(outer, None, tuple(keys), any(key in table for key in keys))


def _beside(outline: Outline, path: Path, unknown: list[str]) -> Iterator[_Home]:
    """Yield the children that know keys; those of tables around this one must know several."""
    values = outline.value(path)
    for end in range(len(path), -1, -1):
        outer = path[:end]
        table = outline.value(outer)
        if not isinstance(table, dict):
            continue
        for child in outline.keys(outer):
            if path[end : end + 1] == (child,):
                continue
            known = outline.keys(outer, child)
            keys = [key for key in unknown if _fits(known.get(key), values[key])]
            if len(keys) > (0 if outer == path else 1):
                yield _Home(outer, child, tuple(keys), child in table)


def _fits(schema: Schema | None, value: Any) -> bool:
    if schema is None:
        return False
    if "enum" in schema:
        return isinstance(value, type(schema["enum"][0]))
    return isinstance(value, _TYPES[schema["type"]])


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
    )


def _told(outline: Outline, path: Path, home: _Home) -> Misplaced:
    (belong, them) = ("belongs", "it") if len(home.keys) == 1 else ("belong", "them")
    where, advice = _where(outline, home, outline.value(path), them)
    message = f"{listed([repr(key) for key in home.keys])} {belong} to {where}"
    finding = Finding((*path, home.keys[0]), "misplaced-key", message, advice, on_key=True)
    return Misplaced(home.keys, finding, tuple(_supplies(outline, home)))


def _supplies(outline: Outline, home: _Home) -> Iterator[Path]:
    if home.child is None:
        yield from ((*home.path, key) for key in home.keys)
        return
    there = (*home.path, home.child)
    yield there
    entries = outline.value(home.path).get(home.child)
    if isinstance(entries, list):
        yield from ((*there, index, key) for index in range(len(entries)) for key in home.keys)


def _where(outline: Outline, home: _Home, values: Any, them: str) -> tuple[str, str]:
    outer, child = home.path, home.child
    if child is not None:
        where = outline.header((*outer, child))
        known, inner = outline.keys(outer, child), (*outer, child)
    else:
        where = f"this entry of {outline.header(outer)}" if outer else "the file"
        known, inner = outline.keys(outer), outer
    if all(_is_table(values[key]) for key in home.keys):
        headers = [
            header((*inner, key), is_list=outline.is_list_of_tables(known[key]))
            for key in home.keys
        ]
        return where, f"write {listed(headers)}"
    if child is not None:
        is_single = home.is_there and len(home.keys) == 1
        return where, "move it there" if is_single else f"write this header above {them}"
    if not outer:
        return where, f"move {them} up, above the first [table]"
    if home.is_there:
        entry = outline.header(outer)
        return f"an entry of {entry}", f"begin a new entry with {entry} above {them}"
    return where, f"move {them} there, above the tables that are part of it"


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
