"""Reading a pack file by file, so that a screen pays only for what it shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, cast

import msgspec

from tui.content.files import MANIFEST, PackFiles, name_of, open_files
from tui.content.models.pack import Pack, PackTranslation
from tui.content.pack_references import manifest_findings
from tui.content.problems import ContentError
from tui.content.shape import convert
from tui.content.toml_file import TomlFile, read_toml
from tui.language import choose

if TYPE_CHECKING:
    from tui.content.models.before_after import Round
    from tui.content.models.detective import Case
    from tui.content.models.handbook import Handbook
    from tui.content.models.lesson import Lesson
    from tui.content.models.recording import Recording
    from tui.content.rows import Row

Kind = Literal["lesson", "before-after", "detective"]
FOLDERS: dict[Kind, str] = {
    "lesson": "lessons",
    "before-after": "before-after",
    "detective": "detective",
}
HANDBOOK = "handbook.toml"

_LONGEST_TITLE = 60

ModelT = TypeVar("ModelT", bound=msgspec.Struct)


class PackReader:
    """A pack. Each scenario is read when it is first asked for, then kept.

    Attributes:
        files: The pack's files.
        pack: What ``pack.toml`` says, its title and summary translated where they can be.
        language: The tag of the language in which the pack is played; what is not translated
            stays in the pack's own.
    """

    def __init__(self, source: Path | PackFiles, languages: Sequence[str] = ()) -> None:
        """Open a pack.

        Args:
            source: A folder or a zip that holds a ``pack.toml``.
            languages: The BCP 47 tags of the languages to play it in, the best first.

        Raises:
            ContentError: The zip or ``pack.toml`` cannot be used.
        """
        self.files = open_files(source) if isinstance(source, Path) else source
        self._made: dict[str, msgspec.Struct | ContentError] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._translation: str | None = None
        self.pack = self._read(MANIFEST, Pack)
        self.language = self._choose(languages)
        if self._translation is not None:
            self.pack = self._translated_manifest(self._translation)

    @property
    def label(self) -> str:
        """How problems call the pack: the path it was opened by."""
        return self.files.label

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of the pack's scenarios of a kind, in playing order."""
        match kind:
            case "lesson":
                return self.pack.lessons
            case "before-after":
                return self.pack.before_after
            case "detective":
                return self.pack.detective

    def lesson(self, item: str) -> "Lesson":
        """Read a lesson; raises ContentError where it is not sound."""
        from tui.content.models.lesson import Lesson

        return self._read(f"{FOLDERS['lesson']}/{item}.toml", Lesson)

    def round(self, item: str) -> "Round":
        """Read a Before & After round; raises ContentError where it is not sound."""
        from tui.content.models.before_after import Round

        return self._read(f"{FOLDERS['before-after']}/{item}.toml", Round)

    def case(self, item: str) -> "Case":
        """Read a detective case without its rows; raises ContentError where it is not sound."""
        from tui.content.models.detective import Case

        return self._read(f"{FOLDERS['detective']}/{item}.toml", Case)

    def scenario(self, kind: Kind, item: str) -> "Lesson | Round | Case":
        """Read a scenario of any kind; raises ContentError where it is not sound."""
        match kind:
            case "lesson":
                return self.lesson(item)
            case "before-after":
                return self.round(item)
            case "detective":
                return self.case(item)

    def title(self, kind: Kind, item: str) -> str:
        """Return the title of a scenario, by a look at that alone where it was not read yet.

        Args:
            kind: The kind of the scenario.
            item: Its id.

        Raises:
            ContentError: There is no title to be read.
        """
        relative = f"{FOLDERS[kind]}/{item}.toml"
        translated = f"{self._translation}/{relative}"
        if relative not in self._made:
            if self._translation is not None and self.files.is_file(translated):
                relative = translated
            title = self.file(relative).data.get("title")
            if isinstance(title, str) and 0 < len(title) <= _LONGEST_TITLE and "\n" not in title:
                return title
        return self.scenario(kind, item).title

    def handbook(self) -> "Handbook":
        """Read the handbook, an empty one where the pack has none.

        Raises:
            ContentError: It is not sound.
        """
        from tui.content.models.handbook import Handbook

        if not self.files.is_file(HANDBOOK):
            return Handbook()
        return self._read(HANDBOOK, Handbook)

    def recording(self, name: str) -> "Recording":
        """Read a recording; raises ContentError where it is not sound or was edited.

        Args:
            name: The recording, which is its file in ``recordings/`` without ``.toml``.
        """
        from tui.content.models.recording import Recording
        from tui.content.recordings import file_of

        return self._read(file_of(name), Recording)

    def rows(self, relative: str) -> "tuple[Row, ...]":
        """Read the rows of a data set; raises ContentError where a row is not sound.

        Args:
            relative: What the data set names as its ``rows``.
        """
        if relative not in self._rows:
            self._rows[relative] = self._read_rows(relative)
        return self._rows[relative]

    def has_rows(self, case: "Case") -> bool:
        """Say whether the files of all data sets of a case are there.

        Args:
            case: The case.
        """
        return all(self.files.is_file(data_set.rows) for data_set in case.datasets)

    def file(self, relative: str) -> TomlFile:
        """Read a TOML file of the pack without looking at its shape."""
        return read_toml(self.files, relative)

    def name(self, relative: str) -> str:
        """Return how problems call a file of the pack."""
        return name_of(self.files.label, relative)

    def _choose(self, languages: Sequence[str]) -> str:
        own = self.pack.language
        wanted = list(languages)
        if not wanted or wanted[0] == own:
            return own
        found = choose(wanted, (own, *self.files.translations())) or own
        self._translation = None if found == own else found
        return found

    def _translated_manifest(self, tag: str) -> Pack:
        relative = f"{tag}/{MANIFEST}"
        if self.files.is_file(relative):
            made = self._make(relative, PackTranslation)
            if isinstance(made, PackTranslation):
                return msgspec.structs.replace(self.pack, title=made.title, summary=made.summary)
        return self.pack

    def _read_rows(self, relative: str) -> "tuple[Row, ...]":
        from tui.content.rows import read_rows

        translated = f"{self._translation}/{relative}"
        if self._translation is not None and self.files.is_file(translated):
            try:
                return read_rows(self.files, translated)
            except ContentError:
                pass  # what is faulty falls back like what is missing; the checker reports it
        return read_rows(self.files, relative)

    def _read(self, relative: str, model: type[ModelT]) -> ModelT:
        made = self._made.get(relative)
        if made is None:
            made = self._translated(relative, model) or self._make(relative, model)
            self._made[relative] = made
        if isinstance(made, ContentError):
            raise made
        return cast(ModelT, made)

    def _translated(self, relative: str, model: type[ModelT]) -> ModelT | None:
        """Return the translation where it is sound, so that any other falls back."""
        translated = f"{self._translation}/{relative}"
        if self._translation is None or not self.files.is_file(translated):
            return None
        if model.__name__ == "Recording":
            return None  # what was said stays as it was said
        made = self._make(translated, model)
        if isinstance(made, ContentError):
            return None
        from tui.content.translations import differences

        try:
            differs = differences(self.file(relative).data, self.file(translated).data)
        except ContentError:
            return None
        return None if differs else made

    def _make(self, relative: str, model: type[ModelT]) -> ModelT | ContentError:
        try:
            file = self.file(relative)
        except ContentError as error:
            return error
        if issubclass(model, (Pack, PackTranslation)):
            shaped = convert(file.data, model)
            wrong = shaped if isinstance(shaped, list) else manifest_findings(shaped)
            return ContentError.of(file.place(wrong)) if wrong else cast(ModelT, shaped)
        # What it needs takes a while to import, and Home needs none of it.
        from tui.content.examining import examine

        made, findings = examine(file, model, self.recording)
        if made is None or findings:
            return ContentError.of(file.place(findings))
        return made
