"""The learner's settings: what they are and how they are kept."""

from typing import Literal, NamedTuple

from tui import language
from tui.storage.progress import ProgressStore

SettingName = Literal["theme", "language", "motion", "ascii"]


class Settings(NamedTuple):
    """How the game looks and speaks for one learner.

    Attributes:
        theme: The name of a theme; empty for the game's own.
        motion: Whether things may move.
        ascii: Whether everything is written with ASCII alone.
        language: The tag of the language to speak, empty for what the environment asks for.
    """

    theme: str = ""
    motion: bool = True
    ascii: bool = False
    language: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that the learner wants, the best first."""
        return (self.language,) if self.language else language.wanted()


def load_settings(store: ProgressStore) -> Settings:
    """Return the kept settings; what is unknown falls back to the default.

    Args:
        store: The learner's data.
    """
    kept = store.settings()
    tag = kept.get("language", "")
    return Settings(
        kept.get("theme", ""),
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
