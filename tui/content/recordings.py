"""Recordings as the game reads them, and the replies that scenarios take from them."""

import functools
from collections.abc import Callable, Iterable
from typing import Any, cast

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.common import Heard, Recorded, Reply
from tui.content.models.detective import Case, DataSet, TestReply
from tui.content.models.lesson import AnyCard, Lesson, PlayedStop, StopCard
from tui.content.models.recording import RecordedPrompt, RecordedReply, Recording
from tui.content.problems import ContentError, Finding, Path
from tui.content.seals import hash_replies, seal_of
from tui.content.spelling import suggestion

FOLDER = "recordings"
EXPERIMENTS = "experiments"
"""The folder of what the lab trains; the game never reads it."""

_MOST_DIGITS = 20
_OUT_OF_REACH = {"outside-pack", "not-a-file", "unreadable-file"}
"""What is wrong with a file of which nothing else may be said, as its folder is not looked into."""

Find = Callable[[str], Recording]
"""Returns a recording by its name; raises ContentError where it cannot be used."""


def file_of(name: str) -> str:
    """Return the name of a recording's file in its pack.

    Args:
        name: The recording.
    """
    return f"{FOLDER}/{name}.toml"


def edited(recording: Recording, data: dict[str, Any]) -> list[Finding]:
    """Return where a recording was changed after it was written, as far as hashes tell.

    Args:
        recording: The recording.
        data: What its file holds.
    """
    found = [
        _edited(("prompts", number, "replies", index, "greedy"), "this reply was edited")
        for number, prompt in enumerate(recording.prompts)
        for index, reply in enumerate(prompt.replies)
        if reply.hash != hash_replies(prompt.prompt, reply.greedy, reply.samples)
    ]
    if not found and recording.seal != seal_of(data):
        found.append(_edited(("seal",), "this recording was edited"))
    return found


def checkpoint(prompt: RecordedPrompt, step: int | None) -> RecordedReply | None:
    """Return what was said to a prompt at a checkpoint, or None where there is none.

    Args:
        prompt: The prompt.
        step: The training step; None for the last.
    """
    if step is None:
        return prompt.replies[-1]
    return next((reply for reply in prompt.replies if reply.step == step), None)


@functools.singledispatch
def recordings_of(scenario: Any) -> frozenset[str]:
    """Return the names of the recordings that a file takes replies or runs from.

    Args:
        scenario: What the file holds.
    """
    del scenario  # no other kind of file has replies
    return frozenset()


@recordings_of.register
def _(scenario: Round) -> frozenset[str]:
    return _runs_of((scenario.before, scenario.after))


@recordings_of.register
def _(scenario: Case) -> frozenset[str]:
    runs = (each.recording for each in scenario.datasets if each.recording is not None)
    replies = [test.base for test in scenario.tests]
    replies += [reply for each in scenario.datasets for reply in each.replies]
    return _runs_of(replies).union(runs)


@recordings_of.register
def _(scenario: Lesson) -> frozenset[str]:
    return frozenset(card.recording for card in scenario.cards if isinstance(card, StopCard))


@functools.singledispatch
def fill(scenario: Any, find: Find) -> tuple[Any, list[Finding]]:
    """Return a file with its recorded replies looked up, and what could not be found.

    Args:
        scenario: What the file holds.
        find: Returns recordings.
    """
    del find  # no other kind of file has replies
    return scenario, []


@fill.register
def _(scenario: Round, find: Find) -> tuple[Round, list[Finding]]:
    if scenario.before.recorded is None and scenario.after.recorded is None:
        return scenario, []
    found: list[Finding] = []
    before = _reply(scenario.before, find, ("before",), scenario.prompt, found)
    after = _reply(scenario.after, find, ("after",), scenario.prompt, found)
    return msgspec.structs.replace(scenario, before=before, after=after), found


@fill.register
def _(scenario: Case, find: Find) -> tuple[Case, list[Finding]]:
    found: list[Finding] = []
    tests = tuple(
        test
        if test.base.recorded is None
        else msgspec.structs.replace(
            test, base=_reply(test.base, find, ("tests", index, "base"), test.prompt, found)
        )
        for index, test in enumerate(scenario.tests)
    )
    data_sets = tuple(
        _data_set(each, scenario, find, ("datasets", index), found)
        for index, each in enumerate(scenario.datasets)
    )
    return msgspec.structs.replace(scenario, tests=tests, datasets=data_sets), found


@fill.register
def _(scenario: Lesson, find: Find) -> tuple[Lesson, list[Finding]]:
    if not any(isinstance(card, StopCard) for card in scenario.cards):
        return scenario, []
    found: list[Finding] = []
    cards = tuple(
        _stop(card, find, ("cards", index), found) if isinstance(card, StopCard) else card
        for index, card in enumerate(scenario.cards)
    )
    return msgspec.structs.replace(scenario, cards=cards), found


def _runs_of(replies: Iterable[Reply]) -> frozenset[str]:
    return frozenset(reply.recorded.run for reply in replies if reply.recorded is not None)


