"""The debrief in lines: what the case has brought, and what every data set would have done."""

from collections.abc import Iterator, Mapping, Sequence

from tui.content.models.detective import DataSet
from tui.content.rows import Row
from tui.language import N_, _, current
from tui.plain import routes
from tui.plain.case import CasePlace
from tui.plain.inputs import Command
from tui.plain.telling import score_lines, sources_text, stars_text
from tui.rules import detective as rules
from tui.rules.activity import local_day
from tui.rules.case_report import case_report, outcome_text, points_text
from tui.rules.clues import clue_rows
from tui.rules.detective import VERDICTS
from tui.rules.recorded_runs import RecordedRun
from tui.rules.words import word


class Debrief(CasePlace):
    """A closed case."""

    HELP = N_(
        "The case is closed. Hear what every data set would have done and why. The report can be "
        "saved wherever you say, as a text or as a picture. A case can be taken again for more "
        "stars. Of a recorded case all runs can be gone through step by step and compared."
    )

    @property
    def prompt(self) -> str:
        """Say that the case is closed."""
        return _("case closed")

    @property
    def shown_run(self) -> RecordedRun | None:
        """The latest of the recorded runs; one that was never made where none of them was."""
        made = [run.dataset for run in self.play.state.runs if run.dataset in self.recorded]
        names = made or list(self.recorded)
        return self.recorded[names[-1]] if names else None

    def tell(self) -> Iterator[str]:
        """Yield the result, what to remember, the data sets, the clues and the sources."""
        case = self.play.scenario
        yield self.head()
        yield self._result()
        yield _("To remember: {text}").format(text=case.takeaway)
        yield _("What each data set does:")
        yield from map(self._data_set, case.datasets)
        clues = self.clue_rows()
        if clues:
            yield "\n".join([_("Your clues:"), *self._clues(clues)])
        yield sources_text(case.sources, [source.id for source in case.sources])
        yield self._ways_on()

    def tell_shortly(self) -> Iterator[str]:
        """Yield the result."""
        yield f"{self._result()}\n{self._ways_on()}"

    def commands(self) -> Sequence[Command]:
        """Return the ways on."""
        return tuple(self._commands())

    def go_on(self) -> None:
        """Go on with the next case, or back where this is the last."""
        key = self.game.session.following(self.play.key)
        if key is None:
            self.game.console.say(_("That was the last case."))
            self.game.leave(self)
        else:
            routes.open_item(self.game, key, instead=True)

    def clue_rows(self) -> dict[str, Row]:
        """Return the marked rows by the names they have in the state."""
        reader = self.game.session.reader
        return clue_rows(
            self.play.scenario, self.play.state, lambda data_set: reader.rows(data_set.rows)
        )

    def report(self) -> str:
        """Return the case report, as Markdown."""
        case, state = self.play.scenario, self.play.state
        return case_report(case, state, self._today(), self.clue_rows(), self.recorded)

    def picture(self) -> str:
        """Return the case report, as SVG."""
        from tui.keepsakes.case_picture import case_picture

        case, state = self.play.scenario, self.play.state
        return case_picture(case, state, self._today(), self.recorded, current())

    def _today(self) -> str:
        return local_day(self.game.session.store.now(), None).isoformat()

    def _commands(self) -> Iterator[Command]:
        yield Command(N_("next"), N_("Go on with the next case."), lambda _rest: self.go_on())
        yield Command(
            N_("save"),
            N_("Save the case report: .md for a text, .svg for a picture."),
            self._save,
            N_("PATH"),
        )
        yield from self.recorded_commands()
        yield Command(N_("replay"), N_("Take the case once more, from its brief."), self._replay)

    def _ways_on(self) -> str:
        words = [_("next"), _("save"), _("replay")]
        if self.shown_run is not None:
            words.insert(1, _("checkpoints"))
        return _("Type {words}.").format(words=_(" or ").join(words))

    def _result(self) -> str:
        case = self.play.scenario
        score = rules.score(case, self.play.state)
        text = f"{outcome_text(score)}. {stars_text(score.stars)}."
        if not score.solved:
            solving = [item.title for item in case.datasets if item.verdict == "solves"]
            # Translators: stands between the titles of data sets that would each have done.
            title = _(" or ").join(solving)
            text = " ".join((text, _("It would have been {title}.").format(title=title)))
        return f"{text}\n{points_text(score).replace(' · ', ', ')}."

    def _data_set(self, candidate: DataSet) -> str:
        verdict = _(VERDICTS[candidate.verdict])
        if candidate.factor:
            text = _("{verdict}: {factor}")
            verdict = text.format(verdict=verdict, factor=word(candidate.factor))
        head = _("{title}: {verdict}").format(title=candidate.title, verdict=verdict)
        runs = [run.dataset for run in self.play.state.runs]
        if candidate.id in runs:
            run = _("run {number}").format(number=runs.index(candidate.id) + 1)
            head = _("{head}, your {run}").format(head=head, run=run)
        recorded = self.recorded.get(candidate.id)
        source = word("canned" if recorded is None else "recorded")
        lines = [f"{head}.", candidate.why, _("Its replies are {source}.").format(source=source)]
        if recorded is not None:
            lines += score_lines(recorded.measured(self.play.scenario.demands))
        return "\n".join(lines)

    def _clues(self, clues: Mapping[str, Row]) -> Iterator[str]:
        text = _("{title}, row {number}: {prompt} {reply}")
        for name, row in clues.items():
            data_set, number = name.rsplit(":", 1)
            title = rules.data_set(self.play.scenario, data_set).title
            yield text.format(title=title, number=number, prompt=row.prompt, reply=row.reply)

    def _save(self, rest: str) -> None:
        from tui.plain.saving import save

        forms = {".md": self.report, ".svg": self.picture}
        save(self.game, forms, rest or f"~/case-{self.play.key.item}.md")

    def _replay(self, _rest: str) -> None:
        self.game.keep(self.play.restart)
        self.game.enter_instead(routes.case_place(self.game, self.play))
