"""What names a file, held against the files that there are."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tui.authoring.layout import (
    FREE_FILES,
    can_be_translated,
    has_place,
    is_row_file,
    model_of,
)
from tui.authoring.reading import Reading
from tui.content.files import MANIFEST
from tui.content.models.common import KEBAB
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.problems import ContentError, Finding, Problem
from tui.content.reader import FOLDERS
from tui.content.recordings import EXPERIMENTS
from tui.content.recordings import FOLDER as RECORDINGS
from tui.content.spelling import suggestion
from tui.content.toml_file import TomlFile

_MANY = 100_000
"""At most so many names are compared to find what the misspelt ones mean."""


def listed(reading: Reading) -> Iterator[Problem]:
    """Yield what ``pack.toml`` lists that is not there, and what is there that it does not list.

    Args:
        reading: The pack, its manifest and scenarios read.
    """
    manifest = reading.manifest()
    if manifest is None:
        return
    for folder in FOLDERS.values():
        there = {
            name.rpartition("/")[2].removesuffix(".toml"): name
            for name in reading.names
            if name.startswith(f"{folder}/") and model_of(name) is not None
        }
        given = manifest.data.get(folder, [])
        names = [stem if isinstance(stem, str) else "" for stem in _list(given)]
        yield from _gaps(reading, manifest, folder, names, there)
        if not reading.has_manifest:
            continue  # the list itself may be the mistake
        for stem in there.keys() - set(names):
            message = f"it is not listed under '{folder}' in {MANIFEST}"
            yield reading.warning(
                there[stem], "unlisted-file", message, "list it there or delete it"
            )


def missing_rows(reading: Reading, case: Case) -> Iterator[Finding]:
    """Yield the data sets of a case whose rows are not there.

    Args:
        reading: The pack.
        case: The case.
    """
    for index, data_set in enumerate(case.datasets):
        if not reading.files.is_file(data_set.rows):
            yield Finding(
                ("datasets", index, "rows"),
                "missing-file",
                f"there is no file {data_set.rows}",
                _meant(data_set.rows, reading.row_files(), "create it or mend the name"),
            )
        elif data_set.rows not in reading.row_files():
            yield Finding(
                ("datasets", index, "rows"),
                "outside-pack",
                f"{data_set.rows} leads out of the pack",
                "put the file itself there",
            )


def unused(reading: Reading) -> Iterator[Problem]:
    """Yield the files that have no place in a pack, and the data sets that no case names.

    Args:
        reading: The pack, its cases read.
    """
    named = _named_rows(reading)
    for relative in reading.names:
        original = reading.original_of(relative)
        belongs = has_place(relative) if original is None else can_be_translated(original)
        if not (belongs or relative in FREE_FILES):
            message = "a pack has no place for this file"
            yield reading.warning(relative, "stray-file", message, "move or delete it")
        elif is_row_file(relative) and named is not None and relative not in named:
            yield reading.warning(
                relative, "unlisted-file", "no case uses it", "use it or delete it"
            )
        elif _is_idle(relative, reading):
            yield reading.warning(
                relative, "unlisted-file", "no scenario uses it", "use it or delete it"
            )


def _is_idle(relative: str, reading: Reading) -> bool:
    """Say whether a file is a recording that nothing names, or an experiment without its case."""
    folder, _, name = relative.rpartition("/")
    if folder == EXPERIMENTS:
        return f"{FOLDERS['detective']}/{name}" not in reading
    return folder == RECORDINGS and name.removesuffix(".toml") not in reading.named_recordings


def _gaps(
    reading: Reading, manifest: TomlFile, folder: str, names: list[str], there: dict[str, str]
) -> Iterator[Problem]:
    gaps = []
    for index, stem in enumerate(names):
        if stem in there or not re.match(KEBAB, stem):
            continue  # it is there, or its form is the mistake
        opened = reading.open(f"{folder}/{stem}.toml")
        if isinstance(opened, ContentError) and opened.problems[0].code != "missing-file":
            yield from opened.problems
            continue
        gaps.append((index, stem))
    others = list(there) if len(gaps) * len(there) < _MANY else []
    yield from manifest.place(
        [
            Finding(
                (folder, index),
                "missing-file",
                f"there is no file {folder}/{stem}.toml",
                _meant(stem, others, "create it or take its name out"),
            )
            for index, stem in gaps
        ]
    )


def _named_rows(reading: Reading) -> set[str] | None:
    """Return the files that cases name; None where a case is faulty, as that may be the fault."""
    named: set[str] = set()
    for relative in reading.names:
        if model_of(relative) not in {Case, Experiment}:
            continue
        rows = reading.named_rows.get(relative)
        if rows is None:
            return None
        named |= rows
    return named if all(name in reading for name in named) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _meant(name: str, known: Sequence[str], otherwise: str) -> str:
    close = suggestion(name, known)
    return otherwise if close is None else f"did you mean '{close}'?"
