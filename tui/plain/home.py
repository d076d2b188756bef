"""Home: the stars, the next step, and the doors to everything else."""

from collections.abc import Iterator, Sequence

from tui.content.problems import ContentError
from tui.language import N_, _
from tui.plain import routes
from tui.plain.inputs import Choice, Command, numbered
from tui.plain.place import Place
from tui.rules.parts import KIND_TITLES, PROMISES
from tui.rules.progress import MAX_STARS, NEW, ItemKey, count_done, is_finished, total_stars
from tui.rules.review_text import due_text
from tui.storage.packs import find_packs
from tui.storage.titles import title_of

_NEXT, _REVIEW, _HANDBOOK, _PACKS, _SETTINGS = "next", "review", "handbook", "packs", "settings"
_CERTIFICATE = "certificate"


class Home(Place):
    """The first place."""

    HELP = N_(
        "Home shows the parts of the game and how far you are in each. The first choice is the "
        "next step. Take the parts in any order you like; nothing is locked."
    )

    _packs: int | None = None

    @property
    def prompt(self) -> str:
        """Say that this is Home."""
        # “Home” by itself is the name of a key.
        return _("home").capitalize()

    def tell(self) -> Iterator[str]:
        """Yield the pack, the stars, what is faulty, and the choices."""
        title = self.game.session.reader.pack.title
        yield f"Finetune Detective\n{title}"
        yield self._stars()
        faulty = self._faulty()
        if faulty:
            yield _(
                "Left out, as their files have faults: {names}.\n"
                "finetune-detective check {pack} says where."
            ).format(names=_(", ").join(faulty), pack=self.game.session.reader.label)
        yield numbered(self.choices())
        yield _("Type a number, or help to hear what else you can type.")

    def tell_shortly(self) -> Iterator[str]:
        """Yield the stars and the next step."""
        lines = [_("Home. {stars}").format(stars=self._stars())]
        first = self.choices()[0]
        if first.id == _NEXT:
            lines.append(f"1. {first.text}")
        lines.append(_("Type show to hear all choices."))
        yield "\n".join(lines)

    def choices(self) -> Sequence[Choice]:
        """Return the next step and the doors."""
        session = self.game.session
        found = [*self._next_step()]
        standings = session.standings()
        if is_finished(session.sound_ids(), standings):
            found.append(Choice(_CERTIFICATE, _("Certificate: the pack is done, save it to keep.")))
        for kind in routes.kinds(session):
            items = session.ids[kind]
            done = _("{done} of {total} done").format(
                done=count_done(kind, items, standings), total=len(items)
            )
            # Translators: a part of the game, what it promises, and how much of it is done.
            text = _("{part}: {promise}. {done}.").format(
                part=_(KIND_TITLES[kind]), promise=_(PROMISES[kind]), done=done
            )
            found.append(Choice(kind, text))
        due = due_text(session.due_count(), session.next_due(), session.store.now())
        found.append(Choice(_REVIEW, _("Review: {due}.").format(due=due)))
        found.append(Choice(_HANDBOOK, _("Handbook: look up any word or question.")))
        if self._count_packs() > 1:
            text = _("Packs: choose among {n} packs.").format(n=self._count_packs())
            found.append(Choice(_PACKS, text))
        found.append(Choice(_SETTINGS, _("Settings: language, ASCII, starting over.")))
        return found

    def choose(self, choice: Choice) -> None:
        """Go through a door.

        Args:
            choice: The door.
        """
        match choice.id:
            case "next":
                self.go_on()
            case "review":
                from tui.plain.review import begin_review

                begin_review(self.game)
            case "certificate":
                from tui.plain.certificate import CertificatePlace

                self.game.enter(CertificatePlace(self.game))
            case "handbook":
                from tui.plain.handbook import HandbookPlace

                self.game.enter(HandbookPlace(self.game))
            case "packs":
                from tui.plain.packs import PacksPlace

                self.game.enter(PacksPlace(self.game))
            case "settings":
                from tui.plain.settings import SettingsPlace

                self.game.enter(SettingsPlace(self.game))
            case kind:
                from tui.plain.shelf import Shelf

                found = next(each for each in routes.kinds(self.game.session) if each == kind)
                self.game.enter(Shelf(self.game, found))

    def commands(self) -> Sequence[Command]:
        """Return the way to the next step."""
        return (Command(N_("next"), N_("Go on with the next step."), lambda _rest: self.go_on()),)

    def go_on(self) -> None:
        """Open the next step."""
        key = self.game.session.next_step()
        if key is None:
            self.game.console.say(_(_ALL_DONE))
        else:
            routes.open_item(self.game, key)

    def _next_step(self) -> Iterator[Choice]:
        session = self.game.session
        key = session.next_step()
        if key is None:
            return
        standings = session.standings()
        word = _("Start here") if not standings else _("Next")
        if standings.get(key, NEW).is_open:
            word = _("Continue")
        # Translators: Continue, Next or Start here, and what it is.
        text = _("{word}: {title}").format(word=word, title=title_of(session, key))
        yield Choice(_NEXT, text)

    def _stars(self) -> str:
        session = self.game.session
        ids = session.sound_ids()
        stars = total_stars(ids, session.standings())
        most = MAX_STARS * sum(map(len, ids.values()))
        text = _("{stars} of {most} stars.").format(stars=stars, most=most)
        return text if session.next_step() is not None else f"{text}\n{_(_ALL_DONE)}"

    def _faulty(self) -> list[str]:
        session = self.game.session
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
        return faulty

    def _count_packs(self) -> int:
        store = self.game.session.store
        if self._packs is None:
            # Where nothing is kept, a choice would not be kept either.
            found = find_packs(store.folder, self.game.opened) if store.is_kept else []
            self._packs = sum(pack.reader is not None for pack in found)
        return self._packs


_ALL_DONE = N_("All done. Case closed, lamp off. Play anything again for more stars.")
