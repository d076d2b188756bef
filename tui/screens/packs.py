"""The packs: all that can be played, to choose one."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.content.reader import FOLDERS, PackReader
from tui.content.untrusted import clean
from tui.language import N_, _
from tui.rules.progress import MAX_STARS, count_done, total_stars
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.navigation import PackPlayer
from tui.screens.preferences import load_settings
from tui.storage.packs import CHOSEN, ORIGINS, FoundPack, find_packs
from tui.storage.session import Session
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import PICKED, UNPICKED, Entry
from tui.widgets.steady import SteadyRow, SteadyScroll, SteadyText


class PacksScreen(GameScreen[None]):
    """All packs that were found, sound or not."""

    CSS_PATH = style("packs")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("choose"), N_("Move through the list.")),
        GameCommand("enter", "", N_("play"), N_("Go on with this pack; it opens next time too.")),
        GameCommand(
            "pageup", "read(-1)", N_("read on"), N_("Scroll the text."), shown=N_("pgup pgdn")
        ),
        GameCommand("pagedown", "read(1)", N_("down"), N_("Scroll the text down."), in_bar=False),
        GameCommand("escape", "back", N_("back"), N_("Go back to Home.")),
    )
    HELP = N_(
        "A pack is a set of lessons, rounds and cases. Choose the one to play; your progress in "
        "each is kept apart. A pack with an exclamation mark has a fault and cannot be played. "
        "“finetune-detective packs add PATH” adds one that you were given."
    )

    def __init__(self, session: Session) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
        """
        super().__init__(session)
        self._found: dict[str, FoundPack] = {}

    def compose_body(self) -> ComposeResult:
        """Yield the list and what the cursor is on."""
        with SteadyRow(id="packs"):
            yield ChoiceList(id="items", numbered=True)
            with SteadyScroll(id="about", can_focus=False):
                yield SteadyText(Content(_("Looking for packs …")), id="about-text")

    def on_mount(self) -> None:
        """Look for packs, which may take a moment."""
        self.top_line(_("Packs"))
        self.query_one("#items", ChoiceList).focus()
        languages = load_settings(self.session.store).languages
        folder, opened = self.session.store.folder, cast(PackPlayer, self.app).opened

        def look() -> None:
            found = find_packs(folder, opened, languages)
            self.app.call_from_thread(self._show, found)

        self.run_worker(look, thread=True)

    def on_choice_list_focused(self, event: ChoiceList.Focused) -> None:
        """Say what the cursor is on."""
        self.query_one("#about-text", Static).update(self._about(self._found[event.entry]))
        self.query_one("#about").scroll_home(animate=False)
        self.call_after_refresh(self.refresh_bindings)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go on with the chosen pack."""
        found = self._found[event.entry]
        if found.reader is None:
            return
        if found.origin != "opened":  # where it is may be forgotten by the next start
            self.keep(lambda: self.session.store.set(CHOSEN, found.id))
        cast(PackPlayer, self.app).play_pack(found.reader)

    def on_resize(self) -> None:
        """Offer scrolling only where there is more to read."""
        self.call_after_refresh(self.refresh_bindings)

    def allows(self, action: str) -> bool:
        """Offer only what makes sense for the pack under the cursor."""
        match action:
            case "play":
                found = self._found.get(self.query_one("#items", ChoiceList).cursor or "")
                return found is not None and found.reader is not None
            case "read":
                return self.query_one("#about").max_scroll_y > 0
        return super().allows(action)

    def action_read(self, by: int) -> None:
        """Scroll what is said about the pack.

        Args:
            by: -1 for up, 1 for down.
        """
        about = self.query_one("#about")
        about.scroll_relative(y=by * max(about.size.height - 1, 1), animate=False)

    def _show(self, found: list[FoundPack]) -> None:
        if not self.is_attached:
            return
        self._found = {f"pack-{number}": pack for number, pack in enumerate(found)}
        playing = next((key for key, pack in self._found.items() if self._is_played(pack)), None)
        usable = sum(pack.reader is not None for pack in found)
        self.top_line(_("Packs"), _("{n} to play").format(n=usable))
        entries = [self._entry(key, pack) for key, pack in self._found.items()]
        self.query_one("#items", ChoiceList).show(entries, cursor=playing)

    def _is_played(self, found: FoundPack) -> bool:
        return found.reader is not None and found.id == self.session.reader.pack.id

    def _entry(self, key: str, found: FoundPack) -> Entry:
        if found.pack is None:
            name = clean(found.id)
            return Entry(key, name, sign=" ! ", tone="error", aside=_("left out"))
        stars, most = self._stars(found.pack.id, found.reader)
        return Entry(
            key,
            found.pack.title,
            sign=PICKED if self._is_played(found) else UNPICKED,
            tone="primary",
            aside=f"★ {stars}/{most}",
        )

    def _about(self, found: FoundPack) -> Content:
        pack, reader = found.pack, found.reader
        origin = _(ORIGINS[found.origin]).format(name=clean(found.package))
        place = clean(_("From: {origin}").format(origin=origin) + f"\n{found.path}")
        if pack is None or reader is None:
            head = _("Left out, it has a fault:")
            return Content("\n\n".join([head, clean(found.problem), place]))
        standings = self.session.store.on(pack.id).standings()
        ids = {kind: reader.ids(kind) for kind in FOLDERS}
        done = sum(count_done(kind, items, standings) for kind, items in ids.items())
        stars, most = self._stars(pack.id, reader)
        facts = [
            _("Language: {name}").format(name=pack.language),
            _("{done} of {total} done").format(done=done, total=sum(map(len, ids.values())))
            + f" · ★ {stars}/{most}",
        ]
        return Content.from_markup(
            "[bold]$title[/]\n[$text-dim]$facts[/]\n\n$summary\n\n[$text-dim]$place[/]",
            title=pack.title,
            facts="\n".join(facts),
            summary=pack.summary.strip(),
            place=place,
        )

    def _stars(self, pack: str, reader: PackReader | None) -> tuple[int, int]:
        if reader is None:
            return 0, 0
        ids = {kind: reader.ids(kind) for kind in FOLDERS}
        standings = self.session.store.on(pack).standings()
        return total_stars(ids, standings), MAX_STARS * sum(map(len, ids.values()))
