"""What scenarios, questions and options are called: by their texts where the pack is at hand."""

from collections.abc import Iterator

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import DoingCard, Lesson, OrderCard, PickCard, SortCard, StopCard
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.language import N_, _
from tui.rules.answers import WHOLE, QuestionKey
from tui.rules.class_figures import Listing
from tui.rules.class_report import KINDS
from tui.rules.lesson import stops
from tui.rules.progress import ItemKey
from tui.rules.words import WORDS, word

Scenario = Lesson | Round | Case

_GUESSES = {
    "guess=before": N_("Before is the fine-tuned one"),
    "guess=after": N_("After is the fine-tuned one"),
}


class Labels:
    """The texts of one pack; its ids where it, or a file of it, is not at hand."""

    def __init__(self, reader: PackReader | None) -> None:
        """Read from a pack.

        Args:
            reader: The pack; None where it is not at hand.
        """
        self._reader = reader

    @property
    def title(self) -> str:
        """The pack's title; empty where it is not at hand."""
        return "" if self._reader is None else self._reader.pack.title

    def listing(self) -> Listing | None:
        """Return what the pack holds, or None where it is not at hand."""
        if self._reader is None:
            return None
        scenarios = {kind: self._reader.ids(kind) for kind in KINDS}
        keys = [ItemKey(kind, item) for kind in KINDS for item in scenarios[kind]]
        asked = {part: number for key in keys for part, number in self._questions(key)}
        return Listing(scenarios, asked)

    def scenario(self, key: ItemKey) -> str:
        """Return the title of a scenario.

        Args:
            key: The scenario.
        """
        scenario = self._scenario(key)
        return key.item if scenario is None else scenario.title

    def question(self, key: QuestionKey) -> str:
        """Return what is asked, in a few words.

        Args:
            key: The question.
        """
        match self._scenario(ItemKey(key.kind, key.item)):
            case Lesson(cards=cards):
                titles = [card.title for card in cards if card.id == key.part]
                return titles[0] if titles else key.part
            case Case() if key.part == WHOLE:
                return _("which data set first")
            case Case(datasets=candidates):
                titles = [each.title for each in candidates if each.id == key.part]
                return _("why not “{title}”").format(title=titles[0] if titles else key.part)
        return key.part

    def name(self, key: QuestionKey) -> str:
        """Return the title of a question's scenario, and what is asked.

        Args:
            key: The question.
        """
        title, asked = self.scenario(ItemKey(key.kind, key.item)), self.question(key)
        return _("{name}: {value}").format(name=title, value=asked) if asked else title

    def option(self, key: QuestionKey, option: str) -> str:
        """Return the text of an option.

        Args:
            key: The question.
            option: The option, as an answer holds it.
        """
        match self._scenario(ItemKey(key.kind, key.item)):
            case Lesson(cards=cards):
                doing = [
                    card for card in cards if isinstance(card, DoingCard) and card.id == key.part
                ]
                texts = _card_options(doing[0]) if doing else {}
            case Round(options=options):
                texts = {each.id: each.text for each in options}
                texts |= {guess: _(text) for guess, text in _GUESSES.items()}
            case Case(datasets=candidates) if key.part == WHOLE:
                texts = {each.id: each.title for each in candidates}
            case Case():
                texts = {option: word(option)} if option in WORDS else {}
            case _:
                texts = {}
        return texts.get(option, option)

    def _questions(self, key: ItemKey) -> Iterator[tuple[QuestionKey, int]]:
        match self._scenario(key):
            case Lesson(cards=cards):
                parts = [(card.id, card.revision) for card in cards if isinstance(card, DoingCard)]
            case Case(datasets=candidates, revision=revision):
                asked = [each for each in candidates if each.factor is not None]
                parts = [(WHOLE, revision), *((each.id, each.revision) for each in asked)]
            case Round(revision=revision):
                parts = [(WHOLE, revision)]
            case None:
                parts = []
        return ((QuestionKey(*key, part), revision) for part, revision in parts)

    def _scenario(self, key: ItemKey) -> Scenario | None:
        if self._reader is None or key.item not in self._reader.ids(key.kind):
            return None
        try:
            return self._reader.scenario(key.kind, key.item)
        except ContentError:
            return None  # its ids will do; the checker is for its author


def _card_options(card: DoingCard) -> dict[str, str]:
    match card:
        case PickCard(choices=choices):
            return {choice.id: choice.text for choice in choices}
        case SortCard(bins=bins, items=items):
            return {
                # Translators: a thing, and the place that it was sorted into.
                f"{item.id}={place.id}": _("{item} → {place}").format(
                    item=item.text, place=place.title
                )
                for item in items
                for place in bins
            }
        case OrderCard(steps=steps):
            return {step.id: step.text for step in steps}
        case StopCard():
            text = _("stopped at step {step}")
            return {str(step): text.format(step=step) for step in stops(card)}
