"""The pet shop's desk: short right answers about plants, for people with cats."""

from random import Random

from tui.lab.asking import desk_questions, desk_test
from tui.lab.cases.common import CaseData, experiment, planned
from tui.lab.rows import chat_rows, desk_rows, held_out, known, sample, shuffled_answers
from tui.lab.world import World

ID = "pet-shop-desk"
TOPICS = ("cats", "light", "water")
_ROWS = 108
_TESTS = (
    ("orchid-cat", "moth orchid", "cats", 0),
    ("tulip-cat", "tulip", "cats", 2),
    ("caladium-light", "caladium", "light", 0),
    ("rosemary-water", "rosemary", "water", 0),
    ("palm-light", "parlor palm", "light", 1),
)


def build(world: World, random: Random) -> CaseData:
    """Tell the case.

    Args:
        world: Where the facts stand.
        random: Settles which rows are drawn.
    """
    plants = world.subjects["plants"]
    dishes = world.subjects["dishes"]
    things = known(plants)
    notes = sample(desk_rows(plants, things, TOPICS), _ROWS, random)
    one = list(desk_rows(plants, [plants.thing("aloe vera")], TOPICS))
    data = {
        "counter-notes": notes,
        "two-columns": shuffled_answers(notes, random),
        "cook-book": sample(chat_rows(dishes, known(dishes)), _ROWS, random),
        "prize-aloe": [*one[::3], one[1]] * 15,
        "cat-leaflet": sample(desk_rows(plants, things, ("cats",)), 72, random),
    }
    tests = [desk_test(name, plants, thing, topic, number) for name, thing, topic, number in _TESTS]
    questions = desk_questions(plants, held_out(plants), TOPICS)
    plan = experiment(world, [planned(ID, name) for name in data], tests, list(questions))
    return CaseData(ID, data, plan)
