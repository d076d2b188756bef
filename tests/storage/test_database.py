"""Opening the database in every condition it may be in."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NOW
from tui.rules.before_after import RoundState
from tui.rules.progress import ItemKey
from tui.storage.database import FILE_NAME, VERSION, NewerDatabaseError, open_database
from tui.storage.progress import ProgressStore

TEA = ItemKey("before-after", "tea")


def clock() -> float:
    return NOW


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "a" / "b", clock)
    assert opened.notice is None
    assert (tmp_path / "a" / "b" / FILE_NAME).exists()


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    opened = open_database(tmp_path, clock)
    opened.connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    opened.connection.execute("CREATE TABLE future (x)")
    opened.connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(NewerDatabaseError, match="newer version"):
        open_database(tmp_path, clock)
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "damaged" in path.name] == []


@pytest.mark.parametrize("damage", ["garbage", "truncated", "overwritten"])
def test_a_corrupt_database_is_set_aside_and_play_goes_on(tmp_path: Path, damage: str) -> None:
    store = ProgressStore(tmp_path, "sound", clock=clock)
    for number in range(300):
        store.save(ItemKey("lesson", f"l{number}"), RoundState(seed=number))
    store.close()
    path = tmp_path / FILE_NAME
    content = path.read_bytes()
    match damage:
        case "garbage":
            path.write_bytes(b"this is no database at all, " * 100)
        case "truncated":
            path.write_bytes(content[: len(content) // 2])
        case "overwritten":
            middle = len(content) // 2
            path.write_bytes(content[:4096] + b"\xff" * middle + content[4096 + middle :])
    broken = path.read_bytes()
    store = ProgressStore(tmp_path, "sound", clock=clock)
    assert store.notice is not None
    assert "set aside" in store.notice
    aside = tmp_path / f"progress-damaged-{int(NOW)}.db"
    assert aside.read_bytes() == broken
    store.save(TEA, RoundState(seed=1))
    assert ProgressStore(tmp_path, "sound", clock=clock).load(TEA, RoundState) is not None


@pytest.mark.parametrize(
    "script",
    [
        f"PRAGMA user_version = {VERSION}",
        "CREATE TABLE item (x)",
        f"CREATE TABLE item (x); CREATE TABLE setting (x); PRAGMA user_version = {VERSION}",
    ],
)
def test_a_database_with_other_tables_is_set_aside(tmp_path: Path, script: str) -> None:
    foreign = sqlite3.connect(tmp_path / FILE_NAME)
    foreign.executescript(script)
    foreign.close()
    store = ProgressStore(tmp_path, "sound", clock=clock)
    assert store.notice is not None
    assert "set aside" in store.notice
    store.save(TEA, RoundState(seed=1))
    assert ProgressStore(tmp_path, "sound", clock=clock).notice is None


def test_answers_that_stand_only_in_the_log_survive_a_kill_and_a_damaged_file(
    tmp_path: Path,
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tui.rules.before_after import RoundState;"
        "from tui.rules.progress import ItemKey; from tui.storage.progress import ProgressStore;"
        "store = ProgressStore(Path(sys.argv[1]), 'sound');"
        "[store.save(ItemKey('lesson', str(n)), RoundState(seed=n)) for n in range(20)];"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    path = tmp_path / FILE_NAME
    path.write_bytes(b"x" * len(path.read_bytes()))
    assert len(ProgressStore(tmp_path, "sound", clock=clock).standings()) == 20


def test_a_foreign_database_is_set_aside(tmp_path: Path) -> None:
    foreign = sqlite3.connect(tmp_path / FILE_NAME)
    foreign.execute("CREATE TABLE item (x)")
    foreign.execute(f"PRAGMA user_version = {VERSION}")
    foreign.close()
    store = ProgressStore(tmp_path, "sound", clock=clock)
    assert store.notice is not None
    store.save(TEA, RoundState(seed=1))


def test_a_file_in_place_of_the_folder_is_played_from_memory(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("I am a file")
    store = ProgressStore(tmp_path / "data", "sound", clock=clock)
    assert store.notice is not None
    assert "forgotten" in store.notice
    store.save(TEA, RoundState(seed=1))
    assert store.load(TEA, RoundState) == RoundState(seed=1)
    assert (tmp_path / "data").read_text() == "I am a file"


def test_a_database_in_place_of_which_a_folder_stands(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    store = ProgressStore(tmp_path, "sound", clock=clock)
    assert store.notice is not None
    store.save(TEA, RoundState(seed=1))
