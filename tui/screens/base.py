"""What every screen of the game has: a top line, a key bar, help, and moves that are saved."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.language import N_, _
from tui.paths import shipped
from tui.rules.moves import NotAllowedError
from tui.screens.commands import GameCommand
from tui.screens.navigation import Navigating, Navigator
from tui.storage.progress import SaveError
from tui.storage.session import Play, Session
from tui.widgets.choice_list import ChoiceList
from tui.widgets.key_bar import KeyBar, KeyHint
from tui.widgets.steady import SteadyRow, SteadyText, steady_size

if TYPE_CHECKING:
    from tui.content.models.recording import Recording
    from tui.rules.record_text import Said

MIN_WIDTH, MIN_HEIGHT = 60, 20
_TOO_SMALL = N_("Please enlarge the window a little:\n60 columns and 20 lines are enough.")


def style(name: str) -> str:
    """Return the path of a style sheet of the game.

    Args:
        name: Its name without the ending.
    """
    return str(shipped("assets") / "styles" / f"{name}.tcss")


class GameScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A full screen of the game.

    Attributes:
        GAME_COMMANDS: What the learner can do here.
        HELP: What this screen is for, in a few sentences.
        session: The learner's sitting.
    """

    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = ()
    HELP: ClassVar[str] = ""

    virtual_size = steady_size()
    # What gets or loses the focus is painted anew by itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make Textual's bindings from the commands."""
        if "GAME_COMMANDS" in cls.__dict__:
            cls.BINDINGS = [command.binding for command in cls.GAME_COMMANDS if command.action]
        super().__init_subclass__(**kwargs)

    def __init__(self, session: Session) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
        """
        super().__init__()
        self.session = session

    @property
    def routes(self) -> Navigator:
        """The way to other screens."""
        return cast(Navigating, self.app).routes

    def compose(self) -> ComposeResult:
        """Lay out the top line, the body and the key bar, for the size of the window at once."""
        self._take_size()
        with SteadyRow(id="top"):
            yield SteadyText(id="top-left", markup=False)
            yield SteadyText(id="top-right", markup=False)
        yield from self.compose_body()
        yield KeyBar()
        yield from cast(Navigating, self.app).furniture(self)
        yield Static(_(_TOO_SMALL), id="too-small", markup=False)

    def compose_body(self) -> ComposeResult:
        """Yield what stands between the top line and the key bar."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys."""
        self._show_keys()

    def refresh_bindings(self) -> None:
        """Keep the key bar true, in the same layout as what has changed."""
        super().refresh_bindings()
        self._show_keys()

    def on_unmount(self) -> None:
        """Let go of the app, which would keep the screen alive."""
        self.app.theme_changed_signal.unsubscribe(self)

    def on_screen_suspend(self) -> None:
        """Let go of what was painted, unless it shows through: it takes more than a megabyte."""
        if not self.app.screen.is_modal:
            for widget in self.walk_children(with_self=True):
                cast(Widget, widget).refresh()

    def on_resize(self) -> None:
        """Give the focus back that a window too small has taken."""
        self.call_after_refresh(self._keep_focus)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call something once the screen is painted, unless it is closed before.

        Args:
            callback: What to call.
            args: What to call it with.
            kwargs: What to call it with, by name.

        Returns:
            Whether it will be called.
        """

        def call() -> object:
            return callback(*args, **kwargs) if self.children else None

        return super().call_after_refresh(call)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return what is at a place of the screen, and where in its text.

        Args:
            x: The column.
            y: The line.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        # What has just been taken away is there until the next paint; Textual cannot select in it.
        return (None, None) if widget is None or widget.parent is None else (widget, offset)

    def _take_size(self) -> None:
        # Textual sets these classes after the first layout, which would then be made twice; set
        # while nothing is on the screen yet, no widget has to be styled anew.
        width, height = self.app.size
        for points, size in (
            (self.app.HORIZONTAL_BREAKPOINTS, width),
            (self.app.VERTICAL_BREAKPOINTS, height),
        ):
            fitting = [name for least, name in points or () if size >= least]
            self.update_classes({name: name == fitting[-1] for _least, name in points or ()})

    def _keep_focus(self) -> None:
        if self.is_current and self.focused is None:
            self.focus_next()

    def top_line(self, left: str, right: str = "") -> None:
        """Write the top line.

        Args:
            left: Where one is.
            right: What one has, such as stars.
        """
        self.query_one("#top-left", Static).update(Content(left))
        self.query_one("#top-right", Static).update(Content(right))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Textual and the key bar know what can be done now."""
        del parameters
        return self.allows(action)

    def allows(self, action: str) -> bool:
        """Say whether an action makes sense now; screens narrow this down.

        Args:
            action: The name of the action, or the label of a command without one.
        """
        del action
        return True

    def shows(self, command: GameCommand) -> bool:
        """Say whether the key bar shows a command that works now.

        Args:
            command: The command.
        """
        return command.in_bar

    def commands_now(self) -> Iterable[GameCommand]:
        """Return the screen's own and the global commands that work now."""
        for command in self.GAME_COMMANDS:
            if self.allows(_name(command.action) or command.label):
                yield command
        yield from cast(Navigating, self.app).global_commands

    def attempt(self, play: Play[Any, Any, Any], action: Any) -> bool:
        """Make a move; where it is not possible or not saved, say so.

        Args:
            play: What is being played.
            action: The move.

        Returns:
            Whether the move was made.
        """
        try:
            play.do(action)
        except NotAllowedError as error:
            self.notify(str(error), severity="warning", markup=False)
            return False
        except SaveError as error:
            self._say_unsaved(error)
        return True

    def keep(self, change: Callable[[], object]) -> None:
        """Make a change to what is kept; where that is not saved, say so.

        Args:
            change: Makes and saves it.
        """
        try:
            change()
        except SaveError as error:
            self._say_unsaved(error)

    def records(self) -> "list[tuple[Recording, Said]]":
        """Return the recorded replies on show, and the recordings that they stand in."""
        return []

    def action_record(self) -> None:
        """Open the record of the replies on show, where some of them were recorded."""
        replies = self.records()
        if replies:
            self.routes.show_record(replies)

    def action_back(self) -> None:
        """Go back to where one came from, once however often it is asked for."""
        if self.is_current:
            self.app.pop_screen()

    def after_choices(self, call: Callable[[], object]) -> None:
        """Call something once the screen has heard of all that was chosen before.

        A choice reaches the screen as a message, and a key that came right after it as an action:
        typed fast, the key would overtake the choice.

        Args:
            call: What to call.
        """
        if isinstance(self.focused, ChoiceList):
            self.focused.call_later(self.call_later, call)
        else:
            call()

    def _say_unsaved(self, error: SaveError) -> None:
        text = _("Your progress could not be saved: {error}").format(error=error)
        self.notify(text, severity="error", markup=False)

    def _show_keys(self) -> None:
        # There is none before the screen is put up, nor while it is put up anew.
        bar = self.query_one_optional(KeyBar)
        if bar is None or not self.is_attached:
            return
        typing = isinstance(self.focused, Input)
        hints = [
            KeyHint(keys, command.label_text, _clickable(command.action))
            for command in self.commands_now()
            if self.shows(command)
            and (keys := command.key_text_while_typing if typing else command.key_text)
        ]
        bar.show(hints)


def _name(action: str) -> str:
    return action.partition("(")[0]


def _clickable(action: str) -> str:
    return action if not action or "." in action.partition("(")[0] else f"screen.{action}"
