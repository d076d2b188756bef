"""The data folder is taken away, filled, locked or damaged: play goes on, what was kept stays."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import NOW, SOUND_PACK
from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import (
    DOWN,
    FORGOTTEN,
    LOST,
    PLAIN,
    SCREENS,
    TEA,
    UNSAVED,
    Played,
    answer_on_screens,
    answers_in,
    assert_kept,
    game,
    hears,
    play_in_lines,
    played,
    says,
)
from tests.learning import live_through
from tests.plain.talk import Talk
from tests.terminal import Terminal, data_in
from tui.content.reader import PackReader
from tui.storage.database import FILE_NAME, VERSION
from tui.storage.progress import ProgressStore
from tui.storage.session import Session


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with game(folder) as terminal:
        answer_on_screens(terminal)
    assert answers_in(folder) == 1


@pytest.mark.parametrize("command", [SCREENS, PLAIN], ids=["screens", "plain"])
@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_its_place(below: str, command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with game(tmp_path / "data" / below, command) as terminal:
        terminal.sees(FORGOTTEN)
    assert (tmp_path / "data").read_text() == "a file"


def read_only(folder: Path) -> tuple[str, ...]:
    """Return what starts a command that may only read a folder."""
    if os.geteuid():
        folder.chmod(0o500)
        for path in folder.iterdir():
            path.chmod(0o400)
        return ()
    mounts = f"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'"
    return ("unshare", "-m", "sh", "-c", f'{mounts} && exec "$@"', "sh")


@pytest.mark.parametrize("has_been_played", [False, True])
def test_a_folder_that_may_only_be_read(has_been_played: bool, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    if has_been_played:
        played(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with game(folder, before=read_only(folder)) as terminal:
        terminal.sees(FORGOTTEN)
        answer_on_screens(terminal)
    folder.chmod(0o700)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def removed(folder: Path) -> None:
    shutil.rmtree(folder)


def replaced_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


def replaced_by_another(folder: Path) -> None:
    shutil.rmtree(folder)
    played(folder, 3)


@pytest.mark.parametrize("do", [removed, replaced_by_a_file, replaced_by_another])
def test_taken_away_while_playing(do: Callable[[Path], None], tmp_path: Path) -> None:
    folder = played(tmp_path / "data")
    with game(folder) as terminal:
        terminal.sees("Before & After")
        do(folder)
        answer_on_screens(terminal, until=UNSAVED)
    assert LOST.encode() in terminal.output
    if do is replaced_by_another:
        assert answers_in(folder) == 3


LOCKER = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
database.execute("UPDATE item SET stars = 77")
database.execute("DELETE FROM answer")
print("locked", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The database is locked by another process, in the middle of a change."""
    locker = subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(folder / FILE_NAME)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert locker.stdout is not None
    assert locker.stdout.readline() == "locked\n"
    try:
        yield locker
    finally:
        locker.kill()
        locker.communicate()


def test_locked_at_the_start(tmp_path: Path) -> None:
    folder = played(tmp_path)
    with locked(folder), game(folder) as terminal:
        terminal.sees(FORGOTTEN)
        answer_on_screens(terminal)
    assert answers_in(folder) == 1


def test_locked_while_playing_by_a_game_that_dies(tmp_path: Path) -> None:
    folder = played(tmp_path)
    with game(folder) as terminal:
        terminal.sees("Before & After")
        answer_on_screens(terminal)
        terminal.send("pv1")
        terminal.sees("1 [x]")
        with locked(folder):
            terminal.send("c")
            terminal.sees(UNSAVED)
            kept = answers_in(folder)
        terminal.send("p")
        terminal.sees("Open both")
    assert answers_in(folder) == kept + 1, "what could not be saved is kept with the next move"
    store = ProgressStore(folder, "sound")
    assert store.standings()[TEA].stars < 77, "nothing of what the dead one began is there"
    store.close()


@pytest.mark.parametrize("command", [SCREENS, PLAIN], ids=["screens", "plain"])
def test_locked_while_reviewing(command: tuple[str, ...], tmp_path: Path) -> None:
    folder = played(tmp_path, days_ago=30)
    with game(folder, command) as terminal:
        hears(terminal, "1 question is back")
        with locked(folder):
            if command is SCREENS:
                terminal.send(DOWN * 4 + "\r")
                terminal.sees("Review", "A cup of green tea", "Open both")
                terminal.send("v1")
                terminal.sees("1 [x]")
                terminal.send("s")
                terminal.sees(UNSAVED)
            else:
                says(terminal, "5", "question 1 of 1> ")
                for line in ("both", "names-a-number", "sure"):
                    says(terminal, line, "question 1 of 1> ")
                says(terminal, "check", UNSAVED)
            assert answers_in(folder) == 1
    assert LOST.encode() not in terminal.output
    assert answers_in(folder) == 2


