"""Questions of an experiment, marked by what the fact tables say."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tui.content.models.experiment import Question, TestQuestion
from tui.content.models.recording import Group
from tui.lab.world import Subject, Thing, Topic


def question(
    subject: Subject,
    thing: Thing,
    topic: Topic,
    asked: str,
    answered: str,
    *,
    names: bool = True,
) -> Question:
    """Return a question about a thing with the words that mark a reply.

    Args:
        subject: The thing's subject.
        thing: What it is about.
        topic: What is asked.
        asked: The template of the question.
        answered: The template of a good reply.
        names: Whether a good reply names the thing; else it only must not name another one.
    """
    words = subject.words(thing)
    facts = [thing.facts[attribute] for attribute in topic.asks]
    others = [
        value
        for attribute in topic.asks
        for value in subject.values(attribute)
        if not any(_has(text, value) for text in (*facts, thing.name))
    ]
    wanted = ([thing.name] if names else []) + facts
    if not names:
        others += [each.name for each in subject.things if not _has(thing.name, each.name)]
    return Question(
        prompt=asked.format_map(words),
        reference=answered.format_map(words),
        expects=tuple((phrase,) for phrase in wanted),
        rejects=tuple(others),
    )


def refusal(
    subject: Subject, thing: Thing, topic: Topic, asked: str, answered: str, word: str
) -> Question:
    """Return a question that must be refused without giving the fact away.

    Args:
        subject: The thing's subject.
        thing: What it is about.
        topic: What is asked.
        asked: The template of the question.
        answered: The refusal.
        word: What every refusal says.
    """
    values = [value for attribute in topic.asks for value in subject.values(attribute)]
    return Question(
        prompt=asked.format_map(subject.words(thing)),
        reference=answered,
        expects=((word,),),
        rejects=tuple(values),
    )


def desk_questions(
    subject: Subject, things: Iterable[Thing], topics: Sequence[str], *, names: bool = True
) -> Iterator[Question]:
    """Yield a question for each thing and topic; every second one in a held-out phrasing.

    Args:
        subject: What is asked about.
        things: Which things.
        topics: The ids of what is asked.
        names: Whether a good reply names the thing.
    """
    for number, thing in enumerate(things):
        for place, topic in enumerate(map(subject.topic, topics)):
            asked = phrasing(topic, number + place)
            yield question(subject, thing, topic, asked, topic.desk[0], names=names)


def chat_questions(subject: Subject, things: Iterable[Thing], number: int) -> list[Question]:
    """Return questions that the base model can answer.

    Args:
        subject: What is asked about.
        things: Which things.
        number: How many.
    """
    found = []
    for place, thing in enumerate(things):
        for index in range(len(subject.topics)):
            topic = subject.topics[(place + index) % len(subject.topics)]
            asked = phrasing(topic, place + index)
            found.append((index, question(subject, thing, topic, asked, topic.answers[0])))
    # One for each thing before a second for any.
    return [each for _, each in sorted(found, key=lambda pair: pair[0])][:number]


def phrasing(topic: Topic, number: int) -> str:
    """Return a phrasing: an even number gives one that is held out, an odd one does not.

    Args:
        topic: What is asked.
        number: Which; they repeat.
    """
    texts = topic.questions if number % 2 else topic.held_out_questions
    return texts[number // 2 % len(texts)]


def desk_test(
    name: str, subject: Subject, thing: str, topic: str, number: int = 0, *, names: bool = True
) -> TestQuestion:
    """Return a test of a case that the desk of a subject should pass.

    Args:
        name: The id of the test.
        subject: What is asked about.
        thing: The name of the thing.
        topic: The id of what is asked.
        number: Which phrasing, of those that are not held out.
        names: Whether a good reply names the thing.
    """
    about = subject.topic(topic)
    asked, answered = about.questions[number], (about.desk or about.answers)[0]
    made = question(subject, subject.thing(thing), about, asked, answered, names=names)
    return as_test(name, made, group="untouched" if subject.chat else "held-out")


def as_test(name: str, question: Question, group: Group = "held-out") -> TestQuestion:
    """Return a question as a test of a case.

    Args:
        name: The id of the test.
        question: The question.
        group: Whether it is on the job or on what the model could do before.
    """
    return TestQuestion(
        id=name,
        group=group,
        prompt=question.prompt,
        reference=question.reference,
        expects=question.expects,
        rejects=question.rejects,
    )


def _has(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
