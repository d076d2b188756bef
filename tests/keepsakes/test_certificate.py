"""The certificate: right facts, plain text, and a picture that holds any name."""

import msgspec
import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from tests.keepsakes.pictures import HOSTILE, drawn, texts
from tui.keepsakes.certificate_picture import certificate_picture
from tui.rules.answers import Given
from tui.rules.certificate import (
    LONGEST_NAME,
    Certificate,
    certificate_markdown,
    written_name,
)
from tui.rules.moves import State
from tui.rules.progress import ItemKey, is_finished
from tui.storage.certificates import certificate
from tui.storage.session import Session

MADE = Certificate(
    pack="Fine-tuning",
    name="Ada",
    date="2026-11-25",
    stars=98,
    most_stars=105,
    solved=6,
    cases=7,
    rounds=20,
    answers=412,
    lessons=("What it is", "Why it matters", "The steps"),
    language="en",
)


def finish(session: Session) -> None:
    for kind, items in session.ids.items():
        for item in items:
            session.store.save(ItemKey(kind, item), State(), done=True, stars=2, points=4)


def test_a_pack_is_finished_when_every_scenario_is_done(session: Session) -> None:
    assert not is_finished(session.ids, session.standings())
    finish(session)
    assert is_finished(session.ids, session.standings())
    session.store.reset(ItemKey("before-after", "tea"))
    assert not is_finished(session.ids, session.standings())
    assert not is_finished({}, {})


def test_it_counts_what_the_learner_has_done(session: Session) -> None:
    finish(session)
    session.store.reset(ItemKey("detective", "parrots"))
    session.store.save(ItemKey("detective", "parrots"), State(), done=True)
    given = Given("", 1, right=True, score=1.0)
    session.store.answered(ItemKey("before-after", "tea"), given, in_review=False)
    session.store.answered(ItemKey("before-after", "tea"), given, in_review=True)
    made = certificate(session, "  Ada\n Lovelace ", "today")
    assert made == Certificate(
        pack="A small sound pack",
        name="Ada Lovelace",
        date="today",
        stars=10,
        most_stars=18,
        solved=0,
        cases=1,
        rounds=3,
        answers=2,
        lessons=("Every kind of card", "A short one"),
        language="en",
    )


@pytest.mark.parametrize("name", ["Ada", ""])
def test_text_and_picture_tell_the_same(name: str) -> None:
    made = msgspec.structs.replace(MADE, name=name)
    markdown = certificate_markdown(made)
    written = texts(drawn(certificate_picture(made)))
    told = ["2026-11-25", "What it is", "The steps", "Fine-tuning"]
    told += ["98 of 105{}stars", "6 of 7{}cases solved", "20{}rounds played", "412{}answers given"]
    for words in told:
        assert words.format(" ") in markdown, words
        assert words.format("\n") in written, words
    assert ("has closed every file of" in written) == ("**Ada**" in markdown) == bool(name)


def test_what_a_pack_has_not_is_left_out() -> None:
    made = msgspec.structs.replace(MADE, cases=0, solved=0, rounds=0, answers=1, lessons=())
    for text in (certificate_markdown(made), texts(drawn(certificate_picture(made)))):
        assert "cases" not in text and "rounds" not in text and "What was learnt" not in text
        assert "answer given" in text


@pytest.mark.parametrize("text", [HOSTILE, "W" * 1000, "李明" * 500, "Maria de la " * 90])
def test_any_name_and_title_stays_text_and_on_the_paper(text: str) -> None:
    name = written_name(text)
    assert cell_len(name) <= LONGEST_NAME
    made = msgspec.structs.replace(MADE, name=name, pack=text[:200], lessons=(text[:300],) * 3)
    written = "".join(texts(drawn(certificate_picture(made))).split())
    assert "".join(name.split()) in written
    html = MarkdownIt("commonmark", {"html": True}).render(certificate_markdown(made))
    assert "<script" not in html and "<image" not in html and "<a " not in html


def test_the_same_certificate_is_the_same_picture() -> None:
    assert certificate_picture(MADE) == certificate_picture(MADE)
