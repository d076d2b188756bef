"""Reading the bytes of a file that may be replaced by anything while it is opened."""

import os
import stat

# A pipe put in a file's place must not be waited for; a link put there must not be followed.
_HOW_TO_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_LEAST = 4_096
"""So many bytes are asked for at once of files that do not tell their size."""


def read_plain(path: str, about: os.stat_result, limit: int) -> tuple[int, bytes | None]:
    """Return a file's size, and its content as far as one byte beyond the limit; None for others.

    Args:
        path: The file, all links on the way to it followed.
        about: What it is.
        limit: The largest size that is wanted.
    """
    if not stat.S_ISREG(about.st_mode):
        return 0, None  # opening a device can already do something
    descriptor = os.open(path, _HOW_TO_OPEN)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            return 0, None
        if about.st_size > limit:
            return about.st_size, b""
        at_once = max(about.st_size + 1, _LEAST)
        return about.st_size, _bytes_from(descriptor, at_once, limit + 1)
    finally:
        os.close(descriptor)


def _bytes_from(descriptor: int, at_once: int, limit: int) -> bytes:
    # Asked for no more than there should be: room for the limit would take longer than reading.
    parts = []
    while limit > 0 and (part := os.read(descriptor, min(at_once, limit))):
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)
