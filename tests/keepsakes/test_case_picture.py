"""A closed case as a picture: its facts are right, and it is harmless whatever an author wrote."""

import random

import msgspec
import pytest

from tests.keepsakes.pictures import HOSTILE, drawn, shapes, texts
from tui.content.models.detective import Case, Factor
from tui.keepsakes.case_picture import case_picture
from tui.keepsakes.sheet import LAMP
from tui.rules import detective as rules
from tui.rules.detective import CaseState
from tui.rules.recorded_runs import recorded_runs
from tui.storage.session import Session


def closed(case: Case, *runs: tuple[str, Factor | None]) -> CaseState:
    state = rules.step(case, rules.start(case, random.Random(1)), rules.Accept())
    for number, (data_set, factor) in enumerate(runs):
        if number:
            state = rules.step(case, state, rules.TryAgain())
        state = rules.step(case, state, rules.Train(data_set))
        state = rules.step(case, state, rules.FinishTraining())
        if factor:
            state = rules.step(case, state, rules.NameFactor(factor))
    return rules.step(case, state, rules.Close())


def test_it_tells_the_way_to_the_solution(session: Session) -> None:
    case = session.reader.case("parrots")
    state = closed(case, ("garage", "size"), ("vet-notes", None))
    root = drawn(case_picture(case, state, "2026-11-23"))
    written = texts(root)
    for words in (
        "The silent parrot",
        "2026-11-23",
        "SOLVED",
        "Solved in 2 runs",
        "8 points: 8 for the solution",
        "1\nGarage answers\n✗ off track\nYou named size: it was relevance",
        "2\nVet notes\n✓ on track",
        "Curve and replies: canned",
        case.takeaway,
    ):
        assert words in written, words
    assert "Big parrot set" not in written
    stars = [each.get("fill") for each in shapes(root, "polygon")]
    assert stars == [LAMP, LAMP, "none"]


def test_a_case_without_a_run_or_a_solution_says_so(session: Session) -> None:
    case = session.reader.case("parrots")
    unsolved = texts(drawn(case_picture(case, closed(case, ("garage", None)), "today")))
    assert "NOT SOLVED" in unsolved
    assert "You named no factor: it was relevance" in unsolved
    without = texts(drawn(case_picture(case, closed(case), "today")))
    assert "Not solved, after 0 runs" in without
    assert "The trail" not in without


def test_a_recorded_run_has_its_real_curve(recorded_session: Session) -> None:
    reader = recorded_session.reader
    case = reader.case("parrots")
    runs = {run.id: run for run in recorded_runs(case, reader.recording)}
    root = drawn(case_picture(case, closed(case, ("repeated", None)), "today", runs))
    curve = runs["repeated"].training.curve
    steps = len(curve.steps)
    lines = [
        [tuple(map(float, place.split(","))) for place in each.get("points", "").split()]
        for each in shapes(root, "polyline")
    ]
    train, validation = (line for line in lines if len(line) == steps)
    for line, losses in ((train, curve.train), (validation, curve.validation)):
        lowest = max(range(steps), key=lambda place: line[place][1])
        assert losses[lowest] == min(losses)
        assert [x for x, _ in line] == sorted(x for x, _ in line)
    highest = max(*curve.train, *curve.validation)
    scale = (validation[0][1] - train[0][1]) / (curve.train[0] - curve.validation[0])
    for place in range(steps):
        drawn_apart = validation[place][1] - train[place][1]
        apart = curve.train[place] - curve.validation[place]
        assert drawn_apart == pytest.approx(scale * apart, abs=0.21)
    written = texts(root)
    assert f"{highest:.1f}" in written
    assert "step 120 of 120" in written
    assert "training loss" in written and "validation loss" in written
    assert "✗ new questions 42% (demanded" in written.replace("\n", " ")


def test_no_curve_is_drawn_of_what_an_author_made_up(session: Session) -> None:
    case = session.reader.case("parrots")
    root = drawn(case_picture(case, closed(case, ("vet-notes", None)), "today"))
    assert shapes(root, "polyline") == []


@pytest.mark.parametrize("text", [HOSTILE, "W" * 400, "从课本到案卷：微调。" * 40, "Wort " * 90])
def test_any_text_stays_text_and_on_the_card(session: Session, text: str) -> None:
    case = session.reader.case("parrots")
    case = msgspec.structs.replace(
        case,
        title=text[:120],
        domain=text[:24],
        problem=text,
        takeaway=text,
        datasets=tuple(msgspec.structs.replace(each, title=text[:64]) for each in case.datasets),
    )
    names = [(each.id, None) for each in case.datasets if each.verdict != "solves"]
    root = drawn(case_picture(case, closed(case, *names), text[:10]))
    kept = "".join(texts(root).split())
    takeaway = "".join(text.split()).replace("\x00", "").replace("\x1b", "").replace("\ufffe", "")
    assert takeaway in kept


def test_the_same_case_is_the_same_picture(session: Session) -> None:
    case = session.reader.case("parrots")
    state = closed(case, ("vet-notes", None))
    assert case_picture(case, state, "today") == case_picture(case, state, "today")
