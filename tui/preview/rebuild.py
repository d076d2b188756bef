"""The same screens on a pack that was read again."""

from collections.abc import Iterable
from typing import Any

import msgspec

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.preview.view import AnyScreen
from tui.routes import case_screen
from tui.rules.detective import CaseState
from tui.rules.lesson import LessonState
from tui.rules.progress import ItemKey
from tui.screens.base import GameScreen
from tui.screens.brief import BriefScreen
from tui.screens.case import CaseScreen
from tui.screens.checkpoints import CheckpointsScreen
from tui.screens.handbook import HandbookScreen
from tui.screens.help import HelpScreen
from tui.screens.lesson import LessonScreen
from tui.screens.lesson_end import LessonEndScreen
from tui.screens.problems import ProblemsScreen
from tui.screens.record import RecordScreen
from tui.screens.round import RoundScreen
from tui.screens.settings import SettingsScreen
from tui.screens.shelf import ShelfScreen
from tui.storage.session import LessonPlay, Play, Session

AnyPlay = Play[Any, Any, Any]


def play_of(screen: AnyScreen) -> AnyPlay | None:
    """Return what is played on a screen, if anything.

    Args:
        screen: Any screen.
    """
    if isinstance(screen, LessonScreen | LessonEndScreen | RoundScreen | CaseScreen):
        return screen.play
    return None


def kind_of(screen: AnyScreen) -> Kind | None:
    """Return the kind of scenario that a screen belongs to, if any.

    Args:
        screen: Any screen.
    """
    if isinstance(screen, ShelfScreen):
        return screen.kind
    play = play_of(screen)
    return None if play is None else play.key.kind


def shows_recorded(screen: AnyScreen) -> bool:
    """Say whether a screen is there only for what was recorded.

    Args:
        screen: Any screen.
    """
    return isinstance(screen, CheckpointsScreen | RecordScreen)


class Rebuilder:
    """Makes the screens anew, each for one that was there."""

    def __init__(self, session: Session) -> None:
        """Take the session.

        Args:
            session: The author's sitting, on the pack as it is now.
        """
        self._session = session
        self._plays: dict[ItemKey, AnyPlay] = {}

    def again(self, screen: AnyScreen, below: AnyScreen) -> AnyScreen | None:
        """Return a screen like one that was there, or None where there is no such place now.

        Args:
            screen: The one that was there.
            below: The new one that it goes over.

        Raises:
            ContentError: What was played on it is gone.
        """
        match screen:
            case ShelfScreen():
                return ShelfScreen(self._session, screen.kind)
            case HandbookScreen():
                return HandbookScreen(self._session)
            case SettingsScreen():
                return SettingsScreen(self._session)
            case ProblemsScreen():
                return screen.again(self._session)
            case HelpScreen() if isinstance(below, GameScreen):
                return HelpScreen(below)
            case RecordScreen() if isinstance(below, GameScreen):
                replies = below.records()
                return RecordScreen(self._session, replies) if replies else None
        play = play_of(screen)
        return None if play is None else self._play_screen(screen, self._again(play))

    def are_there(self, screens: Iterable[AnyScreen]) -> bool:
        """Say whether all that was played on some screens can be played now.

        Args:
            screens: The ones that were there.
        """
        try:
            for play in filter(None, map(play_of, screens)):
                self._again(play)
        except ContentError:
            return False
        return True

    def _play_screen(self, screen: AnyScreen, play: AnyPlay) -> AnyScreen | None:
        match screen:
            case LessonEndScreen() if play.state.finished:
                return LessonEndScreen(self._session, play)
            case LessonScreen() | LessonEndScreen():
                return LessonScreen(self._session, play)
            case RoundScreen():
                return RoundScreen(self._session, play)
            case CheckpointsScreen():
                return screen.again(self._session, play)
            case BriefScreen() if screen.is_again:
                is_begun = play.state.phase != CaseState(seed=0).phase
                return BriefScreen(self._session, play, again=True) if is_begun else None
        return case_screen(self._session, play)

    def _again(self, earlier: AnyPlay) -> AnyPlay:
        key = earlier.key
        if key in self._plays:
            return self._plays[key]
        play = self._open(key)
        play.take_over(earlier)
        if key.kind == "lesson":
            play.state = _at_same_card(earlier, play)
        self._plays[key] = play
        return play

    def _open(self, key: ItemKey) -> AnyPlay:
        match key.kind:
            case "lesson":
                return self._session.lesson(key.item)
            case "before-after":
                return self._session.round(key.item)
            case "detective":
                return self._session.case(key.item)


def _at_same_card(earlier: LessonPlay, play: LessonPlay) -> LessonState:
    """Return the state at the card that was on show, or at the one that has taken its place."""
    before = [card.id for card in earlier.scenario.cards]
    now = [card.id for card in play.scenario.cards]
    card = earlier.state.card
    if card not in now:
        place = before.index(card) if card in before else 0
        card = now[min(place, len(now) - 1)]
    seen = play.state.seen if card in play.state.seen else (*play.state.seen, card)
    return msgspec.structs.replace(play.state, card=card, seen=seen)
