"""What has been read of a pack.

Each file is read and parsed once, and given up as soon as nothing asks for it any more: of a pack
of any size only a few files are held at a time.
"""

from typing import Any

import msgspec

from tui.authoring.layout import can_be_translated, is_row_file
from tui.authoring.silence import Allow, allows
from tui.content.examining import examine
from tui.content.files import MANIFEST, PackFiles, name_of
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.recording import Recording
from tui.content.problems import ContentError, Finding, Problem
from tui.content.recordings import file_of
from tui.content.rows import MAX_BYTES, Row, read_rows, unsafe_rows
from tui.content.seals import hash_bytes
from tui.content.toml_file import TomlFile, read_toml

_LASTING = (Experiment, Recording)
"""What other files ask for again and again: it is looked at once and then kept."""


class Reading:
    """A pack in the course of a check.

    Attributes:
        files: Its files.
        names: Their names, sorted.
        languages: The tags of the languages that it has translations into.
        sound: The names of the files that have no errors.
        allowed: What comments in the files allow, by how problems call the file.
        has_manifest: Whether its ``pack.toml`` has the shape of one.
        named_rows: The files of rows that a case or an experiment names, by its own name.
        named_recordings: The recordings that a scenario asked for.
    """

    def __init__(self, files: PackFiles) -> None:
        """Take a pack.

        Args:
            files: Its files.
        """
        self.files = files
        self.names = files.walk()
        translated = {
            tag
            for tag, _, inside in (name.partition("/") for name in self.names)
            if can_be_translated(inside)
        }
        self.languages = [tag for tag in files.translations() if tag in translated]
        self.sound: set[str] = set()
        self.allowed: dict[str, list[Allow]] = {}
        self.has_manifest = False
        self.named_rows: dict[str, frozenset[str]] = {}
        self.named_recordings: set[str] = set()
        self._known = set(self.names)
        self._tags = frozenset(self.languages)
        self._recordings: dict[str, Recording | ContentError] = {}
        self._opened: dict[str, TomlFile | ContentError] = {}
        self._seen: set[str] = set()
        self._lasting: dict[str, tuple[Any, list[Finding]]] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._row_hashes: dict[str, str] = {}
        self._row_problems: dict[str, list[Problem]] = {}

    @property
    def count(self) -> int:
        """How many files were read."""
        return len(self._seen) + len(self._row_problems)

    def __contains__(self, relative: str) -> bool:
        """Say whether the pack has a file."""
        return relative in self._known

    def open(self, relative: str) -> TomlFile | ContentError:
        """Return a TOML file, or why it cannot be read.

        Args:
            relative: The file.
        """
        opened = self._opened.get(relative)
        if opened is None:
            opened = self._opened[relative] = self._read(relative)
            self._seen.add(relative)
        return opened

    def close(self, relative: str) -> None:
        """Give up a TOML file, but for ``pack.toml``, which is asked for to the end.

        It is read once more where something asks for it after all.

        Args:
            relative: The file.
        """
        if relative != MANIFEST and isinstance(self._opened.get(relative), TomlFile):
            del self._opened[relative]

    def examine(
        self, file: TomlFile, relative: str, model: type[msgspec.Struct]
    ) -> tuple[Any, list[Finding]]:
        """Return a file as its model where it has the shape, and all that is wrong with it.

        Args:
            file: The file.
            relative: Its name in the pack.
            model: The type of its kind.
        """
        if model not in _LASTING:
            return examine(file, model, self.recording)
        if relative not in self._lasting:
            self._lasting[relative] = examine(file, model, self.recording)
        return self._lasting[relative]

    def recording(self, name: str) -> Recording:
        """Return a sound recording.

        Args:
            name: The recording.

        Raises:
            ContentError: There is none, or it is not sound.
        """
        self.named_recordings.add(name)
        if name not in self._recordings:
            self._recordings[name] = self._recording(file_of(name))
        found = self._recordings[name]
        if isinstance(found, ContentError):
            raise found
        return found

    def experiment(self, relative: str) -> Experiment | None:
        """Return an experiment, or None where it is not sound.

        Args:
            relative: Its file.
        """
        if relative not in self._lasting:
            file = self.open(relative)
            if isinstance(file, ContentError):
                return None
            self.examine(file, relative, Experiment)
        made, found = self._lasting[relative]
        return None if found else made

    def _recording(self, relative: str) -> Recording | ContentError:
        file = self.open(relative)
        if isinstance(file, ContentError):
            return file
        made, found = self.examine(file, relative, Recording)
        return made if made is not None and not found else ContentError.of(file.place(found))

    def _read(self, relative: str) -> TomlFile | ContentError:
        try:
            file = read_toml(self.files, relative)
        except ContentError as error:
            return error
        found = allows(file.text)
        if found:
            self.allowed[file.name] = found
        return file

    def manifest(self) -> TomlFile | None:
        """Return ``pack.toml`` where it could be read."""
        opened = self.open(MANIFEST)
        return opened if isinstance(opened, TomlFile) else None

    def row_problems(self, relative: str) -> list[Problem]:
        """Return all that is wrong with the rows of a data set.

        Args:
            relative: The file.
        """
        if relative not in self._row_problems:
            files = _LastRead(self.files)
            try:
                self._rows[relative] = read_rows(files, relative)
                self._row_hashes[relative] = hash_bytes(files.read(relative, MAX_BYTES))
                self._row_problems[relative] = list(unsafe_rows(files, relative))
            except ContentError as error:
                self._row_problems[relative] = list(error.problems)
        return self._row_problems[relative]

    def rows(self, relative: str) -> tuple[Row, ...]:
        """Return the rows of a data set in which nothing is wrong.

        Args:
            relative: The file.
        """
        return self._rows[relative]

    def row_hash(self, relative: str) -> str | None:
        """Return the hash of a data set's file, or None where its rows cannot be read.

        Args:
            relative: The file.
        """
        self.row_problems(relative)
        return self._row_hashes.get(relative)

    def has_rows(self, case: Case) -> bool:
        """Say whether the rows of all data sets of a case could be read.

        Args:
            case: The case.
        """
        return all(data_set.rows in self._rows for data_set in case.datasets)

    def original_of(self, relative: str) -> str | None:
        """Return the file that one translates, or None where it is no translation.

        Args:
            relative: The file.
        """
        tag, _, original = relative.partition("/")
        return original if tag in self._tags else None

    def translations_of(self, relative: str) -> list[str]:
        """Return the names of the translations that a file has.

        Args:
            relative: The file.
        """
        if not (self.languages and relative in self and can_be_translated(relative)):
            return []
        names = [f"{tag}/{relative}" for tag in self.languages]
        return [name for name in names if name in self._known]

    def row_files(self) -> list[str]:
        """Return the names of the files with rows."""
        return [name for name in self.names if is_row_file(name)]

    def problem(self, relative: str, code: str, message: str, advice: str) -> Problem:
        """Return an error that concerns a whole file.

        Args:
            relative: The file.
            code: The code.
            message: What is wrong.
            advice: What to do.
        """
        return Problem(name_of(self.files.label, relative), 1, 1, code, message, advice)

    def warning(self, relative: str, code: str, message: str, advice: str) -> Problem:
        """Return a warning that concerns a whole file; see ``problem``."""
        name = name_of(self.files.label, relative)
        return Problem(name, 1, 1, code, message, advice, "warning")


class _LastRead:
    """Files of a pack that keep what was read last: rows are parsed, then searched."""

    def __init__(self, files: PackFiles) -> None:
        self._files = files
        self._last: tuple[str, int, bytes] | None = None
        self.label = files.label

    def read(self, relative: str, limit: int) -> bytes:
        if self._last is None or self._last[:2] != (relative, limit):
            self._last = (relative, limit, self._files.read(relative, limit))
        return self._last[2]

    def is_file(self, relative: str) -> bool:
        return self._files.is_file(relative)

    def walk(self) -> list[str]:
        return list(self._files.walk())

    def translations(self) -> list[str]:
        return list(self._files.translations())
