"""Putting the keys of a file into the usual order, whole lines at a time."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from tui.authoring.key_order import misplaced_tables, ranks
from tui.authoring.sections import Section, sections
from tui.authoring.tables import shape_of, tables
from tui.content.problems import Path

T = TypeVar("T")
Ranks = dict[Path, dict[str, int]]
"""The usual order of the keys of each table that has another one."""


def in_order(text: str, data: dict[str, Any], model: type[msgspec.Struct]) -> str:
    """Return a TOML text with its keys in the usual order, comments beside what they speak of.

    Args:
        text: TOML that parses, its lines ended by a line feed.
        data: What it holds.
        model: The type of its kind.
    """
    misplaced = set(misplaced_tables(data, model))
    if not misplaced:
        return text
    wanted = {
        path: ranks(shape) for path, shape in tables(data, shape_of(model)) if path in misplaced
    }
    head, *others = sections(text)
    lines = text.split("\n")
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    others_end = others[-1] if others else head
    others_end.end = max(last, others_end.header + 1)
    arranged = [head, *_arranged(others, (), 0, wanted)]
    moved = [line for section in arranged for line in _lines(section, lines, wanted)]
    return "\n".join([*moved, *lines[others_end.end :]])


def _arranged(group: list[Section], path: Path, depth: int, wanted: Ranks) -> list[Section]:
    """Return the sections below a table, each with those below it, in the usual order."""
    children: list[list[Section]] = []
    for section in group:
        is_child = len(section.names) == depth + 1
        if is_child or not children or children[-1][0].names[depth] != section.names[depth]:
            children.append([section])
        else:
            children[-1].append(section)
    for child in children:
        if len(child[0].names) == depth + 1:
            child[1:] = _arranged(child[1:], child[0].path, depth + 1, wanted)
    if path in wanted:
        children = _sorted(children, lambda child: child[0].names[depth], wanted[path])
    return [section for child in children for section in child]


def _lines(section: Section, lines: list[str], wanted: Ranks) -> list[str]:
    if section.path not in wanted or not section.pairs:
        return lines[section.start : section.end]
    pairs = section.pairs
    # What stands above the first key of the file speaks of the file, and stays.
    first = pairs[0].first if section.header < 0 else section.header + 1
    starts = [first, *(pair.last + 1 for pair in pairs[:-1])]
    blocks, gaps = [], []
    for pair, start in zip(pairs, starts, strict=True):
        content = start
        while not lines[content].strip():
            content += 1
        gaps.append(lines[start:content])
        blocks.append((pair.key, lines[content : pair.last + 1]))
    blocks = _sorted(blocks, lambda block: block[0], wanted[section.path])
    middle = [line for gap, (_, block) in zip(gaps, blocks, strict=True) for line in (*gap, *block)]
    return [*lines[section.start : first], *middle, *lines[pairs[-1].last + 1 : section.end]]


def _sorted(items: Sequence[T], key: Callable[[T], str], places: dict[str, int]) -> list[T]:
    """Return the items by their place; one without a place stays behind the one before it."""
    numbers: list[int] = []
    for item in items:
        numbers.append(places.get(key(item), numbers[-1] if numbers else -1))
    return [items[index] for index in sorted(range(len(items)), key=numbers.__getitem__)]