def _stop(card: StopCard, find: Find, path: Path, found: list[Finding]) -> AnyCard:
    recording = _found(card.recording, find, (*path, "recording"), found)
    if recording is None:
        return card
    if recording.training is None:
        found.append(_without_run((*path, "recording"), card.recording))
        return card
    prompts = {prompt.id: prompt for prompt in recording.prompts}
    if card.prompt not in prompts:
        found.append(_no_prompt((*path, "prompt"), card.recording, card.prompt, list(prompts)))
        return card
    said = prompts[card.prompt]
    return PlayedStop(**msgspec.structs.asdict(card), run=recording.training, said=said)


def _data_set(
    data_set: DataSet, case: Case, find: Find, path: Path, found: list[Finding]
) -> DataSet:
    name = data_set.recording
    if name is None or data_set.replies or data_set.curve.steps:
        return data_set
    recording = _found(name, find, (*path, "recording"), found)
    if recording is None:
        return data_set
    if recording.training is None:
        found.append(_without_run((*path, "recording"), name))
        return data_set
    replies = []
    for test in case.tests:
        where = Recorded(run=name, step=data_set.step, prompt=test.id)
        heard = _heard(where, recording, test.prompt, (*path, "recording"), found)
        if heard is None:
            continue
        prompt = next(each for each in recording.prompts if each.id == test.id)
        said = cast(RecordedReply, checkpoint(prompt, data_set.step))
        note = data_set.notes.get(test.id, "")
        replies.append(TestReply(recorded=heard, test=test.id, good=bool(said.good), note=note))
    return msgspec.structs.replace(data_set, curve=recording.training.curve, replies=tuple(replies))


def _reply(reply: Any, find: Find, path: Path, prompt: str, found: list[Finding]) -> Any:
    where = cast(Reply, reply).recorded
    if where is None or cast(Reply, reply).canned is not None:
        return reply
    recording = _found(where.run, find, (*path, "recorded", "run"), found)
    if recording is None:
        return reply
    heard = _heard(where, recording, prompt, (*path, "recorded"), found)
    return reply if heard is None else msgspec.structs.replace(reply, recorded=heard)


def _found(name: str, find: Find, path: Path, found: list[Finding]) -> Recording | None:
    try:
        return find(name)
    except ContentError as error:
        problem = error.problems[0]
        if problem.code in _OUT_OF_REACH:
            message = f"{file_of(name)}: {problem.message}"
            found.append(Finding(path, problem.code, message, problem.advice))
            return None
        missing = problem.code == "missing-file"
        message = f"there is no file {file_of(name)}" if missing else "this recording is not sound"
        advice = "record it or mend the name" if missing else "see what is said of its file"
        found.append(Finding(path, "missing-file" if missing else "bad-recording", message, advice))
        return None


def _heard(
    where: Recorded, recording: Recording, asked: str, path: Path, found: list[Finding]
) -> Heard | None:
    prompts = {prompt.id: prompt for prompt in recording.prompts}
    prompt = prompts.get(where.prompt)
    if prompt is None:
        found.append(_no_prompt(path, where.run, where.prompt, list(prompts)))
        return None
    reply = checkpoint(prompt, where.step)
    if reply is None:
        steps = ", ".join(str(each.step) for each in prompt.replies)
        message = f"'{where.run}' has no checkpoint at step {_cut(where.step)}"
        found.append(_lost(path, message, f"it has {steps}"))
        return None
    if where.sample is not None and where.sample > len(reply.samples):
        message = f"'{where.run}' has no sample {where.sample} there"
        found.append(_lost(path, message, f"it has {len(reply.samples)}"))
        return None
    if prompt.prompt != asked:
        found.append(
            Finding(
                path,
                "other-prompt",
                f"in '{where.run}' the prompt '{where.prompt}' has another text",
                "write the prompt as it was recorded, or record it again",
            )
        )
    text = reply.greedy if where.sample is None else reply.samples[where.sample - 1]
    return Heard(
        run=where.run, step=where.step, prompt=where.prompt, sample=where.sample, text=text
    )


def _without_run(path: Path, name: str) -> Finding:
    return Finding(
        path,
        "recording-without-run",
        f"'{name}' holds replies of a server and no training run",
        "name a recording that 'lab run' wrote",
    )


def _no_prompt(path: Path, name: str, prompt: str, known: list[str]) -> Finding:
    close = suggestion(prompt, known)
    advice = f"did you mean '{close}'?" if close else f"it has {', '.join(known)}"
    return _lost(path, f"'{name}' has no prompt '{prompt}'", advice)


def _cut(number: int | None) -> str:
    text = str(number)
    return text if len(text) <= _MOST_DIGITS else f"{text[:_MOST_DIGITS]}…"


def _lost(path: Path, message: str, advice: str) -> Finding:
    return Finding(path, "not-recorded", message, advice)


def _edited(path: Path, message: str) -> Finding:
    return Finding(
        path, "edited-recording", message, "put the recorded text back, or record it again"
    )
