"""``play``: the game."""

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain, is_of_output
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
    parser.add_argument(
        "--plain",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="play in lines of text, for screen readers and pipes; this is what happens without a "
        "terminal and where TERM is dumb",
    )
    parser.add_argument(
        "--script",
        metavar="FILE",
        type=Path,
        help="play the lines of a text file, in plain mode",
    )


def run(options: argparse.Namespace) -> int:
    """Play until the learner leaves, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    is_plain = _is_plain(options)
    if not is_plain and not _has_screens():
        complain("the screens need a terminal; --plain plays in lines of text.")
        return EXIT_USAGE
    # Nothing that is made until Home is painted can be thrown away, so nothing is looked for.
    gc.disable()
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
    try:
        if is_plain:
            gc.enable()
            return _play_plainly(reader, store, options.script)
        from tui.app import run as run_app

        status = run_app(reader, store)
        if not store.catch_up():
            complain(_("What you did last could not be saved."))
        return status
    except Exception as error:
        if is_of_output(error):
            raise
        from tui.storage.error_log import record

        print(record(error, store), file=sys.stderr)
        return EXIT_PROBLEMS
    finally:
        store.close()


def _is_plain(options: argparse.Namespace) -> bool:
    if options.script is not None or options.plain is not None:
        return options.script is not None or bool(options.plain)
    is_dumb = os.environ.get("TERM") == "dumb"
    return is_dumb or not (_is_terminal(sys.stdout) and _has_screens())


def _has_screens() -> bool:
    # The screens are written to standard error.
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _play_plainly(reader: "PackReader", store: "ProgressStore", script: Path | None) -> int:
    from tui.plain.game import ScriptError
    from tui.plain.start import play

    try:
        return play(reader, store, script)
    except ScriptError as error:
        complain(str(error))
        return EXIT_PROBLEMS
    except OSError as error:
        if script is None or error.filename != str(script):
            raise
        complain(f"{script} cannot be read: {error.strerror}")
        return EXIT_USAGE


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
