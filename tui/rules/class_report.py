"""Reckoning the figures of a class from the exports of its learners."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tui.content.reader import Kind
from tui.rules.answers import Answer, QuestionKey
from tui.rules.calibration import calibration
from tui.rules.class_figures import (
    Chosen,
    ClassReport,
    LearnerFigures,
    Listing,
    PackFigures,
    QuestionFigures,
    Remark,
    ScenarioFigures,
    Tally,
)
from tui.rules.class_learners import Pupil, Source, told_apart
from tui.rules.exports import ExportedAnswer, ExportedPack
from tui.rules.item_statistics import POOR, discrimination
from tui.rules.progress import ItemKey

KINDS: tuple[Kind, ...] = ("lesson", "before-after", "detective")

HARD = 0.3
"""A question that a smaller share gets right at first deserves a look."""
SURE = 0.5
"""So does one where a smaller share is right of those who were sure."""
FEWEST_TO_JUDGE = 5
"""With fewer answers a question is not singled out."""


def class_report(sources: Sequence[Source], listings: Mapping[str, Listing]) -> ClassReport:
    """Return the figures of a class.

    Args:
        sources: The exports of its learners.
        listings: The packs at hand, by their ids; of others the exports say what they hold.
    """
    pupils, superseded = told_apart(sources)
    begun: dict[str, list[tuple[Pupil, ExportedPack]]] = {}
    for pupil in pupils:
        for pack in pupil.export.packs:
            if pack.items or pack.answers:
                begun.setdefault(pack.id, []).append((pupil, pack))
    packs = tuple(
        _pack(name, plays, listings.get(name) or _listing(plays))
        for name, plays in sorted(begun.items())
    )
    return ClassReport(len(pupils), superseded, packs)


class _Answered:
    """The answers of one learner to the questions as they are now."""

    def __init__(self, pack: ExportedPack, revisions: Mapping[QuestionKey, int]) -> None:
        ordered = sorted(map(_answer, pack.answers), key=lambda answer: answer.at)
        self.all = [each for each in ordered if each.given.revision == revisions[each.question]]
        self.older = len(ordered) - len(self.all)
        self.first: dict[QuestionKey, Answer] = {}
        for answer in self.all:
            if not answer.in_review:
                self.first.setdefault(answer.question, answer)
        self.right = sum(answer.given.right for answer in self.first.values())

    def rest(self, question: QuestionKey) -> float | None:
        """Return the share that is right of the other first answers; None where there is none."""
        others = len(self.first) - 1
        if not others:
            return None
        return (self.right - self.first[question].given.right) / others


def _pack(name: str, plays: Sequence[tuple[Pupil, ExportedPack]], listing: Listing) -> PackFigures:
    revisions: dict[QuestionKey, int] = {}
    for _, pack in plays:
        for answer in pack.answers:
            key = _answer(answer).question
            newest = max(answer.given.revision, revisions.get(key, 0))
            # What the pack says goes before what one learner's file says.
            revisions[key] = listing.questions.get(key, newest)
    answered = [_Answered(pack, revisions) for _, pack in plays]
    listed = [ItemKey(kind, item) for kind in KINDS for item in listing.scenarios.get(kind, ())]
    titles = [pack.title for _, pack in sorted(plays, key=_exported) if pack.title]
    places = {key: place for place, key in enumerate(listing.questions)}
    scenarios = {key: place for place, key in enumerate(listed)}

    def place(key: QuestionKey) -> tuple[object, ...]:
        item = ItemKey(key.kind, key.item)
        last = len(scenarios)
        return (scenarios.get(item, last), *item, places.get(key, len(places)), key.part)

    asked = sorted({key for learner in answered for key in learner.first}, key=place)
    return PackFigures(
        name,
        titles[-1] if titles else "",
        len(listed),
        tuple(
            _learner(pupil.label, pack, learner, frozenset(listed))
            for (pupil, pack), learner in zip(plays, answered, strict=True)
        ),
        _scenarios([pack for _, pack in plays], listed),
        tuple(_question(key, revisions[key], answered) for key in asked),
        calibration(answer for learner in answered for answer in learner.all),
        sum(learner.older for learner in answered),
    )


def _listing(plays: Sequence[tuple[Pupil, ExportedPack]]) -> Listing:
    """Return what the newest export says that the pack holds; else what was played."""
    told = [pack.scenarios for _, pack in sorted(plays, key=_exported) if pack.scenarios]
    if told:
        return Listing(told[-1])
    played = sorted({(item.kind, item.item) for _, pack in plays for item in pack.items})
    return Listing({kind: [item for of, item in played if of == kind] for kind in KINDS})


def _exported(play: tuple[Pupil, ExportedPack]) -> float:
    return play[0].export.exported


def _answer(answer: ExportedAnswer) -> Answer:
    question = QuestionKey(answer.kind, answer.item, answer.given.part)
    return Answer(question=question, at=answer.at, in_review=answer.in_review, given=answer.given)


def _learner(
    label: str, pack: ExportedPack, answered: _Answered, listed: frozenset[ItemKey]
) -> LearnerFigures:
    items = {ItemKey(item.kind, item.item): item for item in pack.items}
    times = [item.touched for item in pack.items] + [answer.at for answer in pack.answers]
    return LearnerFigures(
        label,
        sum(item.done for key, item in items.items() if key in listed),
        sum(item.stars for key, item in items.items() if key in listed),
        Tally(len(answered.first), answered.right),
        calibration(answered.all),
        max(times, default=0.0),
    )


def _scenarios(
    packs: Sequence[ExportedPack], listed: Sequence[ItemKey]
) -> tuple[ScenarioFigures, ...]:
    items = [{ItemKey(item.kind, item.item): item for item in pack.items} for pack in packs]
    gone = sorted({key for learner in items for key in learner}.difference(listed))
    figures = []
    for key in (*listed, *gone):
        begun = [learner[key] for learner in items if key in learner]
        stars = [item.stars for item in begun if item.done]
        mean = sum(stars) / len(stars) if stars else None
        figures.append(ScenarioFigures(key, key in listed, len(begun), len(stars), mean))
    return tuple(figures)


def _question(key: QuestionKey, revision: int, answered: Sequence[_Answered]) -> QuestionFigures:
    learners = [learner for learner in answered if key in learner.first]
    given = [learner.first[key].given for learner in learners]
    rests = [(learner.first[key].given.right, learner.rest(key)) for learner in learners]
    figures = QuestionFigures(
        key,
        revision,
        Tally(len(given), sum(answer.right for answer in given)),
        sum(answer.score for answer in given) / len(given),
        discrimination([(right, rest) for right, rest in rests if rest is not None]),
        _most(option for answer in given for option in set(answer.wrong)),
        _most(option for answer in given for option in set(answer.missed)),
        calibration(each for learner in answered for each in learner.all if each.question == key),
    )
    return msgspec.structs.replace(figures, remarks=_remarks(figures))


def _remarks(question: QuestionFigures) -> tuple[Remark, ...]:
    first, sure = question.first, question.confidence.sure
    value = question.discrimination.value
    found: list[Remark] = []
    if value is not None and value < 0:
        found.append("turned")
    elif value is not None and value < POOR and not question.discrimination.is_rough:
        found.append("weak")
    if first.answers >= FEWEST_TO_JUDGE:
        if first.right < HARD * first.answers:
            found.append("hard")
        if question.lure is not None and question.lure.count > first.right:
            found.append("lure")
    if sure.total >= FEWEST_TO_JUDGE and sure.right < SURE * sure.total:
        found.append("sure-and-wrong")
    return tuple(found)


def _most(options: Iterable[str]) -> Chosen | None:
    counts = Counter(options)
    if not counts:
        return None
    return Chosen(*min(counts.items(), key=lambda pair: (-pair[1], pair[0])))
