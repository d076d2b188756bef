"""The command line. Nothing is imported for a command before it is asked for."""

import os
import sys

from tui import APP_NAME, __version__

# As in the module typing, which takes longer to import than all that is here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Protocol

    class Command(Protocol):
        """What a module in ``tui.commands`` has."""

        def arguments(self, parser: argparse.ArgumentParser) -> None:
            """Declare what the command takes."""

        def run(self, options: argparse.Namespace) -> int:
            """Do its work and return the exit status."""


COMMANDS = {
    "play": "play the game (this is what happens without a command)",
    "check": "report all that is wrong with packs",
    "new": "write a small pack, lesson, round or case to start from",
    "preview": "play a pack while you write it; it follows every save",
    "schema": "print the JSON Schema of a kind of file, for editors",
    "packs": "add, list and remove packs of others",
    "progress": "show, export, import and reset what you have learnt",
    "report": "report on a class from what its learners have exported",
    "lab": "train the models of recorded cases, and record what they say",
    "record": "record what a model on a server says to the prompts of a pack",
}
_DEFAULT = "play"


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the program's name; None takes it from the process.

    Returns:
        The exit status: 0 for well, 1 for problems found, 2 for a misuse of the command.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in {*COMMANDS, "-h", "--help", "--version"}:
        given.insert(0, _DEFAULT)
    if given[0] == "--version":
        print(f"{APP_NAME} {__version__}")  # noqa: T201 - it is what was asked for
        return 0
    command = _command(given[0])
    options = _parser(given[0], command).parse_args(given)
    return 0 if command is None else command.run(options)


def _parser(given: str, command: "Command | None") -> "argparse.ArgumentParser":
    import argparse

    def formatter(prog: str) -> argparse.HelpFormatter:
        # Left to itself it imports a module for archives to find the width.
        return argparse.HelpFormatter(prog, width=_width())

    parser = argparse.ArgumentParser(
        prog=APP_NAME,
        description="A game that teaches how language models are fine-tuned.",
        formatter_class=formatter,
    )
    parser.add_argument(
        "--version", action="store_true", help="show program's version number and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, text in COMMANDS.items():
        if command is not None and name != given:
            continue
        sub = commands.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            formatter_class=formatter,
        )
        if command is not None:
            command.arguments(sub)
    return parser


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if not columns.isdecimal() or not int(columns):
        try:
            columns = str(os.get_terminal_size(1).columns)
        except OSError:
            columns = "80"  # not a terminal
    return max(int(columns) - 2, 20)


def _command(name: str) -> "Command | None":
    # Each is imported by its name, so that import-linter sees what the command line depends on.
    match name:
        case "play":
            from tui.commands import play

            return play
        case "check":
            from tui.commands import check

            return check
        case "new":
            from tui.commands import new

            return new
        case "preview":
            from tui.commands import preview

            return preview
        case "schema":
            from tui.commands import schema

            return schema
        case "packs":
            from tui.commands import packs

            return packs
        case "progress":
            from tui.commands import progress

            return progress
        case "report":
            from tui.commands import report

            return report
        case "lab":
            from tui.commands import lab

            return lab
        case "record":
            from tui.commands import record

            return record
    return None
