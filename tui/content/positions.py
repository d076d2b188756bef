"""Places of keys and values in TOML text; imported only once there is a problem to place."""

import itertools
from dataclasses import dataclass
from typing import NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from tui.content.problems import Path

_LANGUAGE = Language(tree_sitter_toml.language())
_TABLES = {"table", "table_array_element"}
_ESCAPED_KEYS = {"quoted_key"}


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column in characters, both counted from 1."""

    line: int
    column: int


class Positions:
    """The places of all keys and values of one TOML text that parses."""

    def __init__(self, text: str) -> None:
        """Read the text.

        Args:
            text: TOML that has been parsed without an error.
        """
        self._lines = text.encode().split(b"\n")
        # A long line is not decoded anew for every value in it.
        self._ascii: dict[int, bool] = {}
        self._keys: dict[Path, Place] = {}
        self._values: dict[Path, Place] = {}
        self._counts: dict[Path, int] = {}
        tree = Parser(_LANGUAGE).parse(text.encode())
        self._values[()] = Place(1, 1)
        for node in tree.root_node.named_children:
            if node.type == "pair":
                self._read_pair(node, ())
            elif node.type in _TABLES:
                self._read_table(node)

    def find(self, path: Path, *, on_key: bool = False) -> Place:
        """Return the place of a path, or of the nearest parent that is in the text."""
        first, second = (self._keys, self._values) if on_key else (self._values, self._keys)
        while True:
            place = first.get(path) or second.get(path)
            if place is not None:
                return place
            path = path[:-1]

    def path_at(self, line: int) -> Path:
        """Return the path of what stands on a line, or of what begins last before it.

        Args:
            line: The line, counted from 1.
        """
        begun = (
            ((place.line, place.column, len(path)), path)
            for places in (self._keys, self._values)
            for path, place in places.items()
            if place.line <= line
        )
        return max(begun, key=lambda found: found[0], default=((0, 0, 0), ()))[1]

    def _read_table(self, node: Node) -> None:
        head, *body = [child for child in node.named_children if child.type != "comment"]
        path = self._resolve(self._parts(head), is_element=node.type == "table_array_element")
        place = self._place(node)
        for end in range(len(path), 0, -1):  # a header may bring the tables around it as well
            self._keys.setdefault(path[:end], place)
            self._values.setdefault(path[:end], place)
        for child in body:
            self._read_pair(child, path)

    def _resolve(self, parts: list[tuple[str, Node]], *, is_element: bool) -> Path:
        path: Path = ()
        for position, (part, _) in enumerate(parts):
            path = (*path, part)
            is_last = position == len(parts) - 1
            if is_last and is_element:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path

    def _read_pair(self, node: Node, base: Path) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        if len(children) < 2:
            return
        path = base
        for part, part_node in self._parts(children[0]):
            path = (*path, part)
            self._keys.setdefault(path, self._place(part_node))
        self._read_value(children[1], path)

    def _read_value(self, node: Node, path: Path) -> None:
        self._values[path] = self._place(node)
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._read_pair(child, path)
        elif node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for index, child in enumerate(items):
                self._read_value(child, (*path, index))

    def _parts(self, node: Node) -> list[tuple[str, Node]]:
        if node.type == "dotted_key":
            return [part for child in node.named_children for part in self._parts(child)]
        text = (node.text or b"").decode()
        if node.type in _ESCAPED_KEYS:
            text = _unquote(text)
        return [(text, node)]

    def _place(self, node: Node) -> Place:
        row, byte_column = node.start_point
        line = self._lines[row]
        if row not in self._ascii:
            self._ascii[row] = line.isascii()
        if self._ascii[row]:
            return Place(row + 1, byte_column + 1)
        return Place(row + 1, len(line[:byte_column].decode(errors="replace")) + 1)


class Repeated(NamedTuple):
    """A key that has two values.

    Attributes:
        position: Where it stands the second time, as an index into the text.
        key: The key.
        line: The line of its first value, where that is found.
        header: The header of its table as it is written; an empty text at the top of the file.
        is_first: Whether the first value is that of the table's first key.
        following: The keys from the second value to the end of the table.
    """

    position: int
    key: str
    line: int | None
    header: str
    is_first: bool
    following: frozenset[str]


class Header(NamedTuple):
    """The header of a table: where it stands, its dotted name, and whether it begins an entry."""

    position: int
    line: int
    name: str
    is_list: bool


def repeated_key(text: str, position: int) -> Repeated | None:
    """Return a key whose second value ends at a position; None where no key is found.

    Args:
        text: TOML in which a key of a table has two values and nothing else is wrong before it.
        position: Where the second value ends, as an index into the text.
    """
    offset = max(len(text[:position].encode()) - 1, 0)
    node = _root(text).descendant_for_byte_range(offset, offset)
    while node is not None and node.type != "pair":
        node = node.parent
    if node is None or node.parent is None:
        return None
    key = node.named_children[0]
    pairs = [sibling for sibling in node.parent.named_children if sibling.type == "pair"]
    twins = [pair for pair in pairs if pair.named_children[0].text == key.text]
    is_below_header = node.parent.type in _TABLES
    return Repeated(
        _index(text, node),
        _written(key),
        twins[0].start_point[0] + 1 if twins[0] != node else None,
        _header(node.parent) if is_below_header else "",
        twins[0] == pairs[0],
        frozenset(_written(pair.named_children[0]) for pair in pairs[pairs.index(node) :]),
    )


def headers(text: str) -> list[Header]:
    """Return the headers of a text, of which some may be wrong.

    Args:
        text: TOML, or nearly.
    """
    rows = text.split("\n")
    starts = list(itertools.accumulate((len(row) + 1 for row in rows), initial=0))
    found = []
    for node in _root(text).named_children:
        if node.type in _TABLES and node.named_children:
            row, column = node.start_point
            before = rows[row].encode()[:column].decode(errors="replace")
            parts = _header(node).strip("[]").split(".")
            name = ".".join(part.strip() for part in parts)
            is_list = node.type == "table_array_element"
            found.append(Header(starts[row] + len(before), row + 1, name, is_list))
    return found


def _root(text: str) -> Node:
    return Parser(_LANGUAGE).parse(text.encode()).root_node


def _index(text: str, node: Node) -> int:
    return len(text.encode()[: node.start_byte].decode(errors="replace"))


def _written(node: Node) -> str:
    return (node.text or b"").decode(errors="replace")


def _header(table: Node) -> str:
    name = _written(table.named_children[0])
    return f"[[{name}]]" if table.type == "table_array_element" else f"[{name}]"


def _unquote(text: str) -> str:
    import tomli

    (key,) = tomli.loads(f"{text} = 0")
    return key
