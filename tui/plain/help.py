"""The help: what a place is for, and every word that can be typed in it."""

from collections.abc import Iterable, Iterator

from tui.language import _
from tui.plain.inputs import Command
from tui.plain.place import Place


def help_blocks(place: Place, everywhere: Iterable[Command]) -> Iterator[str]:
    """Yield the help of a place.

    Args:
        place: The place.
        everywhere: What can be typed everywhere.
    """
    yield _(place.HELP)
    lines = []
    count = len(place.choices())
    if count:
        text = _("{first} to {last}, an id, or how a choice begins: choose it.")
        lines.append(text.format(first=1, last=count))
    lines += [f"{form}: {what}" for form, what in place.forms()]
    lines += [_line(command) for command in place.commands()]
    if lines:
        yield "\n".join([_("Here you can type:"), *lines])
    yield "\n".join([_("Everywhere you can type:"), *map(_line, everywhere)])
    yield _(
        "The beginning of a word is enough where only one begins so. Typed, an empty line goes on "
        "where nothing waits to be answered. A text file with one input on each line can be played "
        "with --script FILE; lines that begin with # are comments."
    )


def _line(command: Command) -> str:
    return f"{command.text}: {_(command.help)}"
