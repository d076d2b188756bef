"""What an author should know about TOML that does not parse; imported only when that happens.

The parser says where it gave up. Here that becomes where the mistake is, and what to write.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from tui.content import untrusted

if TYPE_CHECKING:
    from tui.content.positions import Header, Repeated


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
_ESCAPE_IT = "write \\\" for that quote, or start and end it with '''"
_COMMENT = ("// begins no comment in TOML", "write # in its place")


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
        return _closed(text, position)
    for part, explained in _SIMPLE.items():
        if part in said:
            return explained(text, position)
    message = untrusted.clean(parser_message).replace("\n", " ")
    return Explanation(
        position, message[:1].lower() + message[1:], "mend the TOML here or just before"
    )


def as_version_1_0(text: str, position: int) -> str:
    """Return how to write what only TOML 1.1 allows as TOML 1.0.

    Args:
        text: The whole file.
        position: Where a parser of TOML 1.0 gives up.
    """
    match text[position : position + 1]:
        case "\n" | "#":
            return "write all from { to } on one line"
        case "}":
            return "take the comma before } out"
        case ":":
            return "write the seconds as well"
    return "write the escape with \\u and four digits"


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
    where = f" (the first time on line {found.line})" if found.line else ""
    advice = "keep one of the two"
    if found.header.startswith("[["):
        entry = f"begin a new entry with {_entry(found)} before"
        # The first key of an entry comes again where the next entry should have begun.
        advice = f"{entry} this key, or {advice}" if found.is_first else f"{advice}, or {entry} it"
    elif found.header and found.is_first:
        advice = f"{advice}, or write the [header] of its own table before it"
    return Explanation(found.position, f"'{found.key}' has a value already{where}", advice)


def _entry(found: "Repeated") -> str:
    """Return the header of the entry that begins where a key comes again."""
    from tui.content.outline import lists_of_tables

    known = lists_of_tables()
    own = known.get(found.header.strip("[]"), frozenset())
    others = [name for name, keys in known.items() if found.following <= keys]
    is_other = not found.following <= own and len(others) == 1
    return f"[[{others[0]}]]" if is_other else _cut(found.header)


def _table_twice(text: str, position: int) -> Explanation:
    from tui.content.outline import lists_of_tables
    from tui.content.positions import headers

    start = _line_start(text, position)
    line = text[start:].partition("\n")[0]
    name = line.partition("]")[0].strip().strip("[").strip()
    found = headers(text)
    lists = lists_of_tables()
    explained = _list_as_table(name, found) if name in lists else None
    if explained is not None:
        return explained
    same = [header for header in found if header.name == name]
    name = _cut(name)
    before = [header.line for header in same if header.position < start]
    where = f" (the first time on line {before[0]})" if before else ""
    parent = name.rpartition(".")[0]
    if parent in lists:
        advice = f"begin a new entry with [[{parent}]] where its keys begin, or merge the two"
    elif any(header.is_list for header in same):
        advice = f"merge the two, or write [[{name}]] each time for a list"
    else:
        advice = "merge the two, or give this one its own name"
    return Explanation(start, f"the table '{name}' stands here twice{where}", advice)


def _list_as_table(name: str, found: "list[Header]") -> Explanation | None:
    """Return where a list of tables is first taken for a table."""
    for header in found:
        if header.name == name:
            if header.is_list:
                break
            return Explanation(
                header.position,
                f"[{name}] is one table, but the {name.rpartition('.')[2]} are a list",
                f"begin each entry with [[{name}]]",
            )
        if header.name.startswith(f"{name}."):
            return Explanation(
                header.position,
                f"this table of an entry stands above the first [[{name}]]",
                f"begin the entry with [[{name}]] above it",
            )
    wrong = [header for header in found if header.name == name and not header.is_list]
    return _list_as_table(name, wrong) if wrong else None


def _closed(text: str, position: int) -> Explanation:
    start = _line_start(text, position)
    name = re.split(r"[\].=]", text[start:].partition("\n")[0].lstrip("[ \t"))[0].strip()
    first = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*=", re.MULTILINE).search(text, 0, start)
    if not name or first is None:
        return Explanation(
            start,
            "this adds to a table or list that is already closed",
            "write all of it in one place",
        )
    line = text.count("\n", 0, first.start()) + 1
    return Explanation(
        start,
        f"this adds to '{_cut(name)}', which line {line} has already closed",
        f"write all of it there, or take line {line} out",
    )


def _statement(text: str, position: int) -> Explanation:
    if text.startswith("//", position):
        return Explanation(position, *_COMMENT)
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
    if line[0] == "=":
        return Explanation(position, "there are two = in a row", "take one out")
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
    if rest.startswith("//"):
        return Explanation(position, *_COMMENT)
    unlike = re.match(r"\s*\[([^\[\]]*)\]$", before)
    if unlike is not None and rest.startswith("]"):
        name = _cut(unlike[1].strip())
        return Explanation(
            position, "a second ] closes a single [", f"write [[{name}]] or [{name}]"
        )
    if rest.startswith((",", ";")):
        return Explanation(position, f"'{rest[0]}' ends no line in TOML", "take it out")
    is_key = re.match(r"[\w-]+\s*=", rest) is not None
    if not is_key and (before.rstrip().endswith(('"', "'")) or rest.startswith(('"', "'"))):
        is_literal = before.rstrip().endswith("'")
        return Explanation(
            position,
            "the text ends before this, at the quote inside it",
            'start and end it with "' if is_literal else _ESCAPE_IT,
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
    if not is_key and re.fullmatch(r"[+-]?\d[\d_.]*", value) and rest[:1].isalpha():
        return Explanation(position, "a number stands alone on its line", "take the rest out")
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


def _quote_inside(text: str, position: int) -> Explanation | None:
    """Return what to say where a text in a list or a table goes on right behind its quote."""
    if not re.match(r"[\"'][^\s,\]}#=]", text[max(position - 1, 0) :]):
        return None
    return Explanation(position, "the text ends before this, at the quote inside it", _ESCAPE_IT)


def _array(text: str, position: int) -> Explanation:
    inside = _quote_inside(text, position)
    if inside is not None:
        return inside
    return Explanation(
        position,
        "a comma is missing before this, or the list is not closed",
        "part the entries with commas and close the list with ]",
    )


def _inline(text: str, position: int) -> Explanation:
    inside = _quote_inside(text, position)
    if inside is not None:
        return inside
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
