"""Opening a pack at a place, and which files are seen there."""

import msgspec

from tui.content.files import MANIFEST
from tui.content.last_good import relative_of
from tui.content.models.detective import Case
from tui.content.reader import HANDBOOK
from tui.content.recordings import EXPERIMENTS, file_of, recordings_of
from tui.language import _
from tui.preview.rebuild import play_of
from tui.preview.view import AnyScreen, move_cursor, settled
from tui.routes import case_screen
from tui.rules.lesson import Go
from tui.rules.place import Place
from tui.rules.progress import ItemKey
from tui.screens.brief import BriefScreen
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
    recorded = recordings_of(play.scenario)
    files = {relative_of(play.key.kind, play.key.item), *map(file_of, recorded)}
    if isinstance(play.scenario, Case):
        files.update(each.rows for each in play.scenario.datasets)
        files.update({f"{EXPERIMENTS}/{play.key.item}.toml"} if recorded else ())
    return frozenset(files)


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
            round_ = session.round(item)
            if place.entry and round_.scenario.type == "blind":
                # Before a guess there are no options to see.
                round_.state = msgspec.structs.replace(
                    round_.state, opened=("before", "after"), guess="after"
                )
                round_.save()
            return RoundScreen(session, round_)
        case ItemKey(_, item):
            case = session.case(item)
            if any(each.id == place.part for each in case.scenario.datasets):
                opened = (*case.state.opened, place.part)
                case.state = msgspec.structs.replace(
                    case.state, phase="datasets", opened=tuple(dict.fromkeys(opened))
                )
                case.save()
            return case_screen(session, case)


def remark(session: Session, file: str, place: Place | None) -> str:
    """Return what there is to say when a file is opened, empty for nothing.

    Args:
        session: The author's sitting.
        file: The file, named from the pack's root.
        place: Where it is seen, if anywhere.
    """
    if place is None:
        return _("No screen shows {file}; this is Home.").format(file=file)
    if place.key is not None and place.key.item not in session.ids[place.key.kind]:
        text = _("Learners do not see {file} yet: {manifest} does not list it.")
        return text.format(file=file, manifest=MANIFEST)
    return ""


async def point_at(screen: AnyScreen, place: Place) -> None:
    """Move the cursors of a screen on show to a place.

    Args:
        screen: The screen that shows the place.
        place: The place.
    """
    await settled(screen)
    if place.entry:
        for choices in screen.query(ChoiceList):
            move_cursor(choices, place.entry)
    if place.entry and isinstance(screen, BriefScreen):
        screen.go_to(place.entry)
    if place.row is not None and isinstance(screen, DataSetsScreen):
        move_cursor(screen.sets, place.part)
        await settled(screen)
        screen.pane.browser.table.go_to(place.row)
        screen.action_to_rows()
