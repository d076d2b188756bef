"""The packs in lines: all that can be played, to choose one."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.content.reader import FOLDERS, PackReader
from tui.content.untrusted import clean
from tui.language import N_, _
from tui.plain.inputs import Choice, Command, need_choice, numbered
from tui.plain.place import Place
from tui.rules.moves import NotAllowedError
from tui.rules.progress import MAX_STARS, count_done, total_stars
from tui.storage.packs import CHOSEN, ORIGINS, FoundPack, find_packs
from tui.storage.preferences import load_settings

if TYPE_CHECKING:
    from tui.plain.game import Game


class PacksPlace(Place):
    """All packs that were found, sound or not."""

    HELP = N_(
        "A pack is a set of lessons, rounds and cases. Choose the one to play; your progress in "
        "each is kept apart. A pack with a fault cannot be played. "
        "“finetune-detective packs add PATH” adds one that you were given."
    )

    def __init__(self, game: "Game") -> None:
        """Look for packs.

        Args:
            game: The game around it.
        """
        super().__init__(game)
        store = game.session.store
        self._found = find_packs(store.folder, game.opened, load_settings(store).languages)

    @property
    def prompt(self) -> str:
        """Say that these are the packs."""
        return _("packs")

    def tell(self) -> Iterator[str]:
        """Yield the packs."""
        yield _("Packs: choose the one to play.")
        yield numbered(self.choices())

    def choices(self) -> Sequence[Choice]:
        """Return the packs, each with its stars."""
        return [self._choice(found) for found in self._found]

    def choose(self, choice: Choice) -> None:
        """Go on with a pack.

        Args:
            choice: The pack.
        """
        found = self._found[self.choices().index(choice)]
        if found.reader is None:
            raise NotAllowedError(_("Left out, it has a fault:") + f" {clean(found.problem)}")
        reader, game = found.reader, self.game
        if found.origin != "opened":  # where it is may be forgotten by the next start
            game.keep(lambda: game.session.store.set(CHOSEN, found.id))
        game.play_pack(reader)

    def commands(self) -> Sequence[Command]:
        """Return what can be heard of a pack."""
        return (Command(N_("about"), N_("Say what a pack is."), self._about, N_("NUMBER")),)

    def _choice(self, found: FoundPack) -> Choice:
        if found.pack is None or found.reader is None:
            return Choice(clean(found.id), clean(found.id), _("left out"))
        note = self._stars(found.pack.id, found.reader)
        if found.id == self.game.session.reader.pack.id:
            note = _("{stars}, played now").format(stars=note)
        return Choice(found.id, found.pack.title, note)

    def _stars(self, pack: str, reader: PackReader) -> str:
        ids = {kind: reader.ids(kind) for kind in FOLDERS}
        standings = self.game.session.store.on(pack).standings()
        most = MAX_STARS * sum(map(len, ids.values()))
        text = _("{number} of {total} stars")
        return text.format(number=total_stars(ids, standings), total=most)

    def _about(self, rest: str) -> None:
        choices = self.choices()
        found = self._found[choices.index(need_choice(rest, choices))]
        origin = _(ORIGINS[found.origin]).format(name=clean(found.package))
        place = clean(_("From: {origin}").format(origin=origin) + f"\n{found.path}")
        pack, reader = found.pack, found.reader
        if pack is None or reader is None:
            head = _("Left out, it has a fault:")
            self.game.console.say(f"{head}\n{clean(found.problem)}", place)
            return
        standings = self.game.session.store.on(pack.id).standings()
        done = sum(count_done(kind, reader.ids(kind), standings) for kind in FOLDERS)
        total = sum(len(reader.ids(kind)) for kind in FOLDERS)
        facts = [
            _("Language: {name}").format(name=pack.language),
            _("{done} of {total} done").format(done=done, total=total),
        ]
        self.game.console.say(pack.title, pack.summary.strip(), "\n".join(facts), place)
