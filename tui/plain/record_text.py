"""The record of replies in words: who said them, and how to make them be said again."""

from collections.abc import Iterable, Iterator, Sequence

from tui.content.models.recording import Recording
from tui.language import _
from tui.rules.record_text import Line, Said, record_lines, said_lines


def record_blocks(replies: Sequence[tuple[Recording, Said]]) -> Iterator[str]:
    """Yield the record of each recording that replies stand in.

    Args:
        replies: The replies, and the recordings that they stand in.
    """
    if not replies:
        yield _("Nothing here was recorded.")
        return
    yield _("The record. A recorded reply is what a model really said.")
    for recording in {each.seal: each for each, _said in replies}.values():
        for other, said in replies:
            if other.seal == recording.seal:
                yield _told(said_lines(recording, said))
        yield _("This command records it again:") + f"\n{recording.command}"
        yield _told(record_lines(recording))


def _told(lines: Iterable[Line]) -> str:
    # Translators: what it is in a record, such as model or seed, and what it is there.
    text = _("{name}: {value}")
    told = [text.format(name=name, value=value.replace(" · ", ", ")) for name, value in lines]
    return "\n".join(line[:1].upper() + line[1:] for line in told)
