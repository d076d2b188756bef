"""What a screen may ask of the game around it."""

from typing import Protocol

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.rules.progress import ItemKey
from tui.storage.session import CasePlay, LessonPlay, Session

KIND_TITLES: dict[Kind, str] = {
    "lesson": "Learn",
    "before-after": "Before & After",
    "detective": "Detective",
}
"""The parts of the game as the learner reads them."""


class Navigator(Protocol):
    """The way to other screens; see ``tui.routes.Routes``."""

    def go_home(self) -> None:
        """Leave all screens but Home."""

    def open_shelf(self, kind: Kind) -> None:
        """Show all scenarios of a kind."""

    def open_item(self, key: ItemKey, *, instead: bool = False) -> None:
        """Open a scenario, over or instead of the screen on show."""

    def show_lesson(self, play: LessonPlay) -> None:
        """Show a lesson instead of the screen on show."""

    def end_lesson(self, play: LessonPlay) -> None:
        """Show what a finished lesson brought."""

    def show_case(self, play: CasePlay) -> None:
        """Show a case in the phase it is in."""

    def read_brief(self, play: CasePlay) -> None:
        """Open the brief of a case once more."""


class Navigating(Protocol):
    """An app that knows the way."""

    routes: Navigator


def title_of(session: Session, key: ItemKey) -> str:
    """Return the part of the game and the title of a scenario, or its id where it is faulty.

    Args:
        session: The learner's sitting.
        key: The scenario.
    """
    try:
        title = session.reader.scenario(key.kind, key.item).title
    except ContentError:
        title = key.item
    return f"{KIND_TITLES[key.kind]}: {title}"


def place_of(session: Session, key: ItemKey) -> tuple[int, int]:
    """Return the number of a scenario in playing order, from 1, and how many there are.

    Args:
        session: The learner's sitting.
        key: The scenario.
    """
    ids = session.ids[key.kind]
    return (ids.index(key.item) + 1 if key.item in ids else 1), len(ids)
