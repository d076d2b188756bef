"""The case report: complete, and plain text whatever the author wrote."""

import random

import msgspec
import pytest
from markdown_it import MarkdownIt

from tui.content.models.detective import Case
from tui.content.rows import Message, Row
from tui.rules import detective as rules
from tui.rules.case_report import case_report, plain
from tui.rules.detective import CaseAction, CaseState
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
        "Solved in 2 run(s)",
        "Stars: 2 of 3",
        "1. Garage answers: off track",
        "You named size; it was relevance",
        "garage, row 1: How often? → Weekly.",
        "Replies after Vet notes",
        "| Big parrot set | partly on track | size |",
        "Open the rows before you train.",
    ):
        assert words in text, words


def test_a_case_closed_at_once_has_no_runs(case: Case) -> None:
    report = case_report(case, play(case, rules.Close()), "today")
    assert "Not solved in 0 run(s)" in report
    assert "## Runs" not in report


def test_author_text_stays_plain_text(case: Case) -> None:
    hostile = msgspec.structs.replace(case, title=HOSTILE, problem=HOSTILE, takeaway=HOSTILE)
    report = case_report(hostile, play(hostile, rules.Close()), "today")
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert not {"link_open", "html_inline", "code_inline", "strong_open", "em_open"} & kinds
    assert "html_block" not in {token.type for token in tokens}
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1


def test_plain_text_reads_as_it_was() -> None:
    (token,) = MarkdownIt("commonmark").parseInline(plain(HOSTILE))
    assert "".join(child.content for child in token.children or []) == HOSTILE
