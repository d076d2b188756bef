"""The files of a pack that is a zip, read without unpacking it.

A zip can say one thing twice and differently, or grow without end: what no honest tool writes is
refused as a whole.
"""

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from tui.content.files import (
    MANIFEST,
    could_be_language,
    is_listed,
    missing,
    name_of,
    refusal,
    too_large,
)
from tui.content.problems import ContentError, Problem

MAX_ZIP_BYTES = 64_000_000
"""A zip larger than this is refused."""
MAX_ZIP_ENTRIES = 20_000
"""A zip of more entries than this is refused."""
MAX_UNPACKED_BYTES = 256_000_000
"""A zip that says it holds more than this is refused."""

_ENTRY_MARK = b"PK\x01\x02"
_LOCAL_HEADER = 30
_ANEW = "pack it anew"
# The other methods unpack a block whole, however large it is.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class ZipFiles:
    """The files in a zip, whose one folder may hold the pack.

    The zip is read whole at once: what the game checked is what it plays.

    Attributes:
        label: How problems call the pack.
        raw: The zip itself.
    """

    def __init__(self, path: Path) -> None:
        """Read and vet a zip.

        Args:
            path: The zip.

        Raises:
            ContentError: It is missing, damaged, too large, encrypted, or an entry is no plain
                file in it.
        """
        self.label = path.as_posix()
        self.raw = _bytes_of(path)
        self._zip = self._open(self.raw)
        entries = self._zip.infolist()
        problems = [problem for entry in entries for problem in self._faults(entry)]
        problems += [*self._excess(entries), *self._overlaps(entries), *self._repeated(entries)]
        if problems:
            raise ContentError.of(problems)
        files = {entry.filename: entry for entry in entries if not entry.is_dir()}
        prefix = self._pack_folder(files)
        self._entries = {
            name.removeprefix(prefix): entry
            for name, entry in files.items()
            if name.startswith(prefix)
        }

    def read(self, relative: str, limit: int) -> bytes:
        """Return what a file holds; see ``PackFiles.read``."""
        name = name_of(self.label, relative)
        entry = self._entries.get(relative)
        if entry is None:
            raise missing(name)
        if entry.file_size > limit:
            raise too_large(name, entry.file_size, limit)
        try:
            # The size in the header may lie: never unpack more than is asked for.
            with self._zip.open(entry) as file:
                content = file.read(entry.file_size + 1)
        except _ERRORS:
            raise self._damaged("this entry of the zip is damaged", name) from None
        if len(content) != entry.file_size:
            raise self._damaged("this entry of the zip is cut off", name)
        return content

    def is_file(self, relative: str) -> bool:
        """Say whether there is such a file."""
        return relative in self._entries

    def walk(self) -> list[str]:
        """Return all files but hidden ones and those that systems leave behind, sorted."""
        return sorted(filter(is_listed, self._entries))

    def translations(self) -> list[str]:
        """Return the names of the folders that a language tag could have made, sorted."""
        folders = {name.partition("/")[0] for name in self._entries if "/" in name}
        return sorted(filter(could_be_language, folders))

    def _open(self, raw: bytes) -> zipfile.ZipFile:
        if len(raw) > MAX_ZIP_BYTES:
            raise too_large(self.label, len(raw), MAX_ZIP_BYTES)
        # Counted before they are read: a million entries would take long and much memory.
        if raw.count(_ENTRY_MARK) > MAX_ZIP_ENTRIES:
            raise self._too_many(raw.count(_ENTRY_MARK))
        if not raw.startswith(b"PK"):
            raise self._damaged("this is no zip, or something stands before it")
        try:
            found = zipfile.ZipFile(BytesIO(raw))
        except UnicodeDecodeError:
            raise self._damaged("a name in this zip cannot be read") from None
        except _ERRORS:
            raise self._damaged("this is no zip, or a damaged one") from None
        return found

    def _faults(self, entry: zipfile.ZipInfo) -> Iterator[Problem]:
        # What the zip really says: zipfile cuts a name at a NUL and turns slashes on Windows.
        said = entry.orig_filename
        if (
            ".." in said.split("/")
            or said.startswith("/")
            or "\\" in said
            or "\0" in said
            or said[1:2] == ":"
        ):
            yield self._fault(
                entry,
                "outside-pack",
                "this entry leads out of the pack",
                "pack the files by their plain names",
            )
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            yield self._fault(
                entry,
                "zip-link",
                "this entry is a link or another special file",
                "pack the file itself",
            )
        if entry.flag_bits & 0x1:
            yield self._fault(
                entry, "zip-encrypted", "this entry is encrypted", "pack without a password"
            )
        elif entry.compress_type not in _METHODS:
            yield self._fault(
                entry,
                "zip-method",
                "this entry is compressed in a way that is not read",
                "pack it with Deflate, the usual way",
            )

    def _repeated(self, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
        counts = Counter(entry.filename for entry in entries)
        for entry in entries:
            if counts[entry.filename] > 1:
                yield self._fault(
                    entry,
                    "zip-repeated",
                    "two entries have this name",
                    "keep one of them",
                )

    def _overlaps(self, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
        """Yield entries that share bytes, for a small zip could then unpack to any size."""
        places = sorted((entry.header_offset, _end(entry)) for entry in entries)
        places.append((self._zip.start_dir, self._zip.start_dir))
        if places[0][0] != 0:
            # Another zip, or a program: each tool would find something else in such a file.
            message = "something stands before the entries of this zip"
            yield Problem(self.label, 1, 1, "bad-zip", message, _ANEW)
        for (_, end), (following, _) in pairwise(places):
            if end > following:
                message = "entries of this zip overlap"
                yield Problem(self.label, 1, 1, "bad-zip", message, _ANEW)
                return

    def _excess(self, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
        if len(entries) > MAX_ZIP_ENTRIES:
            yield from self._too_many(len(entries)).problems
        total = sum(entry.file_size for entry in entries)
        if total > MAX_UNPACKED_BYTES:
            yield Problem(
                self.label,
                1,
                1,
                "file-too-large",
                f"{total:,} bytes once unpacked; at most {MAX_UNPACKED_BYTES:,} are read",
                "split the pack",
            )

    def _pack_folder(self, names: dict[str, zipfile.ZipInfo]) -> str:
        """Return the one folder that holds the pack with its slash; nothing where it is the root.

        Args:
            names: All files of the zip.
        """
        if MANIFEST in names:
            return ""
        inside = [
            name.removesuffix(MANIFEST)
            for name in names
            if name.count("/") == 1 and name.endswith(f"/{MANIFEST}") and is_listed(name)
        ]
        if len(inside) > 1:
            raise refusal(
                self.label, "bad-zip", f"it holds {len(inside)} packs", "pack each by itself"
            )
        return inside[0] if inside else ""

    def _fault(self, entry: zipfile.ZipInfo, code: str, message: str, advice: str) -> Problem:
        return Problem(f"{self.label}/{entry.orig_filename}", 1, 1, code, message, advice)

    def _damaged(self, message: str, name: str = "") -> ContentError:
        return refusal(name or self.label, "bad-zip", message, _ANEW)

    def _too_many(self, count: int) -> ContentError:
        return refusal(
            self.label,
            "file-too-large",
            f"{count:,} entries; at most {MAX_ZIP_ENTRIES:,} are read",
            "split the pack",
        )


def _end(entry: zipfile.ZipInfo) -> int:
    return entry.header_offset + _LOCAL_HEADER + len(entry.filename) + entry.compress_size


def _bytes_of(path: Path) -> bytes:
    name = path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise refusal(name, "not-a-file", "this is not a file", "name a folder or a .zip")
        with path.open("rb") as file:
            # A buffer of the size that is asked for is made at once.
            return file.read(min(path.stat().st_size, MAX_ZIP_BYTES) + 1)
    except FileNotFoundError:
        raise refusal(
            name, "missing-file", "there is no such file", "name a folder or a .zip"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise refusal(
            name, "unreadable-file", f"cannot read it: {reason}", "check its permissions"
        ) from None
