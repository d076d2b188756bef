"""Reading a pack file by file, so that a screen pays only for what it shows."""

from pathlib import Path
from typing import Literal, TypeVar, cast

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.problems import ContentError, Finding
from tui.content.references import references
from tui.content.rows import Row, read_rows
from tui.content.shape import convert
from tui.content.toml_file import TomlFile, read_toml

Kind = Literal["lesson", "before-after", "detective"]
FOLDERS: dict[Kind, str] = {
    "lesson": "lessons",
    "before-after": "before-after",
    "detective": "detective",
}
MANIFEST = "pack.toml"
HANDBOOK = "handbook.toml"

ModelT = TypeVar("ModelT", bound=msgspec.Struct)


class PackReader:
    """A pack on disk. Each scenario is read when it is first asked for, then kept.

    Attributes:
        root: The pack's folder.
        pack: What ``pack.toml`` says.
    """

    def __init__(self, root: Path) -> None:
        """Open a pack.

        Args:
            root: A folder that holds a ``pack.toml``.

        Raises:
            ContentError: ``pack.toml`` cannot be used.
        """
        self.root = root
        self._made: dict[str, msgspec.Struct | ContentError] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self.pack = self._read(MANIFEST, Pack)

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of the pack's scenarios of a kind, in playing order."""
        match kind:
            case "lesson":
                return self.pack.lessons
            case "before-after":
                return self.pack.before_after
            case "detective":
                return self.pack.detective

    def lesson(self, item: str) -> Lesson:
        """Read a lesson; raises ContentError where it is not sound."""
        return self._read(f"{FOLDERS['lesson']}/{item}.toml", Lesson)

    def round(self, item: str) -> Round:
        """Read a Before & After round; raises ContentError where it is not sound."""
        return self._read(f"{FOLDERS['before-after']}/{item}.toml", Round)

    def case(self, item: str) -> Case:
        """Read a detective case without its rows; raises ContentError where it is not sound."""
        return self._read(f"{FOLDERS['detective']}/{item}.toml", Case)

    def scenario(self, kind: Kind, item: str) -> Lesson | Round | Case:
        """Read a scenario of any kind; raises ContentError where it is not sound."""
        match kind:
            case "lesson":
                return self.lesson(item)
            case "before-after":
                return self.round(item)
            case "detective":
                return self.case(item)

    def handbook(self) -> Handbook:
        """Read the handbook, an empty one where the pack has none.

        Raises:
            ContentError: It is not sound.
        """
        if not (self.root / HANDBOOK).exists():
            return Handbook()
        return self._read(HANDBOOK, Handbook)

    def rows(self, relative: str) -> tuple[Row, ...]:
        """Read the rows of a data set; raises ContentError where a row is not sound.

        Args:
            relative: What the data set names as its ``rows``.
        """
        if relative not in self._rows:
            self._rows[relative] = read_rows(self.root / relative, self.root, self.name(relative))
        return self._rows[relative]

    def has_rows(self, case: Case) -> bool:
        """Say whether the files of all data sets of a case are there.

        Args:
            case: The case.
        """
        return all((self.root / data_set.rows).is_file() for data_set in case.datasets)

    def file(self, relative: str) -> TomlFile:
        """Read a TOML file of the pack without looking at its shape."""
        return read_toml(self.root / relative, self.root, self.name(relative))

    def name(self, relative: str) -> str:
        """Return how problems call a file of the pack."""
        return (self.root / relative).as_posix()

    def _read(self, relative: str, model: type[ModelT]) -> ModelT:
        made = self._made.get(relative)
        if made is None:
            made = self._made[relative] = self._make(relative, model)
        if isinstance(made, ContentError):
            raise made
        return cast(ModelT, made)

    def _make(self, relative: str, model: type[ModelT]) -> ModelT | ContentError:
        try:
            file = self.file(relative)
        except ContentError as error:
            return error
        made, findings = examine(file, model)
        if made is None or findings:
            return ContentError.of(file.place(findings))
        return made


def examine(file: TomlFile, model: type[ModelT]) -> tuple[ModelT | None, list[Finding]]:
    """Return a file as its model where it has the shape, and all that is wrong with it."""
    made = convert(file.data, model)
    if isinstance(made, list):
        return None, made
    return made, references(made)
