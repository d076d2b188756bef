"""What the picture tests share: how to call the comparison, and three ways to look."""

from collections.abc import Callable
from typing import Any

from tui.app import DetectiveApp
from tui.storage.session import Session

Compare = Callable[..., bool]

LOOKS = ("paper", "contrast", "ascii")
"""Besides night, which every picture has."""


def dressed(session: Session, look: str) -> DetectiveApp:
    """Return the app in one of the looks."""
    if look == "ascii":
        session.store.set("ascii", "on")
    else:
        session.store.set("theme", look)
    return DetectiveApp(session)


def size(columns: int, lines: int = 24) -> dict[str, Any]:
    """Return the size of a terminal as the comparison takes it."""
    return {"terminal_size": (columns, lines)}
