"""Reading one TOML file, with every way in which that can fail told apart."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from tui.content import untrusted
from tui.content.problems import ContentError, Finding, Problem
from tui.content.problems import Path as KeyPath

MAX_BYTES = 1_000_000
"""A scenario file larger than this is refused: nobody wrote it by hand."""

# What TOML 1.1 allows and 1.0 does not; only text that matches is parsed a second time.
_NEWER_TOML = re.compile(r"\\[ex]|\{[^{}\"']*\n|,\s*\}|\d\d:\d\d(?!:?\d)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file: its decoded data, made safe to show, and the text it came from."""

    name: str
    text: str
    data: dict[str, Any]

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
                )
            )
        return problems


def read_bytes(path: Path, root: Path, name: str, limit: int) -> bytes:
    """Read a file of a pack.

    Args:
        path: The file.
        root: The pack's folder; a file that leads out of it, also through a link, is refused.
        name: How to call the file in problems.
        limit: The largest size in bytes that is accepted.

    Raises:
        ContentError: The file is missing, outside the pack, not a file, unreadable or too large.
    """

    def fail(code: str, message: str, advice: str) -> ContentError:
        return ContentError((Problem(name, 1, 1, code, message, advice),))

    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise fail(
                "outside-pack",
                "this file leads out of the pack",
                "put the file itself here",
            )
        if not real.is_file():
            raise fail("not-a-file", "this is not a file", "put a file in its place")
        size = os.path.getsize(real)
        if size > limit:
            raise fail(
                "file-too-large",
                f"{size:,} bytes; at most {limit:,} are read",
                "split it or make it shorter",
            )
        return real.read_bytes()
    except FileNotFoundError:
        raise fail(
            "missing-file",
            "there is no such file",
            "create it or take its name out of the list",
        ) from None
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise fail(
            "unreadable-file", f"cannot read it: {reason}", "check its permissions"
        ) from None


def read_toml(path: Path, root: Path, name: str) -> TomlFile:
    """Read and parse a TOML file of a pack.

    Args:
        path: The file.
        root: The pack's folder.
        name: How to call the file in problems.

    Raises:
        ContentError: The file cannot be read, is not UTF-8 or is not TOML 1.0.
    """
    raw = read_bytes(path, root, name, MAX_BYTES)
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
    text = text.replace("\r\n", "\n")
    data = _parse(text, name)
    if untrusted.may_be_unsafe(text):
        data = untrusted.clean_tree(data)
    return TomlFile(name, text, data)


def unsafe_findings(file: TomlFile) -> list[Finding]:
    """Find strings whose characters may not be shown; the game plays them cleaned."""
    if not untrusted.may_be_unsafe(file.text):
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

    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = untrusted.clean(error.msg)
        raise fail(
            error.lineno,
            error.colno,
            "toml-syntax",
            message[:1].lower() + message[1:],
            "mend the TOML here or just before",
        ) from None
    except RecursionError:
        raise fail(
            1, 1, "too-deep", "tables or arrays are nested too deep", "nest them less"
        ) from None
    except ValueError:
        raise fail(
            1,
            1,
            "toml-syntax",
            "a number in it is too long to read",
            "write a shorter number",
        ) from None
    if _NEWER_TOML.search(text):
        _refuse_newer_toml(text, name)
    return data


def _refuse_newer_toml(text: str, name: str) -> None:
    import tomllib

    try:
        tomllib.loads(text)
    except RecursionError:
        return  # deeper than the standard library reads, which says nothing on the version
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        problem = Problem(
            name,
            line,
            column,
            "toml-version",
            "this is TOML 1.1, which editors and other tools may refuse",
            "write it as TOML 1.0",
        )
        raise ContentError((problem,)) from None
