"""What a misspelt name most likely means."""

import difflib
from collections.abc import Sequence


def suggestion(name: str, known: Sequence[str], least: float = 0.6) -> str | None:
    """Return the known name that a misspelt one most likely means, or None."""
    for written in dict.fromkeys((name, name.lower())):
        for close in difflib.get_close_matches(written, known, n=1, cutoff=least):
            return close
    return None
