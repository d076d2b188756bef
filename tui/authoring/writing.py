"""Writing files of a pack so that either all of it is done or nothing is."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path


@contextlib.contextmanager
def created(root: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Create files, and take them away again where the block fails; nothing is overwritten.

    Args:
        root: The folder they are in; it is made where there is none.
        files: What each is to hold, by its path from the folder with ``/`` between the parts.

    Raises:
        OSError: One of them is there already, or cannot be written.
    """
    made: list[Path] = []
    try:
        _make_folder(root, made)
        for relative, content in files.items():
            path = root / relative
            _make_folder(path.parent, made)
            with path.open("xb") as file:
                made.append(path)
                file.write(content)
        yield
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put new bytes in place of old ones at once; nothing is lost if this is cut short.

    A file that has other names, which are hard links, is written in place, so that they go on
    meaning the same file; the copy beside it is then taken away last.

    Args:
        path: The file; its owner and its permissions stay.
        old: What it holds.
        new: What it is to hold.

    Raises:
        OSError: It cannot be written, or was changed meanwhile.
    """
    if not os.access(path, os.W_OK):
        raise PermissionError(0, "its permissions forbid to write it", str(path))
    if path.read_bytes() != old:
        raise OSError(0, "it was changed meanwhile", str(path))
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        before = path.stat()
        if before.st_nlink > 1:
            _write_in_place(path, new, old)
            Path(name).unlink()
            return
        _keep_owner(Path(name), before)
        Path(name).chmod(before.st_mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_in_place(path: Path, new: bytes, old: bytes) -> None:
    """Write over a file; where the disk has no room for it, put the old bytes back."""
    try:
        with path.open("r+b") as file:
            file.write(new)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError), path.open("r+b") as file:
            file.write(old)
            file.truncate()
        raise


def _keep_owner(path: Path, before: os.stat_result) -> None:
    if hasattr(os, "chown"):
        # Only root may give a file away; anyone else has written a file of their own.
        with contextlib.suppress(OSError):
            os.chown(path, before.st_uid, before.st_gid)


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
        made.append(path)
