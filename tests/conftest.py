"""What the tests share: the sound pack, a clock and a random source that stand still."""

import gc
import itertools
import os
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.idle import hasten
from tui import language
from tui.content.reader import PackReader
from tui.paths import DATA_VARIABLE, default_pack
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

SOUND_PACK = Path(__file__).parent / "data" / "sound"
RECORDED_PACK = Path(__file__).parent / "data" / "recorded"
NOW = 1_800_000_000.0

_SELDOM = (100_000, 20, 20)
_numbers = itertools.count()

# Textual reads it when it is first imported: nothing may move in a picture.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# Compiled anew by every worker and every game that is started, modules take longer than tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what all tests share."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def pytest_runtest_teardown() -> None:
    """Go on so after a test in which the game has taken over."""
    gc.enable()
    gc.set_threshold(*_SELDOM)


def pytest_sessionfinish() -> None:
    """Leave the garbage to the end of the process: pytest would look for it five times."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _style_sheets_are_parsed_once() -> Iterator[None]:
    # Every app parses its style sheets, which are the same in all of them.
    parsed: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, css: str, read_from: object, *args: Any, **more: Any) -> Any:
        variables = tuple(self._variables.items())
        key = (variables, css, read_from, args, tuple(more.items()))
        if key not in parsed:
            parsed[key] = parse(self, css, read_from, *args, **more)  # type: ignore[arg-type]
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _pilots_wait_for_what_is_done() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hasten(patch)
        yield


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder; pytest's own looks through the folders of all tests before this one."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    path = tmp_path_factory.getbasetemp() / f"{name}{next(_numbers)}"
    path.mkdir()
    return path


@pytest.fixture(autouse=True)
def _own_data_folder(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "tmp_path" in request.fixturenames:
        folder: Path = request.getfixturevalue("tmp_path")
    else:
        folder = tmp_path_factory.getbasetemp() / f"nobody{next(_numbers)}"
    monkeypatch.setenv(DATA_VARIABLE, str(folder / "data"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in language.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    language.use(language.SOURCE)
    yield
    language.use(language.SOURCE)


@pytest.fixture(autouse=True)
def _no_motion(monkeypatch: pytest.MonkeyPatch) -> None:
    # A plugin may have imported Textual before the variable above was set: without workers it does.
    if "textual.constants" in sys.modules:
        monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")


def open_session(pack: Path, folder: Path, seed: int = 1) -> Session:
    """Return a session on a pack, with progress in a folder."""
    reader = PackReader(pack)
    store = ProgressStore(folder, reader.pack.id, clock=lambda: NOW)
    return Session(reader, store, random.Random(seed))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on the small sound pack, with nothing done yet."""
    opened = open_session(SOUND_PACK, tmp_path / "data")
    yield opened
    opened.store.close()


@pytest.fixture
def recorded_session(tmp_path: Path) -> Iterator[Session]:
    """A session on the pack with recordings, with nothing done yet."""
    opened = open_session(RECORDED_PACK, tmp_path / "data")
    yield opened
    opened.store.close()


@pytest.fixture
def shipped_session(tmp_path: Path) -> Iterator[Session]:
    """A session on the pack that ships with the game, with nothing done yet."""
    opened = open_session(default_pack(), tmp_path / "data")
    yield opened
    opened.store.close()
