"""Reading what a learner's progress is made of: the pack, the results and the answers."""

from datetime import tzinfo

from tui.rules.overview import Overview, overview
from tui.rules.progress import ItemKey
from tui.storage.session import Session


def read_overview(session: Session, zone: tzinfo | None = None) -> Overview:
    """Return a learner's progress in the pack that is played; faulty scenarios are left out.

    Args:
        session: The learner's sitting.
        zone: The learner's time zone; None for that of this machine.
    """
    keys = [ItemKey(kind, item) for kind, items in session.ids.items() for item in items]
    scenarios = {key: session.reader.scenario(*key) for key in keys if session.is_sound(key)}
    store = session.store
    return overview(scenarios, session.standings(), list(store.answers.all()), store.now(), zone)
