"""The settings that matter without a screen: language, ASCII, and starting over."""

from collections.abc import Iterator, Sequence

from tui import language
from tui.language import N_, _
from tui.plain.inputs import Choice, numbered
from tui.plain.place import Place
from tui.storage.preferences import SettingName, load_settings, save_setting

_ASCII, _FORGET = "ascii", "forget"


class SettingsPlace(Place):
    """How the game speaks, and forgetting all progress."""

    HELP = N_(
        "Settings are kept for your profile. ASCII writes everything with plain characters, for "
        "terminals whose fonts lack the others. Colors and motion are settings of the screens."
    )

    @property
    def prompt(self) -> str:
        """Say that these are the settings."""
        return _("settings")

    def tell(self) -> Iterator[str]:
        """Yield the settings, and where progress is kept."""
        store = self.game.session.store
        yield _("Settings")
        yield numbered(self.choices())
        where = _("Progress is not kept.")
        if store.is_in_file:
            where = _("Progress is kept in {folder}").format(folder=store.folder)
        profile = _("Profile: {name} (another one: --profile NAME)").format(name=store.profile)
        yield f"{profile}\n{where}"

    def tell_shortly(self) -> Iterator[str]:
        """Yield the settings."""
        yield numbered(self.choices())

    def choices(self) -> Sequence[Choice]:
        """Return what can be set, each with whether it is."""
        settings = load_settings(self.game.session.store)
        found = [
            Choice(
                f"language-{tag}" if tag else "language",
                title,
                _("chosen") if tag == settings.language else "",
            )
            for tag, title in self._languages()
        ]
        found.append(
            Choice(
                _ASCII, _("ASCII only"), _("switched on") if settings.ascii else _("switched off")
            )
        )
        found.append(Choice(_FORGET, _("Forget all progress in this pack …")))
        return found

    def choose(self, choice: Choice) -> None:
        """Change a setting.

        Args:
            choice: The setting.
        """
        settings = load_settings(self.game.session.store)
        if choice.id == _FORGET:
            question = _("Forget all progress in this pack: lessons, rounds, cases, stars?")
            self.game.ask(question, self._forget)
        elif choice.id == _ASCII:
            self._change("ascii", "off" if settings.ascii else "on")
        else:
            self._change("language", choice.id.removeprefix("language").removeprefix("-"))

    def _languages(self) -> Iterator[tuple[str, str]]:
        yield "", _("Language: as the terminal says")
        for tag in language.available():
            yield tag, _("Language: {name}").format(name=language.own_name(tag))

    def _change(self, name: SettingName, value: str) -> None:
        earlier = load_settings(self.game.session.store)._asdict()[name]
        before = earlier if isinstance(earlier, str) else "on" if earlier else "off"
        self._set(name, value)
        if before != value:
            self.game.place.steps.append(lambda: self._set(name, before))
        self.game.console.say(*self.game.place.tell_shortly())

    def _set(self, name: SettingName, value: str) -> bool:
        game = self.game
        steps = game.place.steps
        game.keep(lambda: save_setting(game.session.store, name, value))
        game.speak(load_settings(game.session.store))
        if not isinstance(game.place, SettingsPlace):
            # Another language: what lies below held texts of the old one.
            game.stand(SettingsPlace(game), steps)
        return True

    def _forget(self) -> None:
        self.game.keep(self.game.session.store.reset)
        self.game.console.say(_("All progress in this pack is forgotten."))
        # A play that is still open would bring its own back.
        self.game.go_home()
