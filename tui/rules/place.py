"""A place in a pack to open it at."""

from typing import NamedTuple

from tui.rules.progress import ItemKey


class Place(NamedTuple):
    """Where to open a pack; with nothing said it is Home.

    Attributes:
        key: The scenario, if any.
        part: The id of the card or the data set in it; in the handbook, of the entry.
        row: The index of the row in the data set, if one is meant.
        is_handbook: Whether it is the handbook.
    """

    key: ItemKey | None = None
    part: str = ""
    row: int | None = None
    is_handbook: bool = False
