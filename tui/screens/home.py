"""Home: the doors, the progress on each, and one next step."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.content.untrusted import clean
from tui.paths import shipped
from tui.rules.progress import (
    MAX_STARS,
    NEW,
    ItemKey,
    Standings,
    count_done,
    total_stars,
)
from tui.screens.base import GameScreen
from tui.screens.commands import GameCommand
from tui.screens.navigation import KIND_TITLES, title_of
from tui.widgets.choice_list import ChoiceList, Entry

_PROMISES: dict[Kind, str] = {
    "lesson": "short lessons, something to do in each",
    "before-after": "spot what fine-tuning changed",
    "detective": "find the data set that mends the model",
}
_NEXT, _HANDBOOK = "next", "handbook"
_BAR = 14
# Late enough that the first frame does not wait for it.
_LOOK_FOR_FAULTS_AFTER_S = 0.3
_TITLE_WIDTH = 16


class HomeScreen(GameScreen[None]):
    """The first screen."""

    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", "choose", "Move between the next step and the doors."),
        GameCommand("enter", "", "open", "Open what the cursor is on.", shown="enter"),
        GameCommand("k", "app.handbook", "handbook", "Look something up."),
        GameCommand("s", "app.settings", "settings", "Theme, motion, ASCII, progress."),
        GameCommand("q", "app.quit", "quit", "Leave the game; everything is saved."),
    )
    HELP = (
        "Home shows the three parts of the game and how far you are in each. The line on top is "
        "the next step: press enter and you are in the middle of it. Take the parts in any order "
        "you like; nothing is locked."
    )

    def compose_body(self) -> ComposeResult:
        """Yield the title, the next step and the doors."""
        with Vertical(id="home"):
            art = (shipped("assets") / "art" / "title.txt").read_text(encoding="utf-8")
            yield Static(art.rstrip("\n"), id="title", markup=False)
            yield Static(Content(self.session.reader.pack.title), id="pack")
            yield ChoiceList(id="doors")
            yield Static(id="notice", markup=False)

    def on_mount(self) -> None:
        """Look for faulty scenarios once Home is painted."""
        self.set_timer(_LOOK_FOR_FAULTS_AFTER_S, self._start_worker)

    def on_screen_resume(self) -> None:
        """Show the progress as it is now."""
        self._show()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go through the chosen door."""
        if event.entry == _NEXT:
            self._open_next()
        elif event.entry == _HANDBOOK:
            self.call_later(self.app.run_action, "app.handbook")
        else:
            kind = next(kind for kind in KIND_TITLES if kind == event.entry)
            self.routes.open_shelf(kind)

    def _start_worker(self) -> None:
        self.run_worker(self._find_faults, group="faults", thread=True)

    def _find_faults(self) -> None:
        session = self.session
        faulty = [
            item
            for kind, items in session.ids.items()
            for item in items
            if not session.is_sound(ItemKey(kind, item))
        ]
        try:
            session.reader.handbook()
        except ContentError:
            faulty.append("the handbook")
        if faulty:
            self.app.call_from_thread(self._show_faults, faulty)

    def _show_faults(self, faulty: list[str]) -> None:
        text = (
            f"Left out, as their files have faults: {', '.join(faulty)}.\n"
            f"finetune-detective check {self.session.reader.root} says where."
        )
        self.query_one("#notice", Static).update(Content(clean(text)))
        self._show()

    def _open_next(self) -> None:
        key = self.session.next_step()
        if key is not None:
            self.routes.open_item(key)

    def _show(self) -> None:
        standings = self.session.standings()
        ids = self.session.sound_ids()
        stars = total_stars(ids, standings)
        most = MAX_STARS * sum(map(len, ids.values()))
        self.top_line("Finetune Detective", f"★ {stars} of {most}")
        doors = [self._door(kind, standings) for kind in KIND_TITLES if self.session.ids[kind]]
        handbook = Entry(_HANDBOOK, "look up any word or question", sign=_pad("Handbook"))
        entries = [*self._next_entry(standings), *doors, handbook]
        doors_list = self.query_one("#doors", ChoiceList)
        doors_list.show(entries)
        doors_list.focus()

    def _next_entry(self, standings: Standings) -> list[Entry]:
        key = self.session.next_step()
        if key is None:
            text = "All done. Case closed, lamp off. Play anything again for more stars."
            self.query_one("#notice", Static).update(Content(text))
            return []
        standing = standings.get(key, NEW)
        word = "Continue" if standings else "Start here"
        if standings and not standing.is_open:
            word = "Next"
        return [
            Entry(
                _NEXT,
                title_of(self.session, key),
                sign=_pad(word),
                tone="primary",
                strong=True,
                detail="",
            )
        ]

    def _door(self, kind: Kind, standings: Standings) -> Entry:
        items = self.session.ids[kind]
        done = count_done(kind, items, standings)
        filled = round(_BAR * done / len(items))
        bar = "█" * filled + "░" * (_BAR - filled)
        return Entry(
            kind,
            f"{bar} {done} of {len(items)}",
            sign=_pad(KIND_TITLES[kind]),
            detail=" " * (_TITLE_WIDTH - 1) + _PROMISES[kind],
        )


def _pad(text: str) -> str:
    return text.ljust(_TITLE_WIDTH)
