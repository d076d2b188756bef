"""What an author is told of a line that is no row."""

import json
from pathlib import Path

import pytest

from tui.content.files import FolderFiles
from tui.content.problems import ContentError
from tui.content.rows import read_rows

GOOD = (
    '{"messages": [{"role": "user", "content": "Hot?"}, {"role": "assistant", "content": "No."}]}'
)
PRETTY = json.dumps(json.loads(GOOD), indent=2)


def told(tmp_path: Path, raw: bytes) -> list[str]:
    """Return what is said of a data set, without its name."""
    (tmp_path / "rows.jsonl").write_bytes(raw)
    with pytest.raises(ContentError) as caught:
        read_rows(FolderFiles(tmp_path), "rows.jsonl")
    return [str(problem).partition("rows.jsonl:")[2] for problem in caught.value.problems]


LINES = {
    "single quotes": (
        GOOD.replace('"', "'"),
        "2: row-syntax: texts stand between double quotation marks; write \" in place of '",
    ),
    "smart quotes": (
        GOOD.replace('"user"', "“user”"),
        '24: row-syntax: “ is no quotation mark of JSON; write the straight one: "',
    ),
    "quotation mark in a text": (
        GOOD.replace("Hot?", 'So "hot"?'),
        r"47: row-syntax: this quotation mark ends the text; write \" where it belongs to the text",
    ),
    "closing bracket missing": (
        GOOD[:-1],
        "92: row-syntax: the line ends too soon: } is missing; add it at the end",
    ),
    "closing brackets missing": (
        GOOD[:-2],
        "91: row-syntax: the line ends too soon: ]} is missing; add it at the end",
    ),
    "text left open": (
        GOOD[:-5],
        '85: row-syntax: this text has no quotation mark at its end; write " where it ends',
    ),
    "comma behind the row": (
        GOOD + ",",
        "93: row-syntax: a comma stands behind the row; take it out: each line is a row of its own",
    ),
    "two rows on a line": (
        f"{GOOD} {GOOD}",
        "94: row-syntax: a second row stands on this line; begin a new line before it",
    ),
    "two rows and a comma": (
        f"{GOOD}, {GOOD}",
        "93: row-syntax: a second row stands on this line; put a new line in place of the comma",
    ),
    "comma before the end": (
        GOOD.replace('"No."}]', '"No."},]'),
        "91: row-syntax: a comma stands before ]; take it out",
    ),
    "comma missing": (
        GOOD.replace('"user", ', '"user" '),
        '31: row-syntax: a comma or a closing bracket is missing before "content": "Hot?"}, '
        '{"role": "assistant…; add it',
    ),
    "None": (GOOD[:-1] + ', "label": None}', "103: row-syntax: None is no JSON; JSON writes null"),
    "tab": (
        GOOD.replace("Hot?", "Hot\t?"),
        "47: row-syntax: a tab or another control character stands in a text; write \\t for it",
    ),
    "backslash": (
        GOOD.replace("Hot?", r"C:\hot"),
        "46: row-syntax: a backslash begins an escape that JSON does not have; write \\\\ for it",
    ),
    "no JSON at all": (
        "user: Hot? assistant: No.",
        f"1: row-syntax: a row begins with {{; write it as {GOOD}",
    ),
    "another role": (
        GOOD.replace("assistant", "agent"),
        "61: row-shape: 'agent' is no role; did you mean 'assistant'?",
    ),
    "misspelt role": (
        GOOD.replace('"user"', '"User"'),
        "24: row-shape: 'User' is no role; did you mean 'user'?",
    ),
    "role of a tool": (
        GOOD.replace('"user"', '"xyz"'),
        "24: row-shape: 'xyz' is no role; the roles are system, user, assistant",
    ),
    "prompt and completion": (
        '{"prompt": "Hot?", "completion": "No."}',
        "1: row-shape: a row has 'messages', and this one has 'prompt', 'completion'; write it as "
        + GOOD,
    ),
    "text alone": (
        '{"text": "Hot? No."}',
        f"1: row-shape: a row has 'messages', and this one has 'text'; write it as {GOOD}",
    ),
    "misspelt key": (
        GOOD.replace("messages", "mesages"),
        "2: row-shape: a row has no key 'mesages'; did you mean 'messages'?",
    ),
    "another key": (
        GOOD[:-1] + ', "source": "a"}',
        "94: row-shape: a row has no key 'source'; take it out, or make it the label",
    ),
    "keys of another format": (
        GOOD.replace('"role"', '"from"').replace('"content"', '"value"'),
        "16: row-shape: a message has no key 'from'; did you mean 'role'?",
    ),
    "content that is a number": (
        GOOD.replace('"No."', "7"),
        "74: row-shape: 'content' is a text, and this is a number; write it between \"",
    ),
    "messages that are a text": (
        '{"messages": "Hot? No."}',
        f"2: row-shape: 'messages' is a list in [ ], and this is a text; write {GOOD}",
    ),
    "a text alone": (
        '"Hot?"',
        f"1: row-shape: a row is an object in {{ }}, and this is a text; write {GOOD}",
    ),
    "byte that is not UTF-8": (
        GOOD.replace("Hot?", "Hot\udcff?"),
        "47: not-utf-8: byte 0xff is not UTF-8; save the file as UTF-8",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_a_wrong_line_is_told_in_plain_words(name: str, tmp_path: Path) -> None:
    line, expected = LINES[name]
    raw = f"{GOOD}\n{line}\n".encode(errors="surrogateescape")
    assert told(tmp_path, raw) == ["2:" + expected.replace(GOOD, FORM)]


FORM = GOOD.replace("Hot?", "…").replace("No.", "…")

FILES = {
    "UTF-16": (GOOD.encode("utf-16"), "not-utf-8: the file is UTF-16; save it as UTF-8"),
    "UTF-16 without a mark": (
        GOOD.encode("utf-16-le"),
        "not-utf-8: the file is no UTF-8 text; save it as UTF-8",
    ),
    "byte order mark": (
        GOOD.encode("utf-8-sig"),
        "row-syntax: the file starts with a byte order mark; save it as UTF-8 without one",
    ),
    "CSV": (
        b"question,answer\nHot?,No.\nCold?,Yes.\n",
        f"row-syntax: this looks like CSV, not like JSON Lines; write each row as {FORM}",
    ),
    "an array": (
        f"[\n{GOOD},\n{GOOD}\n]".encode(),
        "row-syntax: the file is one JSON array; write each row on a line of its own, without the "
        "[ ] around them and the commas between them; `jq -c '.[]' FILE` does it",
    ),
    "rows over several lines": (
        f"{PRETTY}\n{PRETTY}\n".encode(),
        "row-syntax: a row is spread over several lines; write each row on one line; "
        "`jq -c . FILE` does it",
    ),
    "nothing": (b"\n\n", "empty-data-set: it has no rows; add some"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_kind_is_told_once(name: str, tmp_path: Path) -> None:
    raw, expected = FILES[name]
    assert told(tmp_path, raw) == [f"1:1: {expected}"]


def test_each_wrong_line_is_told(tmp_path: Path) -> None:
    assert len(told(tmp_path, f"{GOOD}\n{GOOD},\n{GOOD}\n{{\n".encode())) == 2
