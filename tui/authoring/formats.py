"""Reports as text, as JSON, as annotations on GitHub, and as SARIF."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tui import APP_NAME, __version__
from tui.authoring.check import Report
from tui.authoring.codes import Code, all_codes
from tui.content.problems import Problem
from tui.content.untrusted import clean

JSON_VERSION = 1
"""The version of the JSON format; keys may be added to it, but none is renamed or removed."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Reports = Mapping[Path, Report]
"""The packs that were looked at and what each look brought."""


def text(reports: Reports) -> str:
    """Return one problem a line, as editors and people read it.

    Args:
        reports: The packs and their reports.
    """
    return "\n".join(_safe_start(str(problem)) for problem in _problems(reports))


def as_json(reports: Reports) -> str:
    """Return all that is known, for other programs.

    Args:
        reports: The packs and their reports.
    """
    found = _problems(reports)
    document = {
        "version": JSON_VERSION,
        "tool": {"name": APP_NAME, "version": __version__},
        "errors": count(found, "error"),
        "warnings": count(found, "warning"),
        "packs": [
            {
                "path": path.as_posix(),
                "files": report.files,
                "errors": count(report.problems, "error"),
                "warnings": count(report.problems, "warning"),
                "coverage": [
                    {
                        "language": coverage.language,
                        "translated": coverage.done,
                        "files": coverage.total,
                        "missing": list(coverage.missing),
                    }
                    for coverage in report.coverage
                ],
            }
            for path, report in reports.items()
        ],
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "advice": problem.advice,
            }
            for problem in found
        ],
    }
    return json.dumps(_valid(document), indent=2)


def github(reports: Reports) -> str:
    """Return workflow commands that GitHub shows beside the lines of a pull request.

    Args:
        reports: The packs and their reports.
    """
    return "\n".join(_annotation(problem) for problem in _problems(reports))


def sarif(reports: Reports) -> str:
    """Return a SARIF 2.1.0 log.

    Args:
        reports: The packs and their reports.
    """
    rules = {name: index for index, name in enumerate(all_codes())}
    driver = {
        "name": APP_NAME,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in all_codes().values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules) for problem in _problems(reports)],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(_valid(log), indent=2)


FORMATS: Mapping[str, Callable[[Reports], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
"""How a report can be written, by the name of the format."""


def summary(reports: Reports) -> str:
    """Return how many problems there are, and how much is translated.

    Args:
        reports: The packs and their reports.
    """
    found = _problems(reports)
    parts = [
        _number(amount, severity)
        for severity in ("error", "warning")
        if (amount := count(found, severity))
    ]
    files = sum(report.files for report in reports.values())
    where = f"in {_number(len(reports), 'pack')} ({_number(files, 'file')})."
    lines = [f"{' and '.join(parts) or 'No problems'} {where}"]
    for path, report in reports.items():
        name = f"{clean(path.name)}, " if len(reports) > 1 else ""
        lines += [
            f"{name}{coverage.language}: {coverage.done} of {_number(coverage.total, 'file')} "
            "translated"
            for coverage in report.coverage
        ]
    return "\n".join(lines)


def count(problems: Sequence[Problem], severity: str) -> int:
    """Return how many problems have a severity.

    Args:
        problems: The problems.
        severity: ``error`` or ``warning``.
    """
    return sum(problem.severity == severity for problem in problems)


def _problems(reports: Reports) -> list[Problem]:
    return [problem for report in reports.values() for problem in report.problems]


def _number(amount: int, noun: str) -> str:
    return f"{amount:,} {noun}{'' if amount == 1 else 's'}"


def _safe_start(line: str) -> str:
    # What starts with two colons is a command to GitHub, and a file could be called like that.
    return f"./{line}" if line.lstrip().startswith("::") else line


def _annotation(problem: Problem) -> str:
    properties = {
        "file": clean(_relative(problem.file)),
        "line": problem.line,
        "col": problem.column,
        "title": problem.code,
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = _data(clean(f"{problem.message}; {problem.advice}"))
    return f"::{problem.severity} {written}::{message}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.summary},
        "fullDescription": {"text": code.explanation},
        "help": {"text": f"Not so:\n\n{code.bad}\n\nBut so:\n\n{code.good}"},
        "defaultConfiguration": {"level": code.severity},
    }


def _result(problem: Problem, rules: Mapping[str, int]) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(problem.file)},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rules.get(problem.code, -1),
        "level": problem.severity,
        "message": {"text": clean(f"{problem.message}; {problem.advice}")},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: str) -> str:
    relative = _relative(file)
    path = quote(os.fsencode(relative), safe="/")
    return f"file://{path}" if relative.startswith("/") else path


def _relative(file: str) -> str:
    """Return a file from the folder that one is in, where it lies below it."""
    try:
        return Path(file).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file


def _valid(value: Any) -> Any:
    """Write bytes of file names that are no UTF-8 as escapes, which any reader of JSON takes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_valid(item) for item in value]
    if isinstance(value, dict):
        return {key: _valid(item) for key, item in value.items()}
    return value
