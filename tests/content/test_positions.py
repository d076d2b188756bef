"""Lines and columns of TOML keys and values, in characters."""

import pytest

from tui.content.positions import Place, Positions
from tui.content.problems import Path

TEXT = '''\
title = "é"  # comment
"quoted key" = 1
a.b.c = [1, { x = "日本", y = 2 }]

[table]
key = """
long"""

[[list]]
id = "one"
[list.sub]
deep = true
[[list]]
id = "two"
[[list.nested]]
n = 1
[[list.nested]]
n = 2
'''


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("title",), 1, 9),
        (("quoted key",), 2, 16),
        (("a", "b", "c"), 3, 9),
        (("a", "b", "c", 0), 3, 10),
        (("a", "b", "c", 1, "y"), 3, 29),
        (("table", "key"), 6, 7),
        (("list", 0, "id"), 10, 6),
        (("list", 0, "sub", "deep"), 12, 8),
        (("list", 1), 13, 1),
        (("list", 1, "nested", 1, "n"), 18, 5),
    ],
)
def test_values(path: Path, line: int, column: int) -> None:
    assert Positions(TEXT).find(path) == Place(line, column)


def test_keys() -> None:
    positions = Positions(TEXT)
    assert positions.find(("a", "b", "c"), on_key=True) == Place(3, 5)
    assert positions.find(("quoted key",), on_key=True) == Place(2, 1)
    assert positions.find(("list", 1, "nested"), on_key=True) == Place(15, 1)


def test_what_is_not_there_falls_back_to_its_parent() -> None:
    positions = Positions(TEXT)
    assert positions.find(("list", 1, "missing", "deeper")) == Place(13, 1)
    assert positions.find(("nowhere",)) == Place(1, 1)
