"""The disk is full: play goes on, and what could not be saved is saved when there is room again."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.playing import (
    FORGOTTEN,
    LOST,
    PLAIN,
    SCREENS,
    UNSAVED,
    answer_on_screens,
    answers_in,
    game,
    hears,
    played,
    says,
)
from tests.terminal import Terminal

OWN_MOUNTS = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-rm")
FACES = pytest.mark.parametrize("command", [SCREENS, PLAIN], ids=["screens", "plain"])


def has_own_disks() -> bool:
    """Whether this machine lets a test mount a disk of its own; where not, there is the limit."""
    mount = (*OWN_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir())
    return bool(shutil.which("unshare")) and not subprocess.call(mount, stderr=subprocess.DEVNULL)


def answer_in_lines(terminal: Terminal) -> int:
    """Answer a round again and again until that is not saved; return how many answers."""
    hears(terminal, "Home> ")
    says(terminal, "open tea", "round checked> ")
    for answers in range(1, 200):
        says(terminal, "replay", "round, unread> ")
        says(terminal, "both", "round> ")
        says(terminal, "names-a-number", "round> ")
        says(terminal, "check", "round checked> ")
        if UNSAVED.encode() in terminal.output:
            return answers
    raise AssertionError("all was saved")


def answer(terminal: Terminal, command: tuple[str, ...]) -> int:
    if command is SCREENS:
        return answer_on_screens(terminal, until=UNSAVED)
    return answer_in_lines(terminal)


@FACES
def test_no_file_may_grow(command: tuple[str, ...], tmp_path: Path) -> None:
    folder = played(tmp_path / "data")
    # What is written into the log of the database soon fails.
    full = ("sh", "-c", 'ulimit -f 160 && exec "$@"', "sh")
    with game(folder, command, full) as terminal:
        answer(terminal, command)
    assert LOST.encode() in terminal.output
    assert answers_in(folder) > 1


@contextmanager
def small_disk(
    folder: Path, command: tuple[str, ...], *, is_full: bool = False
) -> Iterator[tuple[Terminal, Path]]:
    """A game whose data folder is a small disk of its own, which is copied back at the end."""
    at, back = shlex.quote(str(folder)), shlex.quote(str(folder.with_name("back")))
    fill = f"dd if=/dev/zero of={at}/filler 2>/dev/null;" if is_full else ""
    script = (
        f"cp -a {at} {back} && mount -t tmpfs -o size=1m tmpfs {at} && cp -a {back}/. {at};"
        f'{fill} "$@"; status=$?; rm -f {at}/filler; cp -a {at}/. {back}; exit $status'
    )
    with game(folder, command, (*OWN_MOUNTS, "sh", "-c", script, "sh")) as terminal:
        yield terminal, Path(f"/proc/{terminal.process.pid}/root{folder}")


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte; return what fills it."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return filler


if has_own_disks():

    @FACES
    def test_a_full_disk_that_has_room_again(command: tuple[str, ...], tmp_path: Path) -> None:
        folder = played(tmp_path / "data")
        with small_disk(folder, command) as (terminal, disk):
            hears(terminal, "Before & After")
            filler = fill(disk)
            answers = answer(terminal, command)
            if command is SCREENS:
                filler.unlink()
            else:
                says(terminal, "home", "Home> ")
                filler.unlink()
        assert LOST.encode() not in terminal.output
        assert answers_in(tmp_path / "back") == 1 + answers, "all that was told as not saved"

    def test_a_disk_that_stays_full(tmp_path: Path) -> None:
        folder = played(tmp_path / "data")
        with small_disk(folder, PLAIN) as (terminal, disk):
            hears(terminal, "Before & After")
            fill(disk)
            answer_in_lines(terminal)
        assert LOST.encode() in terminal.output
        answers_in(tmp_path / "back")

    @pytest.mark.parametrize(("command", "has_been_played"), [(SCREENS, True), (PLAIN, False)])
    def test_a_disk_that_was_full_before(
        has_been_played: bool, command: tuple[str, ...], tmp_path: Path
    ) -> None:
        folder = tmp_path / "data"
        folder.mkdir()
        if has_been_played:
            played(folder)
        with small_disk(folder, command, is_full=True) as (terminal, _disk):
            terminal.sees(FORGOTTEN)
            if command is SCREENS:
                answer_on_screens(terminal)
        assert not has_been_played or answers_in(tmp_path / "back") == 1
