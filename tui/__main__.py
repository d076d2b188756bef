"""Entry point of ``python -m tui`` and of the installed command."""

import os
import sys

_EXIT_INTERRUPTED = 130
_EXIT_BROKEN_PIPE = 141


def main() -> None:
    """Run the command line and leave with its exit status."""
    from tui.cli import main as run

    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has enough; Python would complain once more as it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _EXIT_BROKEN_PIPE
    except KeyboardInterrupt:
        status = _EXIT_INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
