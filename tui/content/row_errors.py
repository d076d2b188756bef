"""Why a line of a data set is no row, in the words of somebody who writes one."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tui.content import untrusted

_FORM = '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}'
_ROW_KEYS = ("messages", "label")
_MESSAGE_KEYS = ("role", "content")
_ROLES = ("system", "user", "assistant")
_OTHER_ROLES = {
    "human": "user",
    "question": "user",
    "prompt": "user",
    "customer": "user",
    "agent": "assistant",
    "ai": "assistant",
    "answer": "assistant",
    "bot": "assistant",
    "gpt": "assistant",
    "model": "assistant",
    "reply": "assistant",
}
_TYPOGRAPHIC = "“”„‟«»‘’"
_CLOSERS = {"{": "}", "[": "]"}
_WORDS = {
    "None": "JSON writes null",
    "True": "JSON writes true",
    "False": "JSON writes false",
    "NaN": "JSON has no such number",
    "undefined": "JSON writes null",
}
_WORD = re.compile(r"[A-Za-z_]+")
_LONGEST_NAME = 40
_SOME_LINES = 20
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class RowError(NamedTuple):
    """What is wrong with a line.

    Attributes:
        column: Where, in characters, counted from 1.
        code: The code.
        message: What is wrong.
        advice: What to do.
    """

    column: int
    code: str
    message: str
    advice: str


def wrong_file(raw: bytes) -> RowError | None:
    """Return why a whole file is no JSON Lines, or None where only some of its lines are not.

    Args:
        raw: What the file holds.
    """
    for mark, name in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return RowError(1, "not-utf-8", f"the file is {name}", "save it as UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        return RowError(
            1,
            "row-syntax",
            "the file starts with a byte order mark",
            "save it as UTF-8 without one",
        )
    if b"\x00" in raw[:200]:
        return RowError(1, "not-utf-8", "the file is no UTF-8 text", "save it as UTF-8")
    lines = [line.decode(errors="replace").strip() for line in raw[:200_000].split(b"\n")]
    first = raw.lstrip().partition(b"\n")[0].decode(errors="replace").strip()
    if first.startswith("["):
        return RowError(
            1,
            "row-syntax",
            "the file is one JSON array",
            "write each row on a line of its own, without the [ ] around them and the commas "
            "between them; `jq -c '.[]' FILE` does it",
        )
    if first.startswith("{") and not _is_json(first) and _is_spread(raw):
        return RowError(
            1,
            "row-syntax",
            "a row is spread over several lines",
            "write each row on one line; `jq -c . FILE` does it",
        )
    some = [line for line in lines if line][:_SOME_LINES]
    for sign, name in ((",", "CSV"), ("\t", "a table with tabs"), (";", "CSV")):
        is_table = len(some) > 1 and not any("{" in line for line in some)
        if is_table and all(sign in line for line in some[:2]):
            return RowError(
                1,
                "row-syntax",
                f"this looks like {name}, not like JSON Lines",
                f"write each row as {_FORM}",
            )
    return None


def explain(line: bytes) -> RowError | None:
    """Return why a line is no row, or None where only the reader can say.

    Args:
        line: The line, without its end.
    """
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode(errors="replace")) + 1
        byte = f"byte 0x{line[error.start]:02x} is not UTF-8"
        return RowError(column, "not-utf-8", byte, "save the file as UTF-8")
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        at, message, advice = _syntax(text, error)
        return RowError(at + 1, "row-syntax", message, advice)
    except (RecursionError, ValueError):
        return None
    return next(_shape(text, value), None)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_spread(raw: bytes) -> bool:
    try:
        json.JSONDecoder().raw_decode(raw.decode().lstrip())
    except (ValueError, RecursionError):
        return False
    return True


def _syntax(text: str, error: json.JSONDecodeError) -> tuple[int, str, str]:
    """Return where, what and what to do of a line that is not JSON."""
    at = error.pos
    rest = text[at:]
    before = text[:at].rstrip()
    last = len(text.rstrip())
    here = rest.lstrip()[:1]
    if here and here in _TYPOGRAPHIC:
        place = at + len(rest) - len(rest.lstrip())
        return place, f"{here} is no quotation mark of JSON", 'write the straight one: "'
    if here == "'":
        place = at + len(rest) - len(rest.lstrip())
        return place, "texts stand between double quotation marks", "write \" in place of '"
    if error.msg == "Extra data":
        return _behind(text, at)
    if "control character" in error.msg:
        char = r"\t" if text[at] == "\t" else r"\n"
        return at, "a tab or another control character stands in a text", f"write {char} for it"
    if "escape" in error.msg:
        return at, "a backslash begins an escape that JSON does not have", r"write \\ for it"
    if before.endswith(",") and here in ("}", "]"):
        return len(before) - 1, f"a comma stands before {here}", "take it out"
    word = _WORD.match(rest.lstrip())
    if word is not None and word.group() in _WORDS:
        return at, f"{word.group()} is no JSON", _WORDS[word.group()]
    if before.endswith('"') and _WORD.match(rest.lstrip()) and "delimiter" in error.msg:
        quote = len(before) - 1
        return quote, "this quotation mark ends the text", r"write \" where it belongs to the text"
    if error.msg.startswith("Unterminated string"):
        return at, "this text has no quotation mark at its end", 'write " where it ends'
    if at >= last:
        return _open_end(text, last)
    if "',' delimiter" in error.msg:
        return at, f"a comma or a closing bracket is missing before {_cut(rest.strip())}", "add it"
    if "':' delimiter" in error.msg:
        return at, "a colon is missing behind the key", "add it"
    if not before:
        return at, "a row begins with {", f"write it as {_FORM}"
    if "property name" in error.msg:
        return at, "a key in double quotation marks is missing here", f"write the row as {_FORM}"
    return at, f"JSON has nothing that begins with {_cut(rest.strip())}", 'put texts between "'


def _behind(text: str, at: int) -> tuple[int, str, str]:
    rest = text[at:].lstrip()
    if rest.startswith("{"):
        return at, "a second row stands on this line", "begin a new line before it"
    if rest.startswith(","):
        after = rest[1:].lstrip()
        if after.startswith("{"):
            return at, "a second row stands on this line", "put a new line in place of the comma"
        return at, "a comma stands behind the row", "take it out: each line is a row of its own"
    return at, f"{_cut(rest)} stands behind the row", "take it out"


def _open_end(text: str, last: int) -> tuple[int, str, str]:
    open_: list[str] = []
    is_text = is_escaped = False
    for char in text:
        if is_escaped:
            is_escaped = False
        elif char == "\\":
            is_escaped = is_text
        elif char == '"':
            is_text = not is_text
        elif not is_text and char in _CLOSERS:
            open_.append(_CLOSERS[char])
        elif not is_text and char in "}]" and open_:
            open_.pop()
    missing = "".join(reversed(open_)) or "}"
    return last, f"the line ends too soon: {missing[:8]} is missing", "add it at the end"


def _shape(text: str, row: Any) -> Iterator[RowError]:
    """Yield where a JSON value has not the form of a row, the first fault first."""

    def fault(what: str, advice: str, *, at: str = "", nth: int = 0) -> RowError:
        return RowError(_find(text, at, nth) + 1, "row-shape", what, advice)

    if not isinstance(row, dict):
        yield fault(f"a row is an object in {{ }}, and this is {_kind(row)}", f"write {_FORM}")
        return
    if "messages" not in row:
        close = next((key for key in row if _close(key, ("messages",))), None)
        if close is not None:
            yield fault(
                f"a row has no key '{_name(close)}'",
                "did you mean 'messages'?",
                at=json.dumps(close, ensure_ascii=False),
            )
        else:
            keys = ", ".join(f"'{_name(key)}'" for key in list(row)[:3]) or "nothing"
            yield fault(f"a row has 'messages', and this one has {keys}", f"write it as {_FORM}")
        return
    for key in row:
        if key not in _ROW_KEYS:
            close = _close(key, _ROW_KEYS)
            yield fault(
                f"a row has no key '{_name(key)}'",
                f"did you mean '{close}'?" if close else "take it out, or make it the label",
                at=json.dumps(key, ensure_ascii=False),
            )
    if row.get("label") is not None and not isinstance(row["label"], str):
        yield fault(
            f"the label is a text, and this is {_kind(row['label'])}",
            'write it between "',
            at='"label"',
        )
    if not isinstance(row["messages"], list):
        yield fault(
            f"'messages' is a list in [ ], and this is {_kind(row['messages'])}",
            f"write {_FORM}",
            at='"messages"',
        )
        return
    for index, message in enumerate(row["messages"]):
        yield from _message(text, message, index)


def _message(text: str, message: Any, index: int) -> Iterator[RowError]:
    def fault(what: str, advice: str, at: str, nth: int = 0) -> RowError:
        return RowError(_find(text, at, nth) + 1, "row-shape", what, advice)

    if not isinstance(message, dict):
        yield fault(
            f"message {index + 1} is {_kind(message)}",
            'write {"role": "user", "content": "…"}',
            '"messages"',
        )
        return
    for key in message:
        if key not in _MESSAGE_KEYS:
            close = {"from": "role", "value": "content", "text": "content"}.get(
                key, _close(key, _MESSAGE_KEYS)
            )
            yield fault(
                f"a message has no key '{_name(key)}'",
                f"did you mean '{close}'?" if close else "take it out",
                json.dumps(key, ensure_ascii=False),
            )
    for key in _MESSAGE_KEYS:
        if key not in message:
            yield fault(f"message {index + 1} has no '{key}'", f"write {_FORM}", '"messages"')
        elif not isinstance(message[key], str):
            yield fault(
                f"'{key}' is a text, and this is {_kind(message[key])}",
                'write it between "',
                f'"{key}"',
                index,
            )
    role = message.get("role")
    if isinstance(role, str) and role not in _ROLES:
        close = _OTHER_ROLES.get(role.casefold(), _close(role.casefold(), _ROLES))
        yield fault(
            f"'{_name(role)}' is no role",
            f"did you mean '{close}'?" if close else f"the roles are {', '.join(_ROLES)}",
            json.dumps(role, ensure_ascii=False),
        )


def _find(text: str, words: str, nth: int) -> int:
    """Return where words stand for the nth time, or the first, or the beginning."""
    place = text.find(words) if words else 0
    for _ in range(nth):
        place = text.find(words, place + 1) if place >= 0 else place
    return place if place >= 0 else max(text.find(words), 0)


def _close(name: str, known: tuple[str, ...]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.6)), None)


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a truth value"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"


def _name(name: str) -> str:
    return _cut(untrusted.clean(name).replace("\n", " "))


def _cut(text: str) -> str:
    text = untrusted.clean(text).replace("\n", " ")
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
