"""What files of several kinds have in common: ids, names that lead to them, replies."""

from collections.abc import Iterable, Iterator, Sequence

from tui.content.models.common import Reply
from tui.content.problems import Finding, Path
from tui.content.spelling import suggestion


def repeated(ids: Iterable[str], path: Path, key: str | None = "id") -> Iterator[Finding]:
    """Find ids that stand twice.

    Args:
        ids: The ids.
        path: Where the list of them stands.
        key: The key of an id in its entry; None where the entries are the ids.
    """
    names = list(ids)
    if len(set(names)) == len(names):
        return
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            place = (*path, index) if key is None else (*path, index, key)
            yield Finding(
                place,
                "repeated-id",
                f"'{name}' stands here twice",
                "give each its own id",
            )
        seen.add(name)


def known_name(name: str, known: Sequence[str], path: Path, what: str) -> Iterator[Finding]:
    """Find a name that leads nowhere.

    Args:
        name: The name.
        known: What there is.
        path: Where the name stands.
        what: What it should be.
    """
    if name in known:
        return
    close = suggestion(name, known)
    advice = (
        f"did you mean '{close}'?" if close else f"the {what}s are {', '.join(known) or 'none'}"
    )
    yield Finding(path, "unknown-id", f"there is no {what} '{name}'", advice)


def reply_words(reply: Reply, path: Path) -> Iterator[Finding]:
    """Find a reply that is neither canned nor recorded, or both.

    Args:
        reply: The reply.
        path: Where it stands.
    """
    if reply.canned is None and reply.recorded is None:
        yield Finding(
            path,
            "missing-key",
            "'canned' is missing",
            'write canned = "…", or recorded = { run = "…", prompt = "…" }',
            on_key=True,
        )
    elif reply.canned is not None and reply.recorded is not None:
        yield Finding(
            (*path, "canned"),
            "canned-and-recorded",
            "this reply is both canned and recorded",
            "keep one of the two",
            on_key=True,
        )
