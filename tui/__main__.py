"""Entry point of ``python -m tui`` and of the installed command."""

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from tui.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
