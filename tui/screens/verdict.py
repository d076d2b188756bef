"""The verdict: what the trained model replies, whether that is on track, and why."""

import dataclasses
from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from tui.content.models.detective import Factor
from tui.language import N_, _, ngettext
from tui.rules import detective as rules
from tui.rules.detective import FACTORS
from tui.rules.words import word
from tui.screens.base import style
from tui.screens.case import CaseScreen
from tui.screens.commands import GameCommand
from tui.screens.verdict_text import hints_text, replies_text, verdict_text
from tui.storage.session import CasePlay, Session
from tui.widgets.cells import pad
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry
from tui.widgets.steady import SteadyColumn, SteadyRow, SteadyScroll, SteadyText


class VerdictScreen(CaseScreen):
    """The replies first, then the verdict and its factor; side by side where both fit.

    Attributes:
        shows_base: Whether the base model's replies are on show too.
    """

    CSS_PATH = style("verdict")
    # The list of factors is hidden at first: a key must not choose in it unseen.
    AUTO_FOCUS = ""
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand(
            "enter,space,right",
            "verdict",
            N_("the verdict"),
            N_("See the verdict."),
            shown=N_("enter"),
        ),
        GameCommand("1", "", N_("name it"), N_("Say which factor explains it."), shown="0-9"),
        GameCommand("up,down", "", N_("choose"), N_("Move through the factors; enter names it.")),
        GameCommand(
            "g",
            "guess",
            N_("guess"),
            N_("Mark your answer as a guess: it comes back."),
        ),
        GameCommand("left", "replies", N_("replies"), N_("Read the replies again."), shown="←"),
        GameCommand(
            "t", "try_again", N_("try again"), N_("Go back to the data sets for another run.")
        ),
        GameCommand("c", "close", N_("close case"), N_("Close the case and see the debrief.")),
        GameCommand(
            "p",
            "checkpoints",
            N_("checkpoints"),
            N_("Go through the recorded run step by step and see the replies change."),
        ),
        GameCommand("r", "record", N_("record"), N_("See how the replies were recorded.")),
        GameCommand("b", "base", N_("base model"), N_("Show or hide what the base model said.")),
        GameCommand(
            "h", "hint", N_("hint"), N_("Take a hint; each one costs more than the one before.")
        ),
        GameCommand(
            "pageup",
            "read(-1)",
            N_("read"),
            N_("Scroll the replies."),
            shown=N_("pgup pgdn"),
            first=True,
        ),
        GameCommand("pagedown", "read(1)", N_("down"), N_("Scroll on."), in_bar=False, first=True),
        GameCommand("up", "line(-1)", N_("up"), N_("Scroll by a line."), in_bar=False),
        GameCommand("down", "line(1)", N_("down"), N_("Scroll by a line."), in_bar=False),
        GameCommand("escape", "back", N_("back"), N_("Leave; the case waits for you.")),
    )
    HELP = N_(
        "The model trained on your data set answers the test prompts. Read the replies before you "
        "believe the curve. If they are off track, name the factor that explains it: a right one "
        "brings 2 points. Then try another data set, or close the case. A recorded run can be gone "
        "through step by step, and its record says how to make the model say it again."
    )

    def __init__(self, session: Session, play: CasePlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The case being played.
        """
        super().__init__(session, play)
        self.shows_base = False

    def compose_body(self) -> ComposeResult:
        """Yield the replies, and the verdict with the factors."""
        with SteadyRow(id="sides"):
            with SteadyScroll(id="replies", can_focus=False):
                yield SteadyText(id="replies-text")
            with SteadyColumn(id="verdict"):
                with SteadyScroll(id="reason", can_focus=False):
                    yield SteadyText(id="verdict-text")
                    yield SteadyText(id="hints")
                yield ChoiceList(id="factors", numbered=True)

    def on_mount(self) -> None:
        """Show the replies first."""
        self.set_class(True, "-replies")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        factors = self.query_one("#factors", ChoiceList)
        width = max(cell_len(word(name)) for name in FACTORS) + 1
        factors.show(
            [
                Entry(name, _(text), sign=pad(word(name), width), tone="primary")
                for name, text in FACTORS.items()
            ]
        )
        # Nothing is under the cursor yet: one enter too many must not name a factor.
        factors.highlighted = None
        self._show()

    def on_resize(self) -> None:
        """Offer the keys that fit the new size."""
        self.call_after_refresh(self._focus_and_keys)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Name the chosen factor."""
        factor = next(factor for factor in FACTORS if factor == event.entry)
        self._explain(factor)

    def allows(self, action: str) -> bool:
        """Offer only what makes sense in this state."""
        case, state = self.play.scenario, self.play.state
        match action:
            case "verdict":
                return not self.sees_verdict
            case "replies":
                return self.sees_verdict and not self.has_class("-wide")
            case "name it" | "choose" | "guess":
                return self.sees_verdict and rules.can_name_factor(case, state)
            case "try_again":
                return self.sees_verdict and rules.can_try_again(case, state)
            case "close":
                return self.sees_verdict
            case "base":
                return self.sees_replies
            case "checkpoints":
                return self.sees_verdict and self.shown_run is not None
            case "record":
                return self.shown_run is not None
            case "hint":
                return (
                    self.sees_verdict
                    and rules.can_name_factor(case, state)
                    and rules.next_hint_cost(case, state) is not None
                )
            case "read" | "line":
                return any(side.max_scroll_y > 0 for side in self._scrolls())
        return super().allows(action)

    def commands_now(self) -> Iterable[GameCommand]:
        """Return the commands that work now, the hint with its price."""
        cost = rules.next_hint_cost(self.play.scenario, self.play.state)
        for command in super().commands_now():
            is_hint = command.action == "hint"
            yield (
                dataclasses.replace(command, label=_("hint −{cost}").format(cost=cost))
                if is_hint
                else command
            )

    @property
    def sees_verdict(self) -> bool:
        """Whether the verdict is on show."""
        return self.has_class("-wide") or not self.has_class("-replies")

    @property
    def sees_replies(self) -> bool:
        """Whether the replies are on show."""
        return self.has_class("-wide") or self.has_class("-replies")

    def action_verdict(self) -> None:
        """Go on to the verdict."""
        self.set_class(False, "-replies")
        self._focus_and_keys()

    def action_replies(self) -> None:
        """Go back to the replies."""
        self.set_class(True, "-replies")
        self._focus_and_keys()

    def action_base(self) -> None:
        """Show or hide what the base model said."""
        self.shows_base = not self.shows_base
        self._show()

    def action_read(self, by: int) -> None:
        """Scroll what is on show.

        Args:
            by: -1 for up, 1 for down.
        """
        for side in self._scrolls():
            side.scroll_relative(y=by * max(side.size.height - 1, 1), animate=False)

    def action_line(self, by: int) -> None:
        """Scroll what is on show by a line.

        Args:
            by: -1 for up, 1 for down.
        """
        for side in self._scrolls():
            side.scroll_relative(y=by, animate=False)

    def action_hint(self) -> None:
        """Take a hint and bring it into view: it was paid for."""
        self.make_move(rules.Hint())
        self._show()
        self.query_one("#reason").scroll_end(animate=False)

    def action_guess(self) -> None:
        """Say that the factor is only a guess, or take that back."""
        guessed = self.play.state.runs[-1].sure is False
        self.make_move(rules.Sure(None if guessed else False))
        self._show()

    def action_try_again(self) -> None:
        """Go back to the data sets."""
        self.make_move(rules.TryAgain())

    def action_close(self) -> None:
        """Close the case; ask first where it is not solved and something is left to try."""
        if not rules.can_try_again(self.play.scenario, self.play.state):
            self.make_move(rules.Close())
            return
        from tui.screens.confirm import ConfirmScreen

        def close(confirmed: bool | None) -> None:
            if confirmed:
                self.make_move(rules.Close())

        question = _("Close the case without a solution? The debrief shows everything.")
        self.app.push_screen(ConfirmScreen(question, _("Close it"), _("Go on")), close)

    def _scrolls(self) -> list[Widget]:
        sides = (("#replies", self.sees_replies), ("#reason", self.sees_verdict))
        return [self.query_one(name) for name, is_shown in sides if is_shown]

    def _explain(self, factor: Factor) -> None:
        if self.make_move(rules.NameFactor(factor)):
            self._show()

    def _show(self) -> None:
        case, state = self.play.scenario, self.play.state
        score = rules.score(case, state)
        run = _("run {number}").format(number=score.runs)
        points = ngettext("{n} point so far", "{n} points so far", score.points)
        self.top_line(self.heading, f"{run} · {points.format(n=score.points)}")
        replies = replies_text(case, state, self.app.theme_variables, shows_base=self.shows_base)
        self.query_one("#replies-text", Static).update(replies)
        self.query_one("#verdict-text", Static).update(verdict_text(case, state, self.shown_run))
        hints = self.query_one("#hints", Static)
        hints.update(hints_text(case, state))
        hints.display = state.hints > 0
        factors = self.query_one("#factors", ChoiceList)
        factors.display = rules.can_name_factor(case, state)
        self.set_class(factors.display, "-naming")
        self._focus_and_keys()

    def _focus_and_keys(self) -> None:
        factors = self.query_one("#factors", ChoiceList)
        if self.sees_verdict and factors.display:
            factors.focus()
        else:
            self.set_focus(None)
        self.call_after_refresh(self.refresh_bindings)
