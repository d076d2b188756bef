"""Settings: theme, language, motion, ASCII, and starting over."""

from collections.abc import Iterator
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui import language
from tui.content.untrusted import clean
from tui.language import N_, _
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.confirm import ConfirmScreen
from tui.screens.preferences import Dressable, load_settings
from tui.screens.themes import THEME_TITLES
from tui.storage.preferences import SettingName, save_setting
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import PICKED, SELECTED, UNPICKED, UNSELECTED, Entry
from tui.widgets.steady import SteadyScroll, SteadyText

_RESET = "reset"


class SettingsScreen(GameScreen[None]):
    """How the game looks, and forgetting all progress."""

    CSS_PATH = style("settings")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("choose"), N_("Move through the settings.")),
        GameCommand("enter,space", "", N_("change"), N_("Change the one that the cursor is on.")),
        GameCommand("escape", "back", N_("back"), N_("Go back to where you were.")),
    )
    HELP = N_(
        "Settings are kept for your profile. Motion off shows every training run at once. ASCII "
        "writes everything with plain characters, for terminals whose fonts lack the others."
    )

    def __init__(self, session: Session, *, cursor: str | None = None) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            cursor: The entry that the cursor begins on; None for the first.
        """
        super().__init__(session)
        self._cursor = cursor

    def compose_body(self) -> ComposeResult:
        """Yield the settings."""
        with SteadyScroll(id="settings", can_focus=False):
            yield ChoiceList(id="choices")
            yield SteadyText(id="where", markup=False)

    def on_mount(self) -> None:
        """Show the settings as they are."""
        self.top_line(_("Settings"))
        self._show(self._cursor)
        self.query_one(ChoiceList).focus()
        store = self.session.store
        where = _("Progress is not kept.")
        if store.is_in_file:
            where = _("Progress is kept in {folder}").format(folder=store.folder)
        profile = _("Profile: {name} (another one: --profile NAME)").format(name=store.profile)
        # Both were named on the command line, and may hold what acts on a terminal.
        self.query_one("#where", Static).update(Content(clean(f"{profile}\n{where}")))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Change the chosen setting."""
        if event.entry == _RESET:
            self._reset()
            return
        name, value = f"{event.entry}:".split(":")[:2]
        settings = load_settings(self.session.store)
        if name == "theme":
            self._keep("theme", value)
        elif name == "language":
            self._keep("language", value)
            if load_settings(self.session.store).language != settings.language:
                cast(Dressable, self.app).speak(load_settings(self.session.store))
                return
        else:
            setting = cast(SettingName, name)
            self._keep(setting, not getattr(settings, setting))
        cast(Dressable, self.app).apply(load_settings(self.session.store))
        self._show()

    def _show(self, cursor: str | None = None) -> None:
        settings = load_settings(self.session.store)
        entries = [
            Entry(
                f"theme:{name}",
                _(title),
                sign=PICKED if name == settings.theme else UNPICKED,
                tone="primary",
            )
            for name, title in THEME_TITLES.items()
        ]
        for tag, title in self._languages():
            sign = PICKED if tag == settings.language else UNPICKED
            entries.append(Entry(f"language:{tag}", title, sign=sign, tone="primary"))
        for name, title, is_on in (
            ("motion", _("Motion: training runs draw themselves"), settings.motion),
            ("ascii", _("ASCII only"), settings.ascii),
        ):
            sign = SELECTED if is_on else UNSELECTED
            entries.append(Entry(name, title, sign=sign, tone="primary"))
        forget = _("Forget all progress in this pack …")
        entries.append(Entry(_RESET, forget, sign=" ! ", tone="error"))
        self.query_one(ChoiceList).show(entries, cursor=cursor)

    def _languages(self) -> Iterator[tuple[str, str]]:
        yield "", _("Language: as the terminal says")
        for tag in language.available():
            yield tag, _("Language: {name}").format(name=language.own_name(tag))

    def _keep(self, name: SettingName, value: str | bool) -> None:
        self.keep(lambda: save_setting(self.session.store, name, value))

    def _reset(self) -> None:
        def forget(confirmed: bool | None) -> None:
            if confirmed:
                self.keep(self.session.store.reset)
                self.notify(_("All progress in this pack is forgotten."), markup=False)
                # A play that is still open would bring its own back.
                self.routes.go_home()

        question = _("Forget all progress in this pack: lessons, rounds, cases, stars?")
        self.app.push_screen(ConfirmScreen(question, _("Forget all")), forget)
