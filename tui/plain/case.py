"""What the places of a detective case share: the play, and moving on with its phase."""

import functools
from collections.abc import Iterator
from typing import Any

from tui.language import N_, _, ngettext
from tui.plain import routes
from tui.plain.inputs import Command
from tui.plain.place import PlayPlace
from tui.plain.record_text import record_blocks
from tui.rules import detective as rules
from tui.rules.record_text import Said
from tui.rules.recorded_runs import RecordedRun, recorded_runs
from tui.storage.session import CasePlay
from tui.storage.titles import place_of


class CasePlace(PlayPlace[CasePlay]):
    """One phase of a case."""

    @functools.cached_property
    def recorded(self) -> dict[str, RecordedRun]:
        """The recorded runs of the case by the ids of their data sets."""
        runs = recorded_runs(self.play.scenario, self.game.session.reader.recording)
        return {run.id: run for run in runs}

    @property
    def shown_run(self) -> RecordedRun | None:
        """The run whose checkpoints can be looked at: the latest, where it was recorded."""
        runs = self.play.state.runs
        return self.recorded.get(runs[-1].dataset) if runs else None

    def head(self) -> str:
        """Return which case it is."""
        number, total = place_of(self.game.session, self.play.key)
        text = _("Case {number} of {total}: {title}")
        return text.format(number=number, total=total, title=self.play.scenario.title)

    def move(self, *actions: Any) -> None:
        """Make moves, and go on to the place of the new phase where it changes.

        Args:
            actions: The moves.
        """
        phase = self.play.state.phase
        super().move(*actions)
        if self.play.state.phase != phase:
            place = self._following()
            self.game.put(place)
            is_back = isinstance(actions[-1], rules.TryAgain)
            self.game.console.say(*(place.tell_shortly() if is_back else place.tell()))

    def take_back(self, earlier: Any) -> bool:
        """Go back to an earlier state, and to the place of its phase.

        Args:
            earlier: The state.
        """
        phase = self.play.state.phase
        changed = super().take_back(earlier)
        if self.play.state.phase != phase:
            self.game.put(self._following())
        return changed

    def hints_taken(self) -> Iterator[str]:
        """Yield the hints that were taken."""
        case, state = self.play.scenario, self.play.state
        for number, hint in enumerate(case.hints[: state.hints], start=1):
            yield _("Hint {n}: {hint}").format(n=number, hint=hint)

    def hint_commands(self) -> Iterator[Command]:
        """Yield the way to a hint, where there is one left."""
        if rules.next_hint_cost(self.play.scenario, self.play.state) is not None:
            text = N_("Take a hint; each costs more than the one before.")
            yield Command(N_("hint"), text, self._hint)

    def recorded_commands(self) -> Iterator[Command]:
        """Yield what can be looked at where the run was recorded."""
        if self.shown_run is not None:
            yield Command(
                N_("checkpoints"),
                N_("Go through the recorded run step by step."),
                self._checkpoints,
            )
            yield Command(N_("record"), N_("Say how the replies were recorded."), self._record)

    def close_commands(self) -> Iterator[Command]:
        """Yield the way to the debrief."""
        yield Command(N_("close"), N_("Close the case and hear the debrief."), self._close)

    def _following(self) -> "CasePlace":
        place = routes.case_place(self.game, self.play)
        place.steps = self.steps
        return place

    def _hint(self, _rest: str) -> None:
        cost = rules.next_hint_cost(self.play.scenario, self.play.state) or 0

        def take() -> None:
            self.move(rules.Hint())
            self.game.console.say(list(self.hints_taken())[-1])

        text = ngettext(
            "The next hint costs {n} point. Take it?",
            "The next hint costs {n} points. Take it?",
            cost,
        )
        self.game.ask(text.format(n=cost), take)

    def _close(self, _rest: str) -> None:
        case, state = self.play.scenario, self.play.state
        if rules.is_solved(case, state) or (
            state.phase == "verdict" and not rules.can_try_again(case, state)
        ):
            self.move(rules.Close())
            return
        question = _(
            "Close the case without a solution? It brings no stars, but the debrief tells all."
        )
        self.game.ask(question, lambda: self.move(rules.Close()))

    def _checkpoints(self, rest: str) -> None:
        del rest
        if self.shown_run is not None:
            from tui.plain.checkpoints import Checkpoints

            self.game.enter(Checkpoints(self.game, self.play, self.shown_run.id))

    def _record(self, _rest: str) -> None:
        run = self.shown_run
        if run is not None:
            said = Said(run.data_set.title, run.data_set.step)
            self.game.console.say(*record_blocks([(run.recording, said)]))
