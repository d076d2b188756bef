"""What plain play says at its end: that everything is saved only where it is."""

import io
import random
from pathlib import Path

from tests.conftest import SOUND_PACK
from tests.plain.talk import Talk
from tests.unsaved import away
from tui.content.reader import PackReader
from tui.plain.console import Console
from tui.plain.game import Game
from tui.storage.error_log import record
from tui.storage.progress import ProgressStore
from tui.storage.session import Session


def played(folder: Path, *lines: str) -> str:
    """Play lines with the data in a folder, and return what was said."""
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(folder, reader.pack.id)
    output = io.StringIO()
    Game(Session(reader, store, random.Random(1)), Console(lines, output, typed=False)).run()
    store.close()
    return output.getvalue()


def test_it_says_that_everything_is_saved(tmp_path: Path) -> None:
    said = played(tmp_path, "settings", "home", "open tea", "both")
    assert f"Progress is kept in {tmp_path}" in said
    assert said.endswith("Everything is saved. Goodbye.\n")


def test_where_the_data_folder_cannot_be_used_it_says_so_to_the_end(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = played(file, "settings", "home", "open tea", "both", "quit")
    assert f"Progress cannot be kept in {file}" in said
    assert "Progress is not kept." in said
    assert said.endswith("Nothing could be kept this time. Goodbye.\n")


def farewell(folder: Path, error: Exception | None = None) -> tuple[str, str]:
    """Play while nothing can be saved, and return what is said at the end, then and later."""
    reader = PackReader(SOUND_PACK)
    store = ProgressStore(folder, reader.pack.id)
    talk = Talk(Session(reader, store, random.Random(1)))

    def end() -> str:
        return talk.hear("quit") if error is None else record(error, store)

    with away(folder):
        assert "could not be saved" in talk.hear("open tea", "both")
        said = end()
    later = end()
    store.close()
    return said, later


def test_it_does_not_say_that_everything_is_saved_where_it_is_not(tmp_path: Path) -> None:
    said, later = farewell(tmp_path)
    assert said.endswith("What you did last could not be saved. Goodbye.\n")
    assert later.endswith("Everything is saved. Goodbye.\n")


def test_nor_where_the_game_ends_by_an_error(tmp_path: Path) -> None:
    said, later = farewell(tmp_path, KeyError("an error of the game"))
    assert "What you did last could not be saved." in said
    assert "Everything up to your last move is saved." in later
