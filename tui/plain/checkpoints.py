"""The checkpoints of recorded runs in lines: losses, scores and replies at any step."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.language import N_, _
from tui.plain.inputs import Choice, Command, NotUnderstoodError, need_choice, number_of
from tui.plain.place import Place
from tui.plain.record_text import record_blocks
from tui.plain.telling import losses_text, said, score_lines
from tui.rules import checkpoints as rules
from tui.rules.checkpoints import CheckpointsAction, CheckpointsState, Seen
from tui.rules.record_text import Said
from tui.rules.recorded_runs import runs_on_show
from tui.rules.words import word
from tui.storage.session import CasePlay

if TYPE_CHECKING:
    from tui.plain.game import Game


class Checkpoints(Place):
    """One run, or two to compare, at a checkpoint."""

    HELP = N_(
        "The model was saved several times while it was trained: these are the checkpoints. Go "
        "through them and watch the reply change. Falling training loss with rising validation "
        "loss means that it learns its rows by heart; falling scores on other subjects mean that "
        "it forgets. The likeliest reply is one of many: luck tells others. After a run, and "
        "freely once the case is closed, compare what two data sets do at the same step."
    )

    def __init__(self, game: "Game", play: CasePlay, name: str) -> None:
        """Begin at the checkpoint that the verdict is on.

        Args:
            game: The game around it.
            play: The case.
            name: The id of the data set whose run is looked at first.
        """
        super().__init__(game)
        self._case = play.scenario
        self._runs = runs_on_show(play.scenario, play.state, game.session.reader.recording)
        self.state = rules.start(self._runs, name)

    @property
    def prompt(self) -> str:
        """Say which step is looked at."""
        return _("step {step}").format(step=self._seen[0].step)

    def tell(self) -> Iterator[str]:
        """Yield what is seen of each run, and what can be done."""
        yield from self.tell_shortly()
        yield _(
            "Type next or previous for other checkpoints, test for other tests, leave to go back."
        )

    def tell_shortly(self) -> Iterator[str]:
        """Yield what is seen of each run."""
        for seen in self._seen:
            yield self._figures(seen)
            yield "\n".join(self._reply(seen))
        yield from self._wanted()

    def tell_replies(self) -> Iterator[str]:
        """Yield what each run says to the test, without the figures."""
        for seen in self._seen:
            if len(self._seen) > 1:
                yield f"{seen.run.data_set.title}:"
            yield "\n".join(self._reply(seen))
        yield from self._wanted()

    def _wanted(self) -> Iterator[str]:
        wanted = {test.id: test.good for test in self._case.tests}.get(self.state.prompt)
        if wanted:
            yield _("Wanted: {good}").format(good=wanted)

    def commands(self) -> Sequence[Command]:
        """Return what can be looked at."""
        return tuple(self._commands())

    def go_on(self) -> None:
        """Go one checkpoint on."""
        self._scrub(1)

    @property
    def _seen(self) -> tuple[Seen, ...]:
        return rules.seen(self._runs, self.state)

    def _commands(self) -> Iterator[Command]:
        yield Command(N_("next"), N_("One checkpoint on."), lambda _r: self._scrub(1))
        yield Command(N_("previous"), N_("One checkpoint back."), lambda _r: self._scrub(-1))
        yield Command(
            N_("first"), N_("The base model: step 0."), lambda _r: self._do(rules.ToEnd(False))
        )
        yield Command(
            N_("last"), N_("The last checkpoint."), lambda _r: self._do(rules.ToEnd(True))
        )
        yield Command(N_("step"), N_("Go to a step."), self._step, N_("NUMBER"))
        if rules.place_of_prompt(self._runs, self.state)[1] > 1:
            yield Command(
                N_("test"), N_("The next test, or one of them."), self._test, N_("NUMBER")
            )
        if self._seen[0].run.recording.decoding.seeds:
            yield Command(
                N_("luck"),
                N_("Tell or leave out what it says when chance picks the words."),
                self._luck,
            )
        if rules.can_compare(self._runs):
            yield Command(
                N_("compare"), N_("Tell another run beside it, or none."), self._compare, N_("NAME")
            )
            yield Command(N_("run"), N_("Look at another run."), self._run, N_("NAME"))
            yield Command(N_("runs"), N_("Say which runs there are."), self._say_runs)
        yield Command(N_("record"), N_("Say how this reply was recorded."), self._record)

    def _do(self, action: CheckpointsAction) -> None:
        self._turn_to(rules.step(self._runs, self.state, action))
        self.game.console.say(*self.tell_shortly())

    def _turn_to(self, state: CheckpointsState) -> None:
        earlier = self.state

        def undo() -> bool:
            changed = self.state != earlier
            self.state = earlier
            return changed

        self.steps.append(undo)
        self.state = state

    def _scrub(self, by: int) -> None:
        if rules.step(self._runs, self.state, rules.Scrub(by)) == self.state:
            end = (
                _("This is the last checkpoint.") if by > 0 else _("This is the first checkpoint.")
            )
            raise NotUnderstoodError(end)
        self._do(rules.Scrub(by))

    def _step(self, rest: str) -> None:
        steps = self._seen[0].run.training.curve.steps
        at = number_of(rest, steps[0], steps[-1])
        if at not in steps:
            names = _(", ").join(map(str, steps))
            raise NotUnderstoodError(_("There are checkpoints at {steps}.").format(steps=names))
        self._do(rules.Scrub(steps.index(at) - self.state.index))

    def _luck(self, _rest: str) -> None:
        self._turn_to(rules.step(self._runs, self.state, rules.Luck()))
        self.game.console.say(*self.tell_replies())

    def _test(self, rest: str) -> None:
        place, total = rules.place_of_prompt(self._runs, self.state)
        by = number_of(rest, 1, total) - place if rest else 1
        self._turn_to(rules.step(self._runs, self.state, rules.ChooseTest(by)))
        self.game.console.say(*self.tell_replies())

    def _compare(self, rest: str) -> None:
        if not rest:
            self._do(rules.Compare())
            return
        self._do(rules.CompareWith(need_choice(rest, self._names()).id))

    def _run(self, rest: str) -> None:
        if not rest:
            self._do(rules.NextRun())
            return
        self._do(rules.ToRun(need_choice(rest, self._names()).id))

    def _names(self) -> list[Choice]:
        return [Choice(run.id, run.data_set.title) for run in self._runs]

    def _say_runs(self, _rest: str) -> None:
        self.game.console.say("\n".join(choice.text for choice in self._names()))

    def _record(self, _rest: str) -> None:
        self.game.console.say(
            *record_blocks(
                [
                    (
                        each.run.recording,
                        Said(each.run.data_set.title, each.step, self.state.prompt),
                    )
                    for each in self._seen
                ]
            )
        )

    def _figures(self, seen: Seen) -> str:
        curve = seen.run.training.curve
        head = _("{title}, step {step} of {steps}.")
        lines = [head.format(title=seen.run.data_set.title, step=seen.step, steps=curve.steps[-1])]
        if seen.is_verdict:
            lines.append(_("The verdict is on the model as it was here."))
        losses = losses_text(curve, seen.index)
        lines.append(f"{losses[:1].upper()}{losses[1:]}.")
        if seen.is_best:
            lines.append(_("The validation loss is lowest here."))
        return "\n".join([*lines, *score_lines(seen.measured(self._case.demands))])

    def _reply(self, seen: Seen) -> Iterator[str]:
        if seen.prompt is None or seen.reply is None:
            yield _("This run was not asked that.")
            return
        number, total = rules.place_of_prompt(self._runs, self.state)
        asked = _("Test {number} of {total}: {prompt}")
        yield asked.format(number=number, total=total, prompt=seen.prompt.prompt)
        if seen.prompt.group == "untouched":
            yield _("It is about another subject.")
        yield _("The likeliest reply, {source}:").format(source=word("recorded"))
        yield said(seen.reply.greedy)
        if seen.reply.good is not None:
            yield _("Good.") if seen.reply.good else _("Not good.")
        if self.state.luck:
            for number, sample in enumerate(seen.reply.samples, start=1):
                yield _("Sample {n}: {said}").format(n=number, said=said(sample))
