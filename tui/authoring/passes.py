"""The passes over a pack: shape, then references and play, then craft.

Nothing stops at the first fault: what can be looked at is looked at, in every file.
"""

from collections.abc import Iterator

import msgspec

from tui.authoring import craft
from tui.authoring.key_order import order_findings
from tui.authoring.layout import can_be_translated, is_row_file, model_of, model_of_translation
from tui.authoring.listing import listed, missing_rows, unused
from tui.authoring.reading import Reading
from tui.authoring.recorded import recorded_case, recorded_runs
from tui.authoring.second_look import second_look
from tui.content.examining import examine
from tui.content.files import MANIFEST
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.models.recording import Recording
from tui.content.problems import ContentError, Problem
from tui.content.toml_file import TomlFile, unsafe_findings
from tui.content.translations import differences
from tui.rules.autoplay import autoplay


def problems(reading: Reading) -> Iterator[Problem]:
    """Yield all problems of a pack, allowed or not, some perhaps twice.

    Args:
        reading: The pack.
    """
    yield from _toml(reading, MANIFEST, Pack)
    for relative in reading.names:
        model = model_of(relative)
        if is_row_file(relative):
            yield from _rows(reading, relative)
        elif model is not None and relative != MANIFEST:
            yield from _toml(reading, relative, model)
    yield from listed(reading)
    yield from _translations(reading)
    yield from unused(reading)
    yield from _craft(reading)


def _toml(reading: Reading, relative: str, model: type[msgspec.Struct]) -> Iterator[Problem]:
    file = reading.open(relative)
    if isinstance(file, ContentError):
        yield from file.problems
        return
    made, found = examine(file, model, reading.recording)
    if made is None:
        found = [*found, *second_look(file.data, model, found)]
    else:
        reading.made[relative] = made
        if not found and isinstance(made, (Lesson, Round, Case)):
            found = autoplay(made)
        item = relative.rpartition("/")[2].removesuffix(".toml")
        if isinstance(made, Case):
            found = [*found, *missing_rows(reading, made), *recorded_case(reading, item, made)]
        if isinstance(made, (Experiment, Recording)):
            found = [*found, *recorded_runs(made, reading, item)]
        if not found:
            reading.sound.add(relative)
    yield from file.place(
        [*found, *order_findings(file.data, model), *unsafe_findings(file)],
    )


def _rows(reading: Reading, relative: str) -> Iterator[Problem]:
    found = reading.row_problems(relative)
    if not found:
        reading.sound.add(relative)
    yield from found


def _translations(reading: Reading) -> Iterator[Problem]:
    tags = frozenset(reading.languages)
    for relative in reading.names:
        folder, _, original = relative.partition("/")
        if folder not in tags or not can_be_translated(original):
            continue
        model = model_of_translation(original)
        if original not in reading:
            yield reading.problem(
                relative,
                "translation-orphan",
                f"there is no {original} that it translates",
                "mend its name or delete it",
            )
        elif model is None:
            yield from _rows(reading, relative)
        else:
            yield from _toml(reading, relative, model)
            if original != MANIFEST:
                yield from _differences(reading, original, relative)


def _differences(reading: Reading, original: str, translated: str) -> Iterator[Problem]:
    if not {original, translated} <= reading.sound:
        return  # first things first
    one, other = reading.open(original), reading.open(translated)
    if isinstance(one, TomlFile) and isinstance(other, TomlFile):
        found = differences(one.data, other.data)
        if found:
            reading.sound.discard(translated)
        yield from other.place(found)


def _craft(reading: Reading) -> Iterator[Problem]:
    """Yield warnings on the files that have no errors, each for itself and all together."""
    sound = {
        name: made
        for name in reading.names
        if name in reading.sound
        and isinstance(made := reading.made.get(name), (Lesson, Round, Case, Handbook, Pack))
    }
    found = {name: craft.scenario_warnings(name, made) for name, made in sound.items()}
    for name in found:
        original = reading.original_of(name)
        # What the original has as well is told there.
        known = {(one.code, one.path) for one in found.get(original or "", ())}
        found[name] = [one for one in found[name] if (one.code, one.path) not in known]
    scenarios = {
        name: made
        for name, made in sound.items()
        if not isinstance(made, Pack) and reading.original_of(name) is None
    }
    for name, made in scenarios.items():
        if isinstance(made, Case) and reading.has_rows(made):
            found[name] += craft.case_data_warnings(made, reading.rows)
    for name, warnings in craft.pack_warnings(scenarios).items():
        found[name] += warnings
    for name, warnings in found.items():
        file = reading.open(name)
        if isinstance(file, TomlFile):
            yield from file.place(warnings)
