"""The learner's settings: what they are and how they are kept."""

from typing import Literal, NamedTuple, Protocol

from tui.screens.themes import NIGHT, THEME_TITLES
from tui.storage.progress import ProgressStore

SettingName = Literal["theme", "motion", "ascii"]


class Settings(NamedTuple):
    """How the game looks for one learner.

    Attributes:
        theme: The name of one of the game's themes.
        motion: Whether things may move.
        ascii: Whether everything is written with ASCII alone.
    """

    theme: str = NIGHT
    motion: bool = True
    ascii: bool = False


class Dressable(Protocol):
    """An app that can change its looks."""

    def apply(self, settings: Settings) -> None:
        """Look as the settings say."""


def load_settings(store: ProgressStore) -> Settings:
    """Return the kept settings; what is unknown falls back to the default."""
    kept = store.settings()
    theme = kept.get("theme", NIGHT)
    return Settings(
        theme if theme in THEME_TITLES else NIGHT,
        kept.get("motion", "on") == "on",
        kept.get("ascii", "off") == "on",
    )


def save_setting(store: ProgressStore, name: SettingName, value: str | bool) -> None:
    """Keep one setting.

    Args:
        store: The learner's data.
        name: Which one.
        value: A theme's name, or whether it is on.
    """
    store.set(name, value if isinstance(value, str) else ("on" if value else "off"))
