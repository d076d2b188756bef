"""One registry of what the learner can do: bindings, key bar, palette and help read it."""

from dataclasses import dataclass

from textual.binding import Binding

_KEY_NAMES = {
    "enter": "enter",
    "escape": "esc",
    "space": "space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "question_mark": "?",
    "slash": "/",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "home": "home",
    "end": "end",
}


# Keys with long names that an input takes as text.
_TYPING = {"space", "question_mark", "slash"}


@dataclass(frozen=True, slots=True)
class GameCommand:
    """Something the learner can do on a screen.

    Attributes:
        keys: The keys that do it, as Textual names them, parted by commas.
        action: The name of the screen's action, or empty where the focused widget acts itself.
        label: One or two words for the key bar.
        help: What it does, in a sentence.
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
    def key_text(self) -> str:
        """The keys as they are written on screen."""
        if self.shown:
            return self.shown
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
        "k", "app.handbook", "handbook", "Look something up, then come back here.", in_bar=False
    ),
    GameCommand("question_mark,f1", "app.help", "help", "Explain this screen.", shown="?"),
    GameCommand("f2", "app.settings", "settings", "Theme, motion, ASCII, progress.", in_bar=False),
    GameCommand(
        "ctrl+p", "app.command_palette", "commands", "Find any command by name.", in_bar=False
    ),
    GameCommand("ctrl+q", "app.quit", "quit", "Leave the game; everything is saved.", in_bar=False),
)
"""What can be done everywhere."""


def _written(keys: list[str]) -> str:
    return " ".join(_KEY_NAMES.get(key, key.replace("ctrl+", "^")) for key in keys)
