"""Opening the database: new, current, too new, corrupt or out of reach."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui.language import _

VERSION = 2
"""The version of the tables; a database with a higher one is left alone."""

FILE_NAME = "progress.db"

# How long another program that has locked the database is waited for. At a move the game stands
# still meanwhile; what could not be saved is saved with the next one.
_OPENING_S = 2.0
_MOVE_MS = 500

_TABLES = """
CREATE TABLE item (
    profile TEXT NOT NULL,
    pack TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    state BLOB,
    done INTEGER NOT NULL DEFAULT 0,
    stars INTEGER NOT NULL DEFAULT 0,
    points INTEGER NOT NULL DEFAULT 0,
    is_open INTEGER NOT NULL DEFAULT 0,
    touched REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (profile, pack, kind, item)
) WITHOUT ROWID;
CREATE TABLE setting (
    profile TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (profile, name)
) WITHOUT ROWID;
"""
_ANSWER_TABLES = """
CREATE TABLE answer (
    profile TEXT NOT NULL,
    pack TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    part TEXT NOT NULL,
    at REAL NOT NULL,
    in_review INTEGER NOT NULL,
    given BLOB NOT NULL,
    PRIMARY KEY (profile, pack, kind, item, part, at)
) WITHOUT ROWID;
CREATE TABLE due (
    profile TEXT NOT NULL,
    pack TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    part TEXT NOT NULL,
    at REAL NOT NULL,
    known BLOB NOT NULL,
    PRIMARY KEY (profile, pack, kind, item, part)
) WITHOUT ROWID;
CREATE INDEX due_at ON due (profile, pack, at);
"""
# What each version has brought; a database of an older one gets the rest.
_CHANGES = (_TABLES, _ANSWER_TABLES)


class NewerDatabaseError(Exception):
    """Raised where the database was written by a newer version of the game."""

    def __init__(self, path: Path, version: int) -> None:
        """Keep what to tell the learner.

        Args:
            path: The database.
            version: The version of its tables.
        """
        super().__init__(
            _(
                "{path} was written by a newer version of the game (its format is {version}, this "
                "game knows {known}). It was left as it is. Update the game, or start with another "
                "folder: --data-dir FOLDER."
            ).format(path=path, version=version, known=VERSION)
        )


class MovedError(sqlite3.OperationalError):
    """Raised where the database in use is not in the data folder any more."""

    def __init__(self, folder: Path) -> None:
        """Keep what to tell the learner.

        Args:
            folder: The data folder.
        """
        text = _("{path} was removed or replaced meanwhile; leave the game and start it again.")
        super().__init__(text.format(path=folder / FILE_NAME))


class Opened(NamedTuple):
    """A connection, and what the learner should know about it, if anything."""

    connection: sqlite3.Connection
    notice: str | None


def open_database(folder: Path, clock: Callable[[], float]) -> Opened:
    """Open the progress database of a folder, making both where needed.

    A corrupt database is set aside under another name. Where nothing can be written the game is
    played from memory. Both come with a notice.

    Args:
        folder: The data folder.
        clock: Returns seconds since the epoch; names what is set aside.

    Raises:
        NewerDatabaseError: The database belongs to a newer version of the game.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Opened(_open(path), None)
    except sqlite3.OperationalError as error:
        return _in_memory(_not_kept(folder, str(error)))
    except OSError as error:
        return _in_memory(_not_kept(folder, str(error.strerror)))
    except sqlite3.DatabaseError:
        return _start_anew(path, clock)


def identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells the database of a folder from any other file; None where there is none.

    Args:
        folder: The data folder.
    """
    try:
        about = (folder / FILE_NAME).stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _not_kept(folder: Path, reason: str) -> str:
    return _("Progress cannot be kept in {folder}: {reason}.").format(folder=folder, reason=reason)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_OPENING_S, isolation_level=None)
    # A damaged text is no reason to end the game; nothing is called by what stands there then.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise NewerDatabaseError(path, version)
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check failed")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if version < VERSION:
            _make_tables(connection)
        _check_tables(connection)
        # A file that may only be read opens well; find out now, not at the first answer.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA busy_timeout = {_MOVE_MS}")
    except UnicodeDecodeError as error:
        # What SQLite says of a damage may quote it.
        connection.close()
        raise sqlite3.DatabaseError(str(error)) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _check_tables(connection: sqlite3.Connection) -> None:
    try:
        connection.execute(
            "SELECT profile, pack, kind, item, state, done, stars, points, is_open, touched"
            " FROM item LIMIT 1"
        )
        connection.execute("SELECT profile, name, value FROM setting LIMIT 1")
        connection.execute(
            "SELECT profile, pack, kind, item, part, at, in_review, given FROM answer LIMIT 1"
        )
        connection.execute("SELECT profile, pack, kind, item, part, at, known FROM due LIMIT 1")
    except sqlite3.OperationalError as error:
        raise sqlite3.DatabaseError(str(error)) from None


def _make_tables(connection: sqlite3.Connection) -> None:
    # Another game may be making them at this moment: the version is read again under the lock.
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version == 0 and tables:
        raise sqlite3.DatabaseError("the file belongs to another program")
    for change in _CHANGES[version:]:
        for statement in change.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {max(version, VERSION)}")
    connection.execute("COMMIT")


def open_in_memory() -> sqlite3.Connection:
    """Open a new database that is forgotten when it is closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _make_tables(connection)
    return connection


def _in_memory(trouble: str) -> Opened:
    text = _("{trouble} You can play, but it will be forgotten.")
    return Opened(open_in_memory(), text.format(trouble=trouble))


def _start_anew(path: Path, clock: Callable[[], float]) -> Opened:
    aside = path.with_name(f"{path.stem}-damaged-{int(clock())}{path.suffix}")
    try:
        path.rename(aside)
        # The latest answers may stand in the log beside it.
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            log.rename(aside.with_name(f"{aside.name}-wal"))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        connection = _open(path)
    except (OSError, sqlite3.Error) as error:
        text = _("Progress in {path} is damaged and cannot be set aside: {reason}.")
        return _in_memory(text.format(path=path, reason=error))
    text = _("Your progress was damaged. It was set aside as {path}; play starts anew.")
    return Opened(connection, text.format(path=aside))
