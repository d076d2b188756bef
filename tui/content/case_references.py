"""What is wrong with the data sets of a case beyond their shape."""

from collections.abc import Iterator

from tui.content.models.detective import Case, Curve, DataSet
from tui.content.problems import Finding, Path
from tui.content.reference_parts import known_name, repeated, reply_words

_LONGEST_NAME = 80


def data_set_findings(case: Case) -> Iterator[Finding]:
    """Find what is wrong with the data sets of a case, each for itself and all together.

    Args:
        case: The case.
    """
    tests = [test.id for test in case.tests]
    for index, data_set in enumerate(case.datasets):
        path: Path = ("datasets", index)
        if data_set.recording is None:
            yield from _data_set(data_set, tests, path)
        else:
            yield from _recorded(data_set, tests, case, path)
    yield from _shared_rows(case)


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
        yield from known_name(name[:_LONGEST_NAME], tests, (*path, "notes", name), "test")
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
    yield from repeated(names, (*path, "replies"), key="test")
    for index, name in enumerate(names):
        yield from known_name(name, tests, (*path, "replies", index, "test"), "test")
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
        yield from reply_words(reply, (*path, "replies", index))
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
