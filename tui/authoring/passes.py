"""The passes over the files of a pack: shape, then references and play, then craft.

Nothing stops at the first fault: what can be looked at is looked at, in every file. A few files at
a time go through all passes together, as one kind of work after the other is quicker than both in
turns. Of those that were looked at only the facts stay that are held against each other at the end.
"""

from collections.abc import Generator, Iterator
from typing import Any

import msgspec

from tui.authoring import craft
from tui.authoring.craft.questions import AnyFile
from tui.authoring.key_order import order_findings
from tui.authoring.layout import can_be_translated, is_row_file, model_of, model_of_translation
from tui.authoring.listing import listed, missing_rows, unused
from tui.authoring.reading import Reading
from tui.authoring.recorded import recorded_case, recorded_runs
from tui.authoring.second_look import second_look
from tui.content.files import MANIFEST
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.models.recording import Recording
from tui.content.problems import ContentError, Finding, Problem
from tui.content.toml_file import TomlFile, unsafe_findings
from tui.content.translations import differences
from tui.rules.autoplay import autoplay

_FILES_AT_ONCE = 16
_TEXT_AT_ONCE = 200_000
"""So many characters are enough for a batch: large files are held one by one."""
_SCENARIOS = (Lesson, Round, Case, Handbook)
_Passed = Generator[Problem, None, Any]
"""Yields the problems of a file, and returns its model where it has no errors, or else None."""


def problems(reading: Reading) -> Iterator[Problem]:
    """Yield all problems of a pack, allowed or not, some perhaps twice.

    Args:
        reading: The pack.
    """
    facts: dict[str, craft.Facts] = {}
    for batch in _batches(reading):
        yield from _batch(reading, batch, facts)
    yield from _orphans(reading)
    yield from listed(reading)
    yield from unused(reading)
    for name, warnings in craft.pack_warnings(facts).items():
        yield from _placed(reading, name, warnings)


def _batches(reading: Reading) -> Iterator[list[str]]:
    """Open the files of a pack but for the translations, and yield a few names at a time."""
    batch: list[str] = []
    size = 0
    for relative in (MANIFEST, *(name for name in reading.names if name != MANIFEST)):
        batch.append(relative)
        file = reading.open(relative) if model_of(relative) is not None else None
        size += len(file.text) if isinstance(file, TomlFile) else 0
        if len(batch) == _FILES_AT_ONCE or size > _TEXT_AT_ONCE:
            yield batch
            batch, size = [], 0
    yield batch


def _batch(reading: Reading, batch: list[str], facts: dict[str, craft.Facts]) -> Iterator[Problem]:
    """Yield the problems of files and of their translations; what is no content has none.

    Args:
        reading: The pack.
        batch: The names of the files.
        facts: Takes what is to be held against other files.
    """
    scenarios: dict[str, AnyFile] = {}
    for relative in batch:
        model = model_of(relative)
        if model is not None:
            made = yield from _toml(reading, relative, model)
            if isinstance(made, _SCENARIOS):
                scenarios[relative] = made
        elif is_row_file(relative):
            yield from _rows(reading, relative)
    looks = craft.scenario_warnings(list(scenarios.values()))
    warnings: dict[str, list[Finding]] = {}
    for (relative, made), look in zip(scenarios.items(), looks, strict=True):
        warnings[relative], facts[relative] = look
        found = [*warnings[relative], *_data_warnings(reading, made)]
        yield from _placed(reading, relative, found)
    for relative in batch:
        for name in reading.translations_of(relative):
            yield from _translation(reading, relative, name, warnings.get(relative, []))
            reading.close(name)
        reading.close(relative)


def _translation(
    reading: Reading, original: str, translated: str, known: list[Finding]
) -> Iterator[Problem]:
    model = model_of_translation(original)
    if model is None:
        yield from _rows(reading, translated)
        return
    made = yield from _toml(reading, translated, model)
    if original != MANIFEST:
        yield from _differences(reading, original, translated)
    if isinstance(made, _SCENARIOS) and translated in reading.sound:
        ((warnings, _),) = craft.scenario_warnings([made])
        # What the original has as well is told there.
        told = {(one.code, one.path) for one in known}
        new = [one for one in warnings if (one.code, one.path) not in told]
        yield from _placed(reading, translated, new)


def _toml(reading: Reading, relative: str, model: type[msgspec.Struct]) -> _Passed:
    file = reading.open(relative)
    if isinstance(file, ContentError):
        yield from file.problems
        return None
    made, found = reading.examine(file, relative, model)
    if made is None:
        found = [*found, *second_look(file.data, model, found)]
    else:
        found = [*found, *_beyond_its_own(reading, relative, made, is_sound=not found)]
        if not found:
            reading.sound.add(relative)
    yield from file.place(
        [*found, *order_findings(file.data, model), *unsafe_findings(file)],
    )
    return made if relative in reading.sound else None


def _beyond_its_own(
    reading: Reading, relative: str, made: msgspec.Struct, *, is_sound: bool
) -> Iterator[Finding]:
    """Yield what playing a file brings to light, and where it does not fit others."""
    item = relative.rpartition("/")[2].removesuffix(".toml")
    match made:
        case Lesson() | Round() | Case() if is_sound:
            yield from autoplay(made)
    match made:
        case Case():
            reading.named_rows[relative] = frozenset(each.rows for each in made.datasets)
            yield from missing_rows(reading, made)
            yield from recorded_case(reading, item, made)
        case Experiment():
            reading.named_rows[relative] = frozenset(each.data for each in made.runs)
            yield from recorded_runs(made, reading, item)
        case Recording():
            yield from recorded_runs(made, reading, item)
        case Pack():
            reading.has_manifest = True


def _rows(reading: Reading, relative: str) -> Iterator[Problem]:
    found = reading.row_problems(relative)
    if not found:
        reading.sound.add(relative)
    yield from found


def _data_warnings(reading: Reading, made: msgspec.Struct) -> list[Finding]:
    if not (isinstance(made, Case) and reading.has_rows(made)):
        return []
    return craft.case_data_warnings(made, reading.rows)


def _differences(reading: Reading, original: str, translated: str) -> Iterator[Problem]:
    if not {original, translated} <= reading.sound:
        return  # first things first
    one, other = reading.open(original), reading.open(translated)
    if isinstance(one, TomlFile) and isinstance(other, TomlFile):
        found = differences(one.data, other.data)
        if found:
            reading.sound.discard(translated)
        yield from other.place(found)


def _orphans(reading: Reading) -> Iterator[Problem]:
    for relative in reading.names if reading.languages else ():
        original = reading.original_of(relative)
        if original is not None and original not in reading and can_be_translated(original):
            yield reading.problem(
                relative,
                "translation-orphan",
                f"there is no {original} that it translates",
                "mend its name or delete it",
            )


def _placed(reading: Reading, relative: str, findings: list[Finding]) -> list[Problem]:
    file = reading.open(relative) if findings else None
    return file.place(findings) if isinstance(file, TomlFile) else []
