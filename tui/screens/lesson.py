"""A lesson: one card at a time, some to read and some to do."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.layout import Layout
from textual.widgets import Static

from tui.content.models.common import Source
from tui.content.models.lesson import (
    DoingCard,
    OrderCard,
    PickCard,
    SortCard,
)
from tui.language import N_, _
from tui.rules import lesson as rules
from tui.screens.base import style
from tui.screens.commands import GameCommand
from tui.screens.lesson_entries import checked_entries, guess_note, open_entries, verdict
from tui.screens.lesson_keys import LESSON_COMMANDS, fits, renamed
from tui.screens.link import show_sources
from tui.screens.stopping import StoppingScreen
from tui.storage.session import LessonPlay, Session
from tui.widgets.card_text import cited
from tui.widgets.card_view import CardView, fill
from tui.widgets.choice_list import ChoiceList
from tui.widgets.shared_room import SharedRoom
from tui.widgets.steady import SteadyText

# The share of the screen that the text keeps above what is to be done.
_LEAST_FOR_TEXT = 0.5


class LessonScreen(StoppingScreen):
    """One lesson, from the card on show to its end."""

    CSS_PATH = style("lesson")
    # Whether to pick the only answer is to give it.
    PICK_ANSWERS: ClassVar[bool] = True
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = LESSON_COMMANDS
    HELP = N_(
        "A lesson is a handful of cards. Read, go on with enter; where there is something to do, "
        "do it and see why each answer is right or wrong. Your first answer counts for the stars, "
        "but you can try again as often as you like."
    )

    def __init__(self, session: Session, play: LessonPlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The lesson being played.
        """
        super().__init__(session, play)
        self._room = SharedRoom("card", {"answers", "things"})

    def compose_body(self) -> ComposeResult:
        """Yield the card: title, art, text, what to do, sources."""
        yield CardView(id="card")
        yield SteadyText(id="verdict")
        yield ChoiceList(id="answers", numbered=True)
        yield ChoiceList(id="things")
        yield from self.compose_stop()

    def on_mount(self) -> None:
        """Show the card that was left."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_card())
        for scroll in self.query(VerticalScroll):
            # The keys that scroll are offered where there is something to scroll.
            self.watch(scroll, "show_vertical_scrollbar", self.refresh_bindings, init=False)
        self._show_card()

    @property
    def layout(self) -> Layout:
        """The list below the card gets the lines that it needs, where there are enough."""
        return self._room

    @property
    def doing(self) -> DoingCard | None:
        """The card on show, where it asks for something."""
        return self.card if isinstance(self.card, DoingCard) else None

    @property
    def is_open(self) -> bool:
        """Whether the card on show waits for an answer."""
        card = self.doing
        return card is not None and not rules.play_of(self.play.state, card).checked

    def allows(self, action: str) -> bool:
        """Offer only what makes sense on this card."""
        match action:
            case "read":
                return any(each.max_scroll_y for each in self.scrolls())
            case "sources":
                return bool(self._cited())
            case "back_card":
                return rules.position(self.play.scenario, self.play.state) > 0
        return fits(action, self.card, is_open=self.is_open)

    def shows(self, command: GameCommand) -> bool:
        """Show one key for going on: enter, or the arrow while something waits to be done."""
        if command.action == "next":
            return (command.label == "skip") == self.is_open
        return super().shows(command)

    def commands_now(self) -> Iterable[GameCommand]:
        """Return the commands that work now, with the keys that they have on this card."""
        return renamed(super().commands_now(), self.card)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Answer with the entry, or go on where the card is answered."""
        card = self.doing
        if card is None or not self.is_open:
            # A number pressed once too often must not skip the reasons.
            if not event.by_number:
                self.action_next()
            return
        match card:
            case PickCard():
                picked = self.attempt(self.play, rules.Pick(event.entry))
                if picked and not card.several and self.PICK_ANSWERS:
                    self.check()
            case SortCard():
                self._place(card, event.entry)
        self.show_answers()

    def on_choice_list_numbered(self, event: ChoiceList.Numbered) -> None:
        """Put the thing under the cursor into the bin of that number."""
        card = self.doing
        things = event.choice_list
        if not (isinstance(card, SortCard) and self.is_open and things.cursor):
            return
        if event.number <= len(card.bins):
            self.attempt(self.play, rules.Place(things.cursor, card.bins[event.number - 1].id))
            things.action_cursor_down()
            self.show_answers()

    def action_read(self, by: int) -> None:
        """Scroll the card.

        Args:
            by: -1 for up, 1 for down.
        """
        for each in self.scrolls():
            each.scroll_relative(y=by * max(each.size.height - 1, 1), animate=False)

    def action_move(self, by: int) -> None:
        """Move the step under the cursor.

        Args:
            by: -1 for up, 1 for down.
        """
        step = self.query_one("#things", ChoiceList).cursor
        if step is not None:
            self.attempt(self.play, rules.Move(step, by))
            self.show_answers()

    def action_check(self) -> None:
        """Give the answer."""
        self.after_choices(self.check)

    def check(self) -> None:
        """Give the answer at once."""
        if self.attempt(self.play, rules.Check()):
            self.show_answers()

    def action_guess(self) -> None:
        """Say that the answer is only a guess, or take that back."""
        if self.doing is not None:
            guessed = rules.play_of(self.play.state, self.doing).sure is False
            self.attempt(self.play, rules.Sure(None if guessed else False))
            self.show_answers()

    def action_retry(self) -> None:
        """Open the card for another answer."""
        self.attempt(self.play, rules.Retry())
        self._show_card()

    def action_next(self) -> None:
        """Go to the next card, or from the last one to the end."""
        cards = self.play.scenario.cards
        following = rules.position(self.play.scenario, self.play.state) + 1
        if following < len(cards):
            self.go_to(cards[following].id)
        elif self.attempt(self.play, rules.Finish()):
            self.routes.end_lesson(self.play)
        else:
            self.action_jump()

    def action_back_card(self) -> None:
        """Go to the card before."""
        before = rules.position(self.play.scenario, self.play.state) - 1
        self.go_to(self.play.scenario.cards[before].id)

    def action_jump(self) -> None:
        """Choose a card to go to."""
        from tui.screens.jump import JumpScreen

        def go(card: str | None) -> None:
            if card is not None:
                self.go_to(card)

        self.app.push_screen(JumpScreen(self.play), go)

    def action_sources(self) -> None:
        """Ask whether to open a source of this card."""
        show_sources(self.app, self._cited())

    def go_to(self, card: str) -> None:
        """Show a card.

        Args:
            card: Its id.
        """
        if self.attempt(self.play, rules.Go(card)):
            self._show_card()

    def _cited(self) -> list[Source]:
        return cited(self.play.scenario.sources, self.card.cites)

    def _place(self, card: SortCard, item: str) -> None:
        bins = [bin_.id for bin_ in card.bins]
        now = rules.play_of(self.play.state, card).placed.get(item)
        following = bins[(bins.index(now) + 1) % len(bins)] if now in bins else bins[0]
        self.attempt(self.play, rules.Place(item, following))

    def show_heading(self) -> None:
        """Write the top line: which lesson, and how far."""
        lesson, state, card = self.play.scenario, self.play.state, self.card
        number = rules.position(lesson, state) + 1
        dots = "".join(
            "●" if other.id == card.id else "·" if other.id in state.seen else "○"
            for other in lesson.cards
        )
        place = _("{number} of {total}").format(number=number, total=len(lesson.cards))
        self.top_line(_("Learn · {title}").format(title=lesson.title), f"{dots}  {place}")

    def _show_card(self) -> None:
        self.show_heading()
        view = self.query_one(CardView)
        view.show(self.card, self.play.scenario.sources)
        self.show_answers()
        (self._list() or view).focus()

    def show_answers(self) -> None:
        """Show what there is to do on the card, or what became of it."""
        card, shown = self.doing, self._list()
        for choices in self.query(ChoiceList):
            choices.display = choices is shown
        said = Content()
        if card is not None:
            said = guess_note(card, self.play.state)
            said = said if self.is_open else verdict(card, self.play.state)
        if shown is not None and isinstance(card, (PickCard, SortCard, OrderCard)):
            entries = open_entries if self.is_open else checked_entries
            shown.show(entries(card, self.play.state))
        fill(self.query_one("#verdict", Static), Content() if shown is None else said)
        self.show_stop(said)
        checked = card is not None and not self.is_open
        self.query_one(CardView).make_room(doing=card is not None, checked=checked)
        self.set_class(self.seen is not None, "-stopping")
        self._room.least = 0.0 if checked else _LEAST_FOR_TEXT
        self.refresh_bindings()

    def _list(self) -> ChoiceList | None:
        match self.card:
            case PickCard():
                return self.query_one("#answers", ChoiceList)
            case SortCard() | OrderCard():
                return self.query_one("#things", ChoiceList)
        return None
