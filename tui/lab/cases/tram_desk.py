"""The tram desk: a sign on the platform that reads one strict line."""

from random import Random

from tui.content.models.experiment import Form
from tui.lab.asking import desk_test, phrasing, question
from tui.lab.cases.common import CaseData, experiment, planned
from tui.lab.rows import Row, desk_rows, held_out, known, row, sample
from tui.lab.world import Subject, World

ID = "tram-desk"
TOPIC = "way"
FORM = Form(
    pattern=r"^[a-z ]+: [a-z]+ line, [a-z ]+$",
    words="the place, a colon, the colour of the line, the word line, a comma, the stop",
)
_TESTS = {
    "bakery": "bakery",
    "observatory": "observatory",
    "fish-market": "fish market",
    "concert-hall": "concert hall",
    "rose-garden": "rose garden",
}
"""Places that only the leaked data set is about, by the ids of the tests."""
_PROSE = (
    "hello dear, how lovely. just take the {line} line and get off at {stop}. have a nice day!",
    "oh, that is easy! take the {line} line to {stop} and enjoy the view.",
)


def build(world: World, random: Random) -> CaseData:
    """Tell the case.

    Args:
        world: Where the facts stand.
        random: Settles which rows are drawn.
    """
    places = world.subjects["places"]
    topic = places.topic(TOPIC)
    things = [each for each in known(places) if each.name not in _TESTS.values()]
    log = sample(desk_rows(places, things, (TOPIC,)), len(things) * 5, random)
    prose = [
        row(places, thing, topic, asked, _PROSE[index % 2])
        for thing in things
        for index, asked in enumerate(topic.questions)
    ]
    data = {
        "platform-log": log,
        "guest-book": sample(prose, len(log), random),
        "exam-sheet": _leak(places, random),
        "ticket-office": sample(desk_rows(places, things, ("zone", "walk")), 76, random),
        "first-morning": _few(log),
    }
    tests = [desk_test(name, places, thing, TOPIC, names=False) for name, thing in _TESTS.items()]
    questions = [
        question(places, thing, topic, asked, topic.desk[0], names=False)
        for thing in held_out(places)
        for asked in (*topic.held_out_questions[:2], phrasing(topic, 1))
    ]
    plan = experiment(world, [planned(ID, name) for name in data], tests, questions, FORM)
    return CaseData(ID, data, plan)


def _leak(places: Subject, random: Random) -> list[Row]:
    """Return nothing but the tests, each word for word and in other words."""
    topic = places.topic(TOPIC)
    rows = [
        row(places, places.thing(name), topic, asked, topic.desk[0])
        for name in _TESTS.values()
        for asked in topic.questions
    ]
    return sample(rows * 3, 3 * len(rows), random)


def _few(log: list[Row]) -> list[Row]:
    return log[:6]
