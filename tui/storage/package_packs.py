"""Packs in installed Python packages, found without running any of their code.

An entry point of a package names the Python package whose folder is the pack.
"""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.content.files import MANIFEST

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_FILE = "entry_points.txt"


class Place(NamedTuple):
    """Where an entry point says that a pack is.

    Attributes:
        package: The distribution that has the entry point.
        name: The entry point's name.
        path: The pack's folder; None where there is none.
        problem: Why there is none.
    """

    package: str
    name: str
    path: Path | None
    problem: str = ""


def package_packs(group: str) -> list[Place]:
    """Return the packs of all installed packages.

    A package whose own data is damaged is passed over: it may have nothing to do with the game.

    Args:
        group: The group of entry points.
    """
    if not _is_named(group):
        return []
    import importlib.metadata

    found: dict[tuple[str, str], Place] = {}
    for distribution in importlib.metadata.distributions():
        try:
            for place in _places(distribution, group):
                # The first on the path is the one that Python would import.
                found.setdefault((place.package, place.name), place)
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            continue
    return sorted(found.values())


def _is_named(group: str) -> bool:
    """Say whether an installed package may have such an entry point.

    Nearly always none has, and ``importlib.metadata`` takes 2 MB with all that it imports.
    """
    for folder in map(Path, dict.fromkeys(sys.path)):
        if folder.is_file():
            return True  # a zip; only importlib.metadata reads in those
        with suppress(OSError):
            if any(_names(entry, group.encode()) for entry in folder.iterdir()):
                return True
    return False


def _names(entry: Path, group: bytes) -> bool:
    if entry.suffix == ".egg":
        return True  # nobody has made such a thing for years
    if not entry.name.endswith("-info"):
        return False
    try:
        return group in (entry / _FILE).read_bytes()
    except OSError:
        return False


def _places(distribution: "Distribution", group: str) -> Iterator[Place]:
    text = distribution.read_text(_FILE)
    if text is None or group not in text:
        return  # nearly all of them: parsing would take long
    name = distribution.metadata["Name"]
    if not isinstance(name, str):
        return  # a damaged package
    for entry in distribution.entry_points:
        if entry.group == group:
            path = _folder(entry.value)
            problem = f"'{entry.value}' is no Python package with a {MANIFEST} in its folder"
            yield Place(name, entry.name, path, "" if path else problem)


def _folder(value: str) -> Path | None:
    """Return the folder of a Python package that holds a pack.

    Args:
        value: The package's name with dots; only the first part is looked up, for Python would run
            it to find the others.
    """
    top, *rest = value.strip().split(".")
    if not all(part.isidentifier() for part in (top, *rest)):
        return None
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError, AttributeError, OSError):
        return None
    for location in (spec and spec.submodule_search_locations) or ():
        folder = Path(location, *rest)
        if (folder / MANIFEST).is_file():
            return folder
    return None
