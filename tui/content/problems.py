"""What is wrong with a pack, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.content.untrusted import clean

Path = tuple[str | int, ...]
"""Where a value stands inside a TOML file: keys and array indexes from the root."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that knows its path inside a file, but not yet its line."""

    path: Path
    code: str
    message: str
    advice: str
    on_key: bool = False


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
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    advice: str

    def __str__(self) -> str:
        """Return ``file:line:column: code: what is wrong; what to do``."""
        place = f"{self.file}:{self.line}:{self.column}"
        text = f"{place}: {self.code}: {self.message}; {self.advice}"
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
