"""Evidence that does not point at one place."""

from collections.abc import Iterator

from tui.authoring.craft.questions import AnyFile, warning
from tui.content.models.before_after import Round
from tui.content.problems import Finding, Path

MOST_OF_REPLY = 0.7
"""Evidence that is more of a long reply than this points at nothing."""
_LONG_REPLY = 100


def repeated_evidence(made: AnyFile) -> Iterator[Finding]:
    """Find evidence that occurs twice in its reply, or is nearly all of it.

    Args:
        made: What a file holds.
    """
    if not isinstance(made, Round):
        return
    before, after = made.before.text, made.after.text
    for index, option in enumerate(made.options):
        path: Path = ("options", index, "evidence")
        for side, words, reply in (
            ("before", option.evidence.before, before),
            ("after", option.evidence.after, after),
        ):
            if words is not None:
                yield from _faults(words, reply, (*path, side), side.capitalize())


def _faults(words: str, reply: str, path: Path, side: str) -> Iterator[Finding]:
    times = reply.count(words)
    if times > 1:
        yield warning(
            path,
            "evidence-repeated",
            f"these words occur {times} times in the {side} reply, and all of them light up",
            "copy more of the words around them",
        )
    elif len(reply) >= _LONG_REPLY and len(words) > MOST_OF_REPLY * len(reply):
        yield warning(
            path,
            "evidence-too-long",
            f"these words are nearly all of the {side} reply",
            "copy only those that prove it",
        )
