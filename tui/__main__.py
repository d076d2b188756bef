"""Entry point of ``python -m tui`` and of the installed command."""

import errno
import os
import sys

_EXIT_HUNG_UP = 129
_EXIT_INTERRUPTED = 130
_EXIT_BROKEN_PIPE = 141


def main() -> None:
    """Run the command line and leave with its exit status."""
    from tui.cli import main as run

    _stand_in_for_closed_streams()
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()
        status = _EXIT_BROKEN_PIPE
    except OSError as error:
        from tui.commands.outcome import is_of_output

        if not is_of_output(error):
            raise
        _say_no_more()
        if error.errno == errno.EIO:
            status = _EXIT_HUNG_UP
        else:
            sys.stderr.write(f"finetune-detective: the output is cut short: {error.strerror}\n")
            status = 1
    except KeyboardInterrupt:
        status = _EXIT_INTERRUPTED
    sys.exit(status)


def _stand_in_for_closed_streams() -> None:
    # Python has None for them, and the next file that is opened would take their place.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _say_no_more() -> None:
    # Python would complain once more as it flushes at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
