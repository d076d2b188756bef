"""The command line. Nothing is imported for a command before it is asked for."""

import argparse
import sys
from collections.abc import Sequence
from typing import Protocol

from tui import __version__
from tui.paths import APP_NAME

COMMANDS = {
    "play": "play the game (this is what happens without a command)",
    "check": "report all that is wrong with packs",
    "new": "write a small pack, lesson, round or case to start from",
    "preview": "play a pack while you write it; it follows every save",
    "schema": "print the JSON Schema of a kind of file, for editors",
    "packs": "add, list and remove packs of others",
    "lab": "train the models of recorded cases, and record what they say",
    "record": "record what a model on a server says to the prompts of a pack",
}
_DEFAULT = "play"


class Command(Protocol):
    """What a module in ``tui.commands`` has."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do its work and return the exit status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the program's name; None takes it from the process.

    Returns:
        The exit status: 0 for well, 1 for problems found, 2 for a misuse of the command.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in {*COMMANDS, "-h", "--help", "--version"}:
        given.insert(0, _DEFAULT)
    command = _command(given[0])
    parser = argparse.ArgumentParser(
        prog=APP_NAME, description="A game that teaches how language models are fine-tuned."
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        if name == given[0] and command is not None:
            command.arguments(sub)
    options = parser.parse_args(given)
    return 0 if command is None else command.run(options)


def _command(name: str) -> Command | None:
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
        case "lab":
            from tui.commands import lab

            return lab
        case "record":
            from tui.commands import record

            return record
    return None
