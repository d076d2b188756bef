"""What a screen may ask of the game around it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen
from textual.widget import Widget

from tui.content.reader import Kind, PackReader
from tui.rules.progress import ItemKey
from tui.screens.commands import GameCommand
from tui.storage.session import CasePlay, LessonPlay

if TYPE_CHECKING:
    from tui.content.models.recording import Recording
    from tui.rules.record_text import Said
    from tui.storage.reviewing import Review


class Navigator(Protocol):
    """The way to other screens; see ``tui.routes.Routes``."""

    def go_home(self) -> None:
        """Leave all screens but Home."""

    def open_shelf(self, kind: Kind) -> None:
        """Show all scenarios of a kind."""

    def open_packs(self) -> None:
        """Show all packs that can be chosen."""

    def open_progress(self) -> None:
        """Show what the learner has mastered."""

    def open_item(self, key: ItemKey, *, instead: bool = False) -> None:
        """Open a scenario, over or instead of the screen on show."""

    def open_review(self, *, instead: bool = False) -> None:
        """Begin a review of what has come back."""

    def go_on_reviewing(self, review: "Review") -> None:
        """Show the next question of a review, or its end."""

    def show_lesson(self, play: LessonPlay) -> None:
        """Show a lesson instead of the screen on show."""

    def end_lesson(self, play: LessonPlay) -> None:
        """Show what a finished lesson brought."""

    def show_case(self, play: CasePlay) -> None:
        """Show a case in the phase it is in."""

    def read_brief(self, play: CasePlay) -> None:
        """Open the brief of a case once more."""

    def show_checkpoints(self, play: CasePlay, name: str) -> None:
        """Go through the checkpoints of a recorded run."""

    def show_record(self, replies: "Sequence[tuple[Recording, Said]]") -> None:
        """Show how replies were recorded."""


class Navigating(Protocol):
    """An app that knows the way.

    Attributes:
        routes: The way to other screens.
        global_commands: What can be done on every screen.
    """

    routes: Navigator
    global_commands: tuple[GameCommand, ...]

    def furniture(self, screen: Screen[Any]) -> Iterable[Widget]:
        """Return what a screen has below its own widgets."""


class PackPlayer(Protocol):
    """An app that can go on with another pack.

    Attributes:
        opened: Where the pack is that it began with.
    """

    opened: Path

    def play_pack(self, reader: PackReader) -> None:
        """Go on with another pack."""
