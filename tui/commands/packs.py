"""``packs``: add, list and remove packs of others."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui import APP_NAME
from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain
from tui.paths import DATA_VARIABLE, data_folder

if TYPE_CHECKING:
    from tui.content.files import KeptFiles
    from tui.storage.packs import FoundPack

_HEADS = ("ID", "FORMAT", "LANGUAGE", "FROM", "TITLE", "PATH")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="check a pack and keep it in the data folder")
    add.add_argument("path", type=Path, metavar="PATH", help="the pack: a folder or a .zip")
    add.add_argument(
        "--replace", action="store_true", help="take the place of a pack that has the same id"
    )
    listing = actions.add_parser("list", help="list all packs that can be chosen on Home")
    remove = actions.add_parser("remove", help="remove a pack that was added; progress is kept")
    remove.add_argument("id", metavar="ID", help="the pack's id, as the list shows it")
    for action in (add, listing, remove):
        action.add_argument(
            "--data-dir",
            metavar="FOLDER",
            help=f"the data folder; the environment variable {DATA_VARIABLE} does the same",
        )


def run(options: argparse.Namespace) -> int:
    """Do what was asked, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    # Packs may hold, and be called, what this terminal cannot write.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        folder = data_folder(options.data_dir)
    except RuntimeError as error:
        complain(f"the data folder cannot be found: {error}")
        return EXIT_USAGE
    match options.action:
        case "add":
            return _add(options.path, folder, replace=options.replace)
        case "remove":
            return _remove(options.id, folder)
    return _list(folder)


def _add(path: Path, folder: Path, *, replace: bool) -> int:
    from tui.authoring.check import report
    from tui.content.files import KeptFiles, open_files
    from tui.content.problems import ContentError
    from tui.content.reader import PackReader

    # What was checked is what is kept, even where somebody writes into the folder meanwhile.
    try:
        files = KeptFiles(open_files(path))
    except ContentError as error:
        print(error)
        complain("it was not added: mend this first")
        return EXIT_PROBLEMS
    errors = [problem for problem in report(files).problems if problem.severity == "error"]
    for problem in errors:
        print(problem)
    if errors:
        complain(f"it was not added: {len(errors)} error{'s' if len(errors) != 1 else ''}")
        return EXIT_PROBLEMS
    try:
        pack = PackReader(files).pack
        if not replace and (reason := _taken(pack.id, folder)):
            complain(f"{reason}; --replace puts this pack in its place, and progress is kept")
            return EXIT_PROBLEMS
        target = _keep(files, pack.id, folder)
    except ContentError as error:
        print(error)
        return EXIT_PROBLEMS
    except OSError as error:
        place = error.filename or folder
        complain(f"it cannot be kept in {place}: {error.strerror or error}")
        return EXIT_PROBLEMS
    print(f"Added '{pack.id}' as {_plain(target)}.")
    print("Choose it on Home, with the key p.")
    return 0


def _taken(pack: str, folder: Path) -> str:
    from tui.storage.packs import find_packs

    for found in find_packs(folder):
        if found.id == pack:
            match found.origin:
                case "added":
                    return f"a pack '{pack}' was added before"
                case "package":
                    return f"the Python package {found.package} brings a pack '{pack}'"
                case _:
                    return f"a pack '{pack}' ships with the game"
    return ""


def _keep(files: "KeptFiles", pack: str, folder: Path) -> Path:
    from tui.authoring.layout import FREE_FILES, has_place
    from tui.content.zip_files import ZipFiles
    from tui.storage.packs import add_pack, add_zip

    if isinstance(files.files, ZipFiles):
        return add_zip(files.files.raw, pack, folder)
    tags = set(files.translations())

    def belongs(name: str) -> bool:
        tag, _, inside = name.partition("/")
        return name in FREE_FILES or has_place(inside if tag in tags else name)

    return add_pack(files, filter(belongs, files.walk()), pack, folder)


def _list(folder: Path) -> int:
    from rich.cells import cell_len, set_cell_size

    from tui.storage.packs import find_packs

    found = find_packs(folder)
    rows = [_HEADS, *(_row(pack) for pack in found if pack.reader is not None)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    broken = [pack for pack in found if pack.reader is None]
    if broken:
        print("\nThese cannot be played:")
    for pack in broken:
        origin = _origin(pack)
        print(f"  {_plain(pack.id)} ({origin}): {_plain(pack.problem)}")
    return 0


def _row(found: "FoundPack") -> tuple[str, ...]:
    pack = found.pack
    if pack is None:
        return ("",) * len(_HEADS)
    path = _plain(found.path)
    return (pack.id, str(pack.format), pack.language, _origin(found), pack.title, path)


def _origin(found: "FoundPack") -> str:
    return f"package {_plain(found.package)}" if found.package else found.origin


def _remove(pack: str, folder: Path) -> int:
    from tui.storage.packs import added_packs, find_packs, remove_pack

    # What was typed is only compared: it never becomes part of a path.
    kept = added_packs(folder)
    added = [found for found in kept if found.id == pack]
    # What is broken has no id, only the name of its folder.
    added = added or [found for found in kept if found.path.name == pack]
    if not added:
        others = [found for found in find_packs(folder) if found.id == pack]
        complain(_not_added(pack, others[0] if others else None))
        return EXIT_PROBLEMS
    for found in added:
        try:
            remove_pack(found.path)
        except OSError as error:
            complain(f"{found.path} cannot be removed: {error.strerror or error}")
            return EXIT_PROBLEMS
        print(f"Removed '{_plain(found.id)}'. Progress in it is kept, should it come back.")
    return 0


def _not_added(pack: str, found: "FoundPack | None") -> str:
    if found is None:
        return f"there is no pack '{pack}': '{APP_NAME} packs list' shows them all"
    if found.package:
        return (
            f"'{pack}' belongs to the Python package {found.package}: "
            f"uninstall that to be rid of it"
        )
    return f"'{pack}' ships with the game and stays"


def _plain(value: object) -> str:
    from tui.content.untrusted import clean

    return clean(str(value)).replace("\n", " ")
