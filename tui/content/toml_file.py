"""Reading one TOML file, with every way in which that can fail told apart."""

import re
from dataclasses import dataclass
from typing import Any

import tomli

from tui.content import untrusted
from tui.content.files import PackFiles, name_of
from tui.content.problems import ContentError, Finding, Problem
from tui.content.problems import Path as KeyPath

MAX_BYTES = 1_000_000
"""A scenario file larger than this is refused: nobody wrote it by hand."""

# What TOML 1.1 allows and 1.0 does not; only text that matches is parsed a second time.
# One by one, as each begins with a sign that is quick to find.
_NEWER_ESCAPE = re.compile(r"\\[ex]")
_NEWER_TABLE = re.compile(r"\{[^{}\"']*\n")
_LAST_COMMA = re.compile(r",\s*\}")
# A time counts only where a value can stand, alone or after a date: texts are full of times.
_CLOCK = re.compile(r":\d\d(?!:?\d)")
_AFTER_DATE = re.compile(r"\d-\d\d[Tt ]\d\d")
_BEFORE_VALUE = frozenset("\n=,[")
# Python reads no integer of more digits than this. It does read longer ones that are written in
# another base, but then it cannot write them: no message could name them, and no hash hold them.
_LONG_NUMBER = re.compile(r"(?<![\d_])\d[\d_]{4299,}")
_LONG_BITS = re.compile(r"0[xob][\da-fA-F_]{1000,}")
_MOST_BITS = 10_000
_SHORTER = ("this number is too long to read", "write a shorter number")

# Far more than any file needs, and far less than what Python can follow.
_DEEPEST = 40
_PARTS = 40
_MOST_PARTS = 4_000
_DOTTED = re.compile(rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_PARTS}}}""")
_TOO_DEEP = (1, 1, "too-deep", "tables or arrays are nested too deep", "nest them less")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file.

    Attributes:
        name: How problems call it.
        text: What it came from.
        data: What it holds, made safe to show.
        may_be_unsafe: Whether something in it may have had to be made safe.
    """

    name: str
    text: str
    data: dict[str, Any]
    may_be_unsafe: bool = False

    def place(self, findings: list[Finding]) -> list[Problem]:
        """Turn findings into problems with lines and columns."""
        if not findings:
            return []
        from tui.content.positions import Positions

        positions = Positions(self.text)
        problems = []
        for finding in findings:
            place = positions.find(finding.path, on_key=finding.on_key)
            problems.append(
                Problem(
                    self.name,
                    place.line,
                    place.column,
                    finding.code,
                    untrusted.clean(finding.message).replace("\n", " "),
                    finding.advice,
                    finding.severity,
                )
            )
        return problems


def read_toml(files: PackFiles, relative: str) -> TomlFile:
    """Read and parse a TOML file of a pack.

    Args:
        files: The pack.
        relative: The file.

    Raises:
        ContentError: The file cannot be read, is not UTF-8 or is not TOML 1.0.
    """
    raw = files.read(relative, MAX_BYTES)
    name = name_of(files.label, relative)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        problem = Problem(
            name,
            line,
            column,
            "not-utf-8",
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            "save the file as UTF-8",
        )
        raise ContentError((problem,)) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    data = _parse(text, name)
    may_be_unsafe = untrusted.may_be_unsafe(text, raw)
    if may_be_unsafe:
        data = untrusted.clean_tree(data)
    return TomlFile(name, text, data, may_be_unsafe)


def unsafe_findings(file: TomlFile) -> list[Finding]:
    """Find strings whose characters may not be shown; the game plays them cleaned."""
    if not file.may_be_unsafe:
        return []
    findings: list[Finding] = []

    def report(text: str, path: KeyPath, *, on_key: bool) -> None:
        char = untrusted.first_unsafe(text)
        if char is not None:
            message = f"U+{ord(char):04X} may not stand in a text"
            findings.append(Finding(path, "unsafe-character", message, "take it out", on_key))

    def walk(value: object, path: KeyPath) -> None:
        if isinstance(value, str):
            report(value, path, on_key=False)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                walk(item, (*path, index))
        elif isinstance(value, dict):
            for key, item in value.items():
                report(key, (*path, key), on_key=True)
                walk(item, (*path, key))

    walk(tomli.loads(file.text), ())
    return findings


def _parse(text: str, name: str) -> dict[str, Any]:
    def fail(line: int, column: int, code: str, message: str, advice: str) -> ContentError:
        return ContentError((Problem(name, line, column, code, message, advice),))

    if _has_long_keys(text):
        raise fail(*_TOO_DEEP)
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        from tui.content.toml_errors import explain

        found = explain(text, error.pos, error.msg)
        line, column = _place(text, found.position)
        raise fail(line, column, "toml-syntax", found.message, found.advice) from None
    except RecursionError:
        raise fail(*_TOO_DEEP) from None
    except ValueError:
        number = _LONG_NUMBER.search(text)
        line, column = _place(text, number.start() if number is not None else 0)
        raise fail(line, column, "toml-syntax", *_SHORTER) from None
    if _is_too_deep(data):
        raise fail(*_TOO_DEEP)
    bits = _LONG_BITS.search(text)
    if bits is not None and _holds_long_number(data):
        raise fail(*_place(text, bits.start()), "wrong-shape", *_SHORTER)
    if _may_be_newer(text):
        _refuse_newer_toml(text, name)
    return data


def _may_be_newer(text: str) -> bool:
    if "\\" in text and _NEWER_ESCAPE.search(text):
        return True
    if "{" in text and (_NEWER_TABLE.search(text) or _LAST_COMMA.search(text)):
        return True
    return any(_is_value(text, clock.start()) for clock in _CLOCK.finditer(text))


def _is_value(text: str, colon: int) -> bool:
    """Say whether a time could be a value of its own, by what stands before its colon."""
    if not text[max(colon - 2, 0) : colon].isdecimal() or colon < 2:
        return False
    if _AFTER_DATE.fullmatch(text, max(colon - 7, 0), colon):
        return True
    before = colon - 3
    while before >= 0 and text[before] in " \t":
        before -= 1
    return before < 0 or text[before] in _BEFORE_VALUE


def _has_long_keys(text: str) -> bool:
    # The time that the parser takes for a key grows with the square of its parts.
    if text.count(".") < _MOST_PARTS:
        return False
    return sum(_PARTS for _ in _DOTTED.finditer(text)) > _MOST_PARTS


def _holds_long_number(data: dict[str, Any]) -> bool:
    left: list[Any] = [data]
    while left:
        value = left.pop()
        if isinstance(value, (dict, list)):
            left += value.values() if isinstance(value, dict) else value
        elif isinstance(value, int) and value.bit_length() > _MOST_BITS:
            return True
    return False


def _is_too_deep(data: dict[str, Any]) -> bool:
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for value in level:
            for child in value.values() if type(value) is dict else value:
                if type(child) is dict or type(child) is list:
                    below.append(child)
        if not below:
            return False
        level = below
    return True


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")


def _refuse_newer_toml(text: str, name: str) -> None:
    import tomllib

    try:
        tomllib.loads(text)
    except RecursionError:
        return  # deeper than the standard library reads, which says nothing on the version
    except tomllib.TOMLDecodeError as error:
        from tui.content.toml_errors import as_version_1_0

        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        start = sum(len(row) + 1 for row in text.split("\n")[: line - 1])
        problem = Problem(
            name,
            line,
            column,
            "toml-version",
            "this is TOML 1.1, which editors and other tools may refuse",
            as_version_1_0(text, start + column - 1),
        )
        raise ContentError((problem,)) from None
