"""The brief of a case: who asks, what they need, and the base model failing."""

from typing import ClassVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.content.models.detective import TestPrompt
from tui.language import N_, _
from tui.rules.detective import Accept
from tui.rules.score_text import demand_lines
from tui.screens.base import style
from tui.screens.case import CaseScreen
from tui.screens.commands import GameCommand
from tui.storage.session import CasePlay, Session
from tui.widgets.reply_pane import provenance_text
from tui.widgets.steady import SteadyColumn, SteadyScroll, SteadyText

_FAILING = N_("What the base model says, before any fine-tuning")


class BriefScreen(CaseScreen):
    """The brief, to take the case, or to read it again during the case.

    Attributes:
        is_again: Whether it is only read again.
    """

    CSS_PATH = style("brief")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("enter,space", "accept", N_("take the case"), N_("Go to the data sets.")),
        GameCommand("enter,b", "close", N_("back to the case"), N_("Close the brief.")),
        GameCommand("up,down", "", N_("read on"), N_("Scroll; pgup and pgdn scroll by a screen.")),
        GameCommand("escape", "back", N_("back"), N_("Go back; nothing is lost.")),
    )
    HELP = N_(
        "The brief tells who needs what. Below it the base model answers the test prompts: these "
        "are the questions that every model you train will be asked, so keep in mind what a good "
        "reply does. The brief can be read again at any time during the case."
    )

    def __init__(self, session: Session, play: CasePlay, *, again: bool = False) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The case being played.
            again: Whether it is only read again, over another screen of the case.
        """
        super().__init__(session, play)
        self.is_again = again

    def compose_body(self) -> ComposeResult:
        """Yield the brief, the base model's replies and the hints taken."""
        with SteadyScroll(id="brief"):
            with SteadyColumn(id="story"):
                yield SteadyText(Content(self.play.scenario.problem), id="problem")
                yield SteadyText(Content(self.play.scenario.brief.strip()), id="text")
                yield SteadyText(self._demands(), id="demands")
                yield SteadyText(self._hints(), id="hints-taken")
            with SteadyColumn(id="failing"):
                yield SteadyText(Content(_(_FAILING)), id="failing-head")
                for test in self.play.scenario.tests:
                    yield SteadyText(id=_widget_id(test.id))

    def on_mount(self) -> None:
        """Show the base model's replies in the theme's colours."""
        case = self.play.scenario
        sets = _("{n} data sets").format(n=len(case.datasets))
        self.top_line(self.heading, f"{case.domain} · {sets}")
        self.query_one("#hints-taken").display = self.play.state.hints > 0
        self.query_one("#demands").display = case.demands is not None
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_tests())
        self._show_tests()
        self.query_one("#brief").focus()

    def on_resize(self) -> None:
        """Offer scrolling only where there is more to read."""
        self.call_after_refresh(self.refresh_bindings)

    def allows(self, action: str) -> bool:
        """Take the case once; after that the brief can only be closed."""
        match action:
            case "accept":
                return not self.is_again
            case "close":
                return self.is_again
            case "read on":
                return self.query_one("#brief").max_scroll_y > 0
        return super().allows(action)

    def action_accept(self) -> None:
        """Go to the data sets."""
        self.make_move(Accept())

    def action_close(self) -> None:
        """Go back to the case."""
        self.action_back()

    def _demands(self) -> Content:
        demands = self.play.scenario.demands
        lines = [] if demands is None else demand_lines(demands)
        head = Content.styled(_("What the client demands, at least"), "bold")
        return Content("\n").join([head, *(Content(f"· {line}") for line in lines)])

    def go_to(self, test: str) -> None:
        """Scroll to the reply to a test, if there is one.

        Args:
            test: Its id.
        """
        for shown in self.query(f"#{_widget_id(test)}"):
            shown.scroll_visible(animate=False)

    def _hints(self) -> Content:
        taken = self.play.scenario.hints[: self.play.state.hints]
        lines = [
            Content.from_markup(
                "[$primary]$head[/]  $hint", head=_("Hint {n}").format(n=number), hint=hint
            )
            for number, hint in enumerate(taken, start=1)
        ]
        return Content("\n").join(lines)

    def _show_tests(self) -> None:
        for test in self.play.scenario.tests:
            self.query_one(f"#{_widget_id(test.id)}", Static).update(self._test(test))

    def _test(self, test: TestPrompt) -> RenderableType:
        colors = self.app.theme_variables
        source = test.base.provenance
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        primary, dim = colors.get("primary", ""), colors.get("text-dim", "")
        table.add_row(Text("Q", style=f"bold {primary}"), Text(test.prompt, style="bold"))
        table.add_row(
            Text(provenance_text(source), style=colors.get(source, "")),
            Text(test.base.text),
        )
        table.add_row(Text(_("→ wanted"), style=dim), Text(test.good, style=dim))
        table.add_row()
        return table


def _widget_id(test: str) -> str:
    return f"test-{test}"
