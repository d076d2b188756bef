"""``new``: a small pack, lesson, round or case to start from."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui import APP_NAME
from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain

if TYPE_CHECKING:
    from tui.authoring.names import Named
    from tui.authoring.new import Made

_SCENARIOS = {
    "lesson": "write a lesson: cards to read and to do",
    "before-after": "write a Before & After round: two replies and claims about them",
    "case": "write a detective case and its data sets",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    pack = kinds.add_parser("pack", help="write a pack with one lesson, one round and one case")
    pack.add_argument("folder", type=Path, metavar="DIR", help="where to; new, or empty")
    pack.add_argument("--id", help="its id in kebab-case; without it, made from DIR")
    pack.add_argument("--title", help="its title; without it, made from DIR")
    pack.add_argument(
        "--author", action="append", default=[], help="who writes it; may be given again"
    )
    for kind, text in _SCENARIOS.items():
        scenario = kinds.add_parser(kind, help=f"{text}, and enter it in pack.toml")
        scenario.add_argument(
            "name", metavar="NAME", help='its id, such as green-tea, or its title: "Green tea"'
        )
        scenario.add_argument("--title", help="its title; without it, made from NAME")
        scenario.add_argument(
            "--pack",
            type=Path,
            default=Path(),
            metavar="DIR",
            help="the pack; without it, the one that you are in",
        )


def run(options: argparse.Namespace) -> int:
    """Write what was asked for, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    from tui.authoring.names import BadNameError
    from tui.authoring.new import CannotMakeError
    from tui.content.problems import ContentError

    # Packs may be called what this terminal cannot write.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        told = _pack(options) if options.kind == "pack" else _scenario(options)
    except (BadNameError, CannotMakeError) as error:
        complain(str(error))
        return EXIT_USAGE
    except ContentError as error:
        print(error)
        complain("nothing was written: mend this first")
        return EXIT_PROBLEMS
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"nothing was written: {place}{error.strerror or error}")
        return EXIT_PROBLEMS
    print(told)
    return 0


def _pack(options: argparse.Namespace) -> str:
    from tui.authoring.names import BadNameError, named
    from tui.authoring.new import new_pack

    folder: Path = options.folder
    try:
        own = Path(os.path.realpath(folder)).name
        name = named(own if options.id is None else options.id, options.title)
    except BadNameError as error:
        if options.id is not None:
            raise
        raise BadNameError(
            f"{error}; --id and --title overrule what the folder is called"
        ) from None
    made = new_pack(folder, name, options.author)
    head = f"Wrote the pack '{name.id}', called “{name.title}”, into {_shown(folder)}:"
    return "\n".join([head, *_list(made), *_next(folder, folder)])


def _scenario(options: argparse.Namespace) -> str:
    from tui.authoring.names import named
    from tui.authoring.new import KINDS, CannotMakeError, new_scenario, pack_around
    from tui.content.reader import FOLDERS

    name: Named = named(options.name, options.title)
    if not options.pack.is_dir():
        raise CannotMakeError(f"{_shown(options.pack)} is no folder: name that of a pack")
    root = pack_around(options.pack)
    if root is None:
        raise CannotMakeError(
            f"there is no pack in {_shown(options.pack)} or above it: go into one, "
            f"name it with --pack, or start one with '{APP_NAME} new pack DIR'"
        )
    made = new_scenario(root, options.kind, name)
    place = FOLDERS[KINDS[options.kind]]
    head = f"Wrote '{name.id}', called “{name.title}”, and entered it under {place} in pack.toml:"
    return "\n".join([head, *_list(made), *_next(root / made.files[0], root)])


def _list(made: "Made") -> Iterator[str]:
    for relative in made.files:
        yield f"  {_shown(made.root / relative)}"
    if made.schemas:
        yield f"  {_shown(made.root / '.schema')}, by which editors complete the keys"


def _next(scenario: Path, pack: Path) -> Iterator[str]:
    preview, check = f"preview {_typed(scenario)}", f"check {_typed(pack)}"
    width = max(len(preview), len(check))
    yield "\nIt is an example: write your own over it."
    yield f"  {APP_NAME} {preview:{width}}   plays it while you write"
    yield f"  {APP_NAME} {check:{width}}   says what is wrong with it"


def _shown(path: Path) -> str:
    from tui.content.untrusted import clean

    return clean(path.as_posix()).replace("\n", " ")


def _typed(path: Path) -> str:
    shown = _shown(path)
    return f'"{shown}"' if os.name == "nt" and " " in shown else shlex.quote(shown)
