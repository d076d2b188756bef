"""The certificate of a learner who has finished a pack."""

from collections.abc import Iterator

from tui.content.problems import ContentError
from tui.rules.certificate import Certificate, written_name
from tui.rules.progress import MAX_STARS, NEW, ItemKey, total_stars
from tui.storage.session import Session


def certificate(session: Session, name: str, date: str) -> Certificate:
    """Return the certificate of a learner.

    Args:
        session: The learner's sitting.
        name: The learner's name; empty where none is given.
        date: The day, as it shall be written.
    """
    standings, ids = session.standings(), session.sound_ids()
    cases = [standings.get(ItemKey("detective", item), NEW) for item in ids["detective"]]
    return Certificate(
        pack=session.reader.pack.title,
        name=written_name(name),
        date=date,
        stars=total_stars(ids, standings),
        most_stars=MAX_STARS * sum(map(len, ids.values())),
        solved=sum(standing.done and standing.stars > 0 for standing in cases),
        cases=len(cases),
        rounds=len(ids["before-after"]),
        answers=sum(1 for _answer in session.store.answers.all()),
        lessons=tuple(_titles(session, ids["lesson"])),
        language=session.reader.language,
    )


def _titles(session: Session, lessons: tuple[str, ...]) -> Iterator[str]:
    for item in lessons:
        try:
            yield session.reader.lesson(item).title
        except ContentError:
            continue  # it has got a fault meanwhile, and Home says so
