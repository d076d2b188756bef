"""What the shape of a file cannot say.

Ids are unique and lead somewhere, evidence occurs in its reply, there is something right and
something wrong to choose.
"""

import functools
from collections.abc import Iterator, Sequence

import msgspec

from tui.content.addresses import address_fault
from tui.content.case_references import data_set_findings
from tui.content.models.before_after import Evidence, Round
from tui.content.models.common import Art, Heard, Source
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import (
    DoingCard,
    Lesson,
    OrderCard,
    PickCard,
    PlayedStop,
    SortCard,
)
from tui.content.models.pack import Pack, PackTranslation
from tui.content.models.recording import Recording
from tui.content.pack_references import manifest_findings
from tui.content.problems import Finding, Path
from tui.content.recording_references import (
    experiment_findings,
    recording_findings,
    stop_findings,
)
from tui.content.reference_parts import known_name, repeated, reply_words

_NO_EVIDENCE = Evidence()

ART_WIDTH = 60
ART_HEIGHT = 10


@functools.singledispatch
def references(model: msgspec.Struct) -> list[Finding]:
    """Return what is wrong inside a file of any kind beyond its shape."""
    raise TypeError(f"no file has the type {type(model).__name__}")


@references.register
def _(pack: Pack) -> list[Finding]:
    return manifest_findings(pack)


@references.register
def _(translation: PackTranslation) -> list[Finding]:
    return manifest_findings(translation)


@references.register
def _(lesson: Lesson) -> list[Finding]:
    found = [*repeated([card.id for card in lesson.cards], ("cards",))]
    found += _sources(lesson.sources)
    if not any(isinstance(card, DoingCard) for card in lesson.cards):
        found.append(
            Finding(
                ("cards",),
                "nothing-to-do",
                "the lesson has only cards to read",
                "add a pick, sort, order or stop card",
                on_key=True,
            )
        )
    for index, card in enumerate(lesson.cards):
        path: Path = ("cards", index)
        found += _cites(card.cites, lesson.sources, path)
        if card.art is not None:
            found += _art(card.art, (*path, "art"))
        if isinstance(card, PickCard):
            found += _pick(card, path)
        elif isinstance(card, SortCard):
            found += _sort(card, path)
        elif isinstance(card, OrderCard):
            found += repeated([step.id for step in card.steps], (*path, "steps"))
        elif isinstance(card, PlayedStop):
            found += stop_findings(card, path)
    return found


@references.register
def _(round_: Round) -> list[Finding]:
    found = [*repeated([option.id for option in round_.options], ("options",))]
    found += _sources(round_.sources)
    found += _some_of_both([option.correct for option in round_.options], ("options",))
    found += [*reply_words(round_.before, ("before",)), *reply_words(round_.after, ("after",))]
    for index, option in enumerate(round_.options):
        path: Path = ("options", index, "evidence")
        if option.evidence != _NO_EVIDENCE:
            found += _evidence(option.evidence, round_, path)
        elif option.correct:
            found.append(
                Finding(
                    path[:-1],
                    "missing-evidence",
                    "a correct option shows no words that prove it",
                    'add evidence = { after = "…" }, or before, or both',
                )
            )
    return found


@references.register
def _(case: Case) -> list[Finding]:
    found = [*repeated([test.id for test in case.tests], ("tests",))]
    found += repeated([data_set.id for data_set in case.datasets], ("datasets",))
    found += _sources(case.sources)
    if not any(data_set.verdict == "solves" for data_set in case.datasets):
        found.append(
            Finding(
                ("datasets",),
                "no-solution",
                "no data set solves the case",
                'give one verdict = "solves"',
                on_key=True,
            )
        )
    for index, test in enumerate(case.tests):
        found += reply_words(test.base, ("tests", index, "base"))
    return [*found, *data_set_findings(case)]


@references.register
def _(recording: Recording) -> list[Finding]:
    return recording_findings(recording)


@references.register
def _(experiment: Experiment) -> list[Finding]:
    found = [*repeated([run.id for run in experiment.runs], ("runs",))]
    found += repeated([test.id for test in experiment.tests], ("tests",))
    return found + experiment_findings(experiment)


