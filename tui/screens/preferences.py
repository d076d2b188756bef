"""The learner's settings: what they are and how they are kept."""

from typing import Literal, NamedTuple, Protocol

from tui import language
from tui.screens.themes import NIGHT, THEME_TITLES
from tui.storage.progress import ProgressStore

SettingName = Literal["theme", "language", "motion", "ascii"]


class Settings(NamedTuple):
    """How the game looks for one learner.

    Attributes:
        theme: The name of one of the game's themes.
        motion: Whether things may move.
        ascii: Whether everything is written with ASCII alone.
        language: The tag of the language to speak, empty for what the environment asks for.
    """

    theme: str = NIGHT
    motion: bool = True
    ascii: bool = False
    language: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that the learner wants, the best first."""
        return (self.language,) if self.language else language.wanted()


class Dressable(Protocol):
    """An app that can change its looks."""

    def apply(self, settings: Settings) -> None:
        """Look as the settings say."""

    def speak(self, settings: Settings) -> None:
        """Speak the language that the settings say."""


def load_settings(store: ProgressStore) -> Settings:
    """Return the kept settings; what is unknown falls back to the default."""
    kept = store.settings()
    theme, tag = kept.get("theme", NIGHT), kept.get("language", "")
    return Settings(
        theme if theme in THEME_TITLES else NIGHT,
        kept.get("motion", "on") == "on",
        kept.get("ascii", "off") == "on",
        tag if tag and tag in language.available() else "",
    )


def save_setting(store: ProgressStore, name: SettingName, value: str | bool) -> None:
    """Keep one setting.

    Args:
        store: The learner's data.
        name: Which one.
        value: A theme's name, a language's tag, or whether it is on.
    """
    store.set(name, value if isinstance(value, str) else ("on" if value else "off"))
