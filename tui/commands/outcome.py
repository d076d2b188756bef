"""How every command ends: its exit status, and what it says where it cannot do its work."""

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
