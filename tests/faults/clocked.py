"""Runs the game by a clock in a file: ``python -m tests.faults.clocked FOLDER``."""

import sys
from pathlib import Path

from tests.conftest import NOW, SOUND_PACK
from tui.app import run
from tui.content.reader import PackReader
from tui.storage.progress import ProgressStore

CLOCK = "clock"


class FileClock:
    """A clock that another process sets.

    Attributes:
        path: The file that holds the seconds since the epoch.
    """

    def __init__(self, folder: Path) -> None:
        """Take the clock of a folder; it stands still until it is set."""
        self.path = folder / CLOCK
        if not self.path.exists():
            self.set(NOW)

    def __call__(self) -> float:
        return float(self.path.read_text())

    def set(self, now: float) -> None:
        """Set it, at once for whoever reads it."""
        new = self.path.with_suffix(".new")
        new.write_text(repr(now))
        new.replace(self.path)


def main() -> int:
    """Play the sound pack with the data of a folder, and return the exit status."""
    folder = Path(sys.argv[1])
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(folder, reader.pack.id, clock=FileClock(folder))
    try:
        return run(reader, store)
    finally:
        store.close()


if __name__ == "__main__":
    sys.exit(main())
