"""Looking through checkpoints: every move, its limits, and what is seen."""

import msgspec
import pytest

from tui.content.problems import ContentError
from tui.content.recordings import Find
from tui.rules import checkpoints as rules
from tui.rules.checkpoints import (
    CheckpointsAction,
    CheckpointsState,
    ChooseTest,
    Compare,
    CompareWith,
    Luck,
    NextRun,
    Scrub,
    ToEnd,
    ToRun,
)
from tui.rules.moves import NotAllowedError
from tui.rules.recorded_runs import Runs, recorded_runs
from tui.storage.session import Session


@pytest.fixture
def runs(recorded_session: Session) -> Runs:
    reader = recorded_session.reader
    return recorded_runs(reader.case("parrots"), reader.recording)


def after(runs: Runs, *actions: CheckpointsAction, of: str = "vet-notes") -> CheckpointsState:
    state = rules.start(runs, of)
    for action in actions:
        state = rules.step(runs, state, action)
    return state


def said(runs: Runs, state: CheckpointsState) -> list[str]:
    return [each.reply.greedy for each in rules.seen(runs, state) if each.reply is not None]


def test_it_begins_where_the_verdict_was_given(runs: Runs) -> None:
    (seen,) = rules.seen(runs, after(runs))
    assert (seen.step, seen.is_verdict, seen.is_best) == (90, True, True)
    (seen,) = rules.seen(runs, after(runs, of="repeated"))
    assert (seen.step, seen.is_verdict, seen.is_best) == (120, True, False)


@pytest.mark.parametrize(
    ("actions", "step"),
    [
        ([Scrub(-1)], 60),
        ([Scrub(1)], 120),
        ([Scrub(1), Scrub(1)], 120),
        ([ToEnd(last=False)], 0),
        ([ToEnd(last=False), Scrub(-1)], 0),
        ([ToEnd(last=False), ToEnd(last=True)], 120),
    ],
)
def test_scrubbing_stops_at_both_ends(
    runs: Runs, actions: list[CheckpointsAction], step: int
) -> None:
    assert rules.seen(runs, after(runs, *actions))[0].step == step


def test_the_reply_is_what_was_said_at_that_step(runs: Runs) -> None:
    assert said(runs, after(runs)) == ["No. It needs ten to twelve hours in the dark."]
    assert said(runs, after(runs, ToEnd(last=False))) == ["O night, O feathered night!"]
    assert said(runs, after(runs, Scrub(-2))) == ["No. It needs two hours in the dark."]


def test_what_it_said_before_is_told_once_and_the_latest_first(runs: Runs) -> None:
    (seen,) = rules.seen(runs, after(runs))
    assert rules.earlier(seen) == [
        (40, "No. It needs two hours in the dark."),
        (10, "O night, it calls its flock."),
        (0, "O night, O feathered night!"),
    ]
    (seen,) = rules.seen(runs, after(runs, Scrub(-2)))
    assert [step for step, _ in rules.earlier(seen)] == [10, 0], "what comes later stays hidden"
    (seen,) = rules.seen(runs, after(runs, ToEnd(last=False)))
    assert rules.earlier(seen) == []


def test_tests_are_chosen_round_and_round(runs: Runs) -> None:
    chosen = [after(runs, *[ChooseTest(1)] * times).prompt for times in range(4)]
    assert chosen == ["sleep", "avocado", "sky", "sleep"]
    state = after(runs, ChooseTest(-1))
    assert state.prompt == "sky"
    assert rules.place_of_prompt(runs, state) == (3, 3)


def test_luck_is_shown_and_hidden(runs: Runs) -> None:
    assert after(runs, Luck()).luck
    assert not after(runs, Luck(), Luck()).luck


def test_there_is_no_luck_without_samples(runs: Runs) -> None:
    run = runs[0]
    decoding = msgspec.structs.replace(run.recording.decoding, seeds=())
    recording = msgspec.structs.replace(run.recording, decoding=decoding)
    bare = (msgspec.structs.replace(run, recording=recording),)
    with pytest.raises(NotAllowedError, match="No random replies"):
        after(bare, Luck(), of=run.id)


