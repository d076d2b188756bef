"""The end that nobody has foreseen: written down in a log, and told in one calm paragraph."""

import platform
import sys
import time
import traceback
from pathlib import Path

from tui import APP_NAME, __version__
from tui.content.untrusted import clean
from tui.language import _
from tui.paths import data_folder
from tui.storage.progress import ProgressStore

FILE_NAME = "error.log"
"""The log in the data folder."""

MAX_BYTES = 1 << 18
"""A log that has grown over this is begun anew."""


def record(error: BaseException, store: ProgressStore | None) -> str:
    """Write an error to the log, and return what to tell the learner.

    Args:
        error: What happened.
        store: The learner's progress; None where it was not opened yet.
    """
    told = [_("The game has met an error of its own and had to stop.")]
    if store is not None:
        told.append(_kept(store))
    try:
        path = _folder(store) / FILE_NAME
        _write(path, _entry(error))
    except (OSError, RuntimeError) as trouble:
        reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
        text = _("No log of it could be written ({reason}); the error was: {error}.")
        told.append(text.format(reason=reason, error=_in_short(error)))
    else:
        text = _("What happened stands in {path}. Please send us that file.")
        told.append(text.format(path=path))
    return clean(" ".join(told))


def _kept(store: ProgressStore) -> str:
    if not store.is_in_file:
        return _("Nothing could be kept this time.")
    if not store.catch_up():
        return _("What you did last could not be saved.")
    return _("Everything up to your last move is saved.")


def _folder(store: ProgressStore | None) -> Path:
    return store.folder if store is not None and store.is_kept else data_folder()


def _entry(error: BaseException) -> str:
    # Local variables may hold what a learner has typed: they are never written.
    trace = "".join(traceback.format_exception(error))
    when = time.strftime("%Y-%m-%d %H:%M:%S %z")
    about = f"{APP_NAME} {__version__}, Python {platform.python_version()}, {sys.platform}"
    return clean(f"{when}  {about}\n{trace}\n")


def _in_short(error: BaseException) -> str:
    return " ".join("".join(traceback.format_exception_only(error)).split())


def _write(path: Path, entry: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    is_long = path.is_file() and path.stat().st_size > MAX_BYTES
    with path.open("w" if is_long else "a", encoding="utf-8", errors="replace") as file:
        file.write(entry)