def test_a_newer_version(tmp_path: Path) -> None:
    folder = played(tmp_path)
    with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (folder / FILE_NAME).read_bytes()
    for command in (SCREENS, PLAIN):
        with Terminal(command, environment=data_in(folder)) as terminal:
            assert terminal.ended() == 1
            assert b"newer version" in terminal.output
            assert b"Traceback" not in terminal.output
            assert terminal.is_restored
    assert (folder / FILE_NAME).read_bytes() == before


@forms("moments of two games")
def test_two_games_on_one_profile_lose_nothing(count: int, tmp_path: Path, tally: Tally) -> None:
    """Each is ended at a moment of its own."""
    rng = random.Random(count)
    for number in range(count):
        folder, counts = tmp_path / str(number), [Played(), Played()]

        def play(each: Played, seconds: float, folder: Path = folder) -> None:
            with Terminal(PLAIN, environment=data_in(folder)) as terminal:
                end = threading.Timer(seconds, terminal.process.kill)
                end.start()
                with contextlib.suppress(AssertionError, OSError):
                    play_in_lines(terminal, each)
                end.join()

        games = [
            threading.Thread(target=play, args=(each, rng.uniform(1.0, 2.5))) for each in counts
        ]
        for each in games:
            each.start()
        for each in games:
            each.join()
        accepted = sum(each.accepted for each in counts)
        assert accepted, "they have played"
        assert_kept(folder, accepted, games=2)
        tally("moments of two games")
        tally("answers of two games at once", accepted)


@forms("damaged databases")
def test_damaged_at_random_bytes(count: int, tmp_path: Path, tally: Tally) -> None:
    store = ProgressStore(tmp_path / "sound", "sound", clock=lambda: NOW)
    live_through(Session(PackReader(SOUND_PACK), store, random.Random(1)))
    store.close()
    sound = (tmp_path / "sound" / FILE_NAME).read_bytes()
    for seed in range(count):
        folder = tmp_path / f"damaged-{seed}"
        folder.mkdir()
        (folder / FILE_NAME).write_bytes(damaged(sound, random.Random(seed)))
        walk_through(folder, seed)
        shutil.rmtree(folder)
        tally("damaged databases")


def damaged(sound: bytes, rng: random.Random) -> bytes:
    """Return a database with bytes changed, lost or repeated."""
    data = bytearray(sound)
    match rng.choice(("bytes", "bytes", "page", "cut", "text")):
        case "bytes":
            for _ in range(rng.choice((1, 3, 30))):
                data[rng.randrange(len(data))] = rng.randrange(256)
        case "page":
            start = rng.randrange(len(data) // 4096) * 4096
            data[start : start + 4096] = rng.randbytes(4096)
        case "cut":
            del data[rng.randrange(len(data)) :]
        case "text":
            # What is written in it, not how it is built: SQLite does not notice.
            words = [at for at in range(100, len(data)) if chr(data[at]).isalnum()]
            for at in rng.sample(words, 40):
                data[at] = rng.choice(b'\x00\xff\x1b09aZ[{"')
    return bytes(data)


def walk_through(folder: Path, seed: int) -> None:
    """Go through all that reads what is kept; a damage may be told, but may not end the game."""
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(folder, "sound", clock=lambda: NOW)
    session = Session(reader, store, random.Random(seed))
    try:
        talk = Talk(session)
        for line in ("progress", "home", "5", "home", "settings", "home", "handbook", "home", "7"):
            talk.hear(line)
        for kind, items in session.ids.items():
            for item in items:
                assert kind
                talk.hear(f"open {item}", "help", "check", "back")
        talk.hear("open bread", "both", "1", "check", "home", "progress")
        list(store.answers.all())
        list(store.items.all())
        store.answers.dues()
    finally:
        store.close()
    again = ProgressStore(folder, "sound", clock=lambda: NOW)
    assert again.notice is None
    again.close()


def test_a_clock_that_goes_backwards(tmp_path: Path) -> None:
    rng, now = random.Random(3), [NOW]
    store = ProgressStore(tmp_path, "sound", clock=lambda: now[0])
    session = Session(PackReader(SOUND_PACK), store, random.Random(1))
    talk = Talk(session)
    for number in range(60):
        now[0] += rng.choice((-1e9, -86_400.0 * 30, -1.0, 0.0, 1.0, 86_400.0))
        now[0] = max(now[0], 0.0)
        talk.hear("open tea", "replay" if number else "help", "both", "1", "check", "home")
        talk.hear("progress", "5", "home")
        assert sum(1 for _ in store.answers.all()) == number + 1
    store.close()
