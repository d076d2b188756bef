"""The registry of all codes that the checker reports: what each means and how to mend it.

The entries stand in ``codes.toml``, which is read when one is asked for. A test holds them against
the codes that the modules emit.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.content.problems import Severity
from tui.content.spelling import suggestion


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem.

    Attributes:
        name: The code.
        severity: How much it matters.
        summary: What is wrong, in a sentence.
        explanation: Why it matters and how to mend it, as one paragraph.
        bad: A few lines that have the problem.
        good: The same lines without it.
        fix: What ``check --fix`` does about it; empty where it does nothing.
        can_be_allowed: Whether an author may leave it out.
    """

    name: str
    severity: Severity
    summary: str
    explanation: str
    bad: str
    good: str
    fix: str
    can_be_allowed: bool


@functools.cache
def all_codes() -> Mapping[str, Code]:
    """Return every code by its name, in the order in which they are documented."""
    import tomli

    entries = tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    codes = {}
    for name, entry in entries.items():
        severity: Severity = entry.get("severity", "error")
        codes[name] = Code(
            name,
            severity,
            entry["summary"],
            entry["explanation"].strip(),
            entry["bad"].strip("\n"),
            entry["good"].strip("\n"),
            entry.get("fix", ""),
            severity == "warning" and entry.get("allow", True),
        )
    return codes


def close_to(name: str) -> str | None:
    """Return the code that a misspelt one most likely means, or None.

    Args:
        name: What was written.
    """
    return suggestion(name, list(all_codes()))


def explained(code: Code) -> str:
    """Return all there is to say about a code, as plain text of at most 80 columns.

    Args:
        code: The code.
    """
    import textwrap

    paragraphs = [f"{code.name}: {code.severity}", code.summary, code.explanation]
    if code.fix:
        paragraphs.append(f"--fix: {code.fix}")
    if code.can_be_allowed:
        paragraphs.append(
            f"To leave it out, write `# check: allow {code.name}` beside or above it, at the top "
            f'of the file, or allow = ["{code.name}"] below [check] in pack.toml.'
        )
    texts = [textwrap.fill(paragraph, 80, break_long_words=False) for paragraph in paragraphs]
    texts.insert(3, f"Not so:\n\n{textwrap.indent(code.bad, '    ')}")
    texts.insert(4, f"But so:\n\n{textwrap.indent(code.good, '    ')}")
    return "\n\n".join(texts)


def listed() -> str:
    """Return all codes with their summaries, the warnings last."""
    codes = all_codes().values()
    width = max(len(code.name) for code in codes)
    parts = []
    for severity, title in (("error", "Errors"), ("warning", "Warnings")):
        lines = [
            f"  {code.name:{width}}  {code.summary}" for code in codes if code.severity == severity
        ]
        parts.append("\n".join([f"{title}:", *lines]))
    return "\n\n".join(parts)
