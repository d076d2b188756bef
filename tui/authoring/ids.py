"""Making the ids that are missing in a file."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from tui.authoring.names import slug
from tui.authoring.sections import inline_tables, sections
from tui.authoring.tables import at, shape_of, tables
from tui.content.problems import Path

_WORDS_FROM = ("title", "text", "prompt", "question", "term")
"""The keys whose text becomes an id, the best first."""
_LONGEST = 40


def missing_ids(
    data: dict[str, Any], model: type[msgspec.Struct], original: dict[str, Any] | None = None
) -> dict[Path, str]:
    """Return an id for each entry of a list that needs one and has none.

    Args:
        data: What the file holds.
        model: The type of its kind.
        original: What the file holds that this one translates; its ids are taken.
    """
    made: dict[Path, str] = {}
    taken: dict[Path, set[str]] = {}
    for path, shape in tables(data, shape_of(model)):
        table = at(data, path)
        if not path or "id" not in shape.keys or any(key.lower() == "id" for key in table):
            continue
        siblings = at(data, path[:-1])
        if not isinstance(siblings, list):
            continue
        used = taken.setdefault(path[:-1], set(_ids(siblings)))
        if original is not None:
            name = _id_of(original, path, len(siblings))
        else:
            name = _unique(_slug(table) or f"{_singular(str(path[-2]))}-{int(path[-1]) + 1}", used)
        if name is not None and name not in used:
            used.add(name)
            made[path] = name
    return made


def with_ids(text: str, ids: dict[Path, str]) -> str:
    """Return a TOML text with ids written where they belong.

    Args:
        text: TOML that parses, its lines ended by a line feed.
        ids: The id of each table by its path.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    inserts: list[tuple[int, str]] = []
    for section in sections(text):
        name = ids.get(section.path)
        if name is not None and section.header >= 0:
            pairs = section.pairs
            after = pairs[0].last if pairs and pairs[0].key == "kind" else section.header
            body = lines[pairs[0].first] if pairs else lines[section.header]
            indent = body[: len(body) - len(body.lstrip())]
            if after + 1 < len(lines):
                inserts.append((starts[after + 1], f"{indent}id = {json.dumps(name)}\n"))
            else:
                inserts.append((len(text), f"\n{indent}id = {json.dumps(name)}"))
    for path, index in inline_tables(text):
        if path in ids:
            space = " " if text[index] == " " else ""
            inserts.append((index, f"{space}id = {json.dumps(ids[path])},{'' if space else ' '}"))
    for index, new in sorted(inserts, reverse=True):
        text = text[:index] + new + text[index:]
    return text


def _slug(table: dict[str, Any]) -> str:
    words = next((table[key] for key in _WORDS_FROM if isinstance(table.get(key), str)), "")
    made = slug(words[:200])
    if not re.search(r"[a-z]", made):
        return ""
    short = made[: _LONGEST + 1].rpartition("-")[0] if len(made) > _LONGEST else made
    return short or made[:_LONGEST]


def _unique(name: str, used: set[str]) -> str:
    number, candidate = 1, name
    while candidate in used:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def _singular(key: str) -> str:
    return {"datasets": "data-set"}.get(key, key.removesuffix("s"))


def _ids(items: list[Any]) -> Iterator[str]:
    for item in items:
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str):
            yield name


def _id_of(original: dict[str, Any], path: Path, length: int) -> str | None:
    siblings = at(original, path[:-1])
    if not isinstance(siblings, list) or len(siblings) != length:
        return None
    name = at(original, (*path, "id"))
    return name if isinstance(name, str) else None
