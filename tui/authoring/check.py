"""Reading packs and reporting all that is wrong with them."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from tui.authoring.layout import can_be_translated
from tui.authoring.passes import problems
from tui.authoring.reading import Reading
from tui.authoring.silence import without_allowed
from tui.content.files import MANIFEST, PackFiles, open_files
from tui.content.problems import ContentError, Problem


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a pack is translated into one language.

    Attributes:
        language: The tag of the language.
        done: How many files have a translation that can be used.
        total: How many files there are to translate.
        missing: Those without one, in the order of their names.
    """

    language: str
    done: int
    total: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a look at a pack brought.

    Attributes:
        problems: All that is wrong, in the order of files and lines.
        files: How many files were read.
        coverage: One entry for each language it is translated into.
    """

    problems: tuple[Problem, ...]
    files: int
    coverage: tuple[Coverage, ...] = field(default=())


def find_packs(path: Path) -> list[Path]:
    """Return the packs that a path means: itself, those in it, or the one it stands in.

    Args:
        path: A pack, a zip of one, a folder of packs, or a file or folder inside a pack.
    """
    # os.path says no where Path would raise: a name that is too long, a folder that is closed.
    if not os.path.exists(path):  # noqa: PTH110
        return []
    if os.path.isdir(path):  # noqa: PTH112
        if _is_pack(path):
            return [path]
        inside = sorted(child for child in _children(path) if _is_pack(child))
        if inside:
            return inside
    elif path.suffix.lower() == ".zip":
        return [path]
    for folder in path.resolve().parents:
        if _is_pack(folder):
            return [folder if path.is_absolute() else Path(os.path.relpath(folder))]
    return []


def _is_pack(folder: Path) -> bool:
    return os.path.isfile(folder / MANIFEST)  # noqa: PTH113


def _children(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def check_pack(root: Path) -> list[Problem]:
    """Return every problem of a pack, in the order of files and lines.

    Args:
        root: A folder or a zip that holds a ``pack.toml``.
    """
    return list(report(root).problems)


def report(root: Path | PackFiles) -> Report:
    """Read all of a pack, play it, and return what there is to say about it.

    Args:
        root: A folder or a zip that holds a ``pack.toml``, or its files.
    """
    try:
        files = open_files(root) if isinstance(root, Path) else root
    except ContentError as error:
        return Report(error.problems, 1)
    reading = Reading(files)
    found = sorted(set(problems(reading)))
    left = without_allowed(found, reading.allowed, reading.manifest())
    return Report(tuple(sorted(left)), reading.count, _coverage(reading))


def _coverage(reading: Reading) -> tuple[Coverage, ...]:
    if not reading.languages:
        return ()
    originals = [name for name in reading.names if can_be_translated(name)]
    found = []
    for tag in reading.languages:
        missing = tuple(name for name in originals if f"{tag}/{name}" not in reading.sound)
        done = len(originals) - len(missing)
        found.append(Coverage(tag, done, len(originals), missing))
    return tuple(found)
