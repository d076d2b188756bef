"""The shelf: all lessons, rounds or cases of a pack, to choose one."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.language import N_, _, ngettext
from tui.plain import routes
from tui.plain.inputs import Choice, Command, need_choice, numbered
from tui.plain.place import Place
from tui.rules.parts import KIND_TITLES
from tui.rules.progress import MAX_STARS, NEW, ItemKey, Standing, count_done
from tui.rules.shelf_text import WELCOMES, about_text, facts_text

if TYPE_CHECKING:
    from tui.plain.game import Game


class Shelf(Place):
    """All scenarios of one kind."""

    HELP = N_(
        "Choose what to play. Behind each name stands how far you are, and the stars of your best "
        "result. Anything can be played again."
    )

    def __init__(self, game: "Game", kind: Kind) -> None:
        """Make the shelf.

        Args:
            game: The game around it.
            kind: What to list.
        """
        super().__init__(game)
        self._kind = kind

    @property
    def prompt(self) -> str:
        """Name the part of the game."""
        return _(KIND_TITLES[self._kind])

    def tell(self) -> Iterator[str]:
        """Yield the welcome and the list."""
        yield self._head()
        yield _(WELCOMES[self._kind])
        yield numbered(self.choices())

    def tell_shortly(self) -> Iterator[str]:
        """Yield how far one is."""
        yield self._head() + " " + _("Type show to hear all of them.")

    def choices(self) -> Sequence[Choice]:
        """Return the scenarios, each with how far one is."""
        session = self.game.session
        standings = session.standings()
        return [
            Choice(item, self._title(item), self._state(item, standings.get(key, NEW)))
            for item in session.ids[self._kind]
            for key in [ItemKey(self._kind, item)]
        ]

    def choose(self, choice: Choice) -> None:
        """Open a scenario.

        Args:
            choice: The scenario.
        """
        routes.open_item(self.game, ItemKey(self._kind, choice.id))

    def commands(self) -> Sequence[Command]:
        """Return what can be done with a scenario beside playing it."""
        return (
            Command(N_("about"), N_("Say what it is about."), self._about, N_("NUMBER")),
            Command(
                N_("forget"),
                N_("Forget what you did in it, after a question."),
                self._forget,
                N_("NUMBER"),
            ),
        )

    def _head(self) -> str:
        items = self.game.session.ids[self._kind]
        done = count_done(self._kind, items, self.game.session.standings())
        text = _("{done} of {total} done").format(done=done, total=len(items))
        return _("{part}. {done}.").format(part=_(KIND_TITLES[self._kind]), done=text)

    def _title(self, item: str) -> str:
        try:
            return self.game.session.reader.scenario(self._kind, item).title
        except ContentError:
            return item

    def _state(self, item: str, standing: Standing) -> str:
        if not self.game.session.is_sound(ItemKey(self._kind, item)):
            return _("left out, its file has a fault")
        if standing.done:
            stars = ngettext("{n} star of {most}", "{n} stars of {most}", standing.stars)
            done = _("done, {stars}").format(stars=stars.format(n=standing.stars, most=MAX_STARS))
            return done if not standing.is_open else ", ".join((done, _("begun again")))
        return _("begun") if standing.is_open else _("new")

    def _about(self, rest: str) -> None:
        item = need_choice(rest, self.choices()).id
        try:
            scenario = self.game.session.reader.scenario(self._kind, item)
        except ContentError as error:
            head = _("Left out, {n} fault(s) in its file:").format(n=len(error.problems))
            self.game.console.say("\n".join([head, *map(str, error.problems)]))
            return
        facts = facts_text(scenario).replace(" · ", ", ")
        self.game.console.say(f"{scenario.title}\n{facts}", about_text(scenario))

    def _forget(self, rest: str) -> None:
        choice = need_choice(rest, self.choices())

        def forget() -> None:
            self.game.keep(lambda: self.game.session.store.reset(ItemKey(self._kind, choice.id)))
            self.game.console.say(_("Forgotten."), *self.tell_shortly())

        question = _("Forget what you did in “{title}”, stars and all?")
        self.game.ask(question.format(title=choice.text), forget)
