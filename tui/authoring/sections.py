"""A TOML text as headers, pairs and the rows that they stand on; imported only to mend a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from tui.content.problems import Path

_LANGUAGE = Language(tree_sitter_toml.language())


@dataclass
class Pair:
    """A key and its value.

    Attributes:
        key: The key, or its first part where it has dots.
        first: The first row that it stands on, counted from 0.
        last: The last one.
    """

    key: str
    first: int
    last: int


@dataclass
class Section:
    """A header and the pairs below it, or the pairs before the first header.

    Attributes:
        names: The keys of its header; none before the first.
        path: Where its table stands in the file.
        start: The first row that belongs to it: that of its header, a comment right above it, or
            an empty line above that.
        header: The row of its header; -1 before the first.
        end: The row behind its last.
        pairs: What stands below the header.
    """

    names: tuple[str, ...]
    path: Path
    start: int
    header: int
    end: int = 0
    pairs: list[Pair] = field(default_factory=list)


def is_clear(text: str) -> bool:
    """Say whether all of a TOML text can be told apart.

    Args:
        text: TOML that parses.
    """
    return not Parser(_LANGUAGE).parse(text.encode()).root_node.has_error


def sections(text: str) -> list[Section]:
    """Return the sections of a TOML text in order.

    Args:
        text: TOML that parses.
    """
    root = Parser(_LANGUAGE).parse(text.encode()).root_node
    lines = text.split("\n")
    found = [Section((), (), 0, -1)]
    counts: dict[Path, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            found[0].pairs.append(_pair(node))
        elif node.type in {"table", "table_array_element"}:
            head, *body = [child for child in node.named_children if child.type != "comment"]
            names = tuple(_names(head))
            path = _path(names, counts, is_element=node.type == "table_array_element")
            row = node.start_point[0]
            # Above the first key, a comment speaks of the file.
            is_first = len(found) == 1 and not found[0].pairs
            section = Section(names, path, row if is_first else _start(lines, row), row)
            section.pairs = [_pair(child) for child in body]
            found[-1].end = section.start
            found.append(section)
    found[-1].end = len(lines)
    return found


def inline_tables(text: str) -> Iterator[tuple[Path, int]]:
    """Yield the path of each table in braces, and the index behind its opening brace.

    Args:
        text: TOML that parses.
    """
    raw = text.encode()
    root = Parser(_LANGUAGE).parse(raw).root_node
    waiting: list[tuple[Node, Path]] = []
    for section, children in zip(sections(text), _owners(root), strict=True):
        waiting += [(child, section.path) for child in children if child.type == "pair"]
    while waiting:
        node, path = waiting.pop()
        if node.type == "pair":
            key, value = [child for child in node.named_children if child.type != "comment"]
            waiting.append((value, (*path, *_names(key))))
        elif node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            waiting += [(child, (*path, index)) for index, child in enumerate(items)]
        elif node.type == "inline_table":
            yield path, len(raw[: node.start_byte + 1].decode())
            waiting += [(child, path) for child in node.named_children if child.type == "pair"]


def _owners(root: Node) -> list[list[Node]]:
    tables = [node for node in root.named_children if node.type.startswith("table")]
    return [root.named_children, *(node.named_children for node in tables)]


def _pair(node: Node) -> Pair:
    key = next(iter(_names(node.named_children[0])))
    return Pair(key, node.start_point[0], node.end_point[0])


def _names(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _names(child)
    else:
        yield from tomli.loads(f"{(node.text or b'').decode()} = 0")


def _path(names: tuple[str, ...], counts: dict[Path, int], *, is_element: bool) -> Path:
    path: Path = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if is_element and position == len(names) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def _start(lines: list[str], header: int) -> int:
    row = header
    while row > 0 and lines[row - 1].lstrip().startswith("#"):
        row -= 1
    while row > 0 and not lines[row - 1].strip():
        row -= 1
    return row
