"""``play``: the game."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain
from tui.language import _, follow, wanted
from tui.paths import DATA_VARIABLE, data_folder, default_pack

if TYPE_CHECKING:
    from tui.content.reader import PackReader
    from tui.storage.progress import ProgressStore


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    parser.add_argument("path", nargs="?", type=Path, help="the pack to play: a folder or a .zip")
    parser.add_argument("--profile", default="default", help="whose progress to use")
    parser.add_argument(
        "--data-dir",
        metavar="FOLDER",
        help=f"where progress is kept; the environment variable {DATA_VARIABLE} does the same",
    )


def run(options: argparse.Namespace) -> int:
    """Play until the learner leaves, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        complain("the game needs a terminal to play in.")
        return EXIT_USAGE
    from tui.content.problems import ContentError
    from tui.storage.database import NewerDatabaseError

    follow(wanted())
    try:
        reader, store = _open(options)
    except RuntimeError as error:
        complain(f"the data folder cannot be found: {error}")
        return EXIT_USAGE
    except (ContentError, NewerDatabaseError) as error:
        print(error, file=sys.stderr)
        return EXIT_PROBLEMS
    from tui.app import run as run_app

    try:
        return run_app(reader, store)
    finally:
        store.close()


def _open(options: argparse.Namespace) -> "tuple[PackReader, ProgressStore]":
    """Return the pack that was named, or else the one chosen last, and the progress in it."""
    from tui.content.reader import PackReader
    from tui.content.untrusted import clean
    from tui.storage.packs import CHOSEN, find_chosen
    from tui.storage.progress import ProgressStore

    folder = data_folder(options.data_dir)
    if options.path is not None:
        reader = PackReader(options.path, wanted())
        return reader, ProgressStore(folder, reader.pack.id, options.profile)
    store = ProgressStore(folder, default_pack().name, options.profile)
    try:
        chosen = store.settings().get(CHOSEN)
        place = find_chosen(folder, chosen)
        reader = PackReader(place or default_pack(), wanted())
    except BaseException:
        store.close()
        raise
    if place is None and store.notice is None:
        text = _("The pack “{name}”, which you played last, is not there any more.")
        store.notice = clean(text.format(name=chosen))
    return reader, store.on(reader.pack.id)
