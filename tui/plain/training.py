"""A training run in sentences: where the losses start, where they are lowest, where they end."""

from collections.abc import Iterator, Sequence

from tui.language import N_, _
from tui.plain.case import CasePlace
from tui.plain.inputs import Command
from tui.plain.telling import checkpoint_lines, curve_lines
from tui.rules.detective import FinishTraining, last_run
from tui.rules.recorded_runs import RecordedRun
from tui.rules.score_text import percent
from tui.rules.verdict_words import kept_text


class TrainingRun(CasePlace):
    """One run, over as soon as it is told."""

    HELP = N_(
        "The base model was trained on your data set. The training loss tells how well it fits the "
        "rows it learns from, the validation loss how well it does on rows kept aside. A curve is "
        "a clue, not a verdict: the replies come next. A recorded run also tells how much the "
        "model still knows of other subjects."
    )

    @property
    def prompt(self) -> str:
        """Say which run it is."""
        return _("run {number}").format(number=len(self.play.state.runs))

    def tell(self) -> Iterator[str]:
        """Yield the run: its whole, some of its points, and where it comes from."""
        data_set = last_run(self.play.scenario, self.play.state)[1]
        recorded = self.recorded.get(data_set.id)
        yield _("Fine-tuned the base model on {title}.").format(title=data_set.title)
        yield "\n".join(curve_lines(data_set.curve))
        if recorded is not None:
            yield _others(recorded)
        yield "\n".join([_("Along the way:"), *checkpoint_lines(data_set.curve)])
        yield _source(recorded)
        yield _("Type next to hear the replies.")

    def tell_shortly(self) -> Iterator[str]:
        """Yield how to go on."""
        yield _("The run is over. Type next to hear the replies, show to hear the run again.")

    def commands(self) -> Sequence[Command]:
        """Return the way on."""
        text = N_("Hear what the model says now.")
        return (Command(N_("next"), text, lambda _rest: self.go_on()),)

    def go_on(self) -> None:
        """Go to the replies."""
        self.move(FinishTraining())


def _others(recorded: RecordedRun) -> str:
    shares = recorded.training.scores.untouched
    text = _("Questions on other subjects answered well: {before} at the start, {now} at the end.")
    return text.format(before=percent(shares[0]), now=percent(shares[-1]))


def _source(recorded: RecordedRun | None) -> str:
    if recorded is None:
        return _("The curve is canned: drawn to illustrate.")
    text = _("The curve is recorded, from a real run of the model {name}.")
    said = text.format(name=recorded.recording.model.name)
    kept = kept_text(recorded)
    return f"{said}\n{kept[:1].upper()}{kept[1:]}." if kept else said
