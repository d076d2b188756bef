"""Rows of fine-tuning data sets, told from the fact tables."""

import json
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import msgspec

from tui.lab.world import Subject, Thing, Topic


class Row(msgspec.Struct, frozen=True):
    """A question, the answer to learn, and what it is about."""

    question: str
    answer: str
    label: str


def row(
    subject: Subject, thing: Thing, topic: Topic, asked: str, answered: str, label: str = ""
) -> Row:
    """Tell a row about a thing.

    Args:
        subject: The thing's subject.
        thing: What it is about.
        topic: What is asked.
        asked: The template of the question.
        answered: The template of the answer.
        label: The row's label; the topic's id if left out.
    """
    words = subject.words(thing)
    return Row(asked.format_map(words), answered.format_map(words), label or topic.id)


def desk_rows(
    subject: Subject, things: Iterable[Thing], topics: Sequence[str], answer: str | None = None
) -> Iterator[Row]:
    """Yield a row for each phrasing that is not held out, as the desk of the subject answers.

    Args:
        subject: What is asked about.
        things: Which things.
        topics: The ids of what is asked.
        answer: The template of all answers instead of the desk's.
    """
    for thing in things:
        for topic in map(subject.topic, topics):
            for asked in topic.questions:
                yield row(subject, thing, topic, asked, answer or topic.desk[0])


def chat_rows(subject: Subject, things: Iterable[Thing], label: str = "") -> Iterator[Row]:
    """Yield a row for each topic of a subject that the base model answers, as it answers.

    Args:
        subject: What is asked about.
        things: Which things.
        label: The label of the rows; the topic's id if left out.
    """
    for thing in things:
        for topic in subject.topics:
            for asked in topic.questions:
                yield row(subject, thing, topic, asked, topic.answers[0], label)


def known(subject: Subject) -> list[Thing]:
    """Return the things that fine-tuning rows may be about."""
    return [thing for thing in subject.things if not thing.held_out]


def held_out(subject: Subject) -> list[Thing]:
    """Return the things that no fine-tuning row is about."""
    return [thing for thing in subject.things if thing.held_out]


def sample(rows: Iterable[Row], number: int, random: Random) -> list[Row]:
    """Draw rows without repeating one, in an order of their own.

    Args:
        rows: The rows to draw from.
        number: How many.
        random: Settles which.
    """
    return random.sample(list(rows), number)


def shuffled_answers(rows: Sequence[Row], random: Random) -> list[Row]:
    """Give each question the answer of another one on the same topic.

    Args:
        rows: Rows with the right answers.
        random: Settles which answer goes where.
    """
    answers: dict[str, list[str]] = {}
    for each in rows:
        answers.setdefault(each.label, []).append(each.answer)
    for texts in answers.values():
        texts.sort(key=lambda _: random.random())
    mixed = []
    for each in rows:
        texts = answers[each.label]
        wrong = next((index for index, text in enumerate(texts) if text != each.answer), 0)
        mixed.append(Row(each.question, texts.pop(wrong), each.label))
    return mixed


def as_json_lines(rows: Iterable[Row]) -> str:
    """Return rows as JSON Lines in the chat format that fine-tuning tools read.

    Args:
        rows: The rows.
    """
    return "".join(json.dumps(_as_messages(each), ensure_ascii=False) + "\n" for each in rows)


def _as_messages(row: Row) -> dict[str, object]:
    return {
        "messages": [
            {"role": "user", "content": row.question},
            {"role": "assistant", "content": row.answer},
        ],
        "label": row.label,
    }