@references.register
def _(handbook: Handbook) -> list[Finding]:
    terms = [term.id for term in handbook.terms]
    found = [*repeated(terms, ("terms",))]
    found += repeated([question.id for question in handbook.questions], ("questions",))
    found += _sources(handbook.sources)
    for index, question in enumerate(handbook.questions):
        found += _cites(question.cites, handbook.sources, ("questions", index))
    for index, term in enumerate(handbook.terms):
        found += _cites(term.cites, handbook.sources, ("terms", index))
        for position, name in enumerate(term.see):
            found += known_name(name, terms, ("terms", index, "see", position), "term")
    return found


def _sources(sources: tuple[Source, ...]) -> Iterator[Finding]:
    yield from repeated([source.id for source in sources], ("sources",))
    for index, source in enumerate(sources):
        fault = address_fault(source.url)
        if fault is not None:
            yield Finding(
                ("sources", index, "url"),
                "bad-address",
                f"this address cannot be used: {fault}",
                "write the http or https address of a public page",
            )


def _cites(cites: tuple[str, ...], sources: tuple[Source, ...], path: Path) -> Iterator[Finding]:
    known = [source.id for source in sources] if cites else []
    for position, name in enumerate(cites):
        yield from known_name(name, known, (*path, "cites", position), "source")


def _art(art: Art, path: Path) -> Iterator[Finding]:
    from rich.cells import cell_len

    lines = art.picture.strip("\n").split("\n")
    width = max(cell_len(line) for line in lines)
    if width > ART_WIDTH or len(lines) > ART_HEIGHT:
        yield Finding(
            (*path, "picture"),
            "art-too-large",
            f"{width} cells wide and {len(lines)} lines high; "
            f"at most {ART_WIDTH} by {ART_HEIGHT} fit",
            "draw it smaller",
        )


def _some_of_both(correct: Sequence[bool], path: Path) -> Iterator[Finding]:
    if not any(correct):
        yield Finding(
            path,
            "nothing-correct",
            "no answer is right",
            "give one correct = true",
            on_key=True,
        )
    elif all(correct):
        yield Finding(
            path,
            "nothing-wrong",
            "every answer is right",
            "add a believable wrong one",
            on_key=True,
        )


def _pick(card: PickCard, path: Path) -> Iterator[Finding]:
    place = (*path, "choices")
    yield from repeated([choice.id for choice in card.choices], place)
    correct = [choice.correct for choice in card.choices]
    yield from _some_of_both(correct, place)
    if sum(correct) > 1 and not card.several:
        yield Finding(
            place,
            "several-correct",
            "more than one answer is right, but the learner may pick only one",
            "set several = true",
            on_key=True,
        )


def _sort(card: SortCard, path: Path) -> Iterator[Finding]:
    bins = [bin_.id for bin_ in card.bins]
    yield from repeated(bins, (*path, "bins"))
    yield from repeated([item.id for item in card.items], (*path, "items"))
    for index, item in enumerate(card.items):
        yield from known_name(item.bin, bins, (*path, "items", index, "bin"), "bin")
    for index, name in enumerate(bins):
        if not any(item.bin == name for item in card.items):
            yield Finding(
                (*path, "bins", index),
                "empty-bin",
                f"nothing belongs in '{name}'",
                "add an item",
            )


def _evidence(evidence: Evidence, round_: Round, path: Path) -> Iterator[Finding]:
    for side, words, reply in (
        ("before", evidence.before, round_.before),
        ("after", evidence.after, round_.after),
    ):
        if words is None:
            continue
        # Where its recording cannot be used, that is told.
        is_there = reply.canned is not None or isinstance(reply.recorded, Heard)
        if not words.strip():
            yield Finding((*path, side), "empty-text", "the text is empty", "write it")
        elif is_there and words not in reply.text:
            yield Finding(
                (*path, side),
                "evidence-not-found",
                f"these words do not occur in the {side.capitalize()} reply",
                "copy them from it exactly",
            )
