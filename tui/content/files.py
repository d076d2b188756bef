"""Where the files of a pack come from: a folder, or a zip that is read without unpacking it.

Both are untrusted. Nothing outside the pack is read, and never more bytes than the caller allows.
"""

import functools
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol

from tui.content.plain_files import read_plain
from tui.content.problems import ContentError, Problem

MANIFEST = "pack.toml"
DEEPEST = 8
"""Folders nested deeper than this are not looked into; a pack needs three."""

_LANGUAGE_FOLDER = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLAIN_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
_LEFT_BY_SYSTEMS = {"__macosx", "thumbs.db", "desktop.ini"}


class PackFiles(Protocol):
    """The files of one pack, named by their path from its root with ``/`` between the parts.

    Attributes:
        label: How problems call the pack.
    """

    label: str

    def read(self, relative: str, limit: int) -> bytes:
        """Return what a file holds.

        Args:
            relative: The file.
            limit: The largest size in bytes that is accepted.

        Raises:
            ContentError: The file is missing, outside the pack, not a file, unreadable or larger.
        """

    def is_file(self, relative: str) -> bool:
        """Say whether there is such a file."""

    def walk(self) -> Sequence[str]:
        """Return all files but hidden ones and those that systems leave behind, sorted.

        A link to a folder that is not followed, and a folder nested too deep, count as files.
        """

    def translations(self) -> Sequence[str]:
        """Return the names of the folders that a language tag could have made, sorted."""


def open_files(path: Path) -> PackFiles:
    """Return the files of the pack at a path.

    Args:
        path: A folder or a ``.zip``.

    Raises:
        ContentError: It is another file, or a zip that cannot be trusted or read.
    """
    # Path's own methods raise where a name is too long; reading tells the reason.
    if path.suffix.lower() == ".zip" and not os.path.isdir(path):  # noqa: PTH112
        from tui.content.zip_files import ZipFiles

        return ZipFiles(path)
    if os.path.isfile(path):  # noqa: PTH113
        raise refusal(
            path.as_posix(),
            "not-a-file",
            "this is no pack",
            f"a pack is a folder or a .zip that holds a {MANIFEST}",
        )
    return FolderFiles(path)


class KeptFiles:
    """The files of a pack, each read once: what was read first is what is read again.

    Attributes:
        files: The files behind it.
        label: How problems call the pack.
    """

    def __init__(self, files: PackFiles) -> None:
        """Keep what will be read.

        Args:
            files: The files.
        """
        self.files = files
        self.label = files.label
        self._kept: dict[str, bytes] = {}
        self._names: Sequence[str] | None = None

    def read(self, relative: str, limit: int) -> bytes:
        """Return what a file held when it was read first; see ``PackFiles``."""
        if len(self._kept.get(relative, b"")) > limit or relative not in self._kept:
            self._kept[relative] = self.files.read(relative, limit)
        return self._kept[relative]

    def is_file(self, relative: str) -> bool:
        """Say whether there is such a file."""
        return relative in self._kept or self.files.is_file(relative)

    def walk(self) -> Sequence[str]:
        """Return the files that there were at first; see ``PackFiles``."""
        if self._names is None:
            self._names = self.files.walk()
        return self._names

    def translations(self) -> Sequence[str]:
        """Return the names of the folders that a language tag could have made, sorted."""
        return self.files.translations()


def name_of(label: str, relative: str) -> str:
    """Return how problems call a file of a pack.

    Args:
        label: How they call the pack.
        relative: The file.
    """
    # Said at once of the names that nearly all files have; the others are put in their usual form.
    if _PLAIN_NAME.fullmatch(relative):
        return _prefix(label) + relative
    return PurePosixPath(label, relative).as_posix()


@functools.lru_cache(maxsize=16)
def _prefix(label: str) -> str:
    return PurePosixPath(label, "x").as_posix()[:-1]


def is_listed(relative: str) -> bool:
    """Say whether a file is one of those that authors see: neither hidden nor left by a system.

    Args:
        relative: The file.
    """
    return not any(
        part.startswith(".") or part.lower() in _LEFT_BY_SYSTEMS for part in relative.split("/")
    )


def could_be_language(folder: str) -> bool:
    """Say whether a language tag could have made the name of a folder.

    Args:
        folder: The name.
    """
    return _LANGUAGE_FOLDER.fullmatch(folder) is not None


