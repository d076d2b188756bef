"""The end of a review: what was known, and when each question comes back."""

from typing import ClassVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.language import N_, _
from tui.rules.calibration import calibration
from tui.rules.progress_text import calibration_verdict
from tui.rules.review_text import back_text, said_text, tally_text
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.storage.reviewing import Review, ReviewPlay, due_questions
from tui.storage.session import Session
from tui.storage.titles import title_of
from tui.widgets.progress_pictures import claims
from tui.widgets.steady import SteadyScroll, SteadyText

_WIDTH = 56


class ReviewEndScreen(GameScreen[None]):
    """Says what a review has brought."""

    CSS_PATH = style("review")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("enter", "back", N_("to Home"), N_("Go back to Home."), shown=N_("enter")),
        GameCommand("m", "more", N_("more"), N_("Go on with what is still due.")),
        GameCommand("up,down", "", N_("read on"), N_("Scroll; pgup and pgdn scroll by a screen.")),
        GameCommand("escape", "back", N_("back"), N_("Go back to Home.")),
    )
    HELP = N_(
        "The review is done. Each question says when it comes back: the better you know it, the "
        "later. The bars show how often you were right when you were sure, and when you guessed."
    )

    def __init__(self, session: Session, review: Review) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            review: The review that has ended.
        """
        super().__init__(session)
        self._review = review
        self._more = 0

    def compose_body(self) -> ComposeResult:
        """Yield the tally, the questions and the calibration."""
        with SteadyScroll(id="review"):
            yield SteadyText(id="review-tally")
            yield SteadyText(id="review-questions")
            yield SteadyText(id="review-calibration")

    def on_mount(self) -> None:
        """Say what the review has brought."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._more = len(due_questions(self.session))
        self._show()
        self.query_one("#review").focus()

    def on_resize(self) -> None:
        """Offer scrolling only where there is more to read."""
        self.call_after_refresh(self.refresh_bindings)

    def allows(self, action: str) -> bool:
        """Offer only what makes sense here."""
        match action:
            case "more":
                return self._more > 0
            case "read on":
                return self.query_one("#review").max_scroll_y > 0
        return True

    def action_more(self) -> None:
        """Go on with what is still due."""
        self.routes.open_review(instead=True)

    def _show(self) -> None:
        answered = self._review.answered
        self.top_line(_("Review · done"), "")
        tally = tally_text([play.given for play in answered if play.given], self._more)
        self.query_one("#review-tally", Static).update(Content.styled(tally, "bold"))
        self.query_one("#review-questions", Static).update(self._questions(answered))
        self.query_one("#review-calibration", Static).update(self._sure())
        self.refresh_bindings()

    def _sure(self) -> Content:
        found = calibration(self.session.store.answers.all())
        lines = [Content.styled(_("How often you were right"), "bold"), claims(found, _WIDTH)]
        return Content("\n").join([*lines, Content(calibration_verdict(found))])

    def _questions(self, answered: list[ReviewPlay]) -> RenderableType:
        colors = self.app.theme_variables
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(no_wrap=True, justify="right")
        now = self.session.store.now()
        for play in answered:
            if play.given is None:
                continue
            tone = colors.get("success" if play.given.right else "warning", "")
            due = self.session.store.answers.due(play.question.key)
            table.add_row(
                Text(said_text(play.given), tone),
                Text(title_of(self.session, play.key)),
                Text(back_text(due, now), colors.get("text-dim", "")),
            )
        return table
