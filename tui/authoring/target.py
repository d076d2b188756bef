"""What an author means by a path: which pack, and where in it."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.authoring.check import find_packs
from tui.authoring.layout import can_be_translated, is_row_file
from tui.content.files import MANIFEST, PackFiles
from tui.content.positions import Positions
from tui.content.problems import ContentError
from tui.content.reader import FOLDERS, HANDBOOK, Kind, PackReader
from tui.content.recordings import EXPERIMENTS
from tui.content.recordings import FOLDER as RECORDINGS
from tui.content.rows import MAX_BYTES
from tui.rules.place import Place
from tui.rules.progress import ItemKey

_KINDS: dict[str, Kind] = {folder: kind for kind, folder in FOLDERS.items()}
_PARTS = ("cards", "datasets")
"""The arrays whose entries can be opened one by one."""
_ENTRIES = ("options", "choices", "items", "steps", "tests")
"""The arrays whose entries can be pointed at."""
_IN_HANDBOOK = {"questions": "question", "terms": "term"}
"""What begins the ids of the entries on the handbook's screen, by their arrays."""
# As the checker prints a place, perhaps with the rest of its line.
_WITH_LINE = re.compile(
    r"(?P<path>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?(?::.*)?", re.DOTALL
)


class NoPackError(Exception):
    """Raised where a path means no pack; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a path means.

    Attributes:
        pack: The folder or the zip.
        file: The file in it, named from the pack's root; empty where the pack itself is meant.
        line: The line in the file, counted from 1; 0 for none.
    """

    pack: Path
    file: str = ""
    line: int = 0


def find_target(given: str) -> Target:
    """Return what a path means: a pack, a file in one, or a line of it.

    Args:
        given: A path, or ``file:line`` or ``file:line:column`` as the checker prints it.

    Raises:
        NoPackError: There is no such file, or no one pack that it belongs to.
    """
    path, line = _without_line(given)
    parts = _in_zip(path)
    if parts is not None:
        return Target(*parts, line)
    if not os.path.lexists(path):
        raise NoPackError(f"there is no file or folder {path}")
    packs = find_packs(path)
    if not packs:
        raise NoPackError(
            f"{path} is no pack and in no pack: there is no pack.toml; 'new pack' writes one"
        )
    if len(packs) > 1:
        names = ", ".join(str(pack) for pack in packs)
        raise NoPackError(f"there are several packs in {path}; name one of them: {names}")
    return Target(packs[0], _relative(path, packs[0]), line)


def language_of(files: PackFiles, file: str) -> str:
    """Return the tag of the language that a file of a pack is translated into, empty for none.

    Args:
        files: The pack.
        file: The file.
    """
    tag, _, rest = file.partition("/")
    return tag if can_be_translated(rest) and tag in files.translations() else ""


def place_of(reader: PackReader, target: Target) -> Place | None:
    """Return where in the game the file and the line of a target are seen, or None for nowhere.

    Args:
        reader: The pack.
        target: What was asked for.
    """
    tag = language_of(reader.files, target.file)
    relative = target.file.removeprefix(f"{tag}/") if tag else target.file
    folder, _, name = relative.rpartition("/")
    if is_row_file(relative):
        return _place_of_rows(reader, relative, target)
    if folder in _KINDS and name.endswith(".toml"):
        ids = _ids(reader, target)
        key = ItemKey(_KINDS[folder], name.removesuffix(".toml"))
        return Place(key, _first(ids, _PARTS), entry=_first(ids, _ENTRIES))
    if folder == RECORDINGS and name.endswith(".toml"):
        return _place_of_recording(reader, name.removesuffix(".toml"))
    if folder == EXPERIMENTS and name.endswith(".toml"):
        return _place_of_experiment(reader, name.removesuffix(".toml"), target)
    if relative == HANDBOOK:
        ids = _ids(reader, target)
        entries = (f"{_IN_HANDBOOK[array]}-{ids[array]}" for array in _IN_HANDBOOK if array in ids)
        return Place(is_handbook=True, entry=next(entries, ""))
    return Place() if relative in {"", MANIFEST} else None


