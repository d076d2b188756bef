"""The learner's settings as the screens need them: with one of the game's own themes."""

from typing import Protocol

from tui.screens.themes import NIGHT, THEME_TITLES
from tui.storage import preferences
from tui.storage.preferences import Settings
from tui.storage.progress import ProgressStore


class Dressable(Protocol):
    """An app that can change its looks."""

    def apply(self, settings: Settings) -> None:
        """Look as the settings say."""

    def speak(self, settings: Settings) -> None:
        """Speak the language that the settings say."""


def load_settings(store: ProgressStore) -> Settings:
    """Return the kept settings; an unknown theme falls back to the default.

    Args:
        store: The learner's data.
    """
    settings = preferences.load_settings(store)
    return settings if settings.theme in THEME_TITLES else settings._replace(theme=NIGHT)
