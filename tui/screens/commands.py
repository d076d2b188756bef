"""One registry of what the learner can do: bindings, key bar, palette and help read it."""

from dataclasses import dataclass

from textual.binding import Binding

from tui.language import N_, _

_KEY_NAMES = {
    "enter": N_("enter"),
    "escape": N_("esc"),
    "space": N_("space"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "question_mark": "?",
    "slash": "/",
    "pageup": N_("pgup"),
    "pagedown": N_("pgdn"),
    "home": N_("Home"),
    "end": N_("End"),
}


# Keys with long names that an input takes as text.
_TYPING = {"space", "question_mark", "slash"}


@dataclass(frozen=True, slots=True)
class GameCommand:
    """Something the learner can do on a screen.

    Attributes:
        keys: The keys that do it, as Textual names them, parted by commas.
        action: The name of the screen's action, or empty where the focused widget acts itself.
        label: One or two words for the key bar, in English: screens know the command by them.
        help: What it does, in a sentence, in English.
        shown: The keys as they are written on screen; made from ``keys`` where it is empty.
        in_bar: Whether the key bar shows it.
        first: Whether it goes before the keys of the focused widget.
    """

    keys: str
    action: str
    label: str
    help: str
    shown: str = ""
    in_bar: bool = True
    first: bool = False

    @property
    def label_text(self) -> str:
        """The label in the language in use."""
        return _(self.label)

    @property
    def help_text(self) -> str:
        """What it does, in the language in use."""
        return _(self.help)

    @property
    def key_text(self) -> str:
        """The keys as they are written on screen."""
        if self.shown:
            return _(self.shown)
        return _written(self.keys.split(","))

    @property
    def key_text_while_typing(self) -> str:
        """The keys that still work while the learner types; empty where all of them type."""
        keys = [key for key in self.keys.split(",") if len(key) > 1 and key not in _TYPING]
        all_work = len(keys) == self.keys.count(",") + 1
        return self.key_text if all_work else _written(keys)

    @property
    def binding(self) -> Binding:
        """The Textual binding that the command stands for."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.in_bar,
            tooltip=self.help,
            priority=self.first,
        )


GLOBAL_COMMANDS: tuple[GameCommand, ...] = (
    GameCommand(
        "k",
        "app.handbook",
        N_("handbook"),
        N_("Look something up, then come back here."),
        in_bar=False,
    ),
    GameCommand("question_mark,f1", "app.help", N_("help"), N_("Explain this screen."), shown="?"),
    GameCommand(
        "f2", "app.settings", N_("settings"), N_("Theme, motion, ASCII, progress."), in_bar=False
    ),
    GameCommand(
        "ctrl+p",
        "app.command_palette",
        N_("commands"),
        N_("Find any command by name."),
        in_bar=False,
    ),
    GameCommand(
        "ctrl+q", "app.quit", N_("quit"), N_("Leave the game; everything is saved."), in_bar=False
    ),
)
"""What can be done everywhere."""


def _written(keys: list[str]) -> str:
    return " ".join(_(_KEY_NAMES.get(key, key.replace("ctrl+", "^"))) for key in keys)
