"""Reading the document that ``progress export`` writes, and saying where it is damaged."""

import json
import re
from collections.abc import Iterator

import msgspec

from tui.content import untrusted
from tui.content.problems import ContentError, Path, Problem
from tui.rules.exports import FORMAT, VERSION, Export
from tui.rules.progress import MAX_STARS

MAX_BYTES = 64_000_000
"""A larger file is refused."""

_FOREIGN = "give a file that 'finetune-detective progress export' wrote"
_DAMAGED = "export it again"
_LATEST = 253_402_300_799.0
# How msgspec ends its messages: where the fault is.
_AT = re.compile(r" - at `(?:key` in `)?\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<key>[\w-]+)|\[(?P<index>\d+)\]|(?P<unknown>\[\.\.\.\])")


def read_export(raw: bytes, name: str) -> Export:
    """Return a learner's exported progress with nothing unsafe in its texts.

    Args:
        raw: What the file holds.
        name: How problems call the file.

    Raises:
        ContentError: It is damaged, or no export at all.
    """
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read"
        raise _error(name, (1, 1), "export-size", message, _FOREIGN)
    text = _decoded(raw.removeprefix(b"\xef\xbb\xbf"), name)
    _check_kind(_parsed(text, name), text, name)
    made = _made(text, name)
    for path, message in _impossible(made):
        raise _error(name, _place(text, path), "export-value", message, _DAMAGED)
    if untrusted.may_be_unsafe(text):
        made = _made(json.dumps(untrusted.clean_tree(json.loads(text))), name)
    return made


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise _error(name, (line, column), "not-utf-8", message, _FOREIGN) from None


def _parsed(text: str, name: str) -> object:
    if not text.strip():
        raise _error(name, (1, 1), "export-syntax", "the file is empty", _DAMAGED)
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        at = (error.lineno, error.colno)
        if error.pos >= len(text.rstrip()):
            message = "the file ends too soon"
        else:
            message = f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise _error(name, at, "export-syntax", message, _DAMAGED) from None
    except (RecursionError, ValueError):
        message = "this JSON is nested too deeply, or holds a number that is too long"
        raise _error(name, (1, 1), "export-syntax", message, _FOREIGN) from None
    return value


def _check_kind(value: object, text: str, name: str) -> None:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        at = _place(text, ("format",)) if isinstance(value, dict) else (1, 1)
        message = "this is no exported progress of Finetune Detective"
        raise _error(name, at, "export-foreign", message, _FOREIGN)
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        message = f"its version is {version}; this game knows {VERSION}"
        raise _error(name, _place(text, ("version",)), "export-version", message, "update the game")


def _made(text: str, name: str) -> Export:
    try:
        return msgspec.json.decode(text, type=Export)
    except msgspec.ValidationError as error:
        said = str(error)
        at = _AT.search(said)
        path = tuple(_steps(at["path"])) if at else ()
        message = said[: at.start()] if at else said
        message = message[:1].lower() + message[1:].replace("`", "'")
        raise _error(name, _place(text, path), "export-shape", message, _DAMAGED) from None
    except (msgspec.DecodeError, RecursionError):
        # The reader of the standard library is milder: NaN, for one, is no JSON.
        message = "this is no JSON as the game writes it"
        raise _error(name, (1, 1), "export-syntax", message, _DAMAGED) from None


def _steps(path: str) -> Iterator[str | int]:
    for match in _STEP.finditer(path):
        if match["unknown"]:
            return
        yield match["key"] if match["index"] is None else int(match["index"])


def _impossible(export: Export) -> Iterator[tuple[Path, str]]:
    """Yield where a value has the right type and cannot be, the first one first."""
    for number, pack in enumerate(export.packs):
        base: Path = ("packs", number)
        if pack.id in {other.id for other in export.packs[:number]}:
            yield (*base, "id"), f"the pack '{pack.id}' stands here twice"
        for place, item in enumerate(pack.items):
            if not 0 <= item.stars <= MAX_STARS:
                yield (*base, "items", place, "stars"), f"stars go from 0 to {MAX_STARS}"
            if not abs(item.touched) <= _LATEST:
                yield (*base, "items", place, "touched"), "there is no such moment"
        for place, answer in enumerate(pack.answers):
            if not 0 <= answer.given.score <= 1:
                yield (*base, "answers", place, "given", "score"), "a score goes from 0 to 1"
            if not abs(answer.at) <= _LATEST:
                yield (*base, "answers", place, "at"), "there is no such moment"
    if not abs(export.exported) <= _LATEST:
        yield ("exported",), "there is no such moment"


def _place(text: str, path: Path) -> tuple[int, int]:
    from tui.content.json_places import find, line_and_column

    return line_and_column(text, find(text, path))


def _error(name: str, place: tuple[int, int], code: str, message: str, advice: str) -> ContentError:
    return ContentError((Problem(name, *place, code, message, advice),))
