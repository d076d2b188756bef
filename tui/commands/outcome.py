"""How every command ends: its exit status, and what it says where it cannot do its work."""

import errno
import sys

from tui import APP_NAME
from tui.content.untrusted import clean

EXIT_PROBLEMS = 1
"""The exit status where problems were found."""
EXIT_USAGE = 2
"""The exit status where the command was misused."""


def complain(message: str) -> None:
    """Say on standard error why the command does not do its work.

    Args:
        message: What is wrong and what to do.
    """
    # A path that is named in it may hold what acts on a terminal.
    print(f"{APP_NAME}: {clean(message)}", file=sys.stderr)


def is_of_output(error: BaseException) -> bool:
    """Say whether an error means that nobody reads any more, or that there is no room to write.

    Args:
        error: What happened; where a file of ours is meant, its name is there.
    """
    ends = {errno.EPIPE, errno.ENOSPC, errno.EIO}
    return isinstance(error, OSError) and error.errno in ends and error.filename is None
