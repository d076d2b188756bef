"""Saving something to keep where the learner says, and nowhere else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui.language import _
from tui.plain.inputs import NotUnderstoodError

if TYPE_CHECKING:
    from tui.plain.game import Game


Forms = Mapping[str, Callable[[], str]]
"""For each ending of a path what makes the text to be saved."""


def save(game: "Game", forms: Forms, written: str) -> None:
    """Save something to keep, in the form that its ending names; ask before writing over a file.

    Args:
        game: The game.
        forms: The forms that there are.
        written: The path, as the learner wrote it.

    Raises:
        NotUnderstoodError: It cannot be saved there.
    """
    try:
        path = Path(written).expanduser().absolute()
    except RuntimeError:
        raise NotUnderstoodError(_("There is no such home folder.")) from None
    make = forms.get(path.suffix.lower())
    if make is None:
        if path.is_dir():
            raise NotUnderstoodError(_("This is a folder: add a file name."))
        raise NotUnderstoodError(_("Let it end in .md or in .svg."))
    text = make()
    try:
        _write(path, text, "x")
    except FileExistsError:
        if path.is_dir():
            raise NotUnderstoodError(_("This is a folder: add a file name.")) from None
        if not path.is_file():
            trouble = _("This is no file that can be written over.")
            raise NotUnderstoodError(trouble) from None
        question = _("{path} exists. Write over it?").format(path=path)
        game.ask(question, lambda: _save_over(game, path, text))
    else:
        game.console.say(_("Saved as {path}").format(path=path))


def _save_over(game: "Game", path: Path, text: str) -> None:
    _write(path, text, "w")
    game.console.say(_("Saved as {path}").format(path=path))


def _write(path: Path, text: str, mode: Literal["x", "w"]) -> None:
    try:
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise
    except FileNotFoundError:
        trouble = _("There is no folder {path}.").format(path=path.parent)
        raise NotUnderstoodError(trouble) from None
    except OSError as error:
        trouble = _("It cannot be written there: {reason}.")
        raise NotUnderstoodError(trouble.format(reason=error.strerror or error)) from None
    except ValueError:
        raise NotUnderstoodError(_("This is no path.")) from None
