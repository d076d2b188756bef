"""``schema``: the JSON Schema of each kind of file, for editors."""

import argparse
import sys
from pathlib import Path

from tui import APP_NAME
from tui.commands.outcome import EXIT_USAGE, complain

_USE = """
They lie in {folder}.

An editor with a TOML language server (taplo, or Even Better TOML for VS Code) completes the keys of
a file, explains them and marks what is wrong, once its first line names the schema, by a path
from the file:

  #:schema ../.schema/lesson.json

'{app} schema --write PACK/.schema' puts them all into a pack.
'{app} new pack' does so by itself."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    from tui.authoring.schema import KINDS

    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "kind",
        nargs="?",
        choices=list(KINDS),
        metavar="KIND",
        help=f"whose schema to print: {', '.join(KINDS)}; without one, they are listed",
    )
    chosen.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write the schemas of all kinds into a folder"
    )
    chosen.add_argument(
        "--reference", action="store_true", help="print what every key means, as Markdown"
    )


def run(options: argparse.Namespace) -> int:
    """Print or write schemas, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    # Keys and examples hold characters that this terminal's encoding may lack.
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if options.write is not None:
        return _write(options.write)
    if options.reference:
        from tui.authoring.reference import markdown

        print(markdown(), end="")
    elif options.kind is None:
        _list()
    else:
        from tui.authoring.schema import schema_text

        print(schema_text(options.kind), end="")
    return 0


def _write(folder: Path) -> int:
    from tui.authoring.schema import write_schemas

    try:
        written = write_schemas(folder)
    except OSError as error:
        complain(f"the schemas cannot be written: {error}")
        return EXIT_USAGE
    for path in written:
        print(path)
    return 0


def _list() -> None:
    from tui.authoring.schema import KINDS, schema_folder

    print(f"'{APP_NAME} schema KIND' prints the JSON Schema of a kind of file. The kinds are:\n")
    for name, kind in KINDS.items():
        print(f"  {name:<13} {kind.files:<20} {kind.about}")
    print(_USE.format(folder=schema_folder(), app=APP_NAME))
