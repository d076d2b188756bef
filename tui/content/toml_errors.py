"""What an author should know about TOML that does not parse; imported only when that happens.

The parser says where it gave up. Here that becomes where the mistake is, and what to write.
"""

import re
from typing import NamedTuple

from tui.content import untrusted


class Explanation(NamedTuple):
    """A syntax error in an author's words.

    Attributes:
        position: Where it is, as an index into the text.
        message: What is wrong.
        advice: What to write.
    """

    position: int
    message: str
    advice: str


_STRING = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
    | \"{3} (?:\\.|[^\\])*? \"{3,5}
    | '{3} .*? '{3,5}
    | (?P<lines>\"{3}|'{3})
    | " (?:\\[^\n]|[^"\\\n])* "
    | ' [^'\n]* '
    | (?P<line>["'])
    """,
    re.VERBOSE | re.DOTALL,
)
_WORDS = {"yes": "true", "no": "false", "on": "true", "off": "false"}
_OPENINGS = {
    "{": ("this looks like JSON", "write key = value, one a line"),
    "<": ("this looks like the mark of a merge conflict", "decide for one of the two versions"),
    "=": ("this looks like the mark of a merge conflict", "decide for one of the two versions"),
    ">": ("this looks like the mark of a merge conflict", "decide for one of the two versions"),
    "`": ("this looks like a Markdown fence", "take it out"),
    "\ufeff": ("the file starts with a byte order mark", "save it as UTF-8 without one"),
    "-": ("this looks like YAML", "write key = value, and lists as [[key]] or [ … ]"),
    ",": ("a comma stands where a key should", "take it out"),
    "]": ("a bracket is closed that is not open", "take it out"),
    "}": ("a brace is closed that is not open", "take it out"),
}


def explain(text: str, position: int, parser_message: str) -> Explanation:
    """Return what is wrong with a text that does not parse.

    Args:
        text: The whole file.
        position: Where the parser gave up.
        parser_message: What the parser says.
    """
    said = parser_message.lower()
    if any(part in said for part in ("unterminated", "'\\n'", "expected \"'")):
        return _open_string(text, position)
    if "overwrite" in said or "duplicate inline" in said or "declare" in said:
        is_header = text.startswith("[", _line_start(text, position))
        return _table_twice(text, position) if is_header else _twice(text, position)
    if "immutable" in said or "mutate" in said:
        return Explanation(
            _line_start(text, position),
            "this adds to a table or list that is already closed",
            "write all of it in one place",
        )
    for part, explained in _SIMPLE.items():
        if part in said:
            return explained(text, position)
    message = untrusted.clean(parser_message).replace("\n", " ")
    return Explanation(
        position, message[:1].lower() + message[1:], "mend the TOML here or just before"
    )


def _open_string(text: str, position: int) -> Explanation:
    for match in _STRING.finditer(text):
        quotes = match.group("lines") or match.group("line")
        if quotes is not None and match.start() <= position:
            closed = "before the line ends" if len(quotes) == 1 else "anywhere after this"
            return Explanation(
                match.start(),
                f"a text that starts with {quotes} is not closed {closed}",
                f"close it with {quotes}"
                if len(quotes) == 3
                else f"close it with {quotes}, or start and end it with {quotes * 3} to have lines",
            )
    return Explanation(position, "a text is not closed", "close it with its quotes")


def _twice(text: str, position: int) -> Explanation:
    from tui.content.positions import repeated_key

    found = repeated_key(text, position)
    if found is None:
        start = _line_start(text, position)
        return Explanation(start, "this gives a value to a key that has one", "keep one of the two")
    start, key, first = found
    where = f" (the first time on line {first})" if first else ""
    return Explanation(start, f"'{key}' has a value already{where}", "keep one of the two")


def _table_twice(text: str, position: int) -> Explanation:
    start = _line_start(text, position)
    header = text[start:].partition("\n")[0].strip().strip("[]").strip()
    return Explanation(
        start,
        f"the table '{header[:40]}' stands here twice",
        f"merge the two, or write [[{header[:40]}]] each time for a list",
    )


def _statement(text: str, position: int) -> Explanation:
    found = _OPENINGS.get(text[position : position + 1])
    if found is None or (text[position] == "=" and not text.startswith("=====", position)):
        return Explanation(position, "the key is missing", "write key = value")
    return Explanation(position, *found)


def _value(text: str, position: int) -> Explanation:
    line = text[position:].partition("\n")[0].strip()
    word = re.match(r"[^\s,\]}#]*", line)[0]  # type: ignore[index]  # it matches nothing at worst
    if not line or line.startswith("#"):
        return Explanation(position, "the value is missing", "write it after the =")
    if line[0] in "“”„«‘’":
        return Explanation(position, "these are typographic quotes", "write straight ones: \" or '")
    if line[0] == ",":
        return Explanation(position, "there are two commas in a row", "take one out")
    if word.lower() in {"true", "false"}:
        return Explanation(position, f"'{word}' has a capital letter", f"write {word.lower()}")
    if word.lower() in _WORDS:
        return Explanation(position, f"'{word}' is no value", f"write {_WORDS[word.lower()]}")
    if word.lower() in {"null", "none", "nil"}:
        return Explanation(position, "TOML has no empty value", "take the whole line out")
    if line[0] in ".+-0123456789":
        return Explanation(position, f"'{_cut(word)}' is no number", "write it as 1.5 or 15")
    return Explanation(position, "a text stands here without quotes", 'put it in quotes: "…"')


def _after(text: str, position: int) -> Explanation:
    line_start = _line_start(text, position)
    before, rest = text[line_start:position], text[position:].partition("\n")[0]
    control = re.match(r"\s*[\x00-\x08\x0b-\x1f\x7f]", rest)
    if control is not None:
        return _control(text, position + control.end() - 1)
    if rest.startswith((",", ";")):
        return Explanation(position, f"'{rest[0]}' ends no line in TOML", "take it out")
    is_key = re.match(r"[\w-]+\s*=", rest) is not None
    if not is_key and (before.rstrip().endswith(('"', "'")) or rest.startswith(('"', "'"))):
        is_literal = before.rstrip().endswith("'")
        return Explanation(
            position,
            "the text ends before this, at the quote inside it",
            'start and end it with "'
            if is_literal
            else "write \\\" for that quote, or start and end it with '''",
        )
    value = before.rpartition("=")[2].strip()
    more = re.match(r"[\w.+:-]*", rest)[0]  # type: ignore[index]  # it matches nothing at worst
    is_one = more and not before.endswith((" ", "\t"))
    if is_one and re.fullmatch(r"[+-]?\d[\w.+:-]*", value + more):
        return Explanation(
            line_start + len(before) - len(value),
            f"'{_cut(value + more)}' is no number, date or time",
            "write it as 15, 1.5 or 2024-12-31",
        )
    return Explanation(position, "this line goes on where it should end", "start a new line here")


def _equals(text: str, position: int) -> Explanation:
    start = _line_start(text, position)
    line = text[start:].partition("\n")[0]
    rest = text[position:].partition("\n")[0]
    if rest.lstrip().startswith(":"):
        return Explanation(position, "a colon stands where = should", "write key = value")
    if line.lstrip().startswith("- "):
        return Explanation(start + line.index("-"), *_OPENINGS["-"])
    if "=" in rest:
        key = line.partition("=")[0].strip(" \t")
        hidden = next((char for char in key if char.isspace() and char != " "), None)
        if hidden is not None:
            return Explanation(
                start + line.index(hidden),
                f"U+{ord(hidden):04X} is no space that TOML knows",
                "write a plain one",
            )
        return Explanation(
            start + len(line) - len(line.lstrip()),
            f"'{_cut(key)}' is no key",
            "a key has only letters from a to z, digits and dashes",
        )
    return Explanation(
        start + len(line) - len(line.lstrip()),
        f"there is no = after '{_cut(line.strip())}'",
        "write key = value",
    )


def _key(text: str, position: int) -> Explanation:
    start = _line_start(text, position)
    if text[start:position].strip() in {"[", "[["}:
        return Explanation(position, "the table has no name", "write it between the brackets")
    return Explanation(position, "a part of the key is missing", "write key = value")


def _header(text: str, position: int) -> Explanation:
    start = _line_start(text, position)
    closing = "]]" if text[start:].lstrip().startswith("[[") else "]"
    return Explanation(
        position,
        f"the header of this table is not closed with {closing}",
        f"close it, its name being letters, digits and dashes: {closing}",
    )


def _array(text: str, position: int) -> Explanation:
    return Explanation(
        position,
        "a comma is missing before this, or the list is not closed",
        "part the entries with commas and close the list with ]",
    )


def _inline(text: str, position: int) -> Explanation:
    return Explanation(
        position,
        "a comma is missing before this, or the table is not closed",
        "part the keys with commas and close the table with }",
    )


def _escape(text: str, position: int) -> Explanation:
    # The parser stands just behind the two characters, or further where digits follow.
    start = max(text.rfind("\\", 0, position + 1), 0)
    written = _cut(re.match(r"\\(?:[uU][0-9a-fA-F]*|.?)", text[start:])[0])  # type: ignore[index]
    return Explanation(
        start,
        f"{written} is no escape",
        "write \\\\ for a backslash, or put the text in single quotes",
    )


def _control(text: str, position: int) -> Explanation:
    code = ord(text[position]) if position < len(text) else 0
    advice = "save with LF or CRLF line ends" if code == ord("\r") else "take it out"
    return Explanation(position, f"U+{code:04X} may not stand in a file", advice)


def _date(text: str, position: int) -> Explanation:
    word = re.match(r"\S*", text[position:])[0]  # type: ignore[index]
    return Explanation(position, f"'{_cut(word)}' is no date", "write a day that there is")


_SIMPLE = {
    "invalid statement": _statement,
    "invalid value": _value,
    "expected newline": _after,
    "expected '='": _equals,
    "invalid initial character": _key,
    "end of a table declaration": _header,
    "end of an array declaration": _header,
    "unclosed array": _array,
    "unclosed inline": _inline,
    "unescaped '\\'": _escape,
    "hex value": _escape,
    "unicode scalar": _escape,
    "character": _control,
    "date": _date,
}


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _cut(text: str) -> str:
    safe = untrusted.clean(text).replace("\n", " ")
    return safe if len(safe) <= 40 else safe[:39] + "…"
