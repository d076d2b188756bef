"""The app: themes, global commands and the way in and out. Screens do the rest."""

import random
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, cast

from textual._node_list import DuplicateIds
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, InputEvent
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from tui.content.reader import PackReader
from tui.language import _, follow
from tui.leaving import LeavingApp
from tui.routes import Routes
from tui.screens.base import MIN_HEIGHT, MIN_WIDTH, GameScreen, style
from tui.screens.commands import GLOBAL_COMMANDS, GameCommand
from tui.screens.home import HomeScreen
from tui.screens.preferences import load_settings
from tui.screens.themes import themes
from tui.storage.preferences import Settings
from tui.storage.progress import ProgressStore
from tui.storage.session import Session
from tui.tidying import Tidier
from tui.widgets.ascii_filter import AsciiFilter
from tui.widgets.wrapping import break_anywhere

SPLIT_WIDTH = 80
"""From this width on, two panes stand side by side."""

_HANDBOOK = "handbook"


class DetectiveApp(LeavingApp):
    """Finetune Detective in a terminal.

    Attributes:
        session: The learner's sitting.
        opened: Where the pack is that the app began with.
        routes: The way between screens.
        global_commands: What can be done on every screen.
    """

    TITLE = "Finetune Detective"
    # Textual does not read the style sheet of a default screen.
    CSS_PATH = [style("base"), style("home")]  # noqa: RUF012
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (MIN_WIDTH, "-narrow"),
        (SPLIT_WIDTH, "-split"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (MIN_HEIGHT, "-short"),
        (30, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, command.action.removeprefix("app."), command.label, show=False)
        for command in GLOBAL_COMMANDS
        # Textual binds these two itself, so that they work over dialogs too.
        if command.action not in {"app.command_palette", "app.quit"}
    ]

    global_commands: tuple[GameCommand, ...] = GLOBAL_COMMANDS

    def __init__(self, session: Session) -> None:
        """Make the app.

        Args:
            session: The learner's sitting.
        """
        super().__init__()
        break_anywhere()
        self.session = session
        self.opened = Path(session.reader.label)
        self.routes = Routes(self, session)
        self._ascii = AsciiFilter(enabled=False)
        self._tidier = Tidier()
        for theme in themes():
            self.register_theme(theme)
        settings = load_settings(session.store)
        follow(settings.languages)
        self.apply(settings)

    def apply(self, settings: Settings) -> None:
        """Look as the learner wishes.

        Args:
            settings: What they chose; ``TEXTUAL_ANIMATIONS`` wins over motion.
        """
        self.theme = settings.theme
        self._ascii.enabled = settings.ascii
        if not settings.motion:
            self.animation_level = "none"
        elif self.animation_level == "none":
            from textual import constants

            self.animation_level = constants.TEXTUAL_ANIMATIONS
        self.set_class(settings.ascii, "-ascii")
        if self.is_running:
            for screen in self.screen_stack:
                screen.refresh(layout=True)
                for widget in screen.walk_children():
                    widget.refresh()

    def furniture(self, screen: Screen[Any]) -> Iterable[Widget]:
        """Return what a screen has below its own widgets; the game itself adds nothing.

        Args:
            screen: The screen.
        """
        del screen
        return ()

    def play_on(self, session: Session) -> None:
        """Go on with another session: Home anew, every other screen closed.

        Args:
            session: The new one, on another pack or on the same pack read again.
        """
        self.session = session
        self.routes.go_home()
        self.routes = Routes(self, session)
        if self.is_screen_installed(_HANDBOOK):
            handbook = self.get_screen(_HANDBOOK)
            self.uninstall_screen(_HANDBOOK)
            handbook.remove()
        self.apply(load_settings(session.store))
        # Textual cannot put another screen in place of its default one.
        cast(HomeScreen, self.screen_stack[0]).begin(session)

    def play_pack(self, reader: PackReader) -> None:
        """Go on with another pack, with the same learner's progress in it.

        Args:
            reader: The pack.
        """
        store = self.session.store.on(reader.pack.id)
        self.play_on(Session(reader, store, self.session.rng))

    def speak(self, settings: Settings) -> None:
        """Speak another language from now on: the game, and the pack where it has it.

        Args:
            settings: What the learner chose.
        """
        from tui.screens.settings import SettingsScreen

        follow(settings.languages)
        # Screens below hold words of the old language, so the way starts at Home again.
        self.play_on(reopened(self.session, settings))
        self.push_screen(SettingsScreen(self.session, cursor=f"language:{settings.language}"))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, and in ASCII mode ours."""
        filters = super().get_line_filters()
        return [*filters, self._ascii] if self._ascii.enabled else filters

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, or ours in its place where there is one."""
        driver = super().get_driver_class()
        if sys.platform == "win32" or driver.__name__ != "LinuxDriver":
            return driver
        from tui.terminal_driver import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """Open with Home."""
        return HomeScreen(self.session)

    def on_mount(self) -> None:
        """Say what the learner should know, and be ready to leave well."""
        if self.session.store.notice is not None:
            self.notify(self.session.store.notice, severity="warning", timeout=12, markup=False)
        self.watch_the_ways_out()

    def on_ready(self) -> None:
        """Collect garbage from now on."""
        self._tidier.start(self)

    async def on_event(self, event: Event) -> None:
        """Note when the learner does something.

        Args:
            event: Any event.
        """
        if isinstance(event, InputEvent):
            self._tidier.touch()
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Fill the palette from the registry: the screen's own commands, then the global ones.

        Args:
            screen: The screen under the palette.
        """
        commands: Iterable[GameCommand] = self.global_commands
        if isinstance(screen, GameScreen):
            commands = screen.commands_now()
        offered: set[tuple[str, str]] = set()
        for command in commands:
            if (command.action, command.label) in offered:
                continue
            offered.add((command.action, command.label))
            if command.action and command.action != "app.command_palette":
                title = f"{command.label_text.capitalize()} ({command.key_text})"
                action = command.action

                async def run(action: str = action) -> None:
                    await screen.run_action(action)

                yield SystemCommand(title, command.help_text, run)

    def action_command_palette(self) -> None:
        """Find any command by name."""
        from tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            # The last one may not be gone yet: there is one at a time.
            with suppress(DuplicateIds):
                self.push_screen(Palette())

    def action_help_quit(self) -> None:
        """Say how to leave: the key that leaves elsewhere was pressed."""
        text = _("Press {key} to quit the app").format(key="[b]ctrl+q[/b]")
        self.notify(text, title=_("Do you want to quit?"))

    def action_help(self) -> None:
        """Explain the screen one is on."""
        from tui.screens.help import HelpScreen

        if isinstance(self.screen, GameScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_handbook(self) -> None:
        """Open the handbook over the screen one is on."""
        from tui.screens.handbook import HandbookScreen

        if any(isinstance(screen, HandbookScreen) for screen in self.screen_stack):
            return
        # One handbook for the whole game: it is opened often, and its list is long.
        if not self.is_screen_installed(_HANDBOOK):
            self.install_screen(HandbookScreen(self.session), _HANDBOOK)
        self.push_screen(_HANDBOOK)

    def action_settings(self) -> None:
        """Open the settings over the screen one is on."""
        from tui.screens.settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen(self.session))


def reopened(session: Session, settings: Settings) -> Session:
    """Return the session with its pack in the language that the learner wants.

    Args:
        session: The session as it is.
        settings: What they chose.
    """
    return session.speaking(settings.languages)


def run(reader: PackReader, store: ProgressStore) -> int:
    """Play a pack until the learner leaves.

    Args:
        reader: The pack.
        store: The learner's progress in it.

    Returns:
        The exit status.
    """
    session = Session(reader, store, random.Random())
    app = DetectiveApp(reopened(session, load_settings(store)))
    app.run()
    return app.status
