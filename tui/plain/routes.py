"""Which place follows which; the module of a place is imported when it is first entered."""

from typing import TYPE_CHECKING

from tui.content.problems import ContentError
from tui.content.reader import FOLDERS, Kind
from tui.language import _
from tui.plain.inputs import NotUnderstoodError
from tui.rules.progress import ItemKey
from tui.storage.session import CasePlay, Session

if TYPE_CHECKING:
    from tui.plain.case import CasePlace
    from tui.plain.game import Game
    from tui.plain.place import Place


def open_item(game: "Game", key: ItemKey, *, instead: bool = False) -> None:
    """Open a scenario where the learner left it; what is not sound is left out with a word.

    Args:
        game: The game.
        key: The scenario.
        instead: Whether back leads to where it leads now, and not to where one is.
    """
    try:
        place = _play_place(game, key)
    except ContentError as error:
        game.console.say(_("Left out, its file has a fault:") + f"\n{error.problems[0]}")
        return
    if instead:
        game.enter_instead(place)
    else:
        game.enter(place)


def case_place(game: "Game", play: CasePlay) -> "CasePlace":
    """Return the place for the phase that a case is in.

    Args:
        game: The game.
        play: The case.
    """
    match play.state.phase:
        case "brief":
            from tui.plain.brief import Brief

            return Brief(game, play)
        case "datasets":
            from tui.plain.data_sets import DataSets

            return DataSets(game, play)
        case "training":
            from tui.plain.training import TrainingRun

            return TrainingRun(game, play)
        case "verdict":
            from tui.plain.verdict import VerdictPlace

            return VerdictPlace(game, play)
        case "debrief":
            from tui.plain.debrief import Debrief

            return Debrief(game, play)


def find_item(session: Session, name: str) -> ItemKey:
    """Return the scenario with an id.

    Args:
        session: The learner's sitting.
        name: The id; with the kind and a slash before it where several kinds have it.

    Raises:
        NotUnderstoodError: There is none, or there are several.
    """
    kind, slash, item = name.rpartition("/")
    found = [
        ItemKey(each, item)
        for each in FOLDERS
        if item in session.ids[each] and kind in ({each} if slash else {""})
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = _(", ").join(f"{key.kind}/{key.item}" for key in found)
        raise NotUnderstoodError(_("Several have that id: type {names}.").format(names=names))
    raise NotUnderstoodError(_("Nothing here has the id “{name}”.").format(name=name))


def kinds(session: Session) -> tuple[Kind, ...]:
    """Return the parts of the game that the pack has something for.

    Args:
        session: The learner's sitting.
    """
    return tuple(kind for kind, items in session.ids.items() if items)


def _play_place(game: "Game", key: ItemKey) -> "Place":
    match key.kind:
        case "lesson":
            from tui.plain.lesson import LessonPlace

            return LessonPlace(game, game.session.lesson(key.item))
        case "before-after":
            from tui.plain.round import RoundPlace

            return RoundPlace(game, game.session.round(key.item))
        case "detective":
            return case_place(game, game.session.case(key.item))
