"""Home: the doors, the progress on each, and one next step."""

from collections.abc import Callable
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.content.problems import ContentError
from tui.content.reader import Kind
from tui.content.untrusted import clean
from tui.language import N_, _
from tui.paths import shipped
from tui.rules.parts import KIND_TITLES, PROMISES
from tui.rules.progress import (
    MAX_STARS,
    NEW,
    ItemKey,
    Standings,
    count_done,
    is_finished,
    total_stars,
)
from tui.rules.review_text import due_text
from tui.screens.base import GameScreen
from tui.screens.commands import GameCommand
from tui.screens.navigation import PackPlayer
from tui.storage.packs import find_packs
from tui.storage.session import Session
from tui.storage.titles import title_of
from tui.widgets.cells import pad
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry
from tui.widgets.key_bar import KeyBar

_NEXT, _REVIEW, _HANDBOOK, _PACKS = "next", "review", "handbook", "packs"
_CERTIFICATE = "certificate"
_BAR = 14
# Late enough that the first frame does not wait for it.
_LOOK_AFTER_S = 0.3
_TITLE_WIDTH = 16


class HomeScreen(GameScreen[None]):
    """The first screen."""

    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("choose"), N_("Move between the next step and the doors.")),
        GameCommand("enter", "", N_("open"), N_("Open what the cursor is on."), shown=N_("enter")),
        GameCommand("k", "app.handbook", N_("handbook"), N_("Look something up.")),
        GameCommand("o", "progress", N_("progress"), N_("See what is mastered and shaky.")),
        # It has a door too, and the keys shall stand on one line.
        GameCommand("p", "packs", N_("packs"), N_("Choose another pack to play."), in_bar=False),
        GameCommand("s", "app.settings", N_("settings"), N_("Theme, motion, ASCII, progress.")),
        GameCommand("q", "app.quit", N_("quit"), N_("Leave the game; everything is saved.")),
    )
    HELP = N_(
        "Home shows the three parts of the game and how far you are in each. The line on top is "
        "the next step: press enter and you are in the middle of it. Take the parts in any order "
        "you like; nothing is locked. What you missed or guessed comes back in the review."
    )

    def __init__(self, session: Session) -> None:
        """Make Home.

        Args:
            session: The learner's sitting.
        """
        super().__init__(session)
        self._packs = 1
        self._has_read = False
        self._has_shown = False

    def compose_body(self) -> ComposeResult:
        """Yield the title, the next step and the doors."""
        with Vertical(id="home"):
            art = (shipped("assets") / "art" / "title.txt").read_text(encoding="utf-8")
            yield Static(art.rstrip("\n"), id="title", markup=False)
            yield Static(Content(self.session.reader.pack.title), id="pack")
            yield ChoiceList(id="doors")
            yield Static(id="notice", markup=False)

    def begin(self, session: Session) -> None:
        """Start anew with another session, or in another language.

        Args:
            session: The learner's sitting from now on.
        """
        self.session = session
        self._has_read = False
        self.call_later(self._compose_anew)

    async def _compose_anew(self) -> None:
        await self.recompose()
        if not self.query(KeyBar):
            return  # the game is closing, and nothing is put up any more
        self._show_keys()
        self._show()
        self.set_timer(_LOOK_AFTER_S, self._start_workers)

    def on_mount(self) -> None:
        """Show the progress; look for other packs and for faulty scenarios once it is painted."""
        self._show()
        self.set_timer(_LOOK_AFTER_S, self._start_workers)

    def on_screen_resume(self) -> None:
        """Show the progress as it is now, where it is not shown for the first time."""
        if self._has_shown:
            self._show()
        self._has_shown = True

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go through the chosen door."""
        if event.entry == _NEXT:
            self._open_next()
        elif event.entry == _REVIEW:
            self.routes.open_review()
        elif event.entry == _HANDBOOK:
            self.call_later(self.app.run_action, "app.handbook")
        elif event.entry == _PACKS:
            self.action_packs()
        elif event.entry == _CERTIFICATE:
            from tui.screens.certificate import ask_certificate

            ask_certificate(self)
        else:
            kind = next(kind for kind in KIND_TITLES if kind == event.entry)
            self.routes.open_shelf(kind)

    def allows(self, action: str) -> bool:
        """Offer the packs only where there is one to choose."""
        return self._packs > 1 if action == "packs" else super().allows(action)

    def action_packs(self) -> None:
        """Show the packs to choose from."""
        self.routes.open_packs()

    def action_progress(self) -> None:
        """Show what the learner has mastered."""
        self.routes.open_progress()

    def _start_workers(self) -> None:
        self.run_worker(self._find_packs, group="packs", thread=True)
        self.run_worker(self._find_faults, group="faults", thread=True)

    def _find_packs(self) -> None:
        if not self.session.store.is_kept:
            return  # nor would a choice be kept
        opened = cast(PackPlayer, self.app).opened
        found = find_packs(self.session.store.folder, opened)
        count = sum(pack.reader is not None for pack in found)
        if count != self._packs:
            self._show_later(self._show_packs, count)

    def _show_later(self, show: Callable[..., None], *found: object) -> None:
        # In its turn: Home may be composed anew at this moment, and have no widgets.
        self.app.call_from_thread(self.call_later, show, *found)

    def _show_packs(self, count: int) -> None:
        self._packs = count
        if self.is_attached:
            self._show()
            self.refresh_bindings()

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
            faulty.append(_("the handbook"))
        if faulty and session is self.session:
            self._show_later(self._show_faults, session, faulty)
        self._show_later(self._settle, session)
        from tui.rules.review import prepare

        prepare()

    def _settle(self, session: Session) -> None:
        # What cannot be played, and what its author took out, is only known once all is read.
        if session is not self.session or not self.is_attached:
            return
        shown, self._has_read = self._next_step(), True
        due = session.due_count()
        if due:
            from tui.storage.reviewing import due_questions

            due_questions(session)
        if shown != self._next_step() or due != session.due_count():
            self._show()

    def _show_faults(self, session: Session, faulty: list[str]) -> None:
        if session is not self.session or not self.is_attached:
            return  # another pack is played by now
        text = _(
            "Left out, as their files have faults: {names}.\n"
            "finetune-detective check {pack} says where."
        ).format(names=_(", ").join(faulty), pack=self.session.reader.label)
        self.query_one("#notice", Static).update(Content(clean(text)))
        self._show()

    def _next_step(self) -> ItemKey | None:
        # Until all scenarios were read, the first picture goes by their titles.
        return self.session.next_step() if self._has_read else self.session.probable_step()

    def _open_next(self) -> None:
        key = self.session.next_step()
        if key is not None:
            self.routes.open_item(key)

    def _show(self) -> None:
        standings = self.session.standings()
        ids = self.session.sound_ids()
        stars = total_stars(ids, standings)
        most = MAX_STARS * sum(map(len, ids.values()))
        count = _("{number} of {total}").format(number=stars, total=most)
        self.top_line("Finetune Detective", f"★ {count}")
        doors = [self._door(kind, standings) for kind in KIND_TITLES if self.session.ids[kind]]
        handbook = Entry(_HANDBOOK, _("look up any word or question"), sign=_pad(_("Handbook")))
        kept = self._certificate_entry(standings)
        entries = [*self._next_entry(standings), *kept, *doors, self._review_entry(), handbook]
        if self._packs > 1:
            text = _("choose among {n} packs").format(n=self._packs)
            entries.append(Entry(_PACKS, text, sign=_pad(_("Packs"))))
        doors_list = self.query_one("#doors", ChoiceList)
        doors_list.show(entries)
        doors_list.focus()

    def _next_entry(self, standings: Standings) -> list[Entry]:
        key = self._next_step()
        if key is None:
            text = _("All done. Case closed, lamp off. Play anything again for more stars.")
            self.query_one("#notice", Static).update(Content(text))
            return []
        standing = standings.get(key, NEW)
        word = _("Continue") if standings else _("Start here")
        if standings and not standing.is_open:
            word = _("Next")
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

    def _certificate_entry(self, standings: Standings) -> list[Entry]:
        if not is_finished(self.session.sound_ids(), standings):
            return []
        text = _("save it, as a picture or as a text")
        return [Entry(_CERTIFICATE, text, sign=_pad(_("Certificate")), tone="primary", strong=True)]

    def _review_entry(self) -> Entry:
        session, due = self.session, self.session.due_count()
        text = due_text(due, session.next_due(), session.store.now())
        return Entry(_REVIEW, text, sign=_pad(_("Review")), tone="primary" if due else "foreground")

    def _door(self, kind: Kind, standings: Standings) -> Entry:
        items = self.session.ids[kind]
        done = count_done(kind, items, standings)
        filled = round(_BAR * done / len(items))
        bar = "█" * filled + "░" * (_BAR - filled)
        count = _("{number} of {total}").format(number=done, total=len(items))
        return Entry(
            kind,
            f"{bar} {count}",
            sign=_pad(_(KIND_TITLES[kind])),
            detail=" " * (_TITLE_WIDTH - 1) + _(PROMISES[kind]),
        )


def _pad(text: str) -> str:
    return pad(text, _TITLE_WIDTH)
