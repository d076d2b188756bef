"""A place in a pack to open it at."""

from typing import NamedTuple

from tui.rules.progress import ItemKey


class Place(NamedTuple):
    """Where to open a pack; with nothing said it is Home.

    Attributes:
        key: The scenario, if any.
        part: The id of the card or the data set in it.
        row: The index of the row in the data set, if one is meant.
        entry: The id of what to point at there: an option, an answer of a card, a test; in the
            handbook, the entry.
        is_handbook: Whether it is the handbook.
    """

    key: ItemKey | None = None
    part: str = ""
    row: int | None = None
    entry: str = ""
    is_handbook: bool = False
