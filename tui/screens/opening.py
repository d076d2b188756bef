"""Opening a scenario by its id, whatever its kind; what is not sound is left out with a word."""

from tui.content.problems import ContentError
from tui.rules.progress import ItemKey
from tui.screens.base import GameScreen


def open_item(screen: GameScreen[None], key: ItemKey) -> None:
    """Open a scenario over a screen.

    Args:
        screen: Where one comes back to.
        key: The scenario.
    """
    opened = _make(screen, key)
    if opened is not None:
        screen.app.push_screen(opened)


def switch_item(screen: GameScreen[None], key: ItemKey) -> None:
    """Open a scenario in place of a screen.

    Args:
        screen: The screen that is left.
        key: The scenario.
    """
    opened = _make(screen, key)
    if opened is not None:
        screen.app.switch_screen(opened)


def _make(screen: GameScreen[None], key: ItemKey) -> GameScreen[None] | None:
    session = screen.session
    try:
        match key.kind:
            case "lesson":
                from tui.screens.lesson import LessonScreen

                return LessonScreen(session, session.lesson(key.item))
            case "before-after":
                from tui.screens.round import RoundScreen

                return RoundScreen(session, session.round(key.item))
            case "detective":
                from tui.screens.case import case_screen

                return case_screen(session, session.case(key.item))
    except ContentError as error:
        screen.notify(
            f"Left out, its file has a fault:\n{error.problems[0]}",
            title=key.item,
            severity="error",
            timeout=12,
            markup=False,
        )
        return None
