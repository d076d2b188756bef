"""The pack on an author's desk: as it was read last, and what is wrong with it."""

import time
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.content.files import MANIFEST
from tui.content.last_good import LastGoodReader
from tui.content.problems import Problem
from tui.content.reader import PackReader
from tui.rules.place import Place
from tui.widgets.problem_panel import Notes


def _now() -> str:
    return time.strftime("%H:%M:%S")


@dataclass(frozen=True, slots=True)
class Kit:
    """What the author's kit does for the preview.

    Attributes:
        pack: The folder or the zip.
        file: The file that the author named, from the pack's root; empty for none.
        languages: The BCP 47 tags of the languages to show the pack in, the best first.
        locate: Says where in the game that file is seen, if anywhere.
        examine: Finds all problems of the pack; it is called in a thread.
        changes: Tells of every save by the names of the files.
        clock: Returns the time as it is shown.
    """

    pack: Path
    file: str
    languages: tuple[str, ...]
    locate: Callable[[PackReader], Place | None]
    examine: Callable[[], Sequence[Problem]]
    changes: Callable[[], AsyncIterator[frozenset[str]]]
    clock: Callable[[], str] = _now


class Desk:
    """What the preview knows of the pack.

    Attributes:
        kit: What the author's kit does.
        reader: The pack as it was read last.
        languages: The tags of the languages to show it in, the best first.
        is_folded: Whether the author has folded the problems away.
    """

    def __init__(self, kit: Kit) -> None:
        """Read the pack.

        Args:
            kit: What the author's kit does.
        """
        self.kit = kit
        self.languages = kit.languages
        self.is_folded = False
        self.reader = LastGoodReader(kit.pack, kit.languages)
        self._saved = {kit.file} if kit.file else set()
        self._reread = ""
        self._examined: tuple[Problem, ...] = ()
        self._is_checked = False

    def reread(self, changed: Collection[str], *, forget_missing: bool = False) -> None:
        """Read the pack again.

        Args:
            changed: The names of the files that were saved.
            forget_missing: Whether what is not there any more counts as deleted.
        """
        self.reader = LastGoodReader(
            self.kit.pack, self.languages, self.reader, forget_missing=forget_missing
        )
        self._saved |= set(changed)
        self._is_checked = False
        if changed:
            self._reread = self.kit.clock()
        self._examined = tuple(
            problem for problem in self._examined if self._name(problem) not in changed
        )

    def examine(self) -> Callable[[], None]:
        """Look at all of the pack; this may be called in a thread.

        Returns:
            Keeps what was found; to be called where the notes are read.
        """
        reader = self.reader
        reader.keep_good(frozenset(self._saved))  # it grows while this runs
        found = tuple(self.kit.examine())

        def keep() -> None:
            # What was read since is newer, and so will be what is found in it.
            if reader is self.reader:
                self._examined = found
                self._is_checked = True
                reader.faults.clear()

        return keep

    def notes(self, on_show: Collection[str]) -> Notes:
        """Return what there is to say.

        Args:
            on_show: The names of the files that are seen on the screen.
        """
        faults = {p for fault in list(self.reader.faults.values()) for p in fault.problems}
        problems = tuple(sorted(faults.union(self._examined)))
        wanted = {"", MANIFEST, *on_show, *self._saved}
        here = tuple(
            problem
            for problem in problems
            if problem.severity == "error" and wanted.intersection(self._names(problem))
        )
        # What is wrong with a recording comes before that it cannot be used.
        here = tuple(sorted(here, key=lambda problem: problem.code == "bad-recording"))
        return Notes(
            self.reader.label, here, problems, self._reread, self.is_folded, self._is_checked
        )

    def _names(self, problem: Problem) -> Iterator[str]:
        """Yield the name of the file, and that of its original should it be a translation."""
        name = self._name(problem)
        yield name
        if "/" in name:
            yield name.partition("/")[2]

    def _name(self, problem: Problem) -> str:
        label = self.reader.label
        return "" if problem.file == label else problem.file.removeprefix(f"{label}/")
