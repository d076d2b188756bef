"""Which screen follows which: screens ask for the next one here and never import each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.language import _
from tui.rules.progress import ItemKey
from tui.storage.session import CasePlay, LessonPlay, Session

if TYPE_CHECKING:
    from textual.app import App

    from tui.content.models.recording import Recording
    from tui.rules.record_text import Said
    from tui.screens.base import GameScreen
    from tui.screens.case import CaseScreen
    from tui.storage.reviewing import Review


class Routes:
    """The way from screen to screen. A screen's module is imported when it is first shown."""

    def __init__(self, app: "App[None]", session: Session) -> None:
        """Know the app and the sitting.

        Args:
            app: Where screens are shown.
            session: The learner's sitting.
        """
        self._app = app
        self._session = session

    def go_home(self) -> None:
        """Leave all screens but Home."""
        while len(self._app.screen_stack) > 1:
            self._app.pop_screen()

    def open_shelf(self, kind: Kind) -> None:
        """Show all scenarios of a kind.

        Args:
            kind: The kind.
        """
        from tui.screens.shelf import ShelfScreen

        self._app.push_screen(ShelfScreen(self._session, kind))

    def open_packs(self) -> None:
        """Show all packs that can be chosen."""
        from tui.screens.packs import PacksScreen

        self._app.push_screen(PacksScreen(self._session))

    def open_progress(self) -> None:
        """Show what the learner has mastered."""
        from tui.screens.progress import ProgressScreen

        self._app.push_screen(ProgressScreen(self._session))

    def open_item(self, key: ItemKey, *, instead: bool = False) -> None:
        """Open a scenario where the learner left it; what is not sound is left out with a word.

        Args:
            key: The scenario.
            instead: Whether it takes the place of the screen on show.
        """
        try:
            opened = self._play_screen(key)
        except ContentError as error:
            self._app.notify(
                _("Left out, its file has a fault:") + f"\n{error.problems[0]}",
                title=key.item,
                severity="error",
                timeout=12,
                markup=False,
            )
            return
        if instead:
            self._app.switch_screen(opened)
        else:
            self._app.push_screen(opened)

    def open_review(self, *, instead: bool = False) -> None:
        """Begin a review of what has come back, or say that nothing has.

        Args:
            instead: Whether it takes the place of the screen on show.
        """
        from tui.storage.reviewing import Review

        review = Review(self._session)
        if review.questions:
            self._show_question(review, instead=instead)
        else:
            self._app.notify(_("Nothing is due now. Play on; what you miss comes back."))

    def go_on_reviewing(self, review: "Review") -> None:
        """Show the next question of a review in place of the screen on show, or its end.

        Args:
            review: The review.
        """
        self._show_question(review, instead=True)

    def _show_question(self, review: "Review", *, instead: bool) -> None:
        play = review.next()
        shown: GameScreen[None]
        if play is None:
            from tui.screens.review_end import ReviewEndScreen

            shown = ReviewEndScreen(self._session, review)
        else:
            from tui.screens.review import review_screen

            shown = review_screen(self._session, review, play)
        if instead:
            self._app.switch_screen(shown)
        else:
            self._app.push_screen(shown)

    def show_lesson(self, play: LessonPlay) -> None:
        """Show a lesson in place of the screen on show.

        Args:
            play: The lesson.
        """
        from tui.screens.lesson import LessonScreen

        self._app.switch_screen(LessonScreen(self._session, play))

    def end_lesson(self, play: LessonPlay) -> None:
        """Show what a finished lesson brought, in place of the screen on show.

        Args:
            play: The lesson.
        """
        from tui.screens.lesson_end import LessonEndScreen

        self._app.switch_screen(LessonEndScreen(self._session, play))

    def show_case(self, play: CasePlay) -> None:
        """Show a case in the phase it is in, in place of the screen on show.

        Args:
            play: The case.
        """
        self._app.switch_screen(case_screen(self._session, play))

    def read_brief(self, play: CasePlay) -> None:
        """Open the brief of a case once more, over the screen on show.

        Args:
            play: The case.
        """
        from tui.screens.brief import BriefScreen

        self._app.push_screen(BriefScreen(self._session, play, again=True))

    def show_checkpoints(self, play: CasePlay, name: str) -> None:
        """Go through the checkpoints of a recorded run, over the screen on show.

        Args:
            play: The case.
            name: The id of the data set that was trained on.
        """
        from tui.screens.checkpoints import CheckpointsScreen

        self._app.push_screen(CheckpointsScreen(self._session, play, name))

    def show_record(self, replies: "Sequence[tuple[Recording, Said]]") -> None:
        """Show how replies were recorded, over the screen on show.

        Args:
            replies: Replies, and the recordings that they stand in.
        """
        from tui.screens.record import RecordScreen

        self._app.push_screen(RecordScreen(self._session, replies))

    def _play_screen(self, key: ItemKey) -> "GameScreen[None]":
        session = self._session
        match key.kind:
            case "lesson":
                from tui.screens.lesson import LessonScreen

                return LessonScreen(session, session.lesson(key.item))
            case "before-after":
                from tui.screens.round import RoundScreen

                return RoundScreen(session, session.round(key.item))
            case "detective":
                return case_screen(session, session.case(key.item))


def case_screen(session: Session, play: CasePlay) -> "CaseScreen":
    """Return the screen for the phase that a case is in.

    Args:
        session: The learner's sitting.
        play: The case.
    """
    match play.state.phase:
        case "brief":
            from tui.screens.brief import BriefScreen

            return BriefScreen(session, play)
        case "datasets":
            from tui.screens.data_sets import DataSetsScreen

            return DataSetsScreen(session, play)
        case "training":
            from tui.screens.training import TrainingScreen

            return TrainingScreen(session, play)
        case "verdict":
            from tui.screens.verdict import VerdictScreen

            return VerdictScreen(session, play)
        case "debrief":
            from tui.screens.debrief import DebriefScreen

            return DebriefScreen(session, play)
