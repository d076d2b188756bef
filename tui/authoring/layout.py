"""What each file of a pack is, by its place."""

import msgspec

from tui.content.files import MANIFEST
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack, PackTranslation
from tui.content.models.recording import Recording
from tui.content.reader import FOLDERS, HANDBOOK, Kind
from tui.content.recordings import EXPERIMENTS
from tui.content.recordings import FOLDER as RECORDINGS

DATA_FOLDER = "datasets"
FREE_FILES = {"LICENSE", "LICENSE.md", "LICENSE.txt", "README.md", "README.txt"}
"""Files that a pack may have and that are not read."""
MODELS: dict[Kind, type[msgspec.Struct]] = {
    "lesson": Lesson,
    "before-after": Round,
    "detective": Case,
}
_BY_NAME: dict[str, type[msgspec.Struct]] = {MANIFEST: Pack, HANDBOOK: Handbook}
_BY_FOLDER: dict[str, type[msgspec.Struct]] = {
    **{folder: MODELS[kind] for kind, folder in FOLDERS.items()},
    EXPERIMENTS: Experiment,
    RECORDINGS: Recording,
}


def model_of(relative: str) -> type[msgspec.Struct] | None:
    """Return what a TOML file in its place becomes, or None where no such file has a place.

    Args:
        relative: Its name in the pack, or in a folder of translations there.
    """
    folder, _, name = relative.rpartition("/")
    if not folder:
        return _BY_NAME.get(name)
    return _BY_FOLDER.get(folder) if name.endswith(".toml") else None


def model_of_translation(relative: str) -> type[msgspec.Struct] | None:
    """Return what a translated TOML file becomes, or None where no such file has a place.

    Args:
        relative: Its name in the folder of translations.
    """
    return PackTranslation if relative == MANIFEST else model_of(relative)


def is_row_file(relative: str) -> bool:
    """Say whether a file holds the rows of a data set.

    Args:
        relative: Its name in the pack, or in a folder of translations there.
    """
    folder, _, name = relative.rpartition("/")
    return folder == DATA_FOLDER and name.endswith(".jsonl")


def has_place(relative: str) -> bool:
    """Say whether a pack has a place for a file, and so a translation of it.

    Args:
        relative: Its name in the pack, or in a folder of translations there.
    """
    return is_row_file(relative) or model_of(relative) is not None


def can_be_translated(relative: str) -> bool:
    """Say whether a file may be given in another language: recordings stay what was said.

    Args:
        relative: Its name in the pack.
    """
    folder = relative.rpartition("/")[0]
    return has_place(relative) and folder not in {EXPERIMENTS, RECORDINGS}
