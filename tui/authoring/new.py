"""New packs and scenarios: small, complete examples to write one's own over."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui.authoring.layout import DATA_FOLDER
from tui.authoring.manifest import CannotEnterError, entered
from tui.authoring.names import Named, checked_line
from tui.authoring.writing import created, replace
from tui.content.files import MANIFEST, could_be_language
from tui.content.reader import FOLDERS, Kind, PackReader
from tui.paths import shipped

NewKind = Literal["lesson", "before-after", "case"]
KINDS: dict[NewKind, Kind] = {
    "lesson": "lesson",
    "before-after": "before-after",
    "case": "detective",
}
"""What can be new in a pack, by the name that the command line has for it."""
EXAMPLES: dict[NewKind, Named] = {
    "lesson": Named("read-the-rows", "Read the rows"),
    "before-after": Named("flat-again", "Flat again"),
    "case": Named("workshop-line", "The workshop line"),
}
"""The scenarios of a new pack; the template of ``pack.toml`` lists them."""
DEFAULT_AUTHOR = "Your name"
_SCHEMAS = ".schema"
_SCHEMA_LINE = re.compile(r"#:schema[ \t]+(?P<folder>\S*?)pack\.json[ \t]*\r?$", re.MULTILINE)
_PLACE = re.compile(r'"\{(?P<quoted>\w+)\}"|\{(?P<plain>name|title|schema)\}')


class CannotMakeError(Exception):
    """Raised where something new cannot be made; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made.

    Attributes:
        root: The pack.
        files: The new files by their paths from there, those for editors left out.
        schemas: Whether the schemas for editors were put there too.
    """

    root: Path
    files: tuple[str, ...]
    schemas: bool


def new_pack(folder: Path, name: Named, authors: Sequence[str] = ()) -> Made:
    """Write a small, complete pack.

    Args:
        folder: Where to; it may be there, but only empty.
        name: What the pack is called.
        authors: Who writes it.

    Raises:
        BadNameError: The name of an author cannot stand in a pack.
        CannotMakeError: The folder is in use, or inside another pack.
        OSError: It cannot be written.
    """
    _refuse_taken(folder)
    quoted = [_quoted(checked_line(author, "author")) for author in authors or [DEFAULT_AUTHOR]]
    values = {"authors": ", ".join(quoted)}
    files = {
        MANIFEST: _filled(MANIFEST, name, f"{_SCHEMAS}/pack.json", values),
        "README.md": _filled("README.md", name, ""),
    }
    for kind, example in EXAMPLES.items():
        files |= _scenario(kind, example, f"../{_SCHEMAS}/")
    with created(folder, files | _schemas()):
        return Made(folder, tuple(files), schemas=True)


def new_scenario(root: Path, kind: NewKind, name: Named) -> Made:
    """Write a small, complete scenario into a pack, and enter it in ``pack.toml``.

    Args:
        root: The pack.
        kind: What to write.
        name: What it is called.

    Raises:
        ContentError: ``pack.toml`` is not sound.
        CannotMakeError: It is there already, or cannot be entered.
        OSError: Something cannot be written.
    """
    reader = PackReader(root)
    manifest = _real(root / MANIFEST)
    raw = manifest.read_bytes()
    text = raw.decode()
    key = FOLDERS[KINDS[kind]]
    folder, needs_schemas = _schema_folder(text, root)
    files = _scenario(kind, name, folder)
    if name.id in reader.ids(KINDS[kind]):
        raise CannotMakeError(
            f"{MANIFEST} lists '{name.id}' under {key} already: take another name"
        )
    for relative in files:
        _refuse_file(root, relative)
    try:
        changed = entered(text, key, name.id).encode()
    except CannotEnterError:
        raise CannotMakeError(
            f"'{name.id}' cannot be entered in {MANIFEST} without disturbing it: "
            f'write {key} = ["{name.id}"] into it, and try again with another name'
        ) from None
    with created(root, files | (_schemas() if needs_schemas else {})):
        replace(manifest, raw, changed)
    return Made(root, tuple(files), schemas=needs_schemas)


def schema_line(manifest: str, kind: str) -> str:
    """Return the line by which a file in a folder of the pack names its schema.

    Args:
        manifest: The text of ``pack.toml``; where it names none, the line is empty.
        kind: The kind of file.
    """
    found = _SCHEMA_LINE.search(manifest)
    return "" if found is None else f"#:schema {_from_below(found['folder'])}{kind}.json"


def pack_around(place: Path) -> Path | None:
    """Return the pack that a folder is, or is in, or None.

    Args:
        place: The folder; a file counts as the folder it is in.
    """
    real = _real(place)
    for folder in (real, *real.parents):
        if os.path.isfile(folder / MANIFEST) and not _is_translation(folder):  # noqa: PTH113
            if place.is_absolute():
                return folder
            return place if folder == real else Path(os.path.relpath(folder))
    return None


def _real(path: Path) -> Path:
    # Path.resolve raises where links lead in a circle; whoever opens it tells the reason.
    return Path(os.path.realpath(path))


def _is_translation(folder: Path) -> bool:
    above = folder.parent / MANIFEST
    return could_be_language(folder.name) and os.path.isfile(above)  # noqa: PTH113


def _refuse_taken(folder: Path) -> None:
    # Path's own methods raise where a name is too long; writing tells the reason.
    if os.path.isdir(folder):  # noqa: PTH112
        if any(folder.iterdir()):
            raise CannotMakeError(f"{folder} is not empty: name a folder that is new or empty")
    elif os.path.lexists(folder):
        raise CannotMakeError(f"{folder} is no folder: name one that is new or empty")
    outer = pack_around(_real(folder).parent)
    if outer is not None:
        raise CannotMakeError(
            f"{folder} is inside the pack {outer}, and a pack cannot hold another: "
            f"choose a place outside of it"
        )


def _refuse_file(root: Path, relative: str) -> None:
    path = root / relative
    if os.path.lexists(path):
        raise CannotMakeError(f"there is a file {path.as_posix()} already: take another name")
    if not _real(path.parent).is_relative_to(_real(root)):
        raise CannotMakeError(f"{path.parent.as_posix()} leads out of the pack: put a folder there")


def _scenario(kind: NewKind, name: Named, schemas: str) -> dict[str, bytes]:
    """Return the files of a scenario by their paths in a pack."""
    schema = f"{schemas}{kind}.json"
    files = {f"{FOLDERS[KINDS[kind]]}/{name.id}.toml": _filled(f"{kind}.toml", name, schema)}
    if kind == "case":
        for path in sorted((_templates() / DATA_FOLDER).glob("*.jsonl")):
            files[f"{DATA_FOLDER}/{name.id}-{path.name}"] = path.read_bytes()
    return files


def _schemas() -> dict[str, bytes]:
    from tui.authoring.schema import KINDS as SCHEMAS
    from tui.authoring.schema import schema_text

    return {f"{_SCHEMAS}/{kind}.json": schema_text(kind).encode() for kind in SCHEMAS}


def _schema_folder(manifest: str, root: Path) -> tuple[str, bool]:
    """Return how a scenario names the folder of its schema, and whether that is to be written.

    Args:
        manifest: The text of ``pack.toml``; the folder that it names is taken.
        root: The pack.
    """
    found = _SCHEMA_LINE.search(manifest)
    folder = found["folder"] if found is not None else f"{_SCHEMAS}/"
    needed = folder.removeprefix("./") == f"{_SCHEMAS}/" and not os.path.lexists(root / _SCHEMAS)
    return _from_below(folder), needed


def _from_below(folder: str) -> str:
    """Return how a file in a folder of the pack names what the pack's own files name so."""
    return folder if re.match(r"[a-z]+:|/", folder) else f"../{folder}"


def _templates() -> Path:
    return shipped("assets") / "templates"


def _filled(
    template: str, name: Named, schema: str, quoted: Mapping[str, str] | None = None
) -> bytes:
    """Return a template with its places filled; one between quotes becomes a TOML string."""
    plain = {"name": name.id, "title": name.title, "schema": schema}
    strings = {key: _quoted(value) for key, value in plain.items()} | dict(quoted or {})

    def fill(place: re.Match[str]) -> str:
        return strings[place["quoted"]] if place["quoted"] else plain[place["plain"]]

    text = (_templates() / template).read_bytes().decode().replace("\r\n", "\n")
    return _PLACE.sub(fill, text).encode()


def _quoted(text: str) -> str:
    # What JSON writes as a string is one in TOML too, as long as no control character is in it.
    return json.dumps(text, ensure_ascii=False)
