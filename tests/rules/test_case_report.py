"""The case report: complete, and plain text whatever the author wrote."""

import random

import msgspec
import pytest
from markdown_it import MarkdownIt

from tui.content.models.common import Source
from tui.content.models.detective import Case
from tui.content.rows import Message, Row
from tui.rules import detective as rules
from tui.rules.case_report import case_report, plain, points_text
from tui.rules.detective import CaseAction, CaseState
from tui.rules.recorded_runs import recorded_runs
from tui.storage.session import Session

HOSTILE = "<b onclick=x>[click](javascript:x) `code` | *bold* http://evil.example &amp; # head"


@pytest.fixture
def case(session: Session) -> Case:
    return session.reader.case("parrots")


def play(case: Case, *actions: CaseAction) -> CaseState:
    state = rules.start(case, random.Random(1))
    for action in (rules.Accept(), *actions):
        state = rules.step(case, state, action)
    return state


def test_it_tells_the_whole_case(case: Case) -> None:
    state = play(
        case,
        rules.MarkClue("garage", 1),
        rules.Train("garage"),
        rules.FinishTraining(),
        rules.NameFactor("size"),
        rules.TryAgain(),
        rules.Train("vet-notes"),
        rules.FinishTraining(),
        rules.Close(),
    )
    row = Row((Message("user", "How often?"), Message("assistant", "Weekly.")))
    report = case_report(case, state, "2026-11-23", {"garage:1": row})
    text = report.replace("\\", "")
    for words in (
        "# Case report: The silent parrot",
        "2026-11-23",
        "- Solved in 2 runs",
        "- 2 stars of 3",
        "- 8 points: 8 for the solution · 0 factors named right",
        "1. Garage answers: off track",
        "You named size: it was relevance",
        "Garage answers, row 1: How often? → Weekly.",
        "Replies after Vet notes",
        "| Big parrot set | partly on track | size |",
        "Open the rows before you train.",
    ):
        assert words in text, words


def test_it_tells_what_was_measured_and_how_to_do_it_again(recorded_session: Session) -> None:
    reader = recorded_session.reader
    case = reader.case("parrots")
    runs = {run.id: run for run in recorded_runs(case, reader.recording)}
    state = play(case, rules.Train("repeated"), rules.FinishTraining(), rules.Close())
    text = case_report(case, state, "today", {}, runs).replace("\\", "")
    for words in (
        "Curve and replies: recorded (test, step 120 of 120)",
        "Measured: · these tests 50%, ✗ new questions 42% (demanded 80%)",
        "To record it again: finetune-detective lab run parrots --pack tests/data/recorded",
        f"Seal: {runs['repeated'].recording.seal}",
        "Seeds, fruit and vegetables. No avocado. (recorded)",
    ):
        assert words in text, words


def test_a_canned_run_says_that_it_is_canned(case: Case) -> None:
    state = play(case, rules.Train("garage"), rules.FinishTraining(), rules.Close())
    assert "Curve and replies: canned" in case_report(case, state, "today")


def test_a_case_closed_at_once_has_no_runs(case: Case) -> None:
    report = case_report(case, play(case, rules.Close()), "today")
    assert "Not solved, after 0 runs" in report
    assert "- 0 points\n" in report
    assert "## Runs" not in report


def test_a_case_solved_at_once_has_no_factors_to_name(case: Case) -> None:
    state = play(case, rules.Hint(), rules.Train("vet-notes"), rules.FinishTraining())
    score = rules.score(case, rules.step(case, state, rules.Close()))
    assert points_text(score) == "9 points: 10 for the solution · −1 for hints"


def test_author_text_stays_plain_text(case: Case) -> None:
    hostile = msgspec.structs.replace(case, title=HOSTILE, problem=HOSTILE, takeaway=HOSTILE)
    report = case_report(hostile, play(hostile, rules.Close()), "today")
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert not {"link_open", "html_inline", "code_inline", "strong_open", "em_open"} & kinds
    assert "html_block" not in {token.type for token in tokens}
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1


def test_only_the_listed_sources_are_links(case: Case) -> None:
    sources = (Source(id="s", title=HOSTILE, url="https://example.org/a_b?c=(d)&e"),)
    hostile = msgspec.structs.replace(case, title=HOSTILE, takeaway=HOSTILE, sources=sources)
    report = case_report(hostile, play(hostile, rules.Close()), "today")
    tokens = MarkdownIt("gfm-like").parse(report)
    links = [
        child.attrs["href"]
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    ]
    assert links == [sources[0].url]


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "1. not a list",
        "- # neither",
        "===",
        "> quote",
        "~~struck~~ $x$",
        "see www.1.com and example.org, //example.org or ftp://example.org",
        "a@example.org",
        "&copy; ![x](y) C:\\*",
        "tail ##",
    ],
)
@pytest.mark.parametrize("before", ["", "- a\n  - ", "# ", "| a |\n| --- |\n| "])
def test_plain_text_reads_as_it_was(text: str, before: str) -> None:
    *_, last = [
        token
        for token in MarkdownIt("gfm-like").parse(before + plain(text))
        if token.type == "inline"
    ]
    children = last.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text


def test_ordinary_sentences_are_left_alone() -> None:
    text = "Two replies (of 3) are right: 1.5 spoons, e.g., no 2-day wait! R&D? Yes + no; #1."
    assert plain(text).replace("e\\.g", "e.g") == text


def test_a_reply_keeps_its_lines(case: Case) -> None:
    data_set = case.datasets[0]
    reply = msgspec.structs.replace(data_set.replies[0], canned="desk: post\n- urgent: no")
    changed = msgspec.structs.replace(data_set, replies=(reply, *data_set.replies[1:]))
    case = msgspec.structs.replace(case, datasets=(changed, *case.datasets[1:]))
    state = play(case, rules.Train(data_set.id), rules.FinishTraining(), rules.Close())
    tokens = MarkdownIt("gfm-like").parse(case_report(case, state, "today"))
    (found,) = [token for token in tokens if token.content.startswith("desk: post")]
    assert [child.type for child in found.children or []].count("hardbreak") == 1
    assert "- urgent: no (canned)" in "".join(child.content for child in found.children or [])
