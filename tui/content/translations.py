"""Translated files: the same scenario in other words, in a sibling folder of the pack.

A translation keeps every id, number and flag of its original, so that progress and proof hold.
"""

from collections.abc import Iterator
from typing import Any

from tui.content.problems import Finding, Path
from tui.content.spelling import suggestion

_KEPT = frozenset(
    {
        "bin",
        "cites",
        "factor",
        "id",
        "kind",
        "rows",
        "see",
        "test",
        "trait",
        "type",
        "url",
        "verdict",
    }
)
"""Keys whose texts are no words of the author but names that the game reads."""
_FREE = frozenset({"also", "alt", "art", "evidence", "notes", "sources"})
"""Keys that a translation may leave out or give more or fewer entries."""


def differences(original: dict[str, Any], translated: dict[str, Any]) -> list[Finding]:
    """Return where a translated file is another scenario than its original.

    Args:
        original: What the original file holds.
        translated: What the translated file holds.
    """
    return list(_table(original, translated, ()))


def _table(original: dict[str, Any], translated: dict[str, Any], path: Path) -> Iterator[Finding]:
    for key, value in original.items():
        if key in translated:
            yield from _value(key, value, translated[key], (*path, key))
        elif key not in _FREE:
            yield _differs(path, f"'{key}' of the original is missing", "add it", on_key=True)
    for key in translated:
        if key not in original and key not in _FREE:
            yield _differs(
                (*path, key), f"the original has no '{key}' here", "take it out", on_key=True
            )


def _value(key: str, original: object, translated: object, path: Path) -> Iterator[Finding]:
    if isinstance(original, dict) and isinstance(translated, dict):
        if key not in {"evidence", "art"}:
            yield from _table(original, translated, path)
    elif isinstance(original, list) and isinstance(translated, list):
        yield from _list(key, original, translated, path)
    elif isinstance(original, str) and isinstance(translated, str) and key not in _KEPT:
        return
    elif original != translated:
        yield _differs(path, f"the original says {_short(original)}", "write the same")


def _list(key: str, original: list[Any], translated: list[Any], path: Path) -> Iterator[Finding]:
    ids = _ids(original)
    if ids and ids != _ids(translated):
        yield from _other_ids(ids, _ids(translated), path)
        return
    if key in _FREE:
        return
    if len(original) != len(translated):
        message = f"{len(translated)} here, {len(original)} in the original"
        yield _differs(path, message, "give the same number", on_key=True)
        return
    for index, (one, other) in enumerate(zip(original, translated, strict=True)):
        yield from _value(key, one, other, (*path, index))


def _other_ids(wanted: list[str], given: list[str], path: Path) -> Iterator[Finding]:
    missing = [name for name in wanted if name not in given]
    for index, name in enumerate(given):
        if name not in wanted:
            close = suggestion(name, missing)
            if close is not None:
                missing.remove(close)
            advice = f"did you mean '{close}'?" if close else "take it out"
            yield _differs((*path, index, "id"), f"the original has no '{name}' here", advice)
    for name in missing:
        yield _differs(path, f"'{name}' of the original is missing", "translate it", on_key=True)
    if sorted(wanted) == sorted(given):
        yield _differs(path, "the original has another order", "keep its order", on_key=True)


def _ids(items: list[Any]) -> list[str]:
    return [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]


def _short(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def _differs(path: Path, message: str, advice: str, *, on_key: bool = False) -> Finding:
    return Finding(path, "translation-differs", message, advice, on_key)
