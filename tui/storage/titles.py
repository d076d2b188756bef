"""What scenarios are called, and where they stand in their part of the game."""

from tui.content.problems import ContentError
from tui.language import _
from tui.rules.parts import KIND_TITLES
from tui.rules.progress import ItemKey
from tui.storage.session import Session


def title_of(session: Session, key: ItemKey) -> str:
    """Return the part of the game and the title of a scenario, or its id where it is faulty.

    Args:
        session: The learner's sitting.
        key: The scenario.
    """
    try:
        title = session.reader.title(key.kind, key.item)
    except ContentError:
        title = key.item
    # Translators: a part of the game, such as Learn, and the title of something in it.
    return _("{part}: {title}").format(part=_(KIND_TITLES[key.kind]), title=title)


def place_of(session: Session, key: ItemKey) -> tuple[int, int]:
    """Return the number of a scenario in playing order, from 1, and how many there are.

    Args:
        session: The learner's sitting.
        key: The scenario.
    """
    ids = session.ids[key.kind]
    return (ids.index(key.item) + 1 if key.item in ids else 1), len(ids)
