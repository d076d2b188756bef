"""The game for the author of a pack: the real screens, which follow every save."""

import asyncio
import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Key, MouseDown
from textual.widget import Widget

from tui.app import DetectiveApp
from tui.content.files import MANIFEST
from tui.content.problems import ContentError
from tui.language import _, follow
from tui.preview.commands import PREVIEW_COMMANDS
from tui.preview.desk import Desk, Kit
from tui.preview.places import files_on, point_at, remark, screen_for
from tui.preview.rebuild import AnyPlay, Rebuilder, kind_of, play_of, shows_recorded
from tui.preview.view import AnyScreen, View, caught_up, look, move_cursor, view_of
from tui.rules.place import Place
from tui.rules.progress import ItemKey
from tui.rules.reveal import revealed
from tui.screens.base import style
from tui.screens.commands import GLOBAL_COMMANDS
from tui.screens.problems import ProblemsScreen
from tui.screens.record import RecordScreen
from tui.storage.preferences import Settings
from tui.storage.progress import ProgressStore
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList
from tui.widgets.problem_panel import Notes, ProblemPanel

_TAKEN_AWAY_S = 0.7
"""A file that is not there for so long is deleted, not being saved."""

Shown = tuple[AnyScreen, View]
"""A screen, and how the author looks at it."""


