"""Entry point of ``python -m tui`` and of the installed command."""

import errno
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
        _say_no_more()
        status = _EXIT_BROKEN_PIPE
    except OSError as error:
        # A full disk behind `> FILE`; where a file of ours is meant, its name is there.
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        _say_no_more()
        sys.stderr.write(f"finetune-detective: the output is cut short: {error.strerror}\n")
        status = 1
    except KeyboardInterrupt:
        status = _EXIT_INTERRUPTED
    sys.exit(status)


def _say_no_more() -> None:
    # Python would complain once more as it flushes at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
