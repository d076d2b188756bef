"""Saving something to keep where the learner says, and nowhere else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.language import _
from tui.plain.inputs import NotUnderstoodError
from tui.storage.keepsakes import CannotSaveError, TakenError, keep, place_for

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
        path = place_for(written, forms)
        text = forms[path.suffix.lower()]()
        keep(path, text)
    except CannotSaveError as error:
        raise NotUnderstoodError(str(error)) from None
    except TakenError as taken:
        game.ask(taken.question, lambda: _save_over(game, path, text))
    else:
        game.console.say(_("Saved as {path}").format(path=path))


def _save_over(game: "Game", path: Path, text: str) -> None:
    try:
        keep(path, text, over=True)
    except CannotSaveError as error:
        raise NotUnderstoodError(str(error)) from None
    game.console.say(_("Saved as {path}").format(path=path))