def _without_line(given: str) -> tuple[Path, int]:
    found = _WITH_LINE.fullmatch(given)
    # A file may have such a name itself.
    if found is None or os.path.lexists(given):
        return Path(given), 0
    return Path(found["path"]), int(found["line"][:9])


def _in_zip(path: Path) -> tuple[Path, str] | None:
    for parent in path.parents:
        if parent.suffix.lower() == ".zip" and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def _relative(path: Path, pack: Path) -> str:
    if not pack.is_dir():
        return ""
    # The file may be a link to elsewhere: only its folder is followed.
    real = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    try:
        name = real.relative_to(pack.resolve()).as_posix()
    except ValueError:
        return ""
    return "" if name == "." else name


def _ids(reader: PackReader, target: Target) -> dict[str, str]:
    """Return the ids of the entries that hold the line, by the names of their arrays."""
    if not target.line:
        return {}
    try:
        file = reader.file(target.file)
    except ContentError:
        return {}
    ids: dict[str, str] = {}
    value: Any = file.data
    array = ""
    for key in Positions(file.text).path_at(target.line):
        value = value[key]
        if isinstance(key, str):
            array = key
        elif isinstance(value, dict) and isinstance(value.get("id"), str):
            ids[array] = value["id"]
    return ids


def _first(ids: dict[str, str], arrays: tuple[str, ...]) -> str:
    return next((ids[array] for array in arrays if array in ids), "")


def _place_of_rows(reader: PackReader, relative: str, target: Target) -> Place | None:
    for item in reader.ids("detective"):
        try:
            case = reader.case(item)
        except ContentError:
            continue
        for data_set in case.datasets:
            if data_set.rows == relative:
                row = _row(reader, target)
                return Place(ItemKey("detective", item), data_set.id, row)
    return None


def _place_of_recording(reader: PackReader, name: str) -> Place | None:
    # Told by what is written: where the recording is not sound, nothing that uses it is.
    uses = ((key, data) for key, data in _written(reader) if name in _recordings_in(data))
    found = next(uses, None)
    if found is None:
        return None
    key, data = found
    parts = (each for array in _PARTS for each in _tables(data.get(array)))
    part = next((each.get("id") for each in parts if each.get("recording") == name), None)
    return Place(key, part if isinstance(part, str) else "")


def _place_of_experiment(reader: PackReader, item: str, target: Target) -> Place | None:
    key = ItemKey("detective", item)
    if not reader.files.is_file(f"{FOLDERS[key.kind]}/{item}.toml"):
        return None
    ids = _ids(reader, target)
    if "runs" in ids:
        place = _place_of_recording(reader, f"{item}-{ids['runs']}")
        return place if place is not None and place.key == key else Place(key)
    return Place(key, entry=ids.get("tests", ""))


def _written(reader: PackReader) -> Iterator[tuple[ItemKey, dict[str, Any]]]:
    """Yield what the scenarios of the pack hold, the cases first."""
    for kind in ("detective", "before-after", "lesson"):
        for item in reader.ids(kind):
            with suppress(ContentError):
                yield ItemKey(kind, item), reader.file(f"{FOLDERS[kind]}/{item}.toml").data


def _recordings_in(value: Any) -> Iterator[Any]:
    """Yield what a file names as recordings, whatever else is wrong with it."""
    if isinstance(value, dict):
        recorded = value.get("recorded")
        yield from (value["recording"],) if "recording" in value else ()
        yield from (recorded.get("run"),) if isinstance(recorded, dict) else ()
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from _recordings_in(item)


def _tables(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _row(reader: PackReader, target: Target) -> int | None:
    if not target.line:
        return None
    try:
        lines = reader.files.read(target.file, MAX_BYTES).split(b"\n")[: target.line]
    except ContentError:
        return None
    return max(sum(bool(line.strip()) for line in lines) - 1, 0)
