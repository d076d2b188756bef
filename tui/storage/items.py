"""All results of a learner in one pack, to be taken elsewhere and brought together."""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from tui.content.reader import FOLDERS, Kind
from tui.rules.merging import Kept, merged
from tui.rules.moves import State
from tui.rules.progress import ItemKey
from tui.storage.answers import UNREADABLE

_COLUMNS = "kind, item, done, stars, points, touched, is_open, state"


class KeptItems:
    """The results of one profile in one pack."""

    def __init__(self, connection: sqlite3.Connection, profile: str, pack: str) -> None:
        """Read and write in an open database.

        Args:
            connection: The database.
            profile: Whose results.
            pack: The pack's id.
        """
        self._connection = connection
        self._owner = (profile, pack)

    def all(self) -> Iterator[tuple[ItemKey, Kept]]:
        """Yield what is kept of every scenario, without states that the rules cannot read."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM item WHERE profile = ? AND pack = ? ORDER BY kind, item",  # noqa: S608
            self._owner,
        )
        for kind, item, *rest in rows.fetchall():
            if kind in FOLDERS:
                yield ItemKey(kind, item), _kept(kind, *rest)

    def merge(self, items: Iterable[tuple[ItemKey, Kept]]) -> int:
        """Keep results from elsewhere where they are better than those that are here.

        Args:
            items: The results.

        Returns:
            How many scenarios have changed.
        """
        here = dict(self.all())
        changed: dict[ItemKey, Kept] = {}
        for key, kept in items:
            better = merged(here[key], kept) if key in here else kept
            if here.get(key) != better:
                here[key] = changed[key] = better
        self._connection.executemany(
            f"INSERT OR REPLACE INTO item (profile, pack, {_COLUMNS})"  # noqa: S608
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*self._owner, *key, *kept) for key, kept in changed.items()],
        )
        return len(changed)


def state_of(kind: Kind, blob: bytes) -> State | None:
    """Return a state as the rules of a kind read it, or None where they cannot.

    Args:
        kind: The kind of the scenario.
        blob: The state as JSON.
    """
    try:
        return msgspec.json.decode(blob, type=_state_type(kind))
    except UNREADABLE:
        return None


def _state_type(kind: Kind) -> type[State]:
    # The rules of a kind are imported when one is needed: Home needs none.
    match kind:
        case "lesson":
            from tui.rules.lesson import LessonState

            return LessonState
        case "before-after":
            from tui.rules.before_after import RoundState

            return RoundState
        case "detective":
            from tui.rules.detective import CaseState

            return CaseState


def _kept(
    kind: Kind,
    done: int,
    stars: int,
    points: int,
    touched: float,
    is_open: int,
    blob: bytes | None,
) -> Kept:
    state = None if blob is None else state_of(kind, blob)
    written = None if state is None else msgspec.json.encode(state)
    return Kept(bool(done), stars, points, touched, bool(is_open) and state is not None, written)
