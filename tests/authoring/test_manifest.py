"""Entering a name changes pack.toml there and nowhere else."""

import re

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.authoring.manifest import CannotEnterError, entered

HEAD = 'format = 1\nauthors = ["a"]  # us\n'
LAYOUTS = {
    "inline": ('["a", "b"]  # mine', '["a", "b", "new"]  # mine'),
    "inline with spaces": ('[ "a", "b" ]', '[ "a", "b", "new" ]'),
    "inline without spaces": ('["a","b"]', '["a","b","new"]'),
    "inline with a last comma": ('["a", "b",]', '["a", "b", "new",]'),
    "inline, one entry": ('["a"]', '["a", "new"]'),
    "single quotes": ("['a']", "['a', 'new']"),
    "empty": ("[]", '["new"]'),
    "empty with a space": ("[ ]", '["new"]'),
    "empty over two lines": ("[\n]", '[\n    "new",\n]'),
    "only a comment in it": ("[\n  # none yet\n]", '[\n  # none yet\n    "new",\n]'),
    "a line each": (
        '[\n  "a",  # one\n  "b",  # two\n]',
        '[\n  "a",  # one\n  "b",  # two\n  "new",\n]',
    ),
    "a line each, no last comma": (
        '[\n  "a",  # one\n  "b"  # two\n]',
        '[\n  "a",  # one\n  "b",  # two\n  "new"\n]',
    ),
    "comments with quotes and brackets": (
        '[\n  "a",  # not "z"] yet\n]',
        '[\n  "a",  # not "z"] yet\n  "new",\n]',
    ),
    "a comment below the last entry": (
        '[\n    "a",\n    # more, soon\n]',
        '[\n    "a",\n    "new",\n    # more, soon\n]',
    ),
    "tabs": ('[\n\t"a",\n]', '[\n\t"a",\n\t"new",\n]'),
    "several a line": (
        '[\n    "a", "b",\n    "c", "d",\n]',
        '[\n    "a", "b",\n    "c", "d", "new",\n]',
    ),
    "hanging": ('["a",\n   "b"]', '["a",\n   "b",\n   "new"]'),
    "commas first": ('[\n    "a"\n  , "b"\n]', '[\n    "a"\n  , "b"\n  , "new"\n]'),
    "long strings": ('["""a""", "b"]', '["""a""", "b", "new"]'),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_name_is_entered_in_the_layout_that_is_there(name: str, line_end: str) -> None:
    old, new = LAYOUTS[name]
    rest = '\n# the rounds\nbefore-after = [ "x" ]\n\n[check] # quiet\nallow = []\n'
    text = f"{HEAD}lessons = {old}{rest}".replace("\n", line_end)
    expected = f"{HEAD}lessons = {new}{rest}".replace("\n", line_end)
    assert entered(text, "lessons", "new") == expected
    assert tomli.loads(expected)["lessons"][-1] == "new"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("lessons", "\n[check]\n", 'lessons = ["new"]\n\n[check]\n'),
        ("detective", "", 'detective = ["new"]\n'),
        ("detective", "\n# the end\n", 'detective = ["new"]\n\n# the end\n'),
        (
            "before-after",
            "# first\nlessons = []\n# then\ndetective = []\n",
            '# first\nlessons = []\nbefore-after = ["new"]\n# then\ndetective = []\n',
        ),
        ("lessons", "detective = []\n", 'lessons = ["new"]\ndetective = []\n'),
        ("lessons", 'check.allow = ["x"]\n', 'lessons = ["new"]\ncheck.allow = ["x"]\n'),
    ],
)
def test_a_list_that_is_not_there_goes_where_it_belongs(
    key: str, old: str, new: str, line_end: str
) -> None:
    text, expected = ((HEAD + end).replace("\n", line_end) for end in (old, new))
    assert entered(text, key, "new") == expected


def test_a_file_without_a_last_line_end() -> None:
    assert entered('format = 1\nauthors = ["a"]', "lessons", "new") == (
        'format = 1\nauthors = ["a"]\nlessons = ["new"]\n'
    )
    assert entered('lessons = ["a"]', "lessons", "new") == 'lessons = ["a", "new"]'


def test_the_same_name_in_another_list_stays_alone() -> None:
    text = 'lessons = ["a"]\nbefore-after = ["a"]\n'
    assert entered(text, "before-after", "new") == 'lessons = ["a"]\nbefore-after = ["a", "new"]\n'


@pytest.mark.parametrize("text", ["lessons = 3\n", "lessons = [\n"])
def test_what_is_no_list_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEnterError):
        entered(text, "lessons", "new")


SPACE = st.text(st.sampled_from(" \t\n"), max_size=3)
GAP = st.builds(
    lambda before, comment, after: f"{before}#{comment}\n{after}" if comment else before + after,
    SPACE,
    st.sampled_from(["", " one", ' "x", [', "]", " '"]),
    SPACE,
)
ENTRY = st.sampled_from(['"a"', "'b'", '"""c"""', "'''d'''", '"\\u0065"'])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.tuples(GAP, ENTRY, GAP), max_size=4), st.booleans(), GAP, st.booleans())
def test_any_layout_can_be_added_to(
    entries: list[tuple[str, str, str]], last_comma: bool, end: str, crlf: bool
) -> None:
    inside = ",".join("".join(entry) for entry in entries) + ("," if entries and last_comma else "")
    text = f"{HEAD}lessons = [{inside}{end}] # list\ndetective = ['x']\n"
    if crlf:
        text = text.replace("\n", "\r\n")
    made = entered(text, "lessons", "new")
    before, after = tomli.loads(text), tomli.loads(made)
    assert after == before | {"lessons": [*before["lessons"], "new"]}
    assert re.findall("#[^\r\n]*", made) == re.findall("#[^\r\n]*", text)
    assert not crlf or "\n" not in made.replace("\r\n", "")
