"""A learner at play: scenarios and their states, saved at every move.

The screens and any other face of the game hold plays and send them moves.
"""

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import msgspec

from tui.content.problems import ContentError
from tui.content.reader import Kind, PackReader
from tui.rules.answers import Given, QuestionKey
from tui.rules.moves import Action, State
from tui.rules.progress import NEW, ItemKey, Standing, next_step
from tui.storage.progress import ProgressStore

if TYPE_CHECKING:
    from tui.content.models.before_after import Round
    from tui.content.models.detective import Case
    from tui.content.models.lesson import Lesson
    from tui.rules import before_after, detective, lesson
    from tui.storage.playing import Result, Rules

ScenarioT = TypeVar("ScenarioT", bound=msgspec.Struct)
StateT = TypeVar("StateT", bound=State)
ActionT = TypeVar("ActionT", bound=Action)


class Play(Generic[ScenarioT, StateT, ActionT]):
    """One scenario being played.

    Attributes:
        key: Which scenario it is.
        scenario: What its author wrote.
        state: Where the learner stands.
    """

    def __init__(
        self,
        session: "Session",
        key: ItemKey,
        scenario: ScenarioT,
        rules: "Rules[ScenarioT, StateT, ActionT]",
    ) -> None:
        """Resume the scenario where it was left, or start it.

        Args:
            session: Whose play it is.
            key: Which scenario it is.
            scenario: What its author wrote.
            rules: The rules of its kind.
        """
        self._session = session
        self._rules = rules
        self.key = key
        self.scenario = scenario
        saved = self._saved()
        self.state: StateT = (
            rules.start(scenario, session.rng) if saved is None else rules.resume(scenario, saved)
        )

    @property
    def result(self) -> "Result":
        """What the play has brought so far."""
        return self._rules.result(self.scenario, self.state)

    def do(self, action: ActionT) -> None:
        """Make a move and save.

        Raises:
            NotAllowedError: The move is not possible now; nothing changed.
            SaveError: The move was made, but could not be saved.
        """
        before = self.state
        self.state = self._rules.step(self.scenario, before, action)
        self._save(self._rules.answers(self.scenario, before, self.state))

    def rewind(self, earlier: StateT) -> bool:
        """Take steps back and save; what was revealed since then stays.

        Args:
            earlier: The state to go back to.

        Returns:
            Whether anything could go back.

        Raises:
            SaveError: It went back, but could not be saved.
        """
        from tui.rules.undo import rewound

        now = self.state
        self.state = rewound(earlier, now)
        if self.state == now:
            return False
        self.save()
        return True

    def take_over(self, earlier: "Play[ScenarioT, StateT, ActionT]") -> None:
        """Go on where another play of the same scenario stands, as its author has it now.

        Args:
            earlier: The other play.
        """
        self.state = self._rules.resume(self.scenario, earlier.state)

    def restart(self) -> None:
        """Start over with a new seed; the best result so far is kept.

        Raises:
            SaveError: It was started over, but could not be saved.
        """
        self.state = self._rules.start(self.scenario, self._session.rng)
        self.save()

    def save(self) -> None:
        """Keep the play as it stands; raises SaveError where that fails."""
        self._save(())

    def _saved(self) -> StateT | None:
        return self._session.store.load(self.key, self._rules.state)

    def _save(self, answers: tuple[Given, ...]) -> None:
        result = self.result._asdict()
        self._session.store.save(self.key, self.state, answers=answers, **result)


LessonPlay: TypeAlias = "Play[Lesson, lesson.LessonState, lesson.LessonAction]"
RoundPlay: TypeAlias = "Play[Round, before_after.RoundState, before_after.RoundAction]"
CasePlay: TypeAlias = "Play[Case, detective.CaseState, detective.CaseAction]"


