"""Training: the run plays as a progress bar and a curve that any key skips."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Static

from tui.language import N_, _
from tui.rules.detective import FinishTraining, last_run
from tui.rules.score_text import percent
from tui.rules.verdict_words import kept_text
from tui.screens.base import style
from tui.screens.case import CaseScreen
from tui.screens.commands import GameCommand
from tui.storage.session import CasePlay, Session
from tui.widgets.cells import around
from tui.widgets.curve import TrainingCurve, losses_content, small_curve
from tui.widgets.reply_pane import provenance
from tui.widgets.steady import SteadyColumn, SteadyText

_RUN_S = 3.0
_BAR = 30


class TrainingScreen(CaseScreen):
    """One run, played once; the learner never waits longer than they like."""

    CSS_PATH = style("training")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("any", "", N_("skip"), N_("Skip to the end of the run."), shown=N_("any key")),
        GameCommand(
            "enter,space", "finish", N_("see the replies"), N_("See what the model says now.")
        ),
        GameCommand("a", "again", N_("watch again"), N_("Play the run once more.")),
        GameCommand("escape", "back", N_("back"), N_("Leave; the run waits for you.")),
    )
    HELP = N_(
        "The base model is trained on your data set. The training loss tells how well it fits the "
        "rows it learns from, the validation loss how well it does on rows kept aside. A curve is "
        "a clue, not a verdict: the replies come next. A recorded run also tells how much the "
        "model still knows of other subjects."
    )

    def __init__(self, session: Session, play: CasePlay) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The case being played.
        """
        super().__init__(session, play)
        self._data_set = last_run(play.scenario, play.state)[1]
        self._recorded = self.recorded.get(self._data_set.id)
        self._points = 1
        self._timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the bar, the losses, the curve and where it comes from."""
        with SteadyColumn(id="training"):
            yield SteadyText(id="training-title")
            yield SteadyText(id="bar")
            yield TrainingCurve(id="curve")
            yield SteadyText(id="losses")
            yield SteadyText(id="forgetting")
            yield SteadyText(self._source(), id="curve-source")

    def on_mount(self) -> None:
        """Start the run."""
        run = _("run {number}").format(number=len(self.play.state.runs))
        self.top_line(self.heading, run)
        before, after = around(_("Fine-tuning the base model on {title}"), "title")
        title = Content.assemble(before, (self._data_set.title, "bold $primary"), after)
        self.query_one("#training-title", Static).update(title)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._start()

    def on_key(self, event: Key) -> None:
        """Skip to the end with any key."""
        if self.is_running_now and event.key != "ctrl+q":
            event.stop()
            event.prevent_default()
            self.skip()

    def on_click(self) -> None:
        """Skip to the end with the mouse."""
        if self.is_running_now:
            self.skip()

    @property
    def is_running_now(self) -> bool:
        """Whether the run is still being drawn."""
        return self._points < len(self._data_set.curve.steps)

    @property
    def _has_motion(self) -> bool:
        return self.app.animation_level != "none"

    def allows(self, action: str) -> bool:
        """While the run is drawn there is only the skip; without motion nothing to watch."""
        match action:
            case "skip":
                return self.is_running_now
            case "again":
                return not self.is_running_now and self._has_motion
        return not self.is_running_now

    def shows(self, command: GameCommand) -> bool:
        """While the run is drawn every key skips, so the bar shows nothing else.

        Args:
            command: The command.
        """
        return command.label == "skip" if self.is_running_now else super().shows(command)

    def action_finish(self) -> None:
        """See the replies."""
        self.make_move(FinishTraining())

    def action_again(self) -> None:
        """Draw the run once more."""
        self._start()

    def _start(self) -> None:
        if not self._has_motion:
            self.skip()
            return
        self._points = 1
        self._show()
        pause = _RUN_S / len(self._data_set.curve.steps)
        self._timer = self.set_interval(pause, self._advance)

    def _advance(self) -> None:
        self._points += 1
        if self.is_running_now:
            self._show()
        else:
            self.skip()

    def skip(self) -> None:
        """Skip to the end of the run."""
        if self._timer is not None:
            self._timer.stop()
        self._points = len(self._data_set.curve.steps)
        self._show()

    def _show(self) -> None:
        curve, at = self._data_set.curve, self._points - 1
        share = curve.steps[at] / curve.steps[-1]
        filled = round(_BAR * share)
        bar = Content.from_markup(
            "[$primary]$done[/][$rule]$left[/] $percent%  $place",
            done="█" * filled,
            left="░" * (_BAR - filled),
            percent=f"{share:4.0%}"[:-1],
            place=_("step {step} of {steps}").format(step=curve.steps[at], steps=curve.steps[-1]),
        )
        self.query_one("#bar", Static).update(bar)
        self.query_one("#losses", Static).update(losses_content(curve, at))
        self._show_forgetting(at)
        run = self._recorded
        kept = None if run is None or self.is_running_now else run.kept_step
        self.query_one("#curve", TrainingCurve).draw_curve(curve, self._points, kept)
        self.query_one("#curve-source", Static).update(self._source())
        self.refresh_bindings()

    def _show_forgetting(self, at: int) -> None:
        line = self.query_one("#forgetting", Static)
        line.display = self._recorded is not None
        if self._recorded is None:
            return
        shares = self._recorded.training.scores.untouched
        # Translators: the score on subjects that the fine-tuning is not about.
        text = _("other subjects {before} → {now}")
        figures = text.format(before=percent(shares[0]), now=percent(shares[at]))
        drawn = small_curve(shares[: at + 1])
        line.update(Content.assemble((f"◆ {figures}", "bold $success"), f"  {drawn}"))

    def _source(self) -> Content:
        if self._recorded is None:
            source, text = "canned", _("curve, drawn to illustrate")
        else:
            text = _("from a real run of the model {name}")
            name = self._recorded.recording.model.name
            source, text = "recorded", text.format(name=name)
            if not self.is_running_now:
                text = "  ".join(filter(None, (text, kept_text(self._recorded))))
        return Content.assemble(provenance(source), " ", (text, "$text-dim"))
