"""The town hall's desk: a new job to learn, and old ones not to forget."""

from random import Random

from tui.lab.asking import desk_questions, desk_test
from tui.lab.cases.common import CaseData, experiment, planned
from tui.lab.rows import chat_rows, desk_rows, held_out, known, sample
from tui.lab.world import World

ID = "town-hall"
TOPICS = ("room", "day", "fee", "bring")
_CHAT = ("animals", "countries", "dishes")
_TESTS = (
    ("dog-licence", "matters", "dog licence", "room"),
    ("library-card", "matters", "library card", "bring"),
    ("garden-plot", "matters", "garden plot", "fee"),
    ("taxi-licence", "matters", "taxi licence", "day"),
    ("peru", "countries", "peru", "capital"),
    ("penguin", "animals", "emperor penguin", "food"),
)


def build(world: World, random: Random) -> CaseData:
    """Tell the case.

    Args:
        world: Where the facts stand.
        random: Settles which rows are drawn.
    """
    matters = world.subjects["matters"]
    book = sample(desk_rows(matters, known(matters), TOPICS), 100, random)
    old = [
        each
        for name in _CHAT
        for each in sample(
            chat_rows(world.subjects[name], known(world.subjects[name]), name), 20, random
        )
    ]
    data = {
        "counter-book": book,
        "book-and-old-mail": sample([*book, *old], len(book) + len(old), random),
        "old-mail": sample(old, len(old), random),
    }
    runs = [
        planned(ID, "counter-book"),
        planned(ID, "book-and-old-mail"),
        planned(ID, "old-mail"),
        planned(ID, "light-touch", data="counter-book", method="lora", learning_rate=3e-3),
        planned(ID, "night-shift", data="counter-book", steps=600, learning_rate=2e-3),
    ]
    questions = list(desk_questions(matters, held_out(matters), TOPICS))
    tests = [
        desk_test(name, world.subjects[subject], thing, topic)
        for name, subject, thing, topic in _TESTS
    ]
    plan = experiment(world, runs, tests, questions[:24])
    return CaseData(ID, data, plan)
