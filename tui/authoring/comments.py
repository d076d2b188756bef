"""Comments in TOML, and the lines that each speaks of; imported only where one is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

_LANGUAGE = Language(tree_sitter_toml.language())
_TABLES = {"table", "table_array_element"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and what it speaks of.

    Attributes:
        text: The comment from its ``#``.
        line: Its line, counted from 1.
        column: Its column in characters, counted from 1.
        first: The first line that it speaks of.
        last: The last one; the last of the file for a comment above the first key.
    """

    text: str
    line: int
    column: int
    first: int
    last: int


def comments(text: str) -> Iterator[Comment]:
    """Yield the comments of a TOML text in order.

    Args:
        text: TOML that parses.
    """
    root = Parser(_LANGUAGE).parse(text.encode()).root_node
    lines = text.split("\n")
    found = sorted(_nodes(root), key=lambda node: node.start_byte)
    columns = [_column(node, lines) for node in found]
    alone = {
        node.start_point[0]
        for node, column in zip(found, columns, strict=True)
        if not lines[node.start_point[0]][:column].strip()
    }
    statements = [node for node in root.named_children if node.type != "comment"]
    head_end = statements[0].start_point[0] if statements else len(lines)
    spans = _Spans(statements, len(lines))
    for node, column in zip(found, columns, strict=True):
        row = node.start_point[0]
        if row < head_end:
            first, last = 0, len(lines) - 1
        elif row in alone:
            below = row + 1
            while below in alone:
                below += 1
            first, last = spans.below(below)
        else:
            first, last = spans.beside(row)
        content = (node.text or b"").decode(errors="replace")
        yield Comment(content, row + 1, column + 1, first + 1, last + 1)


class _Spans:
    """From which row to which the tables and pairs of a file go."""

    def __init__(self, statements: list[Node], rows: int) -> None:
        self._tables: dict[int, int] = {}
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        tables = [node for node in statements if node.type in _TABLES]
        open_tables: list[tuple[int, list[bytes]]] = []
        for node in tables:
            row, path = node.start_point[0], _path(node)
            while open_tables and not _is_below(path, open_tables[-1][1]):
                self._tables[open_tables.pop()[0]] = row - 1
            open_tables.append((row, path))
        for row, _ in open_tables:
            self._tables[row] = rows - 1
        for owner in [*statements, *(child for node in tables for child in node.named_children)]:
            if owner.type == "pair":
                self._starts[owner.start_point[0]] = owner.end_point[0]
                self._ends[owner.end_point[0]] = owner.start_point[0]

    def below(self, row: int) -> tuple[int, int]:
        """Return the rows of what starts at a row."""
        return row, self._tables.get(row, self._starts.get(row, row))

    def beside(self, row: int) -> tuple[int, int]:
        """Return the rows of what ends at a row, or of the table whose header stands there."""
        if row in self._tables:
            return row, self._tables[row]
        return self._ends.get(row, row), row


def _nodes(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "comment":
            yield node
        waiting += node.named_children


def _column(node: Node, lines: list[str]) -> int:
    row, byte_column = node.start_point
    return len(lines[row].encode()[:byte_column].decode(errors="replace"))


def _path(table: Node) -> list[bytes]:
    waiting = [child for child in table.named_children if child.type != "comment"][:1]
    parts = []
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting += reversed(node.named_children)
        else:
            parts.append(node.text or b"")
    return parts


def _is_below(path: list[bytes], other: list[bytes]) -> bool:
    return len(path) > len(other) and path[: len(other)] == other
