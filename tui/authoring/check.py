"""Reading packs and reporting all that is wrong with them."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.problems import ContentError, Finding, Problem
from tui.content.reader import FOLDERS, HANDBOOK, MANIFEST, Kind, examine
from tui.content.rows import read_rows, unsafe_rows
from tui.content.shape import suggestion
from tui.content.toml_file import TomlFile, read_toml, unsafe_findings
from tui.rules.autoplay import autoplay

_MODELS: dict[Kind, type[msgspec.Struct]] = {
    "lesson": Lesson,
    "before-after": Round,
    "detective": Case,
}
_DATA_FOLDER = "datasets"
_FREE_FILES = {"LICENSE", "LICENSE.md", "LICENSE.txt", "README.md", "README.txt"}


def find_packs(path: Path) -> list[Path]:
    """Return the packs that a path means: itself, those in it, or the one it stands in.

    Args:
        path: A pack, a folder of packs, or a file or folder inside a pack.
    """
    if not path.exists():
        return []
    if path.is_dir():
        if (path / MANIFEST).is_file():
            return [path]
        inside = sorted(child for child in path.iterdir() if (child / MANIFEST).is_file())
        if inside:
            return inside
    for folder in path.resolve().parents:
        if (folder / MANIFEST).is_file():
            return [folder if path.is_absolute() else Path(os.path.relpath(folder))]
    return []


def check_pack(root: Path) -> list[Problem]:
    """Return every problem of a pack, in the order of files and lines.

    Args:
        root: A folder that holds a ``pack.toml``.
    """
    return sorted(set(_PackCheck(root).problems()))


class _PackCheck:
    """One pass over a pack; remembers which data sets were named."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._data_sets: set[str] = set()

    def problems(self) -> Iterator[Problem]:
        """Yield all problems: the manifest, every scenario file, rows, stray files."""
        opened = self._open(MANIFEST)
        manifest: TomlFile | None = None
        if isinstance(opened, ContentError):
            yield from opened.problems
        else:
            pack, findings = examine(opened, Pack)
            yield from opened.place([*findings, *unsafe_findings(opened)])
            manifest = opened if pack is not None else None
        for kind in FOLDERS:
            yield from self._scenarios(kind, manifest)
        if (self._root / HANDBOOK).exists():
            yield from self._file(HANDBOOK, Handbook)
        yield from self._rows()
        yield from self._stray()

    def _scenarios(self, kind: Kind, manifest: TomlFile | None) -> Iterator[Problem]:
        folder = FOLDERS[kind]
        found = [path.stem for path in sorted((self._root / folder).glob("*.toml"))]
        for stem in found:
            yield from self._file(f"{folder}/{stem}.toml", _MODELS[kind])
        if manifest is None:
            return
        key = FOLDERS[kind]
        listed = manifest.data.get(key, [])
        for index, stem in enumerate(listed):
            if stem not in found:
                close = suggestion(stem, found)
                advice = f"did you mean '{close}'?" if close else "create it or take its name out"
                message = f"there is no file {folder}/{stem}.toml"
                yield from manifest.place([Finding((key, index), "missing-file", message, advice)])
        for stem in found:
            if stem not in listed:
                name = self._name(f"{folder}/{stem}.toml")
                message = f"it is not listed under '{key}' in {MANIFEST}"
                yield Problem(name, 1, 1, "unlisted-file", message, "list it there or delete it")

    def _file(self, relative: str, model: type[msgspec.Struct]) -> Iterator[Problem]:
        file = self._open(relative)
        if isinstance(file, ContentError):
            yield from file.problems
            return
        made, findings = examine(file, model)
        if made is not None and not findings and not isinstance(made, Handbook):
            findings = autoplay(made)
        if isinstance(made, Case):
            self._data_sets.update(data_set.rows for data_set in made.datasets)
            findings = [*findings, *self._missing_rows(made)]
        yield from file.place([*findings, *unsafe_findings(file)])

    def _missing_rows(self, case: Case) -> Iterator[Finding]:
        for index, data_set in enumerate(case.datasets):
            if not (self._root / data_set.rows).exists():
                yield Finding(
                    ("datasets", index, "rows"),
                    "missing-file",
                    f"there is no file {data_set.rows}",
                    "create it or mend the name",
                )

    def _rows(self) -> Iterator[Problem]:
        folder = self._root / _DATA_FOLDER
        for path in sorted(folder.glob("*.jsonl")):
            relative = f"{_DATA_FOLDER}/{path.name}"
            name = self._name(relative)
            try:
                read_rows(path, self._root, name)
                yield from unsafe_rows(path, self._root, name)
            except ContentError as error:
                yield from error.problems
            if relative not in self._data_sets:
                yield Problem(name, 1, 1, "unlisted-file", "no case uses it", "use it or delete it")

    def _stray(self) -> Iterator[Problem]:
        places = {_DATA_FOLDER: ".jsonl", **dict.fromkeys(FOLDERS.values(), ".toml")}
        for path in sorted(self._root.rglob("*")):
            relative = path.relative_to(self._root)
            if path.is_dir() or any(part.startswith(".") for part in relative.parts):
                continue
            parent = relative.parent.as_posix()
            expected = (
                relative.name in {MANIFEST, HANDBOOK, *_FREE_FILES}
                if parent == "."
                else places.get(parent) == relative.suffix
            )
            if not expected:
                yield Problem(
                    self._name(relative.as_posix()),
                    1,
                    1,
                    "stray-file",
                    "a pack has no place for this file",
                    "move or delete it",
                )

    def _open(self, relative: str) -> TomlFile | ContentError:
        try:
            return read_toml(self._root / relative, self._root, self._name(relative))
        except ContentError as error:
            return error

    def _name(self, relative: str) -> str:
        return (self._root / relative).as_posix()
