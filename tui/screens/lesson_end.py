"""The end of a lesson: what it brought, and what comes next."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.language import N_, _
from tui.rules import lesson as rules
from tui.rules.progress import MAX_STARS
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.storage.session import LessonPlay, Session
from tui.storage.titles import title_of


class LessonEndScreen(GameScreen[None]):
    """Says what a finished lesson brought."""

    CSS_PATH = style("lesson")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand(
            "enter,n", "next", N_("go on"), N_("Go on with what Home suggests."), shown=N_("enter")
        ),
        GameCommand(
            "a", "again", N_("again"), N_("Take the lesson once more, from its first card.")
        ),
        GameCommand("escape", "back", N_("back"), N_("Go back to where you came from.")),
    )
    HELP = N_(
        "The lesson is done. Go on with the next thing, or take the lesson again for more stars."
    )

    def __init__(self, session: Session, play: LessonPlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The finished lesson.
        """
        super().__init__(session)
        self.play = play

    def compose_body(self) -> ComposeResult:
        """Yield the result."""
        with Vertical(id="end"):
            yield Static(id="result")

    def on_mount(self) -> None:
        """Say what the lesson brought and what comes next."""
        lesson, state = self.play.scenario, self.play.state
        right, total = rules.tally(lesson, state)
        stars = rules.stars(lesson, state)
        self.top_line(_("Learn · {title}").format(title=lesson.title), _("done"))
        text = Content.from_markup(
            "[bold $primary]$stars[/]\n\n[bold]$done[/] $tally\n\n$summary\n\n"
            "[$text-dim]$next[/] [bold]$title[/]",
            stars="★" * stars + "☆" * (MAX_STARS - stars),
            done=_("Lesson done."),
            tally=_("{right} of {total} right at once.").format(right=right, total=total),
            summary=_("What you can do now: {summary}").format(summary=lesson.summary),
            next=_("Next:"),
            title=self._next_title(),
        )
        self.query_one("#result", Static).update(text)

    def action_next(self) -> None:
        """Open what Home suggests, or go back where all is done."""
        key = self.session.next_step()
        if key is None:
            self.action_back()
        else:
            self.routes.open_item(key, instead=True)

    def action_again(self) -> None:
        """Start the lesson over."""
        self.keep(self.play.restart)
        self.routes.show_lesson(self.play)

    def _next_title(self) -> str:
        key = self.session.next_step()
        return _("nothing left: all is done.") if key is None else title_of(self.session, key)
