"""The recorded cases that ship with the game."""

from collections.abc import Callable, Mapping
from random import Random

from tui.lab.cases import museum_desk, pet_shop_desk, town_hall, tram_desk
from tui.lab.cases.common import CaseData
from tui.lab.world import World

CASES: Mapping[str, Callable[[World, Random], CaseData]] = {
    "pet-shop-desk": pet_shop_desk.build,
    "tram-desk": tram_desk.build,
    "museum-desk": museum_desk.build,
    "town-hall": town_hall.build,
}
"""How each case is told from the world."""
