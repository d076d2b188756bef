"""A lesson: one card at a time, some to read and some to do."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.content.models.common import Source
from tui.content.models.lesson import AnalogyCard, DoingCard, OrderCard, PickCard, SortCard
from tui.language import N_, _
from tui.rules import lesson as rules
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.lesson_entries import checked_entries, open_entries
from tui.screens.link import show_sources
from tui.storage.session import LessonPlay, Session
from tui.widgets.card_text import art_text, card_text, cited, pairs_table, sources_text
from tui.widgets.choice_list import ChoiceList

# The share of the screen that the text keeps above what is to be done.
_LEAST_FOR_TEXT = 0.5


class LessonScreen(GameScreen[None]):
    """One lesson, from the card on show to its end."""

    CSS_PATH = style("lesson")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand(
            "enter,space", "next", N_("next"), N_("Go to the next card."), shown=N_("enter")
        ),
        GameCommand("enter,space", "", N_("pick"), N_("Pick an answer; its number does the same.")),
        GameCommand(
            "1", "", N_("sort"), N_("Put the thing under the cursor there."), shown="1 2 3"
        ),
        GameCommand("u,shift+up", "move(-1)", N_("up"), N_("Move the step up."), shown="u"),
        GameCommand("d,shift+down", "move(1)", N_("down"), N_("Move the step down."), shown="d"),
        GameCommand("c", "check", N_("check"), N_("Check your answer.")),
        GameCommand("up,down", "", N_("see why"), N_("Move through the reasons.")),
        GameCommand(
            "t", "retry", N_("try again"), N_("Do this card again; the first answer counts.")
        ),
        GameCommand("left,b", "back_card", N_("back"), N_("Go to the card before."), shown="←"),
        GameCommand("right,n", "next", N_("skip"), N_("Go to the next card."), shown="→"),
        GameCommand(
            "pageup",
            "read(-1)",
            N_("read"),
            N_("Scroll the card."),
            shown=N_("pgup pgdn"),
            first=True,
        ),
        GameCommand("pagedown", "read(1)", N_("down"), N_("Scroll on."), in_bar=False, first=True),
        GameCommand("o", "sources", N_("open source"), N_("Open a source in the browser.")),
        GameCommand("j", "jump", N_("jump"), N_("Choose a card to go to.")),
        GameCommand("escape", "back", N_("leave"), N_("Leave; you come back to this card.")),
    )
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
        super().__init__(session)
        self.play = play

    def compose_body(self) -> ComposeResult:
        """Yield the card: title, art, text, what to do, sources."""
        with VerticalScroll(id="card"):
            yield Static(id="card-title")
            yield Static(id="art")
            yield Static(id="text")
            yield Static(id="pairs")
            yield Static(id="sources")
        yield Static(id="verdict")
        yield ChoiceList(id="answers", numbered=True)
        yield ChoiceList(id="things")

    def on_mount(self) -> None:
        """Show the card that was left."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_card())
        for choices in self.query(ChoiceList):
            self.watch(choices, "virtual_size", self._fit_soon, init=False)
        self._show_card()

    @property
    def doing(self) -> DoingCard | None:
        """The card on show, where it asks for something."""
        card = rules.current(self.play.scenario, self.play.state)
        return card if isinstance(card, DoingCard) else None

    @property
    def is_open(self) -> bool:
        """Whether the card on show waits for an answer."""
        card = self.doing
        return card is not None and not rules.play_of(self.play.state, card).checked

    def allows(self, action: str) -> bool:
        """Offer only what makes sense on this card."""
        card = self.doing
        match action:
            case "next":
                return True
            case "pick":
                return self.is_open and isinstance(card, PickCard)
            case "sort":
                return self.is_open and isinstance(card, SortCard)
            case "move":
                return self.is_open and isinstance(card, OrderCard)
            case "check":
                single = isinstance(card, PickCard) and not card.several
                return self.is_open and not single
            case "retry" | "see why":
                return card is not None and not self.is_open
            case "read":
                return bool(self.query_one("#card").max_scroll_y)
            case "sources":
                return bool(self._cited())
            case "back_card":
                return rules.position(self.play.scenario, self.play.state) > 0
        return True

    def shows(self, command: GameCommand) -> bool:
        """Show one key for going on: enter, or the arrow while something waits to be done."""
        if command.action == "next":
            return (command.label == "skip") == self.is_open
        return super().shows(command)

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
                if picked and not card.several:
                    self.action_check()
            case SortCard():
                self._place(card, event.entry)
        self._show_answers()

    def on_choice_list_numbered(self, event: ChoiceList.Numbered) -> None:
        """Put the thing under the cursor into the bin of that number."""
        card = self.doing
        things = event.choice_list
        if not (isinstance(card, SortCard) and self.is_open and things.cursor):
            return
        if event.number <= len(card.bins):
            self.attempt(self.play, rules.Place(things.cursor, card.bins[event.number - 1].id))
            things.action_cursor_down()
            self._show_answers()

    def on_resize(self) -> None:
        """Share out the new size."""
        self._fit_soon()

    def action_read(self, by: int) -> None:
        """Scroll the card.

        Args:
            by: -1 for up, 1 for down.
        """
        card = self.query_one("#card")
        card.scroll_relative(y=by * max(card.size.height - 1, 1), animate=False)

    def action_move(self, by: int) -> None:
        """Move the step under the cursor.

        Args:
            by: -1 for up, 1 for down.
        """
        step = self.query_one("#things", ChoiceList).cursor
        if step is not None:
            self.attempt(self.play, rules.Move(step, by))
            self._show_answers()

    def action_check(self) -> None:
        """Give the answer."""
        if self.attempt(self.play, rules.Check()):
            self._show_answers()

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
        card = rules.current(self.play.scenario, self.play.state)
        return cited(self.play.scenario.sources, card.cites)

    def _place(self, card: SortCard, item: str) -> None:
        bins = [bin_.id for bin_ in card.bins]
        now = rules.play_of(self.play.state, card).placed.get(item)
        following = bins[(bins.index(now) + 1) % len(bins)] if now in bins else bins[0]
        self.attempt(self.play, rules.Place(item, following))

    def _show_card(self) -> None:
        lesson, state = self.play.scenario, self.play.state
        card = rules.current(lesson, state)
        number = rules.position(lesson, state) + 1
        dots = "".join(
            "●" if other.id == card.id else "·" if other.id in state.seen else "○"
            for other in lesson.cards
        )
        place = _("{number} of {total}").format(number=number, total=len(lesson.cards))
        self.top_line(_("Learn · {title}").format(title=lesson.title), f"{dots}  {place}")
        self._fill("#card-title", Content.styled(card.title, "bold"))
        self._fill("#art", art_text(card.art) if card.art else Content())
        self._fill("#text", card_text(card))
        pairs = self.query_one("#pairs", Static)
        pairs.display = isinstance(card, AnalogyCard)
        if isinstance(card, AnalogyCard):
            pairs.update(pairs_table(card, self.app.theme_variables))
        self._fill("#sources", sources_text(lesson.sources, card.cites))
        self._show_answers()
        scroll = self.query_one("#card", VerticalScroll)
        scroll.scroll_home(animate=False)
        (self._list() or scroll).focus()

    def _show_answers(self) -> None:
        card = self.doing
        shown = self._list()
        for choices in self.query(ChoiceList):
            choices.display = choices is shown
        if card is None or shown is None:
            self._fill("#verdict", Content())
        elif self.is_open:
            shown.show(open_entries(card, self.play.state))
            self._fill("#verdict", Content())
        else:
            shown.show(checked_entries(card, self.play.state))
            right = rules.is_right(self.play.state, card)
            text = _("✓ Right.") if right else _("✗ Not quite. See why:")
            tone = "$success" if right else "$warning"
            self._fill("#verdict", Content.styled(text, f"bold {tone}"))
        self.set_class(card is not None, "-doing")
        self.set_class(card is not None and not self.is_open, "-checked")
        self.refresh_bindings()
        self._fit_soon()

    def _list(self) -> ChoiceList | None:
        card = self.doing
        if card is None:
            return None
        return self.query_one("#answers" if isinstance(card, PickCard) else "#things", ChoiceList)

    def _fill(self, selector: str, content: Content) -> None:
        widget = self.query_one(selector, Static)
        widget.set_class(not content.plain, "-empty")
        widget.update(content)

    def _fit_soon(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        card, choices = self.query_one("#card"), self._list()
        if choices is None:
            card.styles.max_height = None
            self.call_after_refresh(self.refresh_bindings)
        else:
            least = _LEAST_FOR_TEXT if self.is_open else 0.0
            self.share_room(card, choices, "#verdict", least)
