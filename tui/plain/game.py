"""The game as a talk: it tells, asks for a line, does what the line says, and tells again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tui.content.reader import PackReader
from tui.language import SOURCE, _, current, follow, own_name, use
from tui.plain.console import Console
from tui.plain.everywhere import everywhere
from tui.plain.inputs import (
    NotUnderstoodError,
    find_choice,
    find_command,
    find_short,
    need_choice,
)
from tui.plain.place import Place, Question
from tui.rules.moves import NotAllowedError
from tui.storage.preferences import Settings, load_settings
from tui.storage.progress import SaveError
from tui.storage.session import Session


class ScriptError(Exception):
    """Raised where a line of a script cannot be done; its text says which, and why."""


class Game:
    """Where the learner is, and what surrounds every place.

    Attributes:
        session: The learner's sitting.
        console: Where lines are read and written.
        opened: Where the pack is that the game began with.
        script: The name of the script that is read; empty where somebody types.
    """

    def __init__(self, session: Session, console: Console, script: str = "") -> None:
        """Begin at Home.

        Args:
            session: The learner's sitting.
            console: Where lines are read and written.
            script: The name of the script that is read; it stops at a line that cannot be done.
        """
        self.session = session
        self.console = console
        self.opened = Path(session.reader.label)
        self.script = script
        self._places: list[Place] = []
        self._is_over = False

    @property
    def place(self) -> Place:
        """Where the learner is."""
        return self._places[-1]

    @property
    def is_home(self) -> bool:
        """Whether the learner is at Home."""
        return len(self._places) == 1

    def run(self) -> None:
        """Play until the learner leaves or the input ends.

        Raises:
            ScriptError: A line of a script cannot be done.
        """
        try:
            self.begin()
            while not self._is_over:
                self.handle(self.console.ask(self.place.prompt))
        except (EOFError, KeyboardInterrupt):
            self.console.say(self._farewell())

    def begin(self) -> None:
        """Tell Home, in the language that the learner wants."""
        self.speak(load_settings(self.session.store))
        if self.session.store.notice is not None:
            self.console.say(self.session.store.notice)
        self.go_home()

    def stop(self) -> None:
        """Leave the game; everything is saved."""
        self._is_over = True
        self.console.say(self._farewell())

    def handle(self, text: str) -> None:
        """Do what a line says; where that cannot be done, say why.

        Args:
            text: The line.

        Raises:
            ScriptError: It cannot be done, and it is a line of a script.
        """
        try:
            self._do(text)
        except (NotUnderstoodError, NotAllowedError) as error:
            if self.script:
                where = f"{self.script}:{self.console.number}"
                raise ScriptError(f"{where}: {error}") from None
            self.console.say(str(error))

    def enter(self, place: Place) -> None:
        """Go to a place; back leads from there to where one is.

        Args:
            place: The place.
        """
        self._places.append(place)
        self.console.say(*place.tell())

    def enter_instead(self, place: Place) -> None:
        """Go to a place; back leads from there to where back leads now.

        Args:
            place: The place.
        """
        self._places[-1:] = [place]
        self.console.say(*place.tell())

    def put(self, place: Place) -> None:
        """Go to a place instead of the one where one is, without a word.

        Args:
            place: The place.
        """
        self._places[-1:] = [place]

    def stand(self, place: Place, steps: list[Callable[[], bool]]) -> None:
        """Go to a place that was already entered in an earlier session, without a word.

        Args:
            place: The place, made anew.
            steps: The steps that were taken there.
        """
        place.steps = steps
        self._places.append(place)

    def back_to(self, place: Place) -> None:
        """Leave all that was entered from a place without a word.

        Args:
            place: The place.
        """
        del self._places[self._places.index(place) + 1 :]

    def drop(self, place: Place) -> None:
        """Leave a place and all that was entered from it without a word.

        Args:
            place: The place.
        """
        del self._places[self._places.index(place) :]

    def leave(self, place: Place) -> None:
        """Leave a place for the one before it.

        Args:
            place: The place.
        """
        self.drop(place)
        self.console.say(*self.place.tell_shortly())

    def go_home(self) -> None:
        """Go to Home, and leave all other places."""
        from tui.plain.home import Home

        if not self._places:
            self.enter(Home(self))
        else:
            self.leave_all()
            self.console.say(*self.place.tell_shortly())

    def leave_all(self) -> None:
        """Leave every place but Home without a word: what is opened anew must not be open twice."""
        del self._places[1:]

    def play_on(self, session: Session) -> None:
        """Go on with another session, at a new Home, without a word.

        Args:
            session: The new one, on another pack or in another language.
        """
        from tui.plain.home import Home

        self.session = session
        self._places = [Home(self)]

    def play_pack(self, reader: PackReader) -> None:
        """Go on with another pack, with the same learner's progress in it.

        Args:
            reader: The pack.
        """
        store = self.session.store.on(reader.pack.id)
        self.play_on(Session(reader, store, self.session.rng))
        self.console.say(*self.place.tell())

    def speak(self, settings: Settings) -> None:
        """Speak and write as the learner wishes: the game, and the pack where it can.

        Args:
            settings: What they chose.
        """
        follow(settings.languages)
        languages = settings.languages
        if not self.console.can_write(own_name(current())):
            use(SOURCE)
            languages = (SOURCE,)
        self.console.ascii = settings.ascii
        session = self.session.speaking(languages)
        if session is not self.session and self._places:
            self.play_on(session)
        self.session = session

    def ask(self, question: str, then: Callable[[], None]) -> None:
        """Ask before something counts or is lost.

        Args:
            question: What is asked.
            then: What to do after a yes.
        """
        self.enter(Question(self, question, then))

    def keep(self, change: Callable[[], object]) -> None:
        """Make a change to what is kept; where that is not saved, say so.

        Args:
            change: Makes and saves it.
        """
        try:
            change()
        except SaveError as error:
            text = _("Your progress could not be saved: {error}")
            self.console.say(text.format(error=error))

    def _do(self, text: str) -> None:
        place = self.place
        if not text:
            place.go_on()
            return
        commands, choices = (*place.commands(), *everywhere(self)), place.choices()
        command = find_command(text, commands)
        if command is not None:
            command[0].run(command[1])
            return
        first, _space, rest = text.partition(" ")
        if choices and rest and first.casefold() in {"choose", _("choose").casefold()}:
            place.choose(need_choice(rest, choices))
            return
        if place.hear(text):
            return
        choice = find_choice(text, choices)
        if choice is not None:
            place.choose(choice)
            return
        short = find_short(text, commands)
        if short is None:
            raise NotUnderstoodError(self._not_understood(text, place, choices))
        short.run("")

    def _not_understood(self, text: str, place: Place, choices: Sequence[object]) -> str:
        words = [_(command.word) for command in place.commands()]
        if choices:
            words.insert(0, _("a number from 1 to {most}").format(most=len(choices)))
        head = _("“{text}” is not understood here.").format(text=text)
        return head + " " + _("Type {words}, back or help.").format(words=_(", ").join(words))

    def _farewell(self) -> str:
        store = self.session.store
        if not store.is_in_file:
            return _("Nothing could be kept this time. Goodbye.")
        if not store.catch_up():
            return _("What you did last could not be saved. Goodbye.")
        return _("Everything is saved. Goodbye.")
