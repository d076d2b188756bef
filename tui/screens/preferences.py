"""The learner's settings as the screens need them: with one of the game's own themes."""

import sys
from typing import Protocol

from tui.language import SOURCE
from tui.screens.themes import NIGHT, THEME_TITLES
from tui.storage import preferences
from tui.storage.preferences import Settings
from tui.storage.progress import ProgressStore

_SIGNS = "★─│▸●░█"


class Dressable(Protocol):
    """An app that can change its looks."""

    def apply(self, settings: Settings) -> None:
        """Look as the settings say."""

    def speak(self, settings: Settings) -> None:
        """Speak the language that the settings say."""


def load_settings(store: ProgressStore) -> Settings:
    """Return the kept settings; an unknown theme falls back to the default.

    Where the terminal's encoding has no letters but those of ASCII, it is that and English.

    Args:
        store: The learner's data.
    """
    settings = preferences.load_settings(store)
    if not _can_write(_SIGNS):
        settings = settings._replace(ascii=True, language=SOURCE)
    return settings if settings.theme in THEME_TITLES else settings._replace(theme=NIGHT)


def _can_write(text: str) -> bool:
    # The screens are written to standard error.
    try:
        text.encode(getattr(sys.__stderr__, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
