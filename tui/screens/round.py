"""A Before & After round: look at both replies, select, check, see why."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.layout import Layout
from textual.widgets import Static

from tui.content.models.recording import Recording
from tui.language import N_, _
from tui.rules import before_after as rules
from tui.rules.before_after import Side
from tui.rules.record_text import Said, records_of
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.screens.link import show_sources
from tui.screens.round_text import entries, evidence_in, task_text
from tui.storage.session import RoundPlay, Session
from tui.storage.titles import place_of
from tui.widgets.choice_list import ChoiceList
from tui.widgets.reply_pane import ReplyPane
from tui.widgets.shared_room import SharedRoom
from tui.widgets.steady import SteadyRow, SteadyText

# The share of the screen that the replies keep beside the reasons.
_LEAST_FOR_REPLIES = 0.4
_HEADS: dict[Side, str] = {"before": N_("BEFORE"), "after": N_("AFTER")}


class RoundScreen(GameScreen[None]):
    """One round, from the covered replies to the reasons."""

    CSS_PATH = style("round")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("b", "look('before')", N_("before"), N_("Open the base model’s reply.")),
        GameCommand("a", "look('after')", N_("after"), N_("Open the fine-tuned model’s reply.")),
        GameCommand(
            "left", "look_at(0)", N_("one reply"), N_("Open the first of the two replies.")
        ),
        GameCommand(
            "right", "look_at(1)", N_("other reply"), N_("Open the second of the two replies.")
        ),
        GameCommand("v", "look_both", N_("both"), N_("Open both replies.")),
        GameCommand("f", "flip", N_("flip"), N_("Bring the other reply to the front.")),
        GameCommand(
            "space", "", N_("select"), N_("Select the option under the cursor, or take it back.")
        ),
        GameCommand("c", "check", N_("check"), N_("Check your selection. This ends the round.")),
        GameCommand(
            "g",
            "guess",
            N_("guess"),
            N_("Mark your answer as a guess: it comes back."),
        ),
        GameCommand("h", "hint", N_("hint −1"), N_("Take a hint; it costs one point.")),
        GameCommand("up,down", "", N_("see why"), N_("Move to an option: its evidence lights up.")),
        GameCommand("r", "record", N_("record"), N_("See how a recorded reply was recorded.")),
        GameCommand("o", "sources", N_("open source"), N_("Open a source in the browser.")),
        GameCommand("n", "next", N_("next round"), N_("Go on with the next round.")),
        GameCommand("p", "again", N_("play again"), N_("Play this round again, shuffled anew.")),
        GameCommand(
            "pageup",
            "read(-1)",
            N_("read"),
            N_("Scroll the replies."),
            shown=N_("pgup pgdn"),
            first=True,
        ),
        GameCommand("pagedown", "read(1)", N_("down"), N_("Scroll on."), in_bar=False, first=True),
        GameCommand("escape", "back", N_("back"), N_("Go back; the round stays as it is.")),
    )
    HELP = N_(
        "Two models answered the same question. Open both replies, then select every option that "
        "is true of what changed. There may be one or several. Longer, surer or politer is not "
        "always better. A hit brings 2 points, a false alarm costs 1, a hint costs 1."
    )

    def __init__(self, session: Session, play: RoundPlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The round being played.
        """
        super().__init__(session)
        self.play = play
        self._room = SharedRoom("panes", {"options"})

    @property
    def layout(self) -> Layout:
        """The options get the lines that they need, where there are enough."""
        return self._room

    def compose_body(self) -> ComposeResult:
        """Yield the question, the replies, what to do, and the options."""
        yield SteadyText(id="prompt")
        with SteadyRow(id="panes"):
            yield ReplyPane(id="pane-0")
            yield ReplyPane(id="pane-1")
        yield SteadyText(id="task")
        yield ChoiceList(id="options", numbered=True)

    def on_mount(self) -> None:
        """Show the round as it was left."""
        for pane in self.query(ReplyPane):
            # The keys that scroll are offered where there is something to scroll.
            self.watch(pane, "show_vertical_scrollbar", self.refresh_bindings, init=False)
        self._begin()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Guess, or select an option."""
        match rules.phase(self.play.scenario, self.play.state):
            case "guess":
                side: Side = "after" if event.entry == "after" else "before"
                if self.attempt(self.play, rules.Guess(side)):
                    self._say_guess()
            case "select":
                self.attempt(self.play, rules.Toggle(event.entry))
            case "checked":
                return
        self._show()

    def on_choice_list_focused(self, event: ChoiceList.Focused) -> None:
        """Light up the evidence of the option under the cursor."""
        if self.play.state.checked:
            self._show_panes(event.entry)

    def on_reply_pane_opened(self, event: ReplyPane.Opened) -> None:
        """Open the pane that was clicked."""
        self.action_look_at(int((event.pane.id or "pane-0")[-1]))

    def allows(self, action: str) -> bool:
        """Offer only what makes sense in this phase."""
        state = self.play.state
        phase = rules.phase(self.play.scenario, state)
        unread = len(state.opened) < 2
        match action:
            case "look":
                return phase != "guess" and (unread or self.is_narrow)
            case "look_at":
                return phase == "guess"
            case "look_both":
                return unread
            case "flip":
                return not unread and self.is_narrow
            case "select":
                return phase != "checked" and not unread
            case "check" | "guess" | "answer":
                return phase == "select" and not unread
            case "hint":
                return phase != "checked" and state.hints < len(self.play.scenario.hints)
            case "read":
                return any(pane.max_scroll_y for pane in self.query(ReplyPane))
            case "see why" | "again":
                return phase == "checked"
            case "record":
                return phase != "guess" and bool(self.records())
            case "sources":
                return phase == "checked" and bool(self.play.scenario.sources)
            case "next":
                return phase == "checked" and self.session.following(self.play.key) is not None
        return True

    @property
    def is_narrow(self) -> bool:
        """Whether only one reply fits at a time."""
        return not (self.has_class("-split") or self.has_class("-wide"))

    def action_look(self, side: Side) -> None:
        """Open a reply.

        Args:
            side: Which one.
        """
        self.attempt(self.play, rules.Look(side))
        self._show()

    def action_look_at(self, position: int) -> None:
        """Open the reply in a pane.

        Args:
            position: 0 for the first pane, 1 for the second.
        """
        self.action_look(rules.sides(self.play.scenario, self.play.state)[position])

    def action_look_both(self) -> None:
        """Open both replies."""
        for side in reversed(rules.sides(self.play.scenario, self.play.state)):
            self.attempt(self.play, rules.Look(side))
        self._show()

    def action_flip(self) -> None:
        """Bring the other reply to the front."""
        self.action_look("before" if self.play.state.front == "after" else "after")

    def action_read(self, by: int) -> None:
        """Scroll the replies.

        Args:
            by: -1 for up, 1 for down.
        """
        for pane in self.query(ReplyPane):
            pane.scroll_relative(y=by * max(pane.size.height - 1, 1), animate=False)

    def action_hint(self) -> None:
        """Take a hint."""
        self.attempt(self.play, rules.Hint())
        self._show()

    def action_guess(self) -> None:
        """Say that the selection is only a guess, or take that back."""
        guessed = self.play.state.sure is False
        self.attempt(self.play, rules.Sure(None if guessed else False))
        self._show()

    def action_check(self) -> None:
        """Check the selection."""
        self.after_choices(self.check)

    def check(self) -> None:
        """Check the selection and go to the first option that needs a look."""
        if not self.attempt(self.play, rules.Check()):
            return
        marks = rules.feedback(self.play.scenario, self.play.state)
        first = next((item.id for item in marks if not item.mark.is_good), marks[0].id)
        self._show(cursor=first)

    def action_sources(self) -> None:
        """Ask whether to open a source of the round."""
        show_sources(self.app, self.play.scenario.sources)

    def action_again(self) -> None:
        """Start the round over."""
        self.keep(self.play.restart)
        self._begin()

    def action_next(self) -> None:
        """Go on with the next round."""
        key = self.session.following(self.play.key)
        if key is not None:
            self.routes.open_item(key, instead=True)

    def records(self) -> list[tuple[Recording, Said]]:
        """Return the recorded ones of the replies that were read."""
        round_, state = self.play.scenario, self.play.state
        sides = [side for side in rules.sides(round_, state) if side in state.opened]
        replies = [(_(_HEADS[side]), rules.reply(round_, side)) for side in sides]
        return records_of(replies, self.session.reader.recording)

    def show_heading(self) -> None:
        """Write the top line: which round."""
        round_ = self.play.scenario
        number, total = place_of(self.session, self.play.key)
        place = _("{number} of {total}").format(number=number, total=total)
        self.top_line(" · ".join((_("Before & After"), place, round_.title)), round_.domain)

    def _begin(self) -> None:
        self.show_heading()
        prompt = Content.from_markup("[bold $primary]Q[/]  $text", text=self.play.scenario.prompt)
        self.query_one("#prompt", Static).update(prompt)
        self._show()
        self.query_one("#options", ChoiceList).focus()

    def _show(self, cursor: str | None = None) -> None:
        options = self.query_one("#options", ChoiceList)
        options.show(entries(self.play.scenario, self.play.state), cursor=cursor)
        self.query_one("#task", Static).update(task_text(self.play.scenario, self.play.state))
        self._show_panes(options.cursor)
        self._room.least = _LEAST_FOR_REPLIES if self.play.state.checked else 0.0
        self.refresh_bindings()

    def _show_panes(self, focused: str | None) -> None:
        round_, state = self.play.scenario, self.play.state
        guessing = rules.phase(round_, state) == "guess"
        for position, side in enumerate(rules.sides(round_, state)):
            pane = self.query_one(f"#pane-{position}", ReplyPane)
            head = _("REPLY {number}").format(number=position + 1) if guessing else _(_HEADS[side])
            pane.set_class(state.front == side, "-front")
            pane.set_class(state.front is None and position == 0, "-first")
            if side not in state.opened:
                key = "←→"[position] if guessing else side[0]
                pane.cover(head, _("press {key} to open").format(key=key))
                continue
            strong, faint = evidence_in(round_, state, side, focused)
            reply = rules.reply(round_, side)
            pane.show(head, reply, named=not guessing, strong=strong, faint=faint)

    def _say_guess(self) -> None:
        right = self.play.state.guess == "after"
        text = _("Right: that is the fine-tuned one.") if right else _("No: it was the other one.")
        self.notify(text, severity="information" if right else "warning", markup=False)
