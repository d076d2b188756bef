"""Telling of every save in a pack."""

import asyncio
import os
import platform
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

State = dict[str, tuple[int, int, int]]
"""The time, size and number of each file, by name."""
STEP_MS = 40
"""A save is told once no other follows it for so long: editors write in several steps."""
_DEBOUNCE_MS = 300
_POLL_S = 0.15
_LOOK_MS = 1_000
# What editors leave beside the file that they write.
_TEMPORARY = ("~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___")


async def changes(
    pack: Path, *, poll: bool = False, since: State | None = None
) -> AsyncGenerator[frozenset[str]]:
    """Yield the names of the files that were saved, made, moved or deleted, as often as any were.

    A pack that is taken away is waited for; once it is there again its files count as changed.

    Args:
        pack: The folder or the zip.
        poll: Whether to look again and again, where the system does not tell of changes: on
            network drives and in some containers.
        since: How the pack was when it was read, to tell what was saved before this began.

    Yields:
        Their names in the pack; the empty name stands for all of it.
    """
    poll = poll or _never_tells()
    while True:
        seen = _identity(_watched(pack))
        try:
            async with aclosing(_polled(pack) if poll else _told(pack)) as told:
                async for heard in told:
                    names = heard
                    if since is not None:
                        before, since = since, None
                        names |= await asyncio.to_thread(_saved_since, pack, before)
                    if names:
                        yield names
                    if _identity(_watched(pack)) != seen:
                        break
        except OSError:
            # The system refuses to tell, as where too many folders are watched, or it is gone.
            poll = poll or _identity(_watched(pack)) is not None
        while _identity(_watched(pack)) is None:
            await asyncio.sleep(_LOOK_MS / 1000)
        yield frozenset({""})


async def _told(pack: Path) -> AsyncGenerator[frozenset[str]]:
    """Yield what the system tells of, and nothing once in a while where that is nothing."""
    from watchfiles import awatch

    root = _watched(pack)
    roots = (str(root), os.path.realpath(root))
    async for found in awatch(
        root,
        watch_filter=None,
        debounce=_DEBOUNCE_MS,
        step=STEP_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        # Its own polling overlooks the second of two saves within a second.
        force_polling=False,
        recursive=root == pack,
        ignore_permission_denied=True,
    ):
        yield _authors(pack, {_name(path, roots) for _, path in found})


async def _polled(pack: Path) -> AsyncGenerator[frozenset[str]]:
    """Yield what has changed since the last look, or nothing."""
    known = await asyncio.to_thread(look, pack)
    while True:
        begun = time.perf_counter()
        now = await asyncio.to_thread(look, pack)
        if now != known:
            await asyncio.sleep(STEP_MS / 1000)
            now = await asyncio.to_thread(look, pack)
        differing = {name for name, _ in known.items() ^ now.items()}
        known = now
        yield _authors(pack, differing)
        await asyncio.sleep(max(_POLL_S, 2 * (time.perf_counter() - begun)))


def _saved_since(pack: Path, before: State) -> frozenset[str]:
    return _authors(pack, {name for name, _ in before.items() ^ look(pack).items()})


def look(pack: Path) -> State:
    """Return what tells every file of a pack from its next version.

    Args:
        pack: The folder or the zip.
    """
    root = _watched(pack)
    paths = (
        [pack]
        if root != pack
        else [Path(at, name) for at, _, names in os.walk(root) for name in names]
    )
    found = {}
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            continue
        name = path.relative_to(root).as_posix()
        found[name] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _authors(pack: Path, names: set[str]) -> frozenset[str]:
    """Return which of the names the author may have saved, rather than the editor."""
    if _watched(pack) != pack:
        return frozenset({""} if pack.name in names else ())
    return frozenset(name for name in names if _is_authors(name))


def _never_tells() -> bool:
    # Linux on Windows hears nothing of what Windows saves.
    return "microsoft" in platform.uname().release.lower()


def _watched(pack: Path) -> Path:
    # A zip is mostly saved by putting another file in its place, which only its folder tells.
    return pack if pack.is_dir() or pack.suffix.lower() != ".zip" else pack.parent


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _name(path: str, roots: tuple[str, ...]) -> str:
    for root in roots:
        if Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix()
    return Path(path).name


def _is_authors(name: str) -> bool:
    parts = name.split("/")
    return not (
        any(part.startswith((".", "#")) or part == "__pycache__" for part in parts)
        or name.endswith(_TEMPORARY)
        or parts[-1] == "4913"  # vim tries with it whether it may write here
    )
