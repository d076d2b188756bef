"""Where scenarios, assets and the learner's data live, in a checkout or an installed wheel."""

import os
from pathlib import Path

from tui import APP_NAME

_HERE = Path(__file__).resolve().parent

DATA_VARIABLE = "FINETUNE_DETECTIVE_DATA"
"""The environment variable that overrides the data folder."""


def shipped(name: str) -> Path:
    """Return a folder that travels with the game.

    Args:
        name: ``scenarios`` or ``assets``.
    """
    installed = _HERE / "_shipped" / name
    return installed if installed.is_dir() else _HERE.parent / name


def default_pack() -> Path:
    """Return the folder of the pack that ships with the game."""
    return shipped("scenarios") / "fine-tuning"


def data_folder(flag: str | None = None) -> Path:
    """Return where the learner's progress is kept.

    Args:
        flag: The folder given on the command line; it wins over the environment variable, which
            wins over the platform's own folder.
    """
    chosen = flag or os.environ.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def pocket_folder() -> Path:
    """Return where the pocket model of the lab is kept."""
    return data_folder() / "lab" / "pocket"
