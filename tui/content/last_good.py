"""Reading a pack that is being written: a faulty file counts as it was when it was last sound."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

import msgspec

from tui.content.files import MANIFEST, FolderFiles, PackFiles, open_files
from tui.content.models.detective import Case
from tui.content.models.pack import Pack
from tui.content.problems import ContentError
from tui.content.reader import FOLDERS, HANDBOOK, Kind, ModelT, PackReader
from tui.content.recordings import file_of, recordings_of
from tui.content.rows import Row

_NO_PACK = Pack(format=1, id="preview", title="", summary="", language="en", license="", authors=())
"""Stands for a pack whose ``pack.toml`` was never sound."""


class LastGoodReader(PackReader):
    """A pack as it is now, and where that is faulty, as it was.

    Attributes:
        faults: What is wrong with the files that were read so far, by name; the empty name stands
            for all of the pack.
    """

    def __init__(
        self,
        path: Path,
        languages: Sequence[str] = (),
        earlier: "LastGoodReader | None" = None,
        *,
        forget_missing: bool = False,
    ) -> None:
        """Read a pack anew; it is never refused.

        Args:
            path: The folder or the zip.
            languages: The BCP 47 tags of the languages to play it in, the best first.
            earlier: The pack as it was read before.
            forget_missing: Whether what is not there any more counts as deleted. An editor may
                take a file away for a moment while it saves.
        """
        self.faults: dict[str, ContentError] = {}
        self._good: dict[str, msgspec.Struct] = dict(earlier._good) if earlier else {}
        self._good_rows: dict[str, tuple[Row, ...]] = dict(earlier._good_rows) if earlier else {}
        files = self._files(path, earlier)
        if forget_missing:
            self._forget_missing(files)
        self._good.setdefault(MANIFEST, earlier.pack if earlier else _NO_PACK)
        super().__init__(files, languages)

    @property
    def is_pack(self) -> bool:
        """Whether ``pack.toml`` was sound at least once."""
        return self._good[MANIFEST] is not _NO_PACK

    def case(self, item: str) -> Case:
        """Read a case; one whose rows are nowhere counts as faulty."""
        relative = relative_of("detective", item)
        before = self._good.get(relative)
        case = super().case(item)
        if isinstance(before, Case) and self.has_rows(before) and not self.has_rows(case):
            self._good[relative] = before
            return before
        return case

    def has_rows(self, case: Case) -> bool:
        """Say whether the rows of all data sets of a case are there, or were."""
        return all(
            self.files.is_file(data_set.rows) or data_set.rows in self._good_rows
            for data_set in case.datasets
        )

    def taken_away(self) -> list[str]:
        """Return the names of the files that were sound and are not there now."""
        names = [*self._good, *self._good_rows]
        return [name for name in names if name != MANIFEST and not self.files.is_file(name)]

    def keep_good(self, changed: Collection[str] = ()) -> None:
        """Read what was never read, and what has changed, to have it should it be broken next.

        Args:
            changed: The names of the files that have changed.
        """
        for kind in FOLDERS:
            for item in self.ids(kind):
                self._keep(kind, item, changed)
        if self._is_unread(HANDBOOK, changed):
            with suppress(ContentError):  # it is in the faults
                self.handbook()

    def _keep(self, kind: Kind, item: str, changed: Collection[str]) -> None:
        relative = relative_of(kind, item)
        recorded = map(file_of, recordings_of(self._good.get(relative)))
        if self._is_unread(relative, changed) or any(name in changed for name in recorded):
            with suppress(ContentError):
                self.scenario(kind, item)
        case = self._good.get(relative)
        for data_set in case.datasets if isinstance(case, Case) else ():
            if data_set.rows in changed or data_set.rows not in self._good_rows:
                with suppress(ContentError):
                    self.rows(data_set.rows)

    def _is_unread(self, relative: str, changed: Collection[str]) -> bool:
        return relative not in self._good or any(name.endswith(relative) for name in changed)

    def _forget_missing(self, files: PackFiles) -> None:
        for name in [name for name in self._good if not files.is_file(name)]:
            del self._good[name]
        for name in [name for name in self._good_rows if not files.is_file(name)]:
            del self._good_rows[name]
        # A reply in there would pass for canned where nothing shows that it was recorded.
        for name, made in list(self._good.items()):
            if not all(map(files.is_file, map(file_of, recordings_of(made)))):
                del self._good[name]

    def _files(self, path: Path, earlier: "LastGoodReader | None") -> PackFiles:
        try:
            return open_files(path)
        except ContentError as error:
            self.faults[""] = error
            return FolderFiles(path) if earlier is None else earlier.files

    def _read(self, relative: str, model: type[ModelT]) -> ModelT:
        try:
            made = super()._read(relative, model)
        except ContentError as error:
            self.faults[relative] = error
            if relative not in self._good:
                raise
            return cast(ModelT, self._good[relative])
        self._good[relative] = made
        return made

    def _translated(self, relative: str, model: type[ModelT]) -> ModelT | None:
        made = super()._translated(relative, model)
        name = f"{self._translation}/{relative}"
        if made is not None:
            self._good[name] = made
        elif self._translation is not None and self.files.is_file(name):
            fault = self._make(name, model)
            if isinstance(fault, ContentError):
                self.faults[name] = fault
            return cast("ModelT | None", self._good.get(name))
        return made

    def _read_rows(self, relative: str) -> tuple[Row, ...]:
        try:
            rows = super()._read_rows(relative)
        except ContentError as error:
            self.faults[relative] = error
            if relative not in self._good_rows:
                raise
            return self._good_rows[relative]
        self._good_rows[relative] = rows
        return rows


def relative_of(kind: Kind, item: str) -> str:
    """Return the name of a scenario's file in its pack.

    Args:
        kind: The kind of the scenario.
        item: Its id.
    """
    return f"{FOLDERS[kind]}/{item}.toml"
