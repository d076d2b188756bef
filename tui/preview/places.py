"""Opening a pack at a place, and which files are seen there."""

import msgspec

from tui.content.last_good import relative_of
from tui.content.models.detective import Case
from tui.content.reader import HANDBOOK
from tui.preview.rebuild import play_of
from tui.preview.view import AnyScreen, move_cursor, settled
from tui.routes import case_screen
from tui.rules.lesson import Go
from tui.rules.place import Place
from tui.rules.progress import ItemKey
from tui.screens.data_sets import DataSetsScreen
from tui.screens.handbook import HandbookScreen
from tui.screens.lesson import LessonScreen
from tui.screens.round import RoundScreen
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList


def files_on(screen: AnyScreen) -> frozenset[str]:
    """Return the names of the files of the pack that are seen on a screen.

    Args:
        screen: Any screen.
    """
    if isinstance(screen, HandbookScreen):
        return frozenset({HANDBOOK})
    play = play_of(screen)
    if play is None:
        return frozenset()
    rows = [each.rows for each in play.scenario.datasets] if isinstance(play.scenario, Case) else []
    return frozenset({relative_of(play.key.kind, play.key.item), *rows})


def screen_for(session: Session, place: Place) -> AnyScreen | None:
    """Return the screen that shows a place, or None for Home.

    Args:
        session: The author's sitting.
        place: The place.

    Raises:
        ContentError: What is there is not sound.
    """
    if place.is_handbook:
        session.reader.handbook()
        return HandbookScreen(session)
    if place.key is None:
        return None
    match place.key:
        case ItemKey("lesson", item):
            lesson = session.lesson(item)
            if any(card.id == place.part for card in lesson.scenario.cards):
                lesson.do(Go(place.part))
            return LessonScreen(session, lesson)
        case ItemKey("before-after", item):
            return RoundScreen(session, session.round(item))
        case ItemKey(_, item):
            case = session.case(item)
            if any(each.id == place.part for each in case.scenario.datasets):
                opened = (*case.state.opened, place.part)
                case.state = msgspec.structs.replace(
                    case.state, phase="datasets", opened=tuple(dict.fromkeys(opened))
                )
                case.save()
            return case_screen(session, case)


async def point_at(screen: AnyScreen, place: Place) -> None:
    """Move the cursors of a screen on show to a place.

    Args:
        screen: The screen that shows the place.
        place: The place.
    """
    await settled(screen)
    if isinstance(screen, HandbookScreen) and place.part:
        move_cursor(screen.query_one("#entries", ChoiceList), place.part)
    if place.row is not None and isinstance(screen, DataSetsScreen):
        move_cursor(screen.sets, place.part)
        await settled(screen)
        screen.pane.browser.table.go_to(place.row)
        screen.action_to_rows()
