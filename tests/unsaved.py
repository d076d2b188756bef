"""A time in which nothing can be saved."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tui.storage.database import FILE_NAME


@contextlib.contextmanager
def away(folder: Path) -> Iterator[None]:
    """The database is not in its folder for a while."""
    elsewhere = folder / "elsewhere"
    (folder / FILE_NAME).rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(folder / FILE_NAME)