class PreviewApp(DetectiveApp):
    """Finetune Detective on a pack that is being written."""

    CSS_PATH = [*DetectiveApp.CSS_PATH, style("preview")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, command.action.removeprefix("app."), command.label, show=False)
        for command in PREVIEW_COMMANDS
    ]
    global_commands = (*GLOBAL_COMMANDS, *PREVIEW_COMMANDS)

    def __init__(self, kit: Kit, store: ProgressStore, rng: random.Random) -> None:
        """Read the pack.

        Args:
            kit: What the author's kit does for the preview.
            store: Where the author's play is kept meanwhile.
            rng: The source of seeds.
        """
        self._desk = Desk(kit)
        self._unexamined = asyncio.Event()
        self._busy = asyncio.Lock()
        self._held: list[InputEvent] | None = None
        # What was on show when its file was deleted, while the author waits where that has led.
        self._lost: list[Shown] = []
        super().__init__(Session(self._desk.reader, store, rng))

    def furniture(self, screen: AnyScreen) -> Iterable[Widget]:
        """Return the panel with the problems.

        Args:
            screen: The screen that gets it.
        """
        yield ProblemPanel(self._notes(screen))

    def on_mount(self) -> None:
        """Open what the author named, then follow every save."""
        self.run_worker(self._follow(), group="follow")
        self.run_worker(self._examine(), group="examine")

    async def on_event(self, event: Event) -> None:
        """Let keys and clicks wait while the screens are replaced: they are meant for those."""
        if isinstance(event, Key | MouseDown):
            self._lost = []
        if self._held is not None and isinstance(event, InputEvent) and not event.is_forwarded:
            self._held.append(event)
        else:
            await super().on_event(event)

    def speak(self, settings: Settings) -> None:
        """Speak another language from now on: the game, and the pack where it has it.

        Args:
            settings: What the author chose.
        """
        follow(settings.languages)
        self._desk.languages = settings.languages
        self.run_worker(self._reload(()), group="reload")

    def action_step(self, by: int) -> None:
        """Open another scenario.

        Args:
            by: 1 for the one after that on show, in playing order, -1 for the one before.
        """
        keys = [ItemKey(kind, item) for kind, items in self.session.ids.items() for item in items]
        play = self._play()
        outside = 0 if by > 0 else len(keys) - 1
        place = keys.index(play.key) + by if play and play.key in keys else outside
        if 0 <= place < len(keys):
            self.routes.go_home()
            self.routes.open_item(keys[place])
        else:
            self.notify(_("There is no other scenario on that side."), markup=False)

    def action_restart(self) -> None:
        """Start the scenario over."""
        play = self._play()
        if play is None:
            self.notify(_("Open a scenario first."), markup=False)
            return
        play.restart()
        self.run_worker(self._rebuild(is_fresh=True), group="reload")

    def action_reveal(self) -> None:
        """Give the right answers."""
        play = self._play()
        state = None if play is None else revealed(play.scenario, play.state)
        if play is None or state == play.state:
            self.notify(_("There is nothing to answer here."), markup=False)
            return
        play.state = state
        play.save()
        self.run_worker(self._rebuild(), group="reload")

    def action_fold(self) -> None:
        """Fold the problems away, or show them again."""
        self._desk.is_folded = not self._desk.is_folded
        self._say()

    def action_problems(self) -> None:
        """Show all problems of the pack."""
        self.push_screen(ProblemsScreen(self.session, self._desk.notes(())))

    async def _follow(self) -> None:
        place = self._locate()
        await self._open(place or Place())
        said = remark(self.session, self._desk.kit.file, place)
        if said and self._desk.reader.is_pack:
            self.notify(said, timeout=8, markup=False)
        self._unexamined.set()
        async for changed in self._desk.kit.changes():
            await self._reload(changed)
            if self._desk.reader.taken_away():
                self.set_timer(_TAKEN_AWAY_S, self._look_for_deleted)

    def _look_for_deleted(self) -> None:
        if self._desk.reader.taken_away():
            self.run_worker(self._reload((), forget_missing=True), group="reload")

    async def _examine(self) -> None:
        """Keep what is known of the problems true, one look at a time."""
        while True:
            await self._unexamined.wait()
            self._unexamined.clear()
            keep = await asyncio.to_thread(self._desk.examine)
            keep()
            self._say()

    def _locate(self) -> Place | None:
        """Return where the file is seen that the author named, if anywhere."""
        return self._desk.kit.locate(self._desk.reader)

    async def _open(self, place: Place) -> None:
        """Open a place over Home; where it is not sound, show why and wait."""
        reader = self._desk.reader
        try:
            if place == Place() and not reader.is_pack:
                raise reader.faults.get("") or reader.faults[MANIFEST]
            opened = screen_for(self.session, place)
        except ContentError:
            opened = ProblemsScreen(self.session, self._desk.notes(()), is_waiting=True)
        if opened is not None:
            await self.push_screen(opened)
            await point_at(opened, place)

    async def _reload(self, changed: Collection[str], *, forget_missing: bool = False) -> None:
        self._desk.reread(changed, forget_missing=forget_missing)
        await self._rebuild()
        self._say()
        self._unexamined.set()

    async def _rebuild(self, *, is_fresh: bool = False) -> None:
        """Put the same screens on the pack as it was read last, and look at them as before."""
        async with self._busy:
            await caught_up(self)
            session = self.session.on(self._desk.reader)
            try:
                await self._replace_screens(session, is_fresh=is_fresh)
            finally:
                held, self._held = self._held or [], None
                for event in held:
                    self.post_message(event)

    async def _replace_screens(self, session: Session, *, is_fresh: bool) -> None:
        self._held = []
        screens = self.screen_stack
        shown = [(screen, View() if is_fresh else view_of(screen)) for screen in screens]
        waits = any(isinstance(each, ProblemsScreen) and each.is_waiting for each in screens)
        rebuilder = Rebuilder(session)
        if self._lost and rebuilder.are_there(screen for screen, _ in self._lost):
            shown, self._lost = self._lost, []
            # They say that the file is gone.
            self.clear_notifications()
        try:
            await self._show_again(rebuilder, session, shown, waits=waits)
        except ContentError as error:
            self._lost = shown
            self._leave(error)
        else:
            left_out = [screen for screen, _ in shown[len(self.screen_stack) :]]
            if left_out and shows_recorded(left_out[0]) and not is_fresh:
                self._say_not_recorded()

    def _say_not_recorded(self) -> None:
        text = _("What was on show is not recorded any more.")
        self.notify(text, severity="warning", timeout=8, markup=False)

    async def _show_again(
        self, rebuilder: Rebuilder, session: Session, shown: list[Shown], *, waits: bool
    ) -> None:
        left = iter(shown[1:])
        # Nothing is painted before the first of them is there.
        with self.batch_update():
            await self._begin(session, shown[0][1])
            if waits:
                await self._open(self._locate() or Place())
                return
            opened = await self._push_next(rebuilder, left)
        if opened is None:
            await look(self.screen, shown[0][1])
        while opened is not None:
            await look(*opened)
            opened = await self._push_next(rebuilder, left)

    async def _begin(self, session: Session, view: View) -> None:
        self.play_on(session)
        home = self.screen_stack[0]
        begun = asyncio.Event()
        # Home composes itself anew before it comes to this.
        home.call_later(begun.set)
        await begun.wait()
        for name, (entry, place) in view.cursors.items():
            for doors in home.query(f"#{name}").results(ChoiceList):
                move_cursor(doors, entry, place)

    async def _push_next(self, rebuilder: Rebuilder, left: Iterator[Shown]) -> Shown | None:
        """Push the next screen again; return None where none is left, or it has no place now."""
        for screen, view in left:
            again = rebuilder.again(screen, self.screen)
            if again is None:
                return None
            await self.push_screen(again)
            return again, view
        return None

    def _leave(self, error: ContentError) -> None:
        """Say that what was on show is gone, and show what there is instead."""
        self.notify(str(error.problems[0]), severity="warning", timeout=8, markup=False)
        kinds = (kind_of(screen) for screen, _ in self._lost)
        kind = next((kind for kind in kinds if kind is not None), None)
        if kind is not None and self.session.ids[kind] and len(self.screen_stack) == 1:
            self.routes.open_shelf(kind)

    def _play(self) -> AnyPlay | None:
        """Return what is played, on the screen on show or under it."""
        plays = (play_of(screen) for screen in reversed(self.screen_stack))
        return next((play for play in plays if play is not None), None)

    def _notes(self, screen: AnyScreen) -> Notes:
        below = self.screen_stack if isinstance(screen, RecordScreen) else ()
        notes = self._desk.notes(files_on(screen).union(*map(files_on, below)))
        # There the list itself shows them all.
        return replace(notes, here=()) if isinstance(screen, ProblemsScreen) else notes

    def _say(self) -> None:
        for screen in self.screen_stack:
            notes = self._notes(screen)
            for panel in screen.query(ProblemPanel):
                panel.show(notes)
            if isinstance(screen, ProblemsScreen):
                screen.show(notes)
            screen.call_after_refresh(screen.refresh_bindings)