class FolderFiles:
    """The files in a folder. Links are followed as long as they stay in it."""

    def __init__(self, root: Path) -> None:
        """Take a folder.

        Args:
            root: The pack's folder; it need not be there yet.
        """
        self.root = root
        self.label = root.as_posix()
        self._root = str(root)

    def read(self, relative: str, limit: int) -> bytes:
        """Return what a file holds; see ``PackFiles.read``."""
        try:
            real = self._real(relative)
            if real is None:
                raise refusal(
                    name_of(self.label, relative),
                    "outside-pack",
                    "this file leads out of the pack",
                    "put the file itself here",
                )
            size, content = read_plain(*real, limit)
        except FileNotFoundError:
            raise missing(name_of(self.label, relative)) from None
        except (OSError, RuntimeError, ValueError) as error:
            name = name_of(self.label, relative)
            reason = getattr(error, "strerror", None) or "it cannot be opened"
            raise refusal(
                name, "unreadable-file", f"cannot read it: {reason}", "check its permissions"
            ) from None
        if content is None:
            name = name_of(self.label, relative)
            raise refusal(name, "not-a-file", "this is not a file", "put a file in its place")
        if max(size, len(content)) > limit:
            raise too_large(name_of(self.label, relative), max(size, len(content)), limit)
        return content

    def _real(self, relative: str) -> tuple[str, os.stat_result] | None:
        """Return where a file really is and what it is; None where that is not in the folder.

        Args:
            relative: The file.
        """
        plain, about = self._root, None
        for part in relative.split("/"):
            plain = f"{plain}{os.sep}{part}"
            about = os.lstat(plain)
            if part == ".." or stat.S_ISLNK(about.st_mode):
                real = (self.root / relative).resolve(strict=True)
                inside = real.is_relative_to(self.root.resolve())
                return (str(real), real.lstat()) if inside else None
        # Without links and ways up it cannot lead out.
        return None if about is None else (plain, about)

    def is_file(self, relative: str) -> bool:
        """Say whether there is such a file."""
        return os.path.isfile(self.root / relative)  # noqa: PTH113 - the method may raise

    def walk(self) -> list[str]:
        """Return all files but hidden ones, sorted; see ``PackFiles.walk``."""
        return sorted(self._walk(self.root, "", DEEPEST, through_link=False))

    def _walk(self, folder: Path, prefix: str, depth: int, *, through_link: bool) -> Iterator[str]:
        try:
            entries = list(os.scandir(folder))
        except (OSError, ValueError):
            return  # what should be in it is missed by name
        for entry in entries:
            if not is_listed(entry.name):
                continue
            # One link on the way is enough: links to folders above could make any number of ways.
            is_link = entry.is_symlink()
            follows = not is_link or (not through_link and self._holds(entry.path))
            if depth > 0 and follows and _is_folder(entry):
                yield from self._walk(
                    Path(entry.path),
                    f"{prefix}{entry.name}/",
                    depth - 1,
                    through_link=through_link or is_link,
                )
            else:
                yield prefix + entry.name

    def _holds(self, path: str) -> bool:
        """Say whether what a path leads to is in the folder."""
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root))

    def translations(self) -> list[str]:
        """Return the names of the folders that a language tag could have made, sorted."""
        try:
            entries = list(os.scandir(self.root))
        except (OSError, ValueError):
            return []
        return sorted(
            entry.name for entry in entries if could_be_language(entry.name) and _is_folder(entry)
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself


def refusal(name: str, code: str, message: str, advice: str) -> ContentError:
    """Return the error for one fault of a whole file.

    Args:
        name: How problems call the file.
        code: The kind of fault.
        message: What is wrong.
        advice: What to do.
    """
    return ContentError((Problem(name, 1, 1, code, message, advice),))


def missing(name: str) -> ContentError:
    """Return the error for a file that is not there.

    Args:
        name: How problems call the file.
    """
    advice = "create it or take its name out of the list"
    if PurePosixPath(name).name == MANIFEST:
        advice = f"a pack is a folder or a .zip that holds a {MANIFEST}"
    return refusal(name, "missing-file", "there is no such file", advice)


def too_large(name: str, size: int, limit: int) -> ContentError:
    """Return the error for a file that is larger than what is read.

    Args:
        name: How problems call the file.
        size: Its size in bytes, or as much of it as is known.
        limit: The largest size.
    """
    return refusal(
        name,
        "file-too-large",
        f"{size:,} bytes; at most {limit:,} are read",
        "split it or make it shorter",
    )
