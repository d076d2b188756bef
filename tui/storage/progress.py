"""What a learner has done and set, by ids, one profile at a time."""

import copy
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from tui.content.reader import FOLDERS
from tui.content.untrusted import clean
from tui.rules.answers import Answer, Given, QuestionKey
from tui.rules.moves import State
from tui.rules.progress import ItemKey, Standing
from tui.storage.answers import UNREADABLE, AnswerLog
from tui.storage.database import MovedError, identity, open_database, open_in_memory

if TYPE_CHECKING:
    from tui.storage.items import KeptItems

StateT = TypeVar("StateT", bound=State)

DEFAULT_PROFILE = "default"

_SAVE = (
    "INSERT INTO item (profile, pack, kind, item, state, done, stars, points, is_open, touched)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET state = excluded.state, done = max(done, excluded.done),"
    " stars = max(stars, excluded.stars), points = max(points, excluded.points),"
    " is_open = excluded.is_open, touched = excluded.touched"
)


class ProgressStore:
    """One profile's progress in one pack, and its settings.

    Every call that changes something is written before it returns. A move that could not be
    written is kept in memory, and written with whatever can be written next.

    Attributes:
        folder: The data folder.
        profile: The learner's name for their progress.
        is_kept: Whether there is a data folder to keep progress in.
        notice: What the learner should know about how the data was opened, or None.
    """

    def __init__(
        self,
        folder: Path | None,
        pack: str,
        profile: str = DEFAULT_PROFILE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Open the data folder.

        Args:
            folder: The data folder; it is made where it is missing. With None nothing is kept.
            pack: The pack's id.
            profile: The learner's name for their progress.
            clock: Returns seconds since the epoch.

        Raises:
            NewerDatabaseError: The data belongs to a newer version of the game.
        """
        self.notice: str | None = None
        if folder is None:
            self._connection = open_in_memory()
        else:
            self._connection, notice = open_database(folder, clock)
            # It names the folder, which may hold what acts on a terminal.
            self.notice = None if notice is None else clean(notice)
        self.is_kept = folder is not None
        self.folder = folder or Path()
        self.profile = profile
        self._pack = pack
        self._clock = clock
        self._opened_in = folder
        self._file = identity(folder) if folder is not None and self.is_in_file else None
        self._unsaved: list[Callable[[], None]] = []

    @classmethod
    def in_memory(cls, pack: str, settings: Mapping[str, str] | None = None) -> "ProgressStore":
        """Return a store that is forgotten when it is closed.

        Args:
            pack: The pack's id.
            settings: The profile's settings by name.
        """
        store = cls(None, pack)
        for name, value in (settings or {}).items():
            store.set(name, value)
        return store

    def on(self, pack: str) -> "ProgressStore":
        """Return the same profile's progress in another pack, in the same open database.

        Args:
            pack: The other pack's id.
        """
        other = copy.copy(self)
        other._pack = pack
        return other

    def close(self) -> None:
        """Close the database, for all packs."""
        self.catch_up()
        self._connection.close()

    @property
    def answers(self) -> AnswerLog:
        """Every answer of this profile in this pack."""
        return AnswerLog(self._connection, self.profile, self._pack)

    @property
    def items(self) -> "KeptItems":
        """All results of this profile in this pack."""
        from tui.storage.items import KeptItems

        return KeptItems(self._connection, self.profile, self._pack)

    @property
    def is_in_file(self) -> bool:
        """Whether the data is in a file; where none can be opened it is in memory alone."""
        return any(file for _, _, file in self._connection.execute("PRAGMA database_list"))

    def catch_up(self) -> bool:
        """Save what could not be saved so far, where that is possible now.

        Returns:
            Whether every move is saved.
        """
        try:
            if self._unsaved:
                with self._writing():
                    pass
        except SaveError:
            return False
        return True

    def packs(self) -> list[str]:
        """Return the ids of all packs in which this profile has results or answers, sorted."""
        rows = self._connection.execute(
            "SELECT pack FROM item WHERE profile = ?1 UNION SELECT pack FROM answer"
            " WHERE profile = ?1 ORDER BY pack",
            (self.profile,),
        )
        return [pack for (pack,) in rows]

    def now(self) -> float:
        """Return what the clock says, in seconds since the epoch."""
        return self._clock()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is changed within, or nothing of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # Where the disk is full, SQLite has rolled back itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def answered(self, key: ItemKey, given: Given, *, in_review: bool) -> None:
        """Keep an answer, as given now.

        Args:
            key: The scenario that the question belongs to.
            given: The answer.
            in_review: Whether it was given in a review.
        """
        answer = self._answer(key, given, in_review=in_review)
        self._move(lambda: self.answers.add(answer))

    def standings(self) -> dict[ItemKey, Standing]:
        """Return how far the learner has come with every scenario that was touched."""
        rows = self._connection.execute(
            "SELECT kind, item, done, stars, points, touched, is_open FROM item"
            " WHERE profile = ? AND pack = ?",
            (self.profile, self._pack),
        )
        return {
            ItemKey(kind, item): Standing(bool(done), stars, points, touched, bool(is_open))
            for kind, item, done, stars, points, touched, is_open in rows
            if kind in FOLDERS
        }

    def load(self, key: ItemKey, kind: type[StateT]) -> StateT | None:
        """Return the state in which a scenario was left, or None where there is none to resume.

        Args:
            key: The scenario.
            kind: The type of its state.
        """
        self.catch_up()
        row = self._connection.execute(
            "SELECT state FROM item WHERE profile = ? AND pack = ? AND kind = ? AND item = ?",
            (self.profile, self._pack, *key),
        ).fetchone()
        if row is None or row[0] is None:
            return None
        try:
            return msgspec.json.decode(row[0], type=kind)
        except UNREADABLE:
            # Written by a version whose states looked different: play it anew, keep its stars.
            return None

    def save(
        self,
        key: ItemKey,
        state: State,
        *,
        done: bool = False,
        stars: int = 0,
        points: int = 0,
        answers: Sequence[Given] = (),
    ) -> None:
        """Keep a scenario as it stands; the best result so far stays.

        Args:
            key: The scenario.
            state: Its state.
            done: Whether this play is over.
            stars: What this play has brought.
            points: What this play has brought.
            answers: The answers that have led to this state.
        """
        result = (done, stars, points, not done, self._clock())
        row = (self.profile, self._pack, *key, msgspec.json.encode(state), *result)
        added = [self._answer(key, given, in_review=False) for given in answers]

        def save() -> None:
            self._connection.execute(_SAVE, row)
            for answer in added:
                self.answers.add(answer)

        self._move(save)

    def _answer(self, key: ItemKey, given: Given, *, in_review: bool) -> Answer:
        question = QuestionKey(key.kind, key.item, given.part)
        return Answer(question=question, at=self._clock(), in_review=in_review, given=given)

    def reset(self, key: ItemKey | None = None) -> None:
        """Forget one scenario, or with None all of the pack and its answers; settings stay."""
        owner = (self.profile, self._pack)
        with self._writing():
            if key is None:
                self._connection.execute("DELETE FROM item WHERE profile = ? AND pack = ?", owner)
                self.answers.forget()
            else:
                self._connection.execute(
                    "DELETE FROM item WHERE profile = ? AND pack = ? AND kind = ? AND item = ?",
                    (*owner, *key),
                )

    def settings(self) -> dict[str, str]:
        """Return the profile's settings by name."""
        rows = self._connection.execute(
            "SELECT name, value FROM setting WHERE profile = ?", (self.profile,)
        )
        return dict(rows.fetchall())

    def set(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO setting VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                (self.profile, name, value),
            )

    def _move(self, move: Callable[[], None]) -> None:
        try:
            with self._writing():
                move()
        except SaveError:
            self._unsaved.append(move)
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        with self.together():
            for move in self._unsaved:
                move()
            yield
            # SQLite goes on writing to a file that was removed, and nobody would ever find it.
            folder = self._opened_in
            if folder is not None and self._file is not None and identity(folder) != self._file:
                raise MovedError(folder)
        self._unsaved.clear()


SaveError = sqlite3.Error
"""What saving raises where the disk is full or the database was taken away."""
