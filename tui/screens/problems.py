"""All problems of the pack that is being written."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.language import N_, _
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.storage.session import Session
from tui.widgets.problem_panel import Notes, problem_list
from tui.widgets.steady import SteadyScroll, SteadyText

_WAITING = N_(
    "This cannot be opened as it is, and there is no earlier version to show. Mend it and save: "
    "then it opens by itself."
)


class ProblemsScreen(GameScreen[None]):
    """The list, errors first; also shown instead of what cannot be opened yet.

    Attributes:
        is_waiting: Whether it stands for what cannot be opened yet.
    """

    CSS_PATH = style("preview")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("read on"), N_("Scroll; pgup and pgdn scroll by a screen.")),
        GameCommand("escape,f8", "back", N_("back"), N_("Go back to where you were.")),
    )
    HELP = N_(
        "Everything that the checker has to say about the pack, as the command check says it. "
        "Errors keep a file from being played; warnings are advice. The list follows every save."
    )

    def __init__(self, session: Session, notes: Notes, *, is_waiting: bool = False) -> None:
        """Make the screen.

        Args:
            session: The author's sitting.
            notes: What to list.
            is_waiting: Whether it stands for what cannot be opened yet.
        """
        super().__init__(session)
        self._notes = notes
        self.is_waiting = is_waiting

    def again(self, session: Session) -> "ProblemsScreen":
        """Return the same screen on the pack read again.

        Args:
            session: The new sitting.
        """
        return ProblemsScreen(session, self._notes, is_waiting=self.is_waiting)

    def compose_body(self) -> ComposeResult:
        """Yield why it is shown, and the list."""
        with SteadyScroll(id="problems"):
            yield SteadyText(Content(_(_WAITING)), id="waiting")
            yield SteadyText(id="all-problems")

    def on_mount(self) -> None:
        """Show the list."""
        self.query_one("#waiting").display = self.is_waiting
        self.show(self._notes)
        self.query_one("#problems").focus()

    def on_resize(self) -> None:
        """Offer scrolling only where there is more to read."""
        self.call_after_refresh(self.refresh_bindings)

    def allows(self, action: str) -> bool:
        """Offer scrolling only where there is more to read."""
        if action == "read on":
            return self.query_one("#problems").max_scroll_y > 0
        return super().allows(action)

    def show(self, notes: Notes) -> None:
        """Show another list.

        Args:
            notes: What to list.
        """
        self._notes = notes
        if not self.query("#all-problems"):
            return  # it is shown once the screen is composed
        self.top_line(_("Problems"), notes.count)
        ordered = sorted(notes.problems, key=lambda problem: (problem.severity, problem))
        text = problem_list(ordered, notes.label) if ordered else Content(_("No problems."))
        self.query_one("#all-problems", Static).update(text)
        self.call_after_refresh(self.refresh_bindings)
