"""The bar that always says what to press next."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click, Resize
from textual.style import Style

from tui.widgets.steady import SteadyText

_GAP = "  "
# Not Textual's own "@click": that would paint the keys as links.
_META = "key_bar_action"


class KeyHint(NamedTuple):
    """One entry of the bar.

    Attributes:
        keys: The keys as they are written on screen.
        label: What they do.
        action: The Textual action that a click runs; empty for none.
    """

    keys: str
    label: str
    action: str


class KeyBar(SteadyText):
    """The keys that work now; it wraps rather than hiding one, and every key can be clicked."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._hints: Sequence[KeyHint] = ()

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys.

        Args:
            hints: The keys that work now, the most important first.
        """
        if hints != self._hints:
            self._hints = hints
            self._write()

    def on_resize(self, event: Resize) -> None:
        """Wrap anew."""
        del event
        self._write()

    async def on_click(self, event: Click) -> None:
        """Do what the clicked key does."""
        action = event.style.meta.get(_META)
        if action:
            await self.screen.run_action(action)

    def _write(self) -> None:
        lines: list[list[Content]] = [[]]
        room = width = self.app.size.width - 2
        for hint in self._hints:
            part = _part(hint)
            needed = part.cell_length + (len(_GAP) if lines[-1] else 0)
            if needed > room and lines[-1]:
                lines.append([])
                room, needed = width, part.cell_length
            lines[-1].append(part)
            room -= needed
        self.update(Content("\n").join(Content(_GAP).join(line) for line in lines))


def _part(hint: KeyHint) -> Content:
    style = Style.from_meta({_META: hint.action}) if hint.action else Style()
    text = f"{hint.keys} {hint.label}"
    return Content.styled(text, style).stylize("bold $primary", 0, len(hint.keys))
