"""The end of a lesson: what it brought, and what comes next."""

from collections.abc import Iterator, Sequence

from tui.language import N_, _
from tui.plain import routes
from tui.plain.inputs import Command
from tui.plain.place import PlayPlace
from tui.plain.telling import stars_text
from tui.rules import lesson as rules
from tui.storage.session import LessonPlay
from tui.storage.titles import title_of


class LessonEnd(PlayPlace[LessonPlay]):
    """Says what a finished lesson brought."""

    HELP = N_(
        "The lesson is done. Go on with the next thing, or take the lesson again for more stars."
    )

    @property
    def prompt(self) -> str:
        """Say that it is the end."""
        return _("lesson done")

    def tell(self) -> Iterator[str]:
        """Yield what the lesson brought, and what comes next."""
        lesson, state = self.play.scenario, self.play.state
        right, total = rules.tally(lesson, state)
        tally = _("{right} of {total} right at once.").format(right=right, total=total)
        stars = stars_text(rules.stars(lesson, state))
        yield " ".join((_("Lesson done."), f"{stars}.", tally))
        yield _("What you can do now: {summary}").format(summary=lesson.summary)
        key = self.game.session.next_step()
        if key is None:
            yield _("Nothing is left: all is done. Type back, or replay for more stars.")
        else:
            text = _("Type next for {title}.")
            yield text.format(title=title_of(self.game.session, key))

    def commands(self) -> Sequence[Command]:
        """Return the ways on."""
        return (
            Command(N_("next"), N_("Go on with what Home suggests."), lambda _rest: self.go_on()),
            Command(N_("replay"), N_("Take the lesson once more."), self._replay),
        )

    def go_on(self) -> None:
        """Open what Home suggests, or go back where all is done."""
        key = self.game.session.next_step()
        if key is None:
            self.game.leave(self)
        else:
            routes.open_item(self.game, key, instead=True)

    def _replay(self, _rest: str) -> None:
        from tui.plain.lesson import LessonPlace

        self.game.keep(self.play.restart)
        self.game.enter_instead(LessonPlace(self.game, self.play))
