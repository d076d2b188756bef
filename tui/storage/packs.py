"""The packs a learner can choose from: shipped, added to the data folder, or from Python packages.

An added pack goes before one of the same id from a package, and that before the shipped one.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui.content.files import PackFiles
from tui.content.models.pack import Pack
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.language import N_
from tui.paths import default_pack

FOLDER = "packs"
"""The folder in the data folder that holds the added packs."""
ENTRY_POINTS = "finetune_detective.packs"
"""The group of entry points whose values name the Python packages that hold packs."""
CHOSEN = "pack"
"""The setting that holds the id of the pack that a learner chose last."""

Origin = Literal["opened", "added", "package", "shipped"]

ORIGINS: dict[Origin, str] = {
    "opened": N_("opened with the game"),
    "added": N_("added"),
    "package": N_("Python package {name}"),
    "shipped": N_("ships with the game"),
}
"""Where a pack comes from as the learner reads it, to be translated."""


@dataclass(frozen=True, slots=True)
class FoundPack:
    """A pack that was found, sound or not.

    Attributes:
        path: Its folder or zip.
        origin: Where it was found; ``opened`` for the one that was named at the start.
        reader: The pack, its ``pack.toml`` read; None where it cannot be used.
        problem: What is wrong with it first; empty where it can be used.
        package: The Python package that it comes from, where it comes from one.
    """

    path: Path
    origin: Origin
    reader: PackReader | None = None
    problem: str = ""
    package: str = ""

    @property
    def pack(self) -> Pack | None:
        """What its ``pack.toml`` says."""
        return None if self.reader is None else self.reader.pack

    @property
    def id(self) -> str:
        """Its id; the name of its file where it has none."""
        return self.path.stem if self.pack is None else self.pack.id


def find_packs(
    folder: Path, opened: Path | None = None, languages: Sequence[str] = ()
) -> list[FoundPack]:
    """Return all packs a learner can choose from, each id once, then those that cannot be used.

    Args:
        folder: The data folder.
        opened: The pack that was named at the start, if any.
        languages: The tags of the languages to read titles in, the best first.
    """
    from tui.storage.package_packs import package_packs

    candidates = [
        *added_packs(folder, languages),
        *(
            _read(place.path, "package", languages, place.package)
            if place.path is not None
            else FoundPack(Path(place.name), "package", None, place.problem, place.package)
            for place in package_packs(ENTRY_POINTS)
        ),
        _read(default_pack(), "shipped", languages),
    ]
    if opened is not None:
        at = os.path.realpath(opened)
        same = [found for found in candidates if os.path.realpath(found.path) == at]
        candidates = [*(same or [_read(opened, "opened", languages)]), *candidates]
    usable: dict[str, FoundPack] = {}
    paths = set()
    broken = []
    for found in candidates:
        real = os.path.realpath(found.path)
        if found.reader is None:
            broken.append(found)
        elif real not in paths:
            usable.setdefault(found.id, found)
        paths.add(real)
    return [*usable.values(), *broken]


def added_packs(folder: Path, languages: Sequence[str] = ()) -> list[FoundPack]:
    """Return the packs that were added to the data folder, in the order of their names.

    Args:
        folder: The data folder.
        languages: The tags of the languages to read titles in, the best first.
    """
    return [_read(path, "added", languages) for path in sorted(_places(folder / FOLDER))]


def find_chosen(folder: Path, chosen: str | None) -> Path | None:
    """Return where the pack that a learner chose last is, or None where it is gone.

    Nothing is searched for a learner who has added no packs and chosen none.

    Args:
        folder: The data folder.
        chosen: The pack's id; None where the learner has chosen none.
    """
    shipped = default_pack()
    wanted = shipped.name if chosen is None else chosen
    for found in added_packs(folder):
        if found.reader is not None and found.id == wanted:
            return found.path
    if chosen is None or wanted == shipped.name:
        return shipped
    usable = (found for found in find_packs(folder) if found.reader is not None)
    return next((found.path for found in usable if found.id == wanted), None)


def add_pack(files: PackFiles, names: Iterable[str], pack: str, folder: Path) -> Path:
    """Keep a folder's pack in the data folder; one of the same id there is replaced.

    Either all of it is kept, or what was there stays.

    Args:
        files: The pack, which was checked.
        names: The files that belong to it.
        pack: Its id.
        folder: The data folder.

    Raises:
        ContentError: A file cannot be read any more.
        OSError: It cannot be written.
    """

    def write(place: Path) -> None:
        from tui.content.rows import MAX_BYTES

        for name in names:
            content = files.read(name, MAX_BYTES)
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    return _put(write, pack, folder)


def add_zip(raw: bytes, pack: str, folder: Path) -> Path:
    """Keep a zip's pack in the data folder as a zip; see ``add_pack``.

    Args:
        raw: The zip, which was checked.
        pack: The pack's id.
        folder: The data folder.

    Raises:
        OSError: It cannot be written.
    """
    return _put(lambda place: place.write_bytes(raw), f"{pack}.zip", folder)


def remove_pack(path: Path) -> None:
    """Take an added pack out of the data folder; nothing that a link leads to is touched.

    Args:
        path: Where it was found.

    Raises:
        OSError: It cannot be removed.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=".", dir=path.parent) as aside:
        path.replace(Path(aside) / path.name)


def _put(write: Callable[[Path], object], name: str, folder: Path) -> Path:
    from tempfile import TemporaryDirectory

    packs = folder / FOLDER
    packs.mkdir(parents=True, exist_ok=True)
    target = packs / name
    pack = name.removesuffix(".zip")
    with TemporaryDirectory(prefix=".", dir=packs) as aside:
        fresh, old = Path(aside) / "new" / name, Path(aside) / "old"
        fresh.parent.mkdir()
        write(fresh)
        old.mkdir()
        others = [found for found in added_packs(folder) if found.id != pack]
        if any(found.path.name == name for found in others):
            raise FileExistsError(0, "another pack has that name there", str(target))
        moved: list[Path] = []
        try:
            for found in added_packs(folder):
                if found.id == pack:
                    found.path.replace(old / found.path.name)
                    moved.append(found.path)
            fresh.replace(target)
        except BaseException:
            for path in moved:
                (old / path.name).replace(path)
            raise
    return target


def _places(packs: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(packs))
    except OSError:
        return  # nothing was added yet
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if path.suffix.lower() == ".zip" or entry.is_dir():
            yield path


def _read(path: Path, origin: Origin, languages: Sequence[str], package: str = "") -> FoundPack:
    try:
        reader = PackReader(path, languages)
    except ContentError as error:
        return FoundPack(path, origin, None, str(error.problems[0]), package)
    return FoundPack(path, origin, reader, "", package)