class Session:
    """A learner's sitting with one pack.

    Attributes:
        reader: The pack.
        store: The learner's progress.
        rng: The source of seeds.
    """

    def __init__(self, reader: PackReader, store: ProgressStore, rng: random.Random) -> None:
        """Bring a pack and a learner's progress together.

        Args:
            reader: The pack.
            store: The learner's progress in that pack.
            rng: The source of seeds.
        """
        self.reader = reader
        self.store = store
        self.rng = rng
        self._faulty: set[ItemKey] = set()

    def on(self, reader: PackReader) -> "Session":
        """Return a session with the same progress on the pack read anew.

        Args:
            reader: The pack.
        """
        return Session(reader, self.store, self.rng)

    def speaking(self, languages: Sequence[str]) -> "Session":
        """Return the session with its pack in another language, or itself where nothing changes.

        Args:
            languages: The tags of the languages that the learner wants, the best first.
        """
        try:
            reader = PackReader(self.reader.files, languages)
        except ContentError:
            return self  # the pack was damaged meanwhile: what was read stays
        return self if reader.language == self.reader.language else self.on(reader)

    @property
    def ids(self) -> dict[Kind, tuple[str, ...]]:
        """The ids of the pack's scenarios by kind, in playing order."""
        kinds: tuple[Kind, ...] = ("lesson", "before-after", "detective")
        return {kind: self.reader.ids(kind) for kind in kinds}

    def next_step(self) -> ItemKey | None:
        """Return what to play next; scenarios with faults are passed over."""
        standings = self.standings()
        while True:
            key = next_step(self.sound_ids(), standings)
            if key is None or self.is_sound(key):
                return key

    def probable_step(self) -> ItemKey | None:
        """Return what to play next by a look at titles alone, for a picture that cannot wait."""
        standings = self.standings()
        while True:
            key = next_step(self.sound_ids(), standings)
            if key is None:
                return None
            try:
                self.reader.title(key.kind, key.item)
            except ContentError:
                self._faulty.add(key)
            else:
                return key

    def following(self, key: ItemKey) -> ItemKey | None:
        """Return the sound scenario after one in playing order, or None after the last."""
        ids = self.ids[key.kind]
        place = ids.index(key.item) + 1 if key.item in ids else len(ids)
        later = (key._replace(item=item) for item in ids[place:])
        return next((candidate for candidate in later if self.is_sound(candidate)), None)

    def sound_ids(self) -> dict[Kind, tuple[str, ...]]:
        """Return the ids of the pack's scenarios without those known to have faults."""
        return {
            kind: tuple(item for item in items if ItemKey(kind, item) not in self._faulty)
            for kind, items in self.ids.items()
        }

    def is_sound(self, key: ItemKey) -> bool:
        """Say whether a scenario can be played, and remember where it cannot.

        Args:
            key: The scenario; of a case the rows are looked for, but not read.
        """
        if key not in self._faulty:
            try:
                self.reader.scenario(key.kind, key.item)
            except ContentError:
                self._faulty.add(key)
            else:
                is_case = key.kind == "detective"
                if is_case and not self.reader.has_rows(self.reader.case(key.item)):
                    self._faulty.add(key)
        return key not in self._faulty

    def due_count(self) -> int:
        """Return how many questions have come back for a review; reads no scenario."""
        return len(self.due_keys())

    def due_keys(self) -> list[QuestionKey]:
        """Return the questions that have come back, the most overdue first; reads no scenario."""
        can_be_asked = self._asking()
        return list(filter(can_be_asked, self.store.answers.due_items(self.store.now())))

    def next_due(self) -> float | None:
        """Return when the next question comes back, or None; reads no scenario.

        Returns:
            Seconds since the epoch.
        """
        can_be_asked = self._asking()
        times = self.store.answers.due_times()
        return next((at for key, at in times if can_be_asked(key)), None)

    def _asking(self) -> Callable[[QuestionKey], bool]:
        """Return what says whether a review can ask a question.

        What the pack has no more cannot be asked; nor can a case that was never closed, as the
        reasons would give its solution away.
        """
        ids, standings = self.sound_ids(), self.standings()

        def can_be_asked(question: QuestionKey) -> bool:
            if question.item not in ids[question.kind]:
                return False
            key = ItemKey(question.kind, question.item)
            return key.kind != "detective" or standings.get(key, NEW).done

        return can_be_asked

    def standings(self) -> dict[ItemKey, Standing]:
        """Return how far the learner has come with each scenario."""
        return self.store.standings()

    def lesson(self, item: str) -> LessonPlay:
        """Open a lesson; raises ContentError where it is not sound."""
        from tui.storage.playing import LESSON_RULES

        return Play(self, ItemKey("lesson", item), self.reader.lesson(item), LESSON_RULES)

    def round(self, item: str) -> RoundPlay:
        """Open a Before & After round; raises ContentError where it is not sound."""
        from tui.storage.playing import ROUND_RULES

        return Play(self, ItemKey("before-after", item), self.reader.round(item), ROUND_RULES)

    def case(self, item: str) -> CasePlay:
        """Open a case with all its rows; raises ContentError where any of it is not sound."""
        from tui.storage.playing import CASE_RULES

        case = self.reader.case(item)
        for data_set in case.datasets:
            self.reader.rows(data_set.rows)
        return Play(self, ItemKey("detective", item), case, CASE_RULES)
