"""A lesson: one card at a time, some to read and some to do."""

from collections.abc import Iterator, Sequence

from tui.content.models.lesson import (
    AnyCard,
    DoingCard,
    PickCard,
    PlayedStop,
    SortCard,
)
from tui.language import N_, _, ngettext
from tui.plain import card_text
from tui.plain.answering import answer_commands, answer_forms, hear_answer, sure_text
from tui.plain.inputs import Choice, Command, NotUnderstoodError, number_of
from tui.plain.place import PlayPlace
from tui.plain.stop_text import open_stop
from tui.rules import lesson as rules
from tui.storage.session import LessonPlay


class LessonPlace(PlayPlace[LessonPlay]):
    """One lesson, from the card on show to its end."""

    HELP = N_(
        "A lesson is a handful of cards. Read, and type next to go on; where there is something to "
        "do, do it and hear why each answer is right or wrong. Your first answer counts for the "
        "stars, but you can try again as often as you like."
    )

    _left = ""

    @property
    def card(self) -> AnyCard:
        """The card on show."""
        return rules.current(self.play.scenario, self.play.state)

    @property
    def doing(self) -> DoingCard | None:
        """The card on show, where it asks for something."""
        return self.card if isinstance(self.card, DoingCard) else None

    @property
    def is_open(self) -> bool:
        """Whether the card on show waits for an answer."""
        return self.doing is not None and not rules.play_of(self.play.state, self.doing).checked

    @property
    def prompt(self) -> str:
        """Name the card."""
        lesson, state = self.play.scenario, self.play.state
        text = _("card {number} of {total}")
        return text.format(number=rules.position(lesson, state) + 1, total=len(lesson.cards))

    def tell(self) -> Iterator[str]:
        """Yield the lesson's title, then the card."""
        yield _("Learn: {title}").format(title=self.play.scenario.title)
        yield from self.tell_card()

    def tell_card(self) -> Iterator[str]:
        """Yield the card: what to read, then what to do or what became of it."""
        yield self._head()
        yield from card_text.reading(self.card, self.play.scenario.sources)
        if self.doing is None:
            yield _("Type next to go on.")
        elif self.is_open:
            yield from card_text.waiting(self.doing, self.play.state)
            yield from self._tell_sure(self.doing)
        else:
            yield from self.tell_answered()

    def tell_answered(self) -> Iterator[str]:
        """Yield what became of the answer, and how to go on."""
        yield from self.tell_reasons()
        yield _("Type next to go on, or retry to do it once more.")

    def tell_reasons(self) -> Iterator[str]:
        """Yield whether the answer is right, and why."""
        if self.doing is not None:
            yield from card_text.answered(self.doing, self.play.state)

    def tell_shortly(self) -> Iterator[str]:
        """Yield where one is, and the answer as far as it goes."""
        yield "\n".join((self._head(), _("Type show to hear it again.")))
        if self.doing is not None and self.is_open:
            yield from self._tell_status(self.doing)

    def undo(self) -> bool:
        """Undo the last step taken here that can be undone; say whether there was one."""
        self._left = self.card.id
        return super().undo()

    def tell_undone(self) -> Iterator[str]:
        """Yield the card that one is back at, or what is chosen now."""
        yield _("One step back.")
        if self.doing is None or not self.is_open or self.card.id != self._left:
            yield from self.tell_card()
        else:
            yield from self._tell_status(self.doing)

    def choices(self) -> Sequence[Choice]:
        """Return the choices of the card; of a sort card, where the next item can go."""
        card = self.doing
        if card is None or not self.is_open:
            return ()
        match card:
            case PickCard():
                return card_text.things(card, self.play.state)
            case SortCard() if card_text.asked(card, self.play.state) is not None:
                return card_text.bins(card)
        return ()

    def choose(self, choice: Choice) -> None:
        """Choose an answer, or the place of the item that is asked for.

        Args:
            choice: The choice.
        """
        match self.doing:
            case PickCard() as card:
                self.move(rules.Pick(choice.id))
                picked = choice.id in rules.play_of(self.play.state, card).picked
                text = _("Chosen: {text}") if picked else _("Taken back: {text}")
                self.game.console.say("\n".join([text.format(text=choice.text), *self.cue()]))
            case SortCard() as card:
                item = card_text.asked(card, self.play.state)
                if item is not None:
                    self.place_item(card, item, choice)

    def place_item(self, card: SortCard, item: Choice, where: Choice) -> None:
        """Put an item somewhere, and ask for the next one.

        Args:
            card: The card.
            item: The item.
            where: Where it goes.
        """
        self.move(rules.Place(item.id, where.id))
        # Translators: where an item goes, and the item.
        text = _("{bin}: {item}").format(item=item.text, bin=where.text)
        self.game.console.say(text, card_text.asked_text(card, self.play.state))

    def cue(self) -> Iterator[str]:
        """Yield what is to be done next, once something was chosen."""
        card = self.doing
        if card is not None and rules.is_ready(card, rules.play_of(self.play.state, card)):
            yield _("Type check to answer.")

    def commands(self) -> Sequence[Command]:
        """Return what can be typed on this card."""
        own = () if self.doing is None else answer_commands(self, self.doing)
        return (
            *own,
            Command(N_("next"), N_("Go to the next card."), lambda _rest: self.next_card()),
            Command(N_("previous"), N_("Go to the card before."), self._previous),
            Command(N_("card"), N_("Go to a card."), self._card, N_("NUMBER")),
            Command(N_("cards"), N_("Say which cards there are."), self._cards),
        )

    def forms(self) -> Sequence[tuple[str, str]]:
        """Return what else answers the card."""
        return answer_forms(self.doing) if self.doing is not None and self.is_open else ()

    def hear(self, text: str) -> bool:
        """Take an answer in one line, such as an order or several numbers.

        Args:
            text: The input.
        """
        return self.is_open and self.doing is not None and hear_answer(self, self.doing, text)

    def go_on(self) -> None:
        """Go to the next card, unless this one waits for an answer."""
        if self.is_open:
            raise NotUnderstoodError(_("This card waits for an answer. Type next to pass it by."))
        self.next_card()

    def check(self) -> None:
        """Give the answer."""
        self.move(rules.Check())
        self.game.console.say(*self.tell_answered())

    def retry(self) -> None:
        """Open the card for another answer."""
        self.move(rules.Retry())
        if self.doing is not None:
            self.game.console.say(*card_text.waiting(self.doing, self.play.state))

    def next_card(self) -> None:
        """Go to the next card, or from the last one to the end."""
        cards = self.play.scenario.cards
        following = rules.position(self.play.scenario, self.play.state) + 1
        if following < len(cards):
            self._go(cards[following].id)
            return
        left = rules.to_do(self.play.scenario, self.play.state)
        if left:
            numbers = [str(n) for n, card in enumerate(cards, start=1) if card.id in left]
            text = ngettext(
                "Still to do: card {numbers}.", "Still to do: cards {numbers}.", len(left)
            )
            head = text.format(numbers=_(", ").join(numbers))
            tail = _("Type card {number} to go there.").format(number=numbers[0])
            raise NotUnderstoodError(f"{head} {tail}")
        from tui.plain.lesson_end import LessonEnd

        self.move(rules.Finish())
        self.game.enter_instead(LessonEnd(self.game, self.play))

    def tell_checkpoint(self) -> None:
        """Say what is seen at the checkpoint of a run."""
        if isinstance(self.card, PlayedStop):
            self.game.console.say(*open_stop(self.card, self.play.state))

    def _tell_status(self, card: DoingCard) -> Iterator[str]:
        yield from card_text.status(card, self.play.state)
        yield from self._tell_sure(card)

    def _tell_sure(self, card: DoingCard) -> Iterator[str]:
        sure = rules.play_of(self.play.state, card).sure
        if sure is not None:
            yield sure_text(sure)

    def _head(self) -> str:
        return _("{place}: {title}").format(
            place=self.prompt[:1].upper() + self.prompt[1:], title=self.card.title
        )

    def _go(self, card: str) -> None:
        self.move(rules.Go(card))
        self.game.console.say(*self.tell_card())

    def _previous(self, _rest: str) -> None:
        before = rules.position(self.play.scenario, self.play.state) - 1
        if before < 0:
            raise NotUnderstoodError(_("This is the first card."))
        self._go(self.play.scenario.cards[before].id)

    def _card(self, rest: str) -> None:
        cards = self.play.scenario.cards
        self._go(cards[number_of(rest, 1, len(cards)) - 1].id)

    def _cards(self, _rest: str) -> None:
        left = rules.to_do(self.play.scenario, self.play.state)
        lines = []
        for number, card in enumerate(self.play.scenario.cards, start=1):
            state = _("to do") if card.id in left else _("done")
            lines.append(f"{number}. {card.title} ({state})")
        self.game.console.say("\n".join(lines))
