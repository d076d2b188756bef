"""What can be typed: choices, commands, and telling which of them was meant."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tui.language import _

_QUOTES = str.maketrans("‘’“”", "''\"\"")
_MOST_DIGITS = 9
_SEVERAL = re.compile(r"\d+(?:\s*[,\s]\s*\d+)+")


class NotUnderstoodError(Exception):
    """Raised where an input means nothing here; its text says what can be typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, by its number, its id or the beginning of its text.

    Attributes:
        id: The id that its author gave it.
        text: What it is.
        note: What is told of it beside that, such as that it is selected.
    """

    id: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type.

    Attributes:
        word: The word, in English; its translation works as well.
        help: What it does, in a sentence, in English.
        run: Does it, given what follows the word.
        takes: What can follow the word, in English; nothing where it is empty.
    """

    word: str
    help: str
    run: Callable[[str], None]
    takes: str = ""

    @property
    def text(self) -> str:
        """The word, and what can follow it, in the language in use."""
        return f"{_(self.word)} {_(self.takes)}" if self.takes else _(self.word)


def numbered(choices: Iterable[Choice]) -> str:
    """Return choices with their numbers, one a line.

    Args:
        choices: The choices.
    """
    return "\n".join(
        f"{number}. {choice.text}" + (f" ({choice.note})" if choice.note else "")
        for number, choice in enumerate(choices, start=1)
    )


def find_command(text: str, commands: Iterable[Command]) -> tuple[Command, str] | None:
    """Return the command that an input begins with, and what follows its word.

    Args:
        text: The input.
        commands: What can be typed.
    """
    first, _space, rest = text.partition(" ")
    for command in commands:
        is_meant = first.casefold() in {command.word.casefold(), _(command.word).casefold()}
        if is_meant and (command.takes or not rest):
            return command, rest.strip()
    return None


def find_short(text: str, commands: Sequence[Command]) -> Command | None:
    """Return the only command whose word begins with an input, or None.

    Args:
        text: The input.
        commands: What can be typed.
    """
    found = [
        command
        for command in commands
        if any(
            word.casefold().startswith(text.casefold()) for word in (command.word, _(command.word))
        )
    ]
    return found[0] if len(found) == 1 else None


def find_choice(text: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the choice that an input means, or None where it means none.

    Args:
        text: A number, an id, or the beginning of a text that no other choice begins with.
        choices: What can be chosen.

    Raises:
        NotUnderstoodError: It is a number that there is not, or several begin so.
    """
    if not choices:
        return None
    if text.isdecimal():
        if not _is_within(text, 1, len(choices)):
            said = _("There is no number {number}: choose 1 to {most}.")
            number = text[:_MOST_DIGITS]
            raise NotUnderstoodError(said.format(number=number, most=len(choices)))
        return choices[int(text) - 1]
    wanted = _folded(text)
    for choice in choices:
        if wanted in {_folded(choice.id), _folded(choice.text)}:
            return choice
    found = [choice for choice in choices if _folded(choice.text).startswith(wanted)]
    if len(found) > 1:
        names = " ".join(f"{choices.index(choice) + 1}. {choice.text}" for choice in found)
        raise NotUnderstoodError(_("Several begin so: {names}").format(names=names))
    return found[0] if found else None


def need_choice(text: str, choices: Sequence[Choice]) -> Choice:
    """Return the choice that an input means.

    Args:
        text: A number, an id, or the beginning of a text.
        choices: What can be chosen.

    Raises:
        NotUnderstoodError: It means none of them, or several.
    """
    found = find_choice(text, choices)
    if found is None:
        raise NotUnderstoodError(
            _("“{text}” is none of these: {names}").format(
                text=text, names=_(", ").join(choice.text for choice in choices)
            )
        )
    return found


def find_several(text: str, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices that are named together; none where the input is something else.

    Args:
        text: Numbers, or anything that means choices, parted by commas.
        choices: What can be chosen.

    Raises:
        NotUnderstoodError: One of them means no choice.
    """
    if _SEVERAL.fullmatch(text):
        return [need_choice(number, choices) for number in re.findall(r"\d+", text)]
    if "," not in text or find_choice(text, choices) is not None:
        return []
    return [need_choice(part.strip(), choices) for part in text.split(",")]


def number_of(text: str, least: int, most: int) -> int:
    """Return the number that was typed.

    Args:
        text: What was typed.
        least: The lowest number that there is.
        most: The highest one.

    Raises:
        NotUnderstoodError: It is no number, or none of these.
    """
    if not _is_within(text, least, most):
        raise NotUnderstoodError(
            _("A number from {least} to {most} goes with it.").format(least=least, most=most)
        )
    return int(text)


def _is_within(text: str, least: int, most: int) -> bool:
    return text.isdecimal() and len(text) <= _MOST_DIGITS and least <= int(text) <= most


def _folded(text: str) -> str:
    return " ".join(text.casefold().translate(_QUOTES).split()).lstrip("'\"")
