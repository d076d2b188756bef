"""Saving something to keep where the learner says, and nowhere else; every face asks for itself."""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from tui.language import _


class CannotSaveError(Exception):
    """Raised where something cannot be saved; its text tells the learner why."""


class TakenError(Exception):
    """Raised where there is a file already that may be written over, once one was asked."""

    @property
    def question(self) -> str:
        """What to ask."""
        return _("{path} exists. Write over it?").format(path=self.args[0])


def place_for(written: str, endings: Collection[str]) -> Path:
    """Return the path that a learner means.

    Args:
        written: What they wrote.
        endings: The endings that there is something for.

    Raises:
        CannotSaveError: It is no path, or its ending is another.
    """
    if not written:
        raise CannotSaveError(_("Write where to save it."))
    try:
        path = Path(written).expanduser().absolute()
    except RuntimeError:
        raise CannotSaveError(_("There is no such home folder.")) from None
    if path.suffix.lower() in endings:
        return path
    if _is_folder(path):
        raise CannotSaveError(_("This is a folder: add a file name."))
    raise CannotSaveError(_("Let it end in .md or in .svg."))


def keep(path: Path, text: str, *, over: bool = False) -> None:
    """Write a text to a file.

    Args:
        path: The file.
        text: The text.
        over: Whether to write over a file that is there; it stays whole until the new one is.

    Raises:
        TakenError: There is such a file, and ``over`` is false.
        CannotSaveError: It cannot be written there.
    """
    try:
        if over:
            _replace(path, text)
        else:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
    except FileExistsError:
        if _is_folder(path):
            raise CannotSaveError(_("This is a folder: add a file name.")) from None
        if not path.is_file():
            raise CannotSaveError(_("This is no file that can be written over.")) from None
        raise TakenError(path) from None
    except FileNotFoundError:
        raise CannotSaveError(_("There is no folder {path}.").format(path=path.parent)) from None
    except OSError as error:
        trouble = _("It cannot be written there: {reason}.")
        raise CannotSaveError(trouble.format(reason=error.strerror or error)) from None
    except ValueError:
        raise CannotSaveError(_("This is no path.")) from None


def _replace(path: Path, text: str) -> None:
    real = path.resolve()
    handle, beside = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).chmod(real.stat().st_mode & 0o777)
        Path(beside).replace(real)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
