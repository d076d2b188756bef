"""What is wrong with a pack, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tui.content.untrusted import clean

Path = tuple[str | int, ...]
"""Where a value stands inside a TOML file: keys and array indexes from the root."""
Severity = Literal["error", "warning"]
"""An error keeps a file from being played; a warning is advice on craft."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that knows its path inside a file, but not yet its line."""

    path: Path
    code: str
    message: str
    advice: str
    on_key: bool = False
    severity: Severity = "error"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem with its place.

    Attributes:
        file: The file, as it was named by whoever asked.
        line: The line, counted from 1.
        column: The column in characters, counted from 1.
        code: A stable name for this kind of problem.
        message: What is wrong.
        advice: What to do.
        severity: How much it matters.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    advice: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """Return ``file:line:column: code: what is wrong; what to do``; a warning says so."""
        place = f"{self.file}:{self.line}:{self.column}"
        kind = "warning: " if self.severity == "warning" else ""
        text = f"{place}: {kind}{self.code}: {self.message}; {self.advice}"
        return clean(text).replace("\n", " ")


@dataclass
class ContentError(Exception):
    """Raised where content cannot be used.

    Attributes:
        problems: All that is wrong with it, at least one.
    """

    problems: tuple[Problem, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "ContentError":
        """Build the error from problems in the order of their places."""
        return cls(tuple(sorted(set(problems))))

    def __str__(self) -> str:
        """Return one problem a line."""
        return "\n".join(str(problem) for problem in self.problems)
