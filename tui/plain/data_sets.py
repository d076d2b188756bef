"""The data sets of a case in lines: open them, then train on one."""

from collections.abc import Iterator, Sequence

from tui.content.models.detective import DataSet
from tui.content.rows import Row
from tui.language import N_, _, ngettext
from tui.plain.brief import brief_blocks
from tui.plain.case import CasePlace
from tui.plain.inputs import Choice, Command, need_choice, numbered
from tui.plain.telling import stars_text
from tui.rules import detective as rules
from tui.rules.clues import clues_of, verdict_of
from tui.rules.detective import VERDICTS
from tui.rules.moves import NotAllowedError
from tui.rules.stakes import at_stake


class DataSets(CasePlace):
    """The data sets of a case."""

    HELP = N_(
        "The data sets are the suspects. A look is free: read the card, then the rows, for a card "
        "may flatter. Search for the words of the test prompts, watch for repeats and for one "
        "label that crowds out the others. Train on the one you trust."
    )

    @property
    def prompt(self) -> str:
        """Say that these are the data sets."""
        return _("data sets")

    def tell(self) -> Iterator[str]:
        """Yield the data sets, what is at stake, and the hints taken."""
        yield self.head()
        yield self._stakes()
        yield numbered(self.choices())
        yield from self.hints_taken()
        yield _(
            "Type a number to open one; a look costs nothing. Type train and a number to train."
        )

    def tell_shortly(self) -> Iterator[str]:
        """Yield the list and what is at stake."""
        yield f"{self._stakes()}\n{numbered(self.choices())}"

    def choices(self) -> Sequence[Choice]:
        """Return the data sets, each with what is known of it."""
        return [
            Choice(each.id, each.title, self._known(each)) for each in self.play.scenario.datasets
        ]

    def choose(self, choice: Choice) -> None:
        """Open a data set.

        Args:
            choice: The data set.
        """
        from tui.plain.rows import OpenDataSet

        # A look is no step of its own: leaving the data set is the way back from it.
        self.game.keep(lambda: self.play.do(rules.Open(choice.id)))
        candidate = rules.data_set(self.play.scenario, choice.id)
        self.game.enter(OpenDataSet(self.game, self, candidate))

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the data sets."""
        return (
            Command(N_("train"), N_("Fine-tune on one: a run."), self._train, N_("NUMBER")),
            *self.hint_commands(),
            Command(N_("brief"), N_("Read the brief again."), self._brief),
            *self.close_commands(),
        )

    def train_on(self, candidate: DataSet) -> None:
        """Train on a data set, after a question: a run counts.

        Args:
            candidate: The data set.

        Raises:
            NotAllowedError: It was not opened, or it was trained on already.
        """
        state = self.play.state
        if candidate.id not in state.opened:
            raise NotAllowedError(_("Open it first: a look costs nothing, a run does."))
        if rules.was_trained(state, candidate.id):
            raise NotAllowedError(_("That run is done: choose another data set."))

        def train() -> None:
            # The data set may be open: what follows comes in place of the list below it.
            self.game.back_to(self)
            self.move(rules.Train(candidate.id))

        question = _("Fine-tune the base model on {title}? It is run {number}, and it counts.")
        self.game.ask(question.format(title=candidate.title, number=len(state.runs) + 1), train)

    def rows_of(self, candidate: DataSet) -> tuple[Row, ...]:
        """Return the rows of a data set.

        Args:
            candidate: The data set.
        """
        return self.game.session.reader.rows(candidate.rows)

    def _known(self, candidate: DataSet) -> str:
        state = self.play.state
        if candidate.id not in state.opened:
            return _("not opened yet")
        rows = self.rows_of(candidate)
        verdict = verdict_of(state, candidate)
        known = [_("opened"), _("{n:,} rows").format(n=len(rows))]
        if verdict is not None:
            known = [_("trained on"), _(VERDICTS[verdict])]
        clues = len(clues_of(state, candidate, rows))
        if clues:
            known.append(ngettext("{n} clue", "{n} clues", clues).format(n=clues))
        return _(", ").join(known)

    def _stakes(self) -> str:
        stakes = at_stake(self.play.scenario, self.play.state)
        points = ngettext("{n} point", "{n} points", stakes.points).format(n=stakes.points)
        run = _("Run {number}.").format(number=len(self.play.state.runs) + 1)
        text = _("{run} At stake: {stars}, {points}. Fewer runs, more stars.")
        return text.format(run=run, stars=stars_text(stakes.stars), points=points)

    def _train(self, rest: str) -> None:
        name = need_choice(rest, self.choices()).id
        self.train_on(rules.data_set(self.play.scenario, name))

    def _brief(self, _rest: str) -> None:
        self.game.console.say(*brief_blocks(self.play.scenario), *self.hints_taken())
