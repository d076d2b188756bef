"""Every way in which TOML can be wrong: where it is said to be wrong, and in which words."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tui.content.files import FolderFiles
from tui.content.problems import ContentError
from tui.content.toml_file import read_toml

CARET = "‸"
"""Stands where the problem must be reported; it is taken out before the text is read."""


class Case(NamedTuple):
    """A broken text and some of the words that must describe it."""

    text: str
    words: str


CASES = {
    "no equals sign": Case('‸title "x"', "there is no ="),
    "no value": Case("title =‸", "the value is missing"),
    "only a comment for a value": Case("a = ‸#x", "the value is missing"),
    "no key": Case("‸= 1", "the key is missing"),
    "text without quotes": Case("title = ‸hello there", "without quotes"),
    "typographic quotes": Case("title = ‸“x”", "typographic quotes"),
    "text left open": Case('a = 1\ntitle = ‸"abc\nb = 2', "not closed before the line ends"),
    "literal text left open": Case("a = 1\ntitle = ‸'abc\nb = 2", "not closed before the line"),
    "lines left open": Case('a = 1\ntitle = ‸"""abc\nb = 2\nc = 3', "not closed anywhere"),
    "literal lines left open": Case("a = 1\ntitle = ‸'''abc\nb = 2", "not closed anywhere"),
    "left open behind a closed one": Case(
        "# it's \"fine\"\na = \"b\"\nc = '''\"'''\nd = ‸\"e", "not closed before the line ends"
    ),
    "unknown escape": Case(r'a = "C:‸\quiz"', r"\q is no escape"),
    "escape too short": Case(r'a = "x‸\u12"', r"\u12 is no escape"),
    "escaped surrogate": Case(r'a = "x‸\ud800"', r"\ud800 is no escape"),
    "escape beyond Unicode": Case(r'a = "x‸\U00110000"', r"\U00110000 is no escape"),
    "backslash and a space": Case('a = """x ‸\\ y"""', "is no escape"),
    "escape of TOML 1.1": Case(r'a = "\e‸x"', "TOML 1.1"),
    "control character": Case('a = "x‸\x01y"', "U+0001 may not stand"),
    "control character in a comment": Case("# x‸\x01y", "U+0001 may not stand"),
    "nothing": Case("a = 1‸\x00", "U+0000 may not stand"),
    "carriage return alone": Case("a = 1‸\rb = 2", "U+000D may not stand"),
    "quote inside a text": Case('a = "he said "‸hi""', "at the quote inside it"),
    "apostrophe inside a text": Case("a = 'it'‸s'", "at the quote inside it"),
    "quote inside a text of a list": Case('a = ["he said "‸hi"."]', "at the quote inside it"),
    "quote inside a text in braces": Case('a = { b = "a "‸c" d" }', "at the quote inside it"),
    "quote after lines": Case('a = """x"""""‸"', "at the quote inside it"),
    "two keys on a line": Case("a = 1 ‸b = 2", "should end"),
    "key behind a header": Case("[a] ‸b = 1", "should end"),
    "comma at the end": Case("a = 1‸,", "',' ends no line"),
    "comment of other languages": Case('a = "x" ‸// y', "write # in its place"),
    "line of such a comment": Case("a = 1\n‸// y", "write # in its place"),
    "brackets that do not match": Case("[a]‸]\nb = 1", "write [[a]] or [a]"),
    "semicolon at the end": Case("a = 1‸;", "';' ends no line"),
    "header left open": Case("[a‸\nb = 1", "not closed with ]"),
    "list header left open": Case("[[a‸]\nb = 1", "not closed with ]]"),
    "header with a space": Case("[a ‸b]", "not closed with ]"),
    "header without a name": Case("[‸]", "has no name"),
    "table twice": Case("[a]\n‸[a]", "'a' stands here twice"),
    "list after a table": Case("[a]\n‸[[a]]", "'a' stands here twice"),
    "table after a list": Case("[[a]]\n‸[a]", "'a' stands here twice"),
    "table for a value": Case("a = 1\n‸[a]", "'a' stands here twice"),
    "key twice": Case("a = 1\nb = 2\n‸a = 3", "'a' has a value already (the first time on line 1)"),
    "key twice, on lines": Case('a = 1\n‸a = """x\ny"""', "'a' has a value already"),
    "key twice in a table": Case("[t]\na = 1\n[u]\na = 1\n‸a = 2", "the first time on line 4"),
    "key twice in braces": Case("a = { b = 1, ‸b = 2 }", "'b' has a value already"),
    "key below a value": Case("a = 1\n‸a.b = 2", "'a.b' has a value already"),
    "key added to braces": Case("a = { b = 1 }\n‸a.c = 2", "already closed"),
    "entry added to a list": Case("a = [1]\n‸[[a]]", "already closed"),
    "header below an empty list": Case("a = []\n‸[[a]]", "take line 1 out"),
    "list as tables": Case("‸[options]\na = 1\n[options]", "begin each entry with [[options]]"),
    "list as tables at first": Case("‸[options]\na = 1\n[[options]]", "with [[options]]"),
    "list as tables at last": Case("[[options]]\na = 1\n‸[options]", "with [[options]]"),
    "header in a text": Case(
        'a = """\n[options]\n"""\n[[options]]\n‸[options]', "the options are a list"
    ),
    "header of an entry left out": Case(
        "[[datasets]]\n[datasets.curve]\n‸[datasets.curve]", "a new entry with [[datasets]]"
    ),
    "table of an entry above the first": Case(
        "[[dataset]]\n‸[datasets.curve]\n[[datasets]]", "begin the entry with [[datasets]] above"
    ),
    "two equals signs": Case("a =‸= 1", "two = in a row"),
    "number with a unit": Case("a = 4 ‸min", "a number stands alone on its line"),
    "list left open": Case("a = [1, 2\n‸b = 3", "a comma is missing before this"),
    "list without a comma": Case("a = [1 ‸2]", "a comma is missing before this"),
    "two commas": Case("a = [1,‸, 2]", "two commas"),
    "braces left open": Case("a = { b = 1‸", "a comma is missing before this"),
    "braces without a comma": Case("a = { b = 1 ‸c = 2 }", "a comma is missing before this"),
    "comma at the end of braces": Case("a = { b = 1, ‸}", "TOML 1.1"),
    "comma in braces, and what to do": Case("a = { b = 1, ‸}", "take the comma before } out"),
    "braces over lines": Case("a = {‸\nb = 1 }", "TOML 1.1"),
    "braces over lines, and what to do": Case("a = {‸\nb = 1 }", "from { to } on one line"),
    "time, and what to do": Case("a = 10‸:30", "write the seconds"),
    "leading zero": Case("a = ‸01", "'01' is no number"),
    "double underscore": Case("a = ‸1__0", "'1__0' is no number"),
    "underscore at the end": Case("a = ‸1_", "'1_' is no number"),
    "letters in a number": Case("a = ‸0xgg", "'0xgg' is no number"),
    "no fraction": Case("a = ‸1.", "'1.' is no number"),
    "no whole part": Case("a = ‸.5", "'.5' is no number"),
    "no exponent": Case("a = ‸1e", "'1e' is no number"),
    "capital truth": Case("a = ‸True", "'True' has a capital letter"),
    "yes for true": Case("a = ‸yes", "'yes' is no value; write true"),
    "nothing by name": Case("a = ‸null", "no empty value"),
    "month that is none": Case("a = ‸2024-13-01", "'2024-13-01' is no number, date"),
    "day that is none": Case("a = ‸2024-02-30", "'2024-02-30' is no date"),
    "hour that is none": Case("a = ‸25:00:00", "'25:00:00' is no number, date or time"),
    "time of TOML 1.1": Case("a = 10‸:30", "TOML 1.1"),
    "space in a key": Case("‸my key = 1", "'my key' is no key"),
    "letter beyond ASCII in a key": Case("‸schlüssel = 1", "'schlüssel' is no key"),
    "space that TOML does not know": Case("a‸\u00a0= 1", "U+00A0 is no space"),
    "dot at the end of a key": Case("a. ‸= 1", "a part of the key is missing"),
    "two dots in a key": Case("a.‸.b = 1", "a part of the key is missing"),
    "lines for a key": Case('‸"""a""" = 1', "is no key"),
    "JSON": Case('‸{"a": 1}', "looks like JSON"),
    "YAML": Case("a‸: 1", "a colon stands where = should"),
    "YAML list": Case("a = 1\n‸- b", "looks like YAML"),
    "merge conflict": Case("a = 1\n‸<<<<<<< HEAD\nb = 1", "merge conflict"),
    "middle of a merge conflict": Case("a = 1\n‸=======\nb = 1", "merge conflict"),
    "Markdown": Case("‸```toml\na = 1\n```", "Markdown"),
    "byte order mark": Case("‸\ufeffa = 1", "byte order mark"),
    "after wide characters": Case('a = "日本語" ‸b = 1', "should end"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_mistake_is_named_where_it_stands(name: str, tmp_path: Path) -> None:
    text, words = CASES[name]
    before = text.partition(CARET)[0]
    (tmp_path / "f.toml").write_bytes(text.replace(CARET, "").encode())
    with pytest.raises(ContentError) as error:
        read_toml(FolderFiles(tmp_path), "f.toml")
    (problem,) = error.value.problems
    assert words in f"{problem.message}; {problem.advice}"
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (problem.line, problem.column) == place, str(problem)


def test_line_ends_of_windows_keep_the_place(tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_bytes(b"a = 1\r\nb = 2\r\na = 3\r\n")
    with pytest.raises(ContentError) as error:
        read_toml(FolderFiles(tmp_path), "f.toml")
    assert (error.value.problems[0].line, error.value.problems[0].column) == (3, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("a =10:30", "a = [\n  10:30]", "a = [1,\t10:30]", "a = {b = 10:30}"),
        *("a = 2024-01-01 10:30", "a = 2024-01-01T10:30", 'b = "at 09:00"\na = 10:30'),
        *('a = "\\e"', 'a = "\\x41"', "a = {\n  b = 1}", "a = {b = 1, }"),
    ],
)
def test_what_toml_1_0_does_not_know_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_text(text + "\n", "utf-8")
    with pytest.raises(ContentError) as error:
        read_toml(FolderFiles(tmp_path), "f.toml")
    assert [problem.code for problem in error.value.problems] == ["toml-version"]
