"""What a server is asked: prompts of rounds and cases, and of a file of one's own."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from tui.authoring.new import pack_around
from tui.authoring.record.errors import CannotRecordError
from tui.content.files import MANIFEST, FolderFiles
from tui.content.models.common import Id, Model
from tui.content.models.recording import Group
from tui.content.problems import ContentError
from tui.content.reader import FOLDERS, PackReader
from tui.content.shape import convert
from tui.content.toml_file import TomlFile, read_toml

MOST_PROMPTS = 60
_ROUNDS, _CASES = FOLDERS["before-after"], FOLDERS["detective"]
_Prompt = Annotated[str, Meta(min_length=1, max_length=400, pattern=r"\S")]

ModelT = TypeVar("ModelT", bound=msgspec.Struct)


class Asked(Model, frozen=True, kw_only=True):
    """A prompt.

    Attributes:
        id: Its id in the recording.
        prompt: What is asked.
        group: What it tests.
    """

    id: Id
    prompt: _Prompt
    group: Group = "held-out"


class PromptFile(Model, frozen=True, kw_only=True):
    """A file of prompts, besides those of the pack.

    Attributes:
        prompts: The prompts.
    """

    prompts: Annotated[tuple[Asked, ...], Meta(min_length=1)]


# A scenario that takes its replies from a recording is not sound before there is one: no more of
# it is looked at than what is asked.
class _Round(msgspec.Struct):
    prompt: _Prompt


class _Test(msgspec.Struct):
    id: Id
    prompt: _Prompt


class _Case(msgspec.Struct):
    tests: Annotated[tuple[_Test, ...], Meta(min_length=1)]


def find_pack(given: Path | None, paths: Sequence[Path]) -> Path:
    """Return the folder of the pack to record for.

    Args:
        given: The pack that was asked for; without one, it is the one around the first path, or
            else around the working folder.
        paths: The scenarios that were named.

    Raises:
        CannotRecordError: There is none, or it is a zip.
    """
    place = given if given is not None else next((p for p in paths if os.path.lexists(p)), Path())
    for part in (place, *place.parents, *paths, *(q for p in paths for q in p.parents)):
        if part.suffix.lower() == ".zip" and part.is_file():
            raise CannotRecordError(f"{part} is a zip, which cannot be written in: unpack it first")
    if not place.exists():
        raise CannotRecordError(f"there is no folder {place}")
    root = pack_around(place)
    if root is None:
        raise CannotRecordError(
            f"there is no pack in {place.as_posix()} or above it: no {MANIFEST}; "
            "go into one, or name it with --pack"
        )
    return root


def place_in_pack(root: Path, path: Path) -> str:
    """Return the path of a file from its pack's folder, with ``/`` between the parts.

    Args:
        root: The pack.
        path: The file, from the working folder or from the pack's.

    Raises:
        CannotRecordError: It is not there, or elsewhere.
    """
    found = next((each for each in (path, root / path) if os.path.lexists(each)), None)
    if found is None:
        raise CannotRecordError(f"there is no file {path.as_posix()}")
    real, folder = os.path.realpath(found), os.path.realpath(root)
    if not Path(real).is_relative_to(folder):
        raise CannotRecordError(f"{path.as_posix()} is not in the pack {root.as_posix()}")
    return Path(real).relative_to(folder).as_posix()


def gathered(reader: PackReader, places: Iterable[str], file: Path | None) -> tuple[Asked, ...]:
    """Return all that is to be asked, each prompt once.

    Args:
        reader: The pack.
        places: Scenarios of it: rounds, cases, or a whole folder of them.
        file: A file of prompts.

    Raises:
        CannotRecordError: There are none or too many, or two of one id.
        ContentError: A file is not sound, as far as it is needed.
    """
    names = dict.fromkeys(name for place in places for name in _names(reader, place))
    sources = [(name, _of_scenario(reader, name)) for name in names]
    if file is not None:
        sources.append((file.as_posix(), _of_file(file)))
    found: dict[str, Asked] = {}
    where: dict[str, str] = {}
    for name, prompts in sources:
        for asked in prompts:
            if found.setdefault(asked.id, asked).prompt != asked.prompt:
                raise CannotRecordError(
                    f"'{asked.id}' is one prompt in {where[asked.id]} and another in {name}: "
                    "record them apart"
                )
            where.setdefault(asked.id, name)
    if not found:
        raise CannotRecordError(
            f"name what to ask: {_ROUNDS}/*.toml, {_CASES}/*.toml, or a file after --prompts"
        )
    if len(found) > MOST_PROMPTS:
        message = f"these are {len(found)} prompts, and a recording holds {MOST_PROMPTS}"
        raise CannotRecordError(f"{message}: record them apart")
    return tuple(found.values())


def _names(reader: PackReader, place: str) -> list[str]:
    if place == _ROUNDS:
        return [f"{place}/{item}.toml" for item in reader.ids("before-after")]
    if place == _CASES:
        return [f"{place}/{item}.toml" for item in reader.ids("detective")]
    folder, _, name = place.rpartition("/")
    if folder not in {_ROUNDS, _CASES} or not name.endswith(".toml"):
        raise CannotRecordError(
            f"{place} is no round and no case: name {_ROUNDS}/*.toml or {_CASES}/*.toml, or write "
            "prompts into a file and name it after --prompts"
        )
    return [place]


def _of_scenario(reader: PackReader, name: str) -> list[Asked]:
    file = reader.file(name)
    if name.startswith(f"{_ROUNDS}/"):
        item = name.removeprefix(f"{_ROUNDS}/").removesuffix(".toml")
        return [Asked(id=item, prompt=_shaped(file, _Round).prompt)]
    return [Asked(id=test.id, prompt=test.prompt) for test in _shaped(file, _Case).tests]


def _of_file(path: Path) -> list[Asked]:
    file = read_toml(FolderFiles(path.parent), path.name)
    return list(_shaped(file, PromptFile).prompts)


def _shaped(file: TomlFile, model: type[ModelT]) -> ModelT:
    made = convert(file.data, model)
    if isinstance(made, list):
        raise ContentError.of(file.place(made))
    return made
