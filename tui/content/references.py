"""What the shape of a file cannot say.

Ids are unique and lead somewhere, evidence occurs in its reply, there is something right and
something wrong to choose.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tui.content.addresses import read_address
from tui.content.models.before_after import Evidence, Round
from tui.content.models.common import Art, Heard, Reply, Source
from tui.content.models.detective import Case, Curve, DataSet
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
from tui.content.problems import Finding, Path
from tui.content.recording_references import (
    experiment_findings,
    recording_findings,
    stop_findings,
)
from tui.content.shape import suggestion

ART_WIDTH = 60
ART_HEIGHT = 10
_LONGEST_NAME = 80


@functools.singledispatch
def references(model: msgspec.Struct) -> list[Finding]:
    """Return what is wrong inside a file of any kind beyond its shape."""
    raise TypeError(f"no file has the type {type(model).__name__}")


@references.register
def _(pack: Pack) -> list[Finding]:
    found: list[Finding] = []
    for key, stems in (
        ("lessons", pack.lessons),
        ("before-after", pack.before_after),
        ("detective", pack.detective),
    ):
        found += _repeated(stems, (key,), key=None)
    return found


@references.register
def _(translation: PackTranslation) -> list[Finding]:
    del translation  # two texts, and nothing in them that leads anywhere
    return []


@references.register
def _(lesson: Lesson) -> list[Finding]:
    found = [*_repeated([card.id for card in lesson.cards], ("cards",))]
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
            found += _repeated([step.id for step in card.steps], (*path, "steps"))
        elif isinstance(card, PlayedStop):
            found += stop_findings(card, path)
    return found


@references.register
def _(round_: Round) -> list[Finding]:
    found = [*_repeated([option.id for option in round_.options], ("options",))]
    found += _sources(round_.sources)
    found += _some_of_both([option.correct for option in round_.options], ("options",))
    found += [*_words(round_.before, ("before",)), *_words(round_.after, ("after",))]
    for index, option in enumerate(round_.options):
        path: Path = ("options", index, "evidence")
        found += _evidence(option.evidence, round_, path)
        if option.correct and option.evidence == Evidence():
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
    found = [*_repeated([test.id for test in case.tests], ("tests",))]
    found += _repeated([data_set.id for data_set in case.datasets], ("datasets",))
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
        found += _words(test.base, ("tests", index, "base"))
    tests = [test.id for test in case.tests]
    for index, data_set in enumerate(case.datasets):
        path: Path = ("datasets", index)
        if data_set.recording is None:
            found += _data_set(data_set, tests, path)
        else:
            found += _recorded(data_set, tests, case, path)
    found += _shared_rows(case)
    return found


@references.register
def _(recording: Recording) -> list[Finding]:
    return recording_findings(recording)


@references.register
def _(experiment: Experiment) -> list[Finding]:
    found = [*_repeated([run.id for run in experiment.runs], ("runs",))]
    found += _repeated([test.id for test in experiment.tests], ("tests",))
    return found + experiment_findings(experiment)


@references.register
def _(handbook: Handbook) -> list[Finding]:
    terms = [term.id for term in handbook.terms]
    found = [*_repeated(terms, ("terms",))]
    found += _repeated([question.id for question in handbook.questions], ("questions",))
    found += _sources(handbook.sources)
    for index, question in enumerate(handbook.questions):
        found += _cites(question.cites, handbook.sources, ("questions", index))
    for index, term in enumerate(handbook.terms):
        found += _cites(term.cites, handbook.sources, ("terms", index))
        for position, name in enumerate(term.see):
            found += _known(name, terms, ("terms", index, "see", position), "term")
    return found


def _repeated(ids: Iterable[str], path: Path, key: str | None = "id") -> Iterator[Finding]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            place = (*path, index) if key is None else (*path, index, key)
            yield Finding(
                place,
                "repeated-id",
                f"'{name}' stands here twice",
                "give each its own id",
            )
        seen.add(name)


def _known(name: str, known: Sequence[str], path: Path, what: str) -> Iterator[Finding]:
    if name in known:
        return
    close = suggestion(name, known)
    advice = (
        f"did you mean '{close}'?" if close else f"the {what}s are {', '.join(known) or 'none'}"
    )
    yield Finding(path, "unknown-id", f"there is no {what} '{name}'", advice)


def _sources(sources: tuple[Source, ...]) -> Iterator[Finding]:
    yield from _repeated([source.id for source in sources], ("sources",))
    for index, source in enumerate(sources):
        fault = read_address(source.url)
        if isinstance(fault, str):
            yield Finding(
                ("sources", index, "url"),
                "bad-address",
                f"this address cannot be used: {fault}",
                "write the http or https address of a public page",
            )


def _cites(cites: tuple[str, ...], sources: tuple[Source, ...], path: Path) -> Iterator[Finding]:
    known = [source.id for source in sources]
    for position, name in enumerate(cites):
        yield from _known(name, known, (*path, "cites", position), "source")


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
    yield from _repeated([choice.id for choice in card.choices], place)
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
    yield from _repeated(bins, (*path, "bins"))
    yield from _repeated([item.id for item in card.items], (*path, "items"))
    for index, item in enumerate(card.items):
        yield from _known(item.bin, bins, (*path, "items", index, "bin"), "bin")
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


def _words(reply: Reply, path: Path) -> Iterator[Finding]:
    """Find a reply that is neither canned nor recorded, or both."""
    if reply.canned is None and reply.recorded is None:
        yield Finding(
            path,
            "missing-key",
            "'canned' is missing",
            'write canned = "…", or recorded = { run = "…", prompt = "…" }',
            on_key=True,
        )
    elif reply.canned is not None and reply.recorded is not None:
        yield Finding(
            (*path, "canned"),
            "canned-and-recorded",
            "this reply is both canned and recorded",
            "keep one of the two",
            on_key=True,
        )


def _recorded(data_set: DataSet, tests: list[str], case: Case, path: Path) -> Iterator[Finding]:
    """Find what is wrong with a data set whose run was recorded, whatever the recording says."""
    yield from _explained(data_set, path)
    # The reader has put the recorded replies there; the author may have put others.
    if any(reply.canned is not None for reply in data_set.replies):
        yield Finding(
            (*path, "recording"),
            "canned-and-recorded",
            "this data set has a recording, and replies of its own",
            "keep one of the two",
            on_key=True,
        )
        return
    for name in data_set.notes:
        # One that is longer than any id is unknown too, and is told shortly.
        yield from _known(name[:_LONGEST_NAME], tests, (*path, "notes", name), "test")
    for name in tests:
        if name not in data_set.notes:
            yield Finding(
                (*path, "notes") if data_set.notes else path,
                "missing-note",
                f"nothing says what to notice in the reply to '{name}'",
                f'add it to notes = {{ {name} = "…" }}',
                on_key=True,
            )
    if case.demands is None:
        yield Finding(
            (*path, "recording"),
            "missing-demands",
            "nothing says which scores the client demands",
            "add demands = { held-out = 0.8 } above the first [[tests]]",
        )


def _data_set(data_set: DataSet, tests: list[str], path: Path) -> Iterator[Finding]:
    solves = data_set.verdict == "solves"
    yield from _explained(data_set, path)
    if not data_set.curve.steps:
        advice = "add it, or name a recording"
        yield Finding(path, "missing-key", "'curve' is missing", advice, on_key=True)
    if not data_set.replies:
        advice = "add [[datasets.replies]], one for each test, or name a recording"
        yield Finding(path, "missing-key", "'replies' is missing", advice, on_key=True)
        return
    names = [reply.test for reply in data_set.replies]
    yield from _repeated(names, (*path, "replies"), key="test")
    for index, name in enumerate(names):
        yield from _known(name, tests, (*path, "replies", index, "test"), "test")
    for name in tests:
        if name not in names:
            yield Finding(
                (*path, "replies"),
                "missing-reply",
                f"there is no reply to the test '{name}'",
                "add one",
                on_key=True,
            )
    for index, reply in enumerate(data_set.replies):
        yield from _words(reply, (*path, "replies", index))
        if solves and not reply.good:
            yield Finding(
                (*path, "replies", index, "good"),
                "solution-fails-test",
                "the data set that solves the case fails a test",
                "mend the reply or the verdict",
            )
    yield from _verdict(data_set, path)
    yield from _curve(data_set.curve, (*path, "curve"))


def _explained(data_set: DataSet, path: Path) -> Iterator[Finding]:
    solves = data_set.verdict == "solves"
    if solves and data_set.factor is not None:
        yield Finding(
            (*path, "factor"),
            "needless-factor",
            "the data set that solves the case has no failure to explain",
            "take factor out",
        )
    if not solves and data_set.factor is None:
        yield Finding(path, "missing-factor", "nothing explains why it fails", "add factor = …")


def _verdict(data_set: DataSet, path: Path) -> Iterator[Finding]:
    """Find a verdict that the replies to be read beside it contradict."""
    replies = data_set.replies
    if data_set.verdict != "solves" and replies and all(reply.good for reply in replies):
        yield Finding(
            (*path, "verdict"),
            "verdict-unlike-replies",
            f"the verdict is '{data_set.verdict}', and every reply is good",
            'write "solves", or set good = false where a reply falls short',
        )


def _shared_rows(case: Case) -> Iterator[Finding]:
    """Find data sets that are trained on the same file and yet lead elsewhere."""
    first: dict[str, str] = {}
    for index, data_set in enumerate(case.datasets):
        if data_set.recording is not None:
            continue  # a longer run or another method leads elsewhere, and was measured
        other = first.setdefault(data_set.rows, data_set.id)
        if other != data_set.id:
            yield Finding(
                ("datasets", index, "rows"),
                "rows-shared",
                f"'{other}' has the same rows, so it would lead to the same model",
                "give each data set a file of its own",
            )


def _curve(curve: Curve, path: Path) -> Iterator[Finding]:
    for name, losses in (("train", curve.train), ("validation", curve.validation)):
        if len(losses) != len(curve.steps):
            yield Finding(
                (*path, name),
                "curve-length",
                f"{len(losses)} losses for {len(curve.steps)} steps",
                "give one loss for each step",
            )
    if any(later <= earlier for earlier, later in zip(curve.steps, curve.steps[1:], strict=False)):
        yield Finding(
            (*path, "steps"),
            "curve-order",
            "the steps do not rise",
            "write them in rising order",
        )
