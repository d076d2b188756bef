"""``preview``: the game on a pack that is being written."""

import argparse
import random
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tui.commands.outcome import EXIT_USAGE, complain
from tui.language import follow, wanted
from tui.paths import DATA_VARIABLE, data_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    parser.add_argument(
        "path",
        help="a pack, a zip of one, a file in a pack, or a line of it as check prints it "
        "(FILE:LINE or FILE:LINE:COLUMN): it opens there, follows every save and keeps no progress",
    )
    parser.add_argument(
        "--poll",
        action="store_true",
        help="look for saves again and again, where the system does not tell of them, as on "
        "network drives",
    )
    parser.add_argument("--profile", default="default", help="whose settings to use")
    parser.add_argument(
        "--data-dir",
        metavar="FOLDER",
        help=f"where the settings are kept; the environment variable {DATA_VARIABLE} does the same",
    )


def run(options: argparse.Namespace) -> int:
    """Show the pack until the author leaves, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    from tui.authoring.target import NoPackError, find_target

    try:
        target = find_target(options.path)
    except NoPackError as error:
        complain(str(error))
        return EXIT_USAGE
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        complain("the preview needs a terminal to play in.")
        return EXIT_USAGE
    from tui.authoring.check import check_pack
    from tui.authoring.target import language_of, place_of
    from tui.authoring.watch import changes, look
    from tui.content.files import FolderFiles
    from tui.preview.app import PreviewApp
    from tui.preview.desk import Kit
    from tui.storage.progress import ProgressStore

    follow(wanted())
    language = language_of(FolderFiles(target.pack), target.file)
    kit = Kit(
        pack=target.pack,
        file=target.file,
        languages=(language,) if language else (),
        locate=partial(place_of, target=target),
        examine=partial(check_pack, target.pack),
        changes=partial(changes, target.pack, poll=options.poll, since=look(target.pack)),
    )
    store = ProgressStore.in_memory("preview", _settings(options.data_dir, options.profile))
    app = PreviewApp(kit, store, random.Random())
    try:
        app.run()
    finally:
        store.close()
    return app.status


def _settings(folder: str | None, profile: str) -> Mapping[str, str]:
    """Return the author's settings as a player; nothing is made where there are none."""
    from tui.storage.database import FILE_NAME, NewerDatabaseError
    from tui.storage.progress import ProgressStore

    try:
        place: Path = data_folder(folder)
        if not (place / FILE_NAME).is_file():
            return {}
        store = ProgressStore(place, "preview", profile)
    except (RuntimeError, NewerDatabaseError, OSError):
        return {}
    try:
        return store.settings()
    finally:
        store.close()
