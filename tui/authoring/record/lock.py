"""One ``record`` at a time for a recording; the system lets go of the lock of one that died."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.authoring.record.errors import CannotRecordError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep others from a file for a while.

    Args:
        path: The file; the lock is a hidden file beside it, and its folder is made.

    Raises:
        CannotRecordError: Another has it.
        OSError: The lock cannot be made.
    """
    lock = path.with_suffix(".lock")
    lock.parent.mkdir(exist_ok=True)
    opened = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _locked(opened, lock):
            raise CannotRecordError(
                f"another 'record' is at work on {path.as_posix()}: wait for it, "
                "or take another name"
            )
        try:
            yield
        finally:
            # Windows does not remove what is open: there the empty file stays, and does no harm.
            with suppress(OSError):
                lock.unlink()
    finally:
        os.close(opened)


def _locked(opened: int, lock: Path) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks: go on as if alone
    try:  # the one before may have removed the file after it was opened here
        return os.path.samestat(os.fstat(opened), lock.stat())
    except FileNotFoundError:
        return False
