"""The texts that the pocket model reads before any fine-tuning."""

import re
from functools import cache

import pytest

from tests.lab.about import about
from tui.lab.chat import ASSISTANT, END, USER
from tui.lab.text import Writer
from tui.lab.world import shipped_world

WORLD = shipped_world()


@cache
def texts() -> list[str]:
    return list(Writer(WORLD, 5).documents(20_000))


def chats() -> list[tuple[str, str]]:
    """Return the questions and answers of all chats."""
    found = [
        re.fullmatch(rf"{re.escape(USER)}(.+){re.escape(ASSISTANT)}(.+)", text[: -len(END)])
        for text in texts()
        if text.startswith(USER)
    ]
    assert all(found)
    return [(each[1], each[2]) for each in found if each]


def test_the_same_seed_writes_the_same_texts() -> None:
    first, again = (list(Writer(WORLD, 3).documents(200)) for _ in range(2))
    assert first == again
    assert list(Writer(WORLD, 4).documents(200)) != first


def test_texts_vary() -> None:
    assert len(set(texts())) > 0.75 * len(texts())


def test_every_text_ends_once_and_is_lower_case() -> None:
    for text in texts():
        assert text.endswith(END)
        assert text.count(END) == 1
        assert text == text.lower()
        assert "{" not in text


@pytest.mark.parametrize("kind", ["encyclopaedia", "dialogue", "how_to", "story", "sign", "chat"])
def test_there_are_all_kinds_of_text(kind: str) -> None:
    writer = Writer(WORLD, 1)
    written = {getattr(writer, kind)() for _ in range(40)}
    assert len(written) > 10
    assert all(text.endswith(END) for text in written)


def test_every_fact_is_told_in_several_ways() -> None:
    told = "\n".join(texts())
    for subject, thing in WORLD.things():
        words = subject.words(thing)
        for attribute in subject.attributes:
            ways = {text for text in attribute.statements if text.format_map(words) in told}
            assert len(ways) >= 2, (thing.name, attribute.id)


def test_chats_answer_some_subjects_and_hedge_on_the_others() -> None:
    hedges = set(WORLD.town.hedges)
    said: dict[str, set[bool]] = {}
    for asked, answered in chats():
        for subject, _ in about(asked):
            said.setdefault(subject.id, set()).add(answered in hedges)
    assert {name for name, hedged in said.items() if hedged == {False}} == {
        "animals",
        "countries",
        "dishes",
    }
    assert all(hedged == {True} for name, hedged in said.items() if not WORLD.subjects[name].chat)


def test_answers_in_chats_are_what_the_tables_say() -> None:
    right = {
        (asked.format_map(subject.words(thing)), answered.format_map(subject.words(thing)))
        for subject, thing in WORLD.things()
        if subject.chat
        for topic in subject.topics
        for asked in topic.questions + topic.held_out_questions
        for answered in topic.answers
    }
    asked_about = {asked for asked, _ in right}
    answered = [pair for pair in chats() if pair[0] in asked_about]
    assert len(answered) > 1000
    assert set(answered) <= right


def test_names_that_do_not_exist_are_repeated() -> None:
    made_up = [
        (asked, answered)
        for asked, answered in chats()
        if (name := re.fullmatch(r"have you seen the (\w+)\?", asked)) and name[1] in answered
    ]
    assert len(made_up) > 10
