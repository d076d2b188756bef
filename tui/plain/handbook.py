"""The handbook in lines: type words, hear what has them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.content.models.handbook import Handbook, Term
from tui.content.problems import ContentError
from tui.language import N_, _, ngettext
from tui.plain.inputs import Choice, Command, NotUnderstoodError, find_choice, numbered
from tui.plain.place import Place
from tui.plain.telling import sources_text
from tui.rules.handbook import HandbookEntry, HandbookIndex, title

if TYPE_CHECKING:
    from tui.plain.game import Game

_MOST_TOLD = 10


class HandbookPlace(Place):
    """Questions, answers and a glossary, to be searched."""

    HELP = N_(
        "The handbook answers questions and explains words. Type any words to search for them; the "
        "best match comes first. Then choose an entry by its number. Back takes you to where you "
        "were."
    )

    def __init__(self, game: "Game", query: str = "") -> None:
        """Read the handbook.

        Args:
            game: The game around it.
            query: What to look up at once.
        """
        super().__init__(game)
        self._fault: ContentError | None = None
        try:
            self._handbook = game.session.reader.handbook()
        except ContentError as error:
            self._fault, self._handbook = error, Handbook()
        self._index = HandbookIndex(self._handbook)
        # None before anything was looked up: then no list was told that could be gone back to.
        self._query: str | None = query or None
        self._first = 0

    @property
    def prompt(self) -> str:
        """Say that this is the handbook."""
        return _("handbook")

    def tell(self) -> Iterator[str]:
        """Yield what was found, or what there is."""
        if self._fault is not None:
            yield _("The handbook is left out, it has faults:") + f"\n{self._fault}"
        elif self._query is not None:
            yield from self._told_found()
        else:
            asked, explained = len(self._handbook.questions), len(self._handbook.terms)
            questions = ngettext("{n} question", "{n} questions", asked).format(n=asked)
            terms = ngettext("{n} word explained", "{n} words explained", explained)
            counts = _("Handbook: {questions}, {terms}.")
            yield counts.format(questions=questions, terms=terms.format(n=explained))
            yield _("Type words to look them up, or list to hear all entries.")

    def choices(self) -> Sequence[Choice]:
        """Return the entries that were told last."""
        found = self._index.search(self._query or "")
        return [
            Choice(f"{_kind(entry)}-{entry.id}", title(entry))
            for entry in found[self._first : self._first + _MOST_TOLD]
        ]

    def choose(self, choice: Choice) -> None:
        """Tell an entry.

        Args:
            choice: The entry.
        """
        found = self._index.search(self._query or "")
        entry = next(each for each in found if f"{_kind(each)}-{each.id}" == choice.id)
        self.game.console.say(*self._told(entry))

    def commands(self) -> Sequence[Command]:
        """Return the ways through the entries."""
        return (
            Command(N_("search"), N_("Look words up."), self.search, N_("WORDS")),
            Command(N_("list"), N_("Hear all entries."), lambda _rest: self.search("")),
            Command(N_("next"), N_("Hear the next entries."), lambda _rest: self.go_on()),
        )

    def forms(self) -> Sequence[tuple[str, str]]:
        """Return that any words are looked up."""
        return ((_("any words"), _("Look them up.")),)

    def hear(self, text: str) -> bool:
        """Choose an entry, or search for the words.

        Args:
            text: The input.
        """
        if find_choice(text, self.choices() if text.isdecimal() else ()) is not None:
            return False
        self.search(text)
        return True

    def go_on(self) -> None:
        """Tell the next entries."""
        if self._first + _MOST_TOLD >= len(self._index.search(self._query or "")):
            raise NotUnderstoodError(_("These are the last entries."))
        self._look(self._query or "", self._first + _MOST_TOLD)

    def search(self, query: str) -> None:
        """Tell what has all words of a query; where only one entry has its name, tell that.

        Args:
            query: The words; none for all entries.
        """
        self._look(query, 0)

    def _look(self, query: str | None, first: int) -> None:
        earlier = (self._query, self._first)

        def undo() -> bool:
            changed = earlier != (self._query, self._first)
            self._query, self._first = earlier
            return changed

        self.steps.append(undo)
        self._query, self._first = query, first
        self.game.console.say(*self._told_found())

    def _told_found(self) -> Iterator[str]:
        found = self._index.search(self._query or "")
        if not found:
            yield _("Nothing found. Try fewer letters, or another word for it.")
            return
        if (self._query and self._is_name(found[0])) or len(found) == 1:
            yield from self._told(found[0])
            if len(found) == 1:
                return
        count = ngettext("{n} entry", "{n} entries", len(found)).format(n=len(found))
        shown = self.choices()
        if len(found) > len(shown):
            # Translators: how many entries were found, and which of them are listed.
            text = _("{entries}, {first} to {last}:")
            first, last = self._first + 1, self._first + len(shown)
            yield text.format(entries=count, first=first, last=last) + f"\n{numbered(shown)}"
            if last < len(found):
                yield _("Type a number, or next for more.")
        else:
            yield f"{count}:\n{numbered(shown)}"

    def _is_name(self, entry: HandbookEntry) -> bool:
        names = (entry.term, *entry.also) if isinstance(entry, Term) else (entry.question,)
        return (self._query or "").casefold() in {name.casefold() for name in names}

    def _told(self, entry: HandbookEntry) -> Iterator[str]:
        body = entry.meaning if isinstance(entry, Term) else entry.answer
        yield f"{title(entry)}:\n{body.strip()}"
        if isinstance(entry, Term):
            if entry.also:
                yield _("Also: {names}").format(names=_(", ").join(entry.also))
            names = {term.id: term.term for term in self._handbook.terms}
            if entry.see:
                see = _(", ").join(names[name] for name in entry.see)
                yield _("See: {names}").format(names=see)
        yield sources_text(self._handbook.sources, entry.cites)


def _kind(entry: HandbookEntry) -> str:
    return "term" if isinstance(entry, Term) else "question"
