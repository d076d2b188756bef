"""Talking to the game in a test: lines in, text out."""

import io
from collections.abc import Iterable, Iterator

from tui.plain.console import Console
from tui.plain.game import Game
from tui.storage.session import Session


class Talk:
    """A game at Home that waits for lines.

    Attributes:
        game: The game.
        opening: What it said before the first line.
    """

    def __init__(self, session: Session, *, encoding: str = "utf-8") -> None:
        """Begin a game."""
        self._raw = io.BytesIO()
        self._output = io.TextIOWrapper(self._raw, encoding=encoding, newline="\n")
        self._lines: list[str] = []
        self.game = Game(session, Console(self._heard(), self._output, typed=False))
        self.game.begin()
        self.opening = self._said(0)

    def hear(self, *lines: str) -> str:
        """Say lines to the game, and return what it says to them."""
        start = len(self._raw.getvalue())
        for line in lines:
            self._lines.append(line)
            self.game.handle(self.game.console.ask(self.game.place.prompt))
        return self._said(start)

    def _said(self, start: int) -> str:
        self._output.flush()
        return self._raw.getvalue()[start:].decode(self._output.encoding)

    def _heard(self) -> Iterator[str]:
        while self._lines:
            yield self._lines.pop(0)


def played(session: Session, lines: Iterable[str]) -> str:
    """Play a script from Home to its end; every line of it must be understood."""
    output = io.StringIO()
    Game(session, Console(lines, output, typed=False), "script").run()
    return output.getvalue()
