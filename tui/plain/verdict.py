"""The verdict in lines: the replies first, then whether they are on track, and why."""

from collections.abc import Iterator, Sequence

from tui.content.models.detective import Factor
from tui.language import N_, _, ngettext
from tui.plain.answering import sure_commands, sure_text
from tui.plain.case import CasePlace
from tui.plain.inputs import Choice, Command, NotUnderstoodError, numbered
from tui.plain.telling import provenance_text, said, score_lines
from tui.rules import detective as rules
from tui.rules.detective import FACTORS, VERDICTS
from tui.rules.verdict_words import kept_text, next_text
from tui.rules.words import word


class VerdictPlace(CasePlace):
    """What the trained model says, and what that is worth."""

    HELP = N_(
        "The model trained on your data set answers the test prompts. Read the replies before you "
        "believe the curve. If they are off track, name the factor that explains it: a right one "
        "brings 2 points. Then try another data set, or close the case. A recorded run can be gone "
        "through step by step, and its record says how to make the model say it again."
    )

    _sees_verdict = False
    _factor: Factor | None = None

    @property
    def is_naming(self) -> bool:
        """Whether the factor is asked for."""
        return self._sees_verdict and rules.can_name_factor(self.play.scenario, self.play.state)

    @property
    def prompt(self) -> str:
        """Say whether one is at the replies or at the verdict."""
        return _("verdict") if self._sees_verdict else _("replies")

    def tell(self) -> Iterator[str]:
        """Yield the replies, or the verdict."""
        if self._sees_verdict:
            yield from self._verdict()
        else:
            yield from self._replies(with_base=False)
            yield _("Type next to hear the verdict.")

    def tell_shortly(self) -> Iterator[str]:
        """Yield what is to be done."""
        if not self._sees_verdict:
            yield _("Type next to hear the verdict, show to hear the replies again.")
        elif self.is_naming:
            asked = _("What explains it? Name the factor.")
            yield "\n".join((asked, _("Type show to hear it again.")))
            chosen = _("Chosen: {text}").format(text=word(self._factor or ""))
            yield chosen if self._factor else _("Nothing is chosen.")
        else:
            yield next_text(self.play.scenario, self.play.state)

    def choices(self) -> Sequence[Choice]:
        """Return the factors, where one is to be named."""
        if not self.is_naming:
            return ()
        text = _("{factor}: {meaning}")
        return [
            Choice(name, text.format(factor=word(name), meaning=_(meaning)))
            for name, meaning in FACTORS.items()
        ]

    def choose(self, choice: Choice) -> None:
        """Take a factor for the explanation; it is named with check.

        Args:
            choice: The factor.
        """
        earlier = self._factor

        def undo() -> bool:
            changed = self.game.place is self and self.is_naming and self._factor != earlier
            self._factor = earlier
            return changed

        factor = next(name for name in FACTORS if name == choice.id)
        self._factor = factor
        self.steps.append(undo)
        text = _("Chosen: {text}").format(text=word(factor))
        self.game.console.say("\n".join((text, _("Type check to name it."))))

    def commands(self) -> Sequence[Command]:
        """Return what can be typed now."""
        return tuple(self._commands())

    def go_on(self) -> None:
        """Go on to the verdict, or to another run."""
        if not self._sees_verdict:
            self._sees_verdict = True
            self.steps.append(self._hide)
            self.game.console.say(*self.tell())
        elif self.is_naming:
            raise NotUnderstoodError(_("Name the factor, or type retry or close."))
        elif rules.can_try_again(self.play.scenario, self.play.state):
            raise NotUnderstoodError(next_text(self.play.scenario, self.play.state))
        else:
            self.move(rules.Close())

    def _commands(self) -> Iterator[Command]:
        case, state = self.play.scenario, self.play.state
        if not self._sees_verdict:
            yield Command(N_("next"), N_("Hear the verdict."), lambda _rest: self.go_on())
            yield Command(N_("verdict"), N_("The same as next."), lambda _rest: self.go_on())
        if self.is_naming:
            yield Command(N_("check"), N_("Name the factor that you chose."), self._check)
            yield from sure_commands(self._say_sure)
            yield from self.hint_commands()
        yield Command(N_("replies"), N_("Read the replies again."), self._say_replies)
        yield Command(N_("base"), N_("Read them beside the base model’s."), self._say_base)
        if self._sees_verdict:
            if rules.can_try_again(case, state):
                text = N_("Go back to the data sets for another run.")
                yield Command(N_("retry"), text, lambda _rest: self.move(rules.TryAgain()))
            elif not self.is_naming:
                yield Command(N_("next"), N_("Close the case."), lambda _rest: self.go_on())
            yield from self.close_commands()
            yield from self.recorded_commands()

    def _hide(self) -> bool:
        was = self._sees_verdict and self.game.place is self
        self._sees_verdict = False
        return was

    def _check(self, _rest: str) -> None:
        if self._factor is None:
            raise NotUnderstoodError(_("Choose a factor first."))
        self.move(rules.NameFactor(self._factor))
        self.game.console.say(*self._explained())

    def _say_sure(self, sure: bool) -> None:
        self.move(rules.Sure(sure))
        self.game.console.say(sure_text(sure))

    def _say_replies(self, _rest: str) -> None:
        self.game.console.say(*self._replies(with_base=False))

    def _say_base(self, _rest: str) -> None:
        self.game.console.say(*self._replies(with_base=True))

    def _replies(self, *, with_base: bool) -> Iterator[str]:
        case = self.play.scenario
        data_set = rules.last_run(case, self.play.state)[1]
        replies = {reply.test: reply for reply in data_set.replies}
        good = sum(reply.good for reply in data_set.replies)
        text = _("Fine-tuned on {title}: {good} of {total} replies are good.")
        head = text.format(title=data_set.title, good=good, total=len(case.tests))
        yield f"{head}\n{provenance_text(data_set.replies)}"
        for number, test in enumerate(case.tests, start=1):
            reply = replies[test.id]
            lines = [_("Test {number}: {prompt}").format(number=number, prompt=test.prompt)]
            if with_base:
                lines.append(_("Base model, {source}:").format(source=word(test.base.provenance)))
                lines.append(said(test.base.text))
            lines.append(_("Fine-tuned, {source}:").format(source=word(reply.provenance)))
            lines.append(said(reply.text))
            note = _("Good: {note}") if reply.good else _("Not good: {note}")
            yield "\n".join([*lines, note.format(note=reply.note)])

    def _verdict(self) -> Iterator[str]:
        case, state = self.play.scenario, self.play.state
        data_set = rules.last_run(case, state)[1]
        verdict = _(VERDICTS[data_set.verdict])
        head = _("{title}: {verdict}").format(title=data_set.title, verdict=verdict)
        yield f"{head}.\n{data_set.outcome}"
        if self.shown_run is not None:
            source = _("Measured, {source}:").format(source=word("recorded"))
            kept = kept_text(self.shown_run)
            lines = [source, *score_lines(self.shown_run.measured(case.demands))]
            yield "\n".join([*lines, f"{kept[:1].upper()}{kept[1:]}." if kept else ""]).strip()
        if self.is_naming:
            yield from self._question()
        else:
            yield from self._explained()

    def _question(self) -> Iterator[str]:
        yield _("What explains it? Name the factor.")
        yield from self.hints_taken()
        yield numbered(self.choices())
        yield _("Choose one, then type check. Or go on without: retry or close.")

    def _explained(self) -> Iterator[str]:
        run, data_set = rules.last_run(self.play.scenario, self.play.state)
        lines = []
        if data_set.factor is not None:
            lines.append(_named(run.factor, data_set.factor))
        yield "\n".join([*lines, data_set.why])
        points = rules.score(self.play.scenario, self.play.state).points
        text = ngettext("{n} point so far", "{n} points so far", points).format(n=points)
        yield f"{text}.\n{next_text(self.play.scenario, self.play.state)}"
        commands = [_("close")]
        if rules.can_try_again(self.play.scenario, self.play.state):
            commands.insert(0, _("retry"))
        if self.shown_run is not None:
            commands.append(_("checkpoints"))
        yield _("Type {words}.").format(words=_(" or ").join(commands))


def _named(named: Factor | None, true: Factor) -> str:
    if named == true:
        text = _("Right: {factor}. {points} points.")
        return text.format(factor=word(true), points=rules.POINTS_FACTOR)
    if named is None:
        return _("It was {factor}.").format(factor=word(true))
    return _("Not {named}: it was {factor}.").format(named=word(named), factor=word(true))
