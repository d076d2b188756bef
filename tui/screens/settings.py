"""Settings: theme, motion, ASCII, and starting over."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.confirm import ConfirmScreen
from tui.screens.preferences import Dressable, SettingName, load_settings, save_setting
from tui.screens.themes import THEME_TITLES
from tui.widgets.choice_list import PICKED, SELECTED, UNPICKED, UNSELECTED, ChoiceList, Entry

_RESET = "reset"


class SettingsScreen(GameScreen[None]):
    """How the game looks, and forgetting all progress."""

    CSS_PATH = style("settings")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", "choose", "Move through the settings."),
        GameCommand("enter,space", "", "change", "Change the one that the cursor is on."),
        GameCommand("escape", "back", "back", "Go back to where you were."),
    )
    HELP = (
        "Settings are kept for your profile. Motion off shows every training run at once. ASCII "
        "writes everything with plain characters, for terminals whose fonts lack the others."
    )

    def compose_body(self) -> ComposeResult:
        """Yield the settings."""
        with VerticalScroll(id="settings", can_focus=False):
            yield ChoiceList(id="choices")
            yield Static(id="where", markup=False)

    def on_mount(self) -> None:
        """Show the settings as they are."""
        self.top_line("Settings")
        self._show()
        self.query_one(ChoiceList).focus()
        where = f"Progress is kept in {self.session.store.folder}"
        profile = f"Profile: {self.session.store.profile} (another one: --profile NAME)"
        self.query_one("#where", Static).update(Content(f"{profile}\n{where}"))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Change the chosen setting."""
        if event.entry == _RESET:
            self._reset()
            return
        name, _, value = event.entry.partition(":")
        settings = load_settings(self.session.store)
        if name == "theme":
            self._keep("theme", value)
        else:
            setting = cast(SettingName, name)
            self._keep(setting, not getattr(settings, setting))
        cast(Dressable, self.app).apply(load_settings(self.session.store))
        self._show()

    def _show(self) -> None:
        settings = load_settings(self.session.store)
        entries = [
            Entry(
                f"theme:{name}",
                title,
                sign=PICKED if name == settings.theme else UNPICKED,
                tone="primary",
            )
            for name, title in THEME_TITLES.items()
        ]
        for name, title, is_on in (
            ("motion", "Motion: training runs draw themselves", settings.motion),
            ("ascii", "ASCII only", settings.ascii),
        ):
            sign = SELECTED if is_on else UNSELECTED
            entries.append(Entry(name, title, sign=sign, tone="primary"))
        forget = "Forget all progress in this pack …"
        entries.append(Entry(_RESET, forget, sign=" ! ", tone="error"))
        self.query_one(ChoiceList).show(entries)

    def _keep(self, name: SettingName, value: str | bool) -> None:
        self.keep(lambda: save_setting(self.session.store, name, value))

    def _reset(self) -> None:
        def forget(confirmed: bool | None) -> None:
            if confirmed:
                self.keep(self.session.store.reset)
                self.notify("All progress in this pack is forgotten.", markup=False)
                # A play that is still open would bring its own back.
                self.routes.go_home()

        question = "Forget all progress in this pack: lessons, rounds, cases, stars?"
        self.app.push_screen(ConfirmScreen(question, "Forget all"), forget)