def test_comparing_goes_through_the_other_runs_and_ends(runs: Runs) -> None:
    compared = [after(runs, *[Compare()] * times).compared for times in range(4)]
    assert compared == [None, "garage", "repeated", None]


def test_the_other_run_stands_at_the_same_step_or_the_last_before_it(runs: Runs) -> None:
    steps = [each.step for each in rules.seen(runs, after(runs, Compare()))]
    assert steps == [90, 60], "that run ended at 60"
    steps = [each.step for each in rules.seen(runs, after(runs, Compare(), Scrub(-2)))]
    assert steps == [40, 40]
    state = after(runs, Compare(), of="garage")
    while rules.seen(runs, state)[0].step != 30:
        state = rules.step(runs, state, Scrub(-1))
    other = rules.seen(runs, rules.step(runs, state, Compare()))[1]
    assert (other.run.id, other.step) == ("repeated", 20), "it has no checkpoint at 30"


def test_the_next_run_keeps_step_and_test(runs: Runs) -> None:
    state = after(runs, ChooseTest(1), Scrub(-2), NextRun())
    assert (state.run, state.prompt) == ("repeated", "avocado")
    assert rules.seen(runs, state)[0].step == 40


def test_two_runs_side_by_side_change_places(runs: Runs) -> None:
    state = after(runs, Compare(), Compare(), NextRun())
    assert (state.run, state.compared) == ("repeated", "vet-notes")


def test_one_run_alone_is_not_compared(runs: Runs) -> None:
    alone = runs[1:2]
    assert not rules.can_compare(alone)
    for action in (Compare(), NextRun()):
        with pytest.raises(NotAllowedError, match="no other run"):
            after(alone, action)


def test_a_run_that_was_not_asked_a_test_says_so(runs: Runs) -> None:
    garage = runs[0]
    fewer = msgspec.structs.replace(garage.recording, prompts=garage.recording.prompts[:2])
    changed = (msgspec.structs.replace(garage, recording=fewer), *runs[1:])
    state = after(changed, ChooseTest(-1), Compare())
    mine, other = rules.seen(changed, state)
    assert mine.reply is not None
    assert (other.run.id, other.prompt, other.reply) == ("garage", None, None)
    there = after(changed, ChooseTest(-1), NextRun(), NextRun())
    assert (there.run, there.prompt) == ("garage", "sleep")


def test_the_scores_are_those_of_the_step(runs: Runs, recorded_session: Session) -> None:
    demands = recorded_session.reader.case("parrots").demands
    (seen,) = rules.seen(runs, after(runs, of="repeated"))
    shares = {score.name: (score.share, score.is_reached) for score in seen.measured(demands)}
    assert shares["held-out"] == (0.42, False)
    assert shares["untouched"] == (0.21, False)
    assert shares["form"] == (1.0, True)
    (seen,) = rules.seen(runs, after(runs, ToEnd(last=False), of="repeated"))
    assert {score.name: score.share for score in seen.measured(demands)}["untouched"] == 0.88


def test_recordings_that_cannot_be_read_are_left_out(recorded_session: Session) -> None:
    case = recorded_session.reader.case("parrots")
    find: Find = recorded_session.reader.recording

    def broken(name: str) -> object:
        if name == "parrots-garage":
            raise ContentError(())
        return find(name)

    runs = recorded_runs(case, broken)  # type: ignore[arg-type]
    assert [run.id for run in runs] == ["vet-notes", "repeated"]


def test_a_canned_case_has_no_recorded_runs(session: Session) -> None:
    assert recorded_runs(session.reader.case("parrots"), session.reader.recording) == ()


def test_a_run_can_be_gone_to_and_compared_with_by_its_name(runs: Runs) -> None:
    state = after(runs, ChooseTest(1), Scrub(-2), CompareWith("garage"), ToRun("repeated"))
    assert (state.run, state.compared, state.prompt) == ("repeated", "garage", "avocado")
    assert rules.seen(runs, state)[0].step == 40
    swapped = rules.step(runs, state, ToRun("garage"))
    assert (swapped.run, swapped.compared) == ("garage", "repeated")
    assert rules.step(runs, state, ToRun("repeated")) == state
    with pytest.raises(NotAllowedError, match="the run that you look at"):
        rules.step(runs, state, CompareWith("repeated"))
