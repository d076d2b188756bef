"""Checkpoints: a recorded run step by step, with what the model said at each of them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.content.models.recording import Recording
from tui.language import N_, _
from tui.rules import checkpoints as rules
from tui.rules.checkpoints import CheckpointsAction, CheckpointsState, Seen
from tui.rules.moves import NotAllowedError
from tui.rules.record_text import Said
from tui.rules.recorded_runs import Runs, runs_on_show
from tui.screens.base import style
from tui.screens.case import CaseScreen
from tui.screens.commands import GameCommand
from tui.storage.session import CasePlay, Session
from tui.widgets.run_pane import RunPane
from tui.widgets.steady import SteadyScroll, SteadyText

_MOST_SPREAD = 12


class CheckpointsScreen(CaseScreen):
    """One run, or two side by side, at a checkpoint that the arrow keys choose.

    Attributes:
        state: What the learner looks at.
    """

    CSS_PATH = style("checkpoints")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("left", "scrub(-1)", N_("step"), N_("One checkpoint back."), shown="← →"),
        GameCommand("right", "scrub(1)", N_("on"), N_("One checkpoint on."), in_bar=False),
        GameCommand(
            "home", "to_end(False)", N_("first"), N_("The base model: step 0."), in_bar=False
        ),
        GameCommand("end", "to_end(True)", N_("last"), N_("The last checkpoint."), in_bar=False),
        GameCommand("down", "choose_test(1)", N_("test"), N_("The next test."), shown="↑ ↓"),
        GameCommand(
            "up", "choose_test(-1)", N_("test above"), N_("The test before."), in_bar=False
        ),
        GameCommand(
            "l", "luck", N_("luck"), N_("Show or hide what it says when chance picks the words.")
        ),
        GameCommand(
            "v", "compare", N_("compare"), N_("Put another run beside it; after the last, none.")
        ),
        GameCommand("d", "next_run", N_("other run"), N_("Look at the run of another data set.")),
        GameCommand("r", "record", N_("record"), N_("See how this reply was recorded.")),
        GameCommand("pageup", "read(-1)", N_("read"), N_("Scroll."), shown=N_("pgup pgdn")),
        GameCommand("pagedown", "read(1)", N_("down"), N_("Scroll on."), in_bar=False),
        GameCommand("escape", "back", N_("back"), N_("Go back to where you came from.")),
    )
    HELP = N_(
        "The model was saved several times while it was trained: these are the checkpoints. Go "
        "through them and watch the reply change. Falling training loss with rising validation "
        "loss means that it learns its rows by heart; falling scores on other subjects mean that "
        "it forgets. The likeliest reply is one of many: luck shows others. After a run, and "
        "freely once the case is closed, compare what two data sets do at the same step."
    )

    def __init__(
        self,
        session: Session,
        play: CasePlay,
        name: str,
        state: CheckpointsState | None = None,
    ) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
            play: The case being played.
            name: The id of the data set whose run is looked at first.
            state: What else is looked at first; the checkpoint of the verdict where left out.
        """
        super().__init__(session, play)
        self._runs = _runs(session, play)
        self.state = state or rules.start(self._runs, name)

    def again(self, session: Session, play: CasePlay) -> "CheckpointsScreen | None":
        """Return the same screen on the pack read again, or None where its run is gone.

        Args:
            session: The new sitting.
            play: The case in it.
        """
        state = rules.resume(_runs(session, play), self._runs, self.state)
        return None if state is None else CheckpointsScreen(session, play, state.run, state)

    def compose_body(self) -> ComposeResult:
        """Yield the checkpoints, the test and the runs."""
        yield SteadyText(id="track")
        yield SteadyText(id="prompt")
        with SteadyScroll(id="runs", can_focus=False):
            yield RunPane(id="run-0")
            yield RunPane(id="run-1")

    def on_mount(self) -> None:
        """Show the checkpoint that the verdict is on."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._show()

    def on_resize(self) -> None:
        """Lay out the runs anew."""
        self.call_after_refresh(self._show)

    def allows(self, action: str) -> bool:
        """Offer only what there is something for."""
        match action:
            case "choose_test":
                return rules.place_of_prompt(self._runs, self.state)[1] > 1
            case "compare" | "next_run":
                return rules.can_compare(self._runs)
            case "luck":
                return bool(self._seen.run.recording.decoding.seeds)
            case "read":
                return any(each.max_scroll_y > 0 for each in self._scrolls())
        return super().allows(action)

    def action_scrub(self, by: int) -> None:
        """Go some checkpoints on.

        Args:
            by: How many; back where it is negative.
        """
        self._do(rules.Scrub(by))

    def action_to_end(self, last: bool) -> None:
        """Go to the last checkpoint, or to the first.

        Args:
            last: Whether to the last.
        """
        self._do(rules.ToEnd(last))

    def action_choose_test(self, by: int) -> None:
        """Go some tests on.

        Args:
            by: How many; back where it is negative.
        """
        self._do(rules.ChooseTest(by))

    def action_luck(self) -> None:
        """Show or hide the random replies."""
        self._do(rules.Luck())

    def action_compare(self) -> None:
        """Put the next run beside this one."""
        self._do(rules.Compare())

    def action_next_run(self) -> None:
        """Look at the next run."""
        self._do(rules.NextRun())

    def records(self) -> list[tuple[Recording, Said]]:
        """Return the reply, and the one beside it."""
        return [
            (
                each.run.recording,
                Said(head=each.run.data_set.title, step=each.step, prompt=self.state.prompt),
            )
            for each in rules.seen(self._runs, self.state)
        ]

    def action_read(self, by: int) -> None:
        """Scroll what does not fit.

        Args:
            by: -1 for up, 1 for down.
        """
        for each in self._scrolls():
            each.scroll_relative(y=by * max(each.size.height - 1, 1), animate=False)

    @property
    def _seen(self) -> Seen:
        return rules.seen(self._runs, self.state)[0]

    def _scrolls(self) -> list[Widget]:
        return [self.query_one("#runs"), *self.query("RunPane .replies")]

    def _do(self, action: CheckpointsAction) -> None:
        try:
            self.state = rules.step(self._runs, self.state, action)
        except NotAllowedError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._show()

    def _show(self) -> None:
        state, case = self.state, self.play.scenario
        all_seen = rules.seen(self._runs, state)
        number, total = rules.place_of_prompt(self._runs, state)
        place = _("test {number} of {total}").format(number=number, total=total)
        self.top_line(" · ".join((self.heading, _("checkpoints"))), place)
        self.set_class(len(all_seen) > 1, "-compared")
        self.query_one("#track", Static).update(self._track())
        self.query_one("#prompt", Static).update(self._prompt())
        for index in range(2):
            pane = self.query_one(f"#run-{index}", RunPane)
            pane.display = index < len(all_seen)
            if pane.display:
                pane.show(all_seen[index], case, luck=state.luck, compared=len(all_seen) > 1)
        self.call_after_refresh(self.refresh_bindings)

    def _track(self) -> Content:
        seen = self._seen
        steps = seen.run.training.curve.steps
        between = "──" if len(steps) <= _MOST_SPREAD else ""
        signs = ["●" if index == seen.index else "○" for index in range(len(steps))]
        place = _("step {step} of {steps}").format(step=seen.step, steps=steps[-1])
        at = sum(len(sign) + len(between) for sign in signs[: seen.index])
        drawn = (
            Content(between.join(signs)).stylize("$text-dim").stylize("bold $primary", at, at + 1)
        )
        return Content("  ").join([drawn, Content.styled(place, "bold")])

    def _prompt(self) -> Content:
        prompt = self._seen.prompt
        if prompt is None:
            return Content()
        note = _("(another subject)") if prompt.group == "untouched" else ""
        return Content.from_markup(
            "[bold $primary]Q[/]  [bold]$prompt[/]  [$text-dim]$note[/]",
            prompt=prompt.prompt,
            note=note,
        )


def _runs(session: Session, play: CasePlay) -> Runs:
    return runs_on_show(play.scenario, play.state, session.reader.recording)
