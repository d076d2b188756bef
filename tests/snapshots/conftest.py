"""Pictures are made by one version of Python and Textual only."""

import platform
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK, open_session
from tui.app import DetectiveApp
from tui.storage.session import Session

MADE_WITH = ("3.11", "8.2.8")
SHOWN_FOLDER = Path("/home/you/.local/share/finetune-detective")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to redraw the pictures with other versions."""
    ours = (".".join(platform.python_version_tuple()[:2]), version("textual"))
    if config.getoption("--snapshot-update", default=False) and ours != MADE_WITH:
        pytest.exit(
            f"The snapshots are made with Python {MADE_WITH[0]} and Textual {MADE_WITH[1]}, "
            f"this is Python {ours[0]} and Textual {ours[1]}. Set up as README's test line says, "
            f"with python{MADE_WITH[0]}, and run: .venv/bin/python -m pytest tests/snapshots "
            "--snapshot-update",
            returncode=2,
        )


@pytest.fixture(autouse=True)
def _still_home(monkeypatch: pytest.MonkeyPatch) -> None:
    # What Home finds a moment later would be in some pictures and not in others.
    monkeypatch.setattr("tui.screens.home._LOOK_AFTER_S", 3_600)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session on the sound pack whose data folder reads the same everywhere."""
    opened = open_session(SOUND_PACK, tmp_path / "data")
    opened.store.folder = SHOWN_FOLDER
    return opened


@pytest.fixture
def app(session: Session) -> DetectiveApp:
    """The app on that session, with nothing done yet."""
    return DetectiveApp(session)
