"""Comments and settings by which an author leaves out warnings.

``# check: allow CODE`` counts for the line it stands on, for the key or the table right below it,
or, above the first key, for the whole file. ``[check] allow`` in ``pack.toml`` counts for the pack.
Errors cannot be left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tui.authoring.codes import all_codes, close_to
from tui.content.problems import Finding, Problem
from tui.content.toml_file import TomlFile
from tui.content.untrusted import clean

# It begins with the colon, which is quick to find, as nearly no file has such a comment.
_MENTION = re.compile(r":\s*allow", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Allow:
    """A code that a comment allows.

    Attributes:
        code: What is written there; empty where nothing is.
        line: The line of the comment, counted from 1.
        column: The column of the code in characters, counted from 1.
        first: The first line that it counts for.
        last: The last one.
    """

    code: str
    line: int
    column: int
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Say whether a problem of the same file is meant."""
        return problem.code == self.code and self.first <= problem.line <= self.last


def allows(text: str) -> list[Allow]:
    """Return all codes that the comments of a TOML text allow.

    Args:
        text: TOML that parses.
    """
    if not _MENTION.search(text):
        return []
    from tui.authoring.comments import comments

    found = []
    for comment in comments(text):
        for code, offset in _codes(comment.text):
            column = comment.column + offset
            found.append(Allow(code, comment.line, column, comment.first, comment.last))
    return found


def without_allowed(
    problems: Iterable[Problem], local: Mapping[str, list[Allow]], manifest: TomlFile | None
) -> list[Problem]:
    """Return the problems that are not allowed, and what is wrong with the allowing itself.

    Args:
        problems: All problems of a pack.
        local: What comments in its files allow, by how problems call the file.
        manifest: Its ``pack.toml``, if that parses.
    """
    problems = list(problems)
    general = _settings(manifest)
    used: set[tuple[str, Allow] | str] = set()
    left = []
    for problem in problems:
        if problem.severity == "error":
            left.append(problem)
            continue
        hits: list[tuple[str, Allow] | str] = [
            (problem.file, allow) for allow in local.get(problem.file, ()) if allow.covers(problem)
        ]
        if problem.code in general.values():
            hits.append(problem.code)
        used.update(hits)
        if not hits:
            left.append(problem)
    # A file with errors has not been looked at for warnings on craft.
    broken = {problem.file for problem in problems if problem.severity == "error"}
    for name, found in local.items():
        needless = set() if name in broken else {each for each in found if (name, each) not in used}
        left += _bad_comments(name, found, needless)
    if manifest is not None and general:
        left += manifest.place(list(_bad_settings(general, used, is_broken=bool(broken))))
    return left


def _codes(comment: str) -> Iterator[tuple[str, int]]:
    found = re.search(r"#\s*check:\s*allow\b[ \t]*", comment, re.IGNORECASE)
    if found is None:
        return
    listed = re.compile(r"[\w-]+(\s*,\s*[\w-]+)*").match(comment, found.end())
    if listed is None:
        yield "", found.start()
        return
    for code in re.finditer(r"[\w-]+", listed.group()):
        yield code.group(), listed.start() + code.start()


def _settings(manifest: TomlFile | None) -> dict[int, str]:
    """Return what ``pack.toml`` allows by its index there; its shape is checked elsewhere."""
    table = manifest.data.get("check") if manifest is not None else None
    listed = table.get("allow") if isinstance(table, dict) else None
    if not isinstance(listed, list):
        return {}
    return {index: code for index, code in enumerate(listed) if isinstance(code, str)}


def _bad_comments(name: str, found: list[Allow], needless: set[Allow]) -> Iterator[Problem]:
    for allow in found:
        fault = _fault(allow.code) or (_needless(allow.code) if allow in needless else None)
        if fault is not None:
            yield Problem(name, allow.line, allow.column, *fault, severity="warning")


def _bad_settings(
    general: dict[int, str], used: set[tuple[str, Allow] | str], *, is_broken: bool
) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, code in general.items():
        is_needless = code in seen or (code not in used and not is_broken)
        fault = _fault(code) or (_needless(code) if is_needless else None)
        seen.add(code)
        if fault is not None:
            yield Finding(("check", "allow", index), *fault, severity="warning")


def _fault(name: str) -> tuple[str, str, str] | None:
    shown = clean(name).replace("\n", " ")[:60]
    if not name:
        return "unknown-allow", "no code stands after allow", "write the code of a warning"
    code = all_codes().get(name)
    if code is None:
        close = close_to(name[:60])
        advice = f"did you mean '{close}'?" if close else "check --explain lists all codes"
        return "unknown-allow", f"there is no code '{shown}'", advice
    if code.severity == "error":
        return "unknown-allow", f"'{shown}' is an error and cannot be allowed", "mend the error"
    if not code.can_be_allowed:
        return "unknown-allow", f"'{shown}' cannot be allowed", "take it out"
    return None


def _needless(name: str) -> tuple[str, str, str]:
    return "needless-allow", f"there is no '{name}' here to allow", "take it out"
