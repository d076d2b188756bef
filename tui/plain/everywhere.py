"""What can be typed everywhere in the game."""

from typing import TYPE_CHECKING

from tui.language import N_, _
from tui.plain.inputs import Command

if TYPE_CHECKING:
    from tui.plain.game import Game


def everywhere(game: "Game") -> tuple[Command, ...]:
    """Return what can be typed wherever the learner is.

    Args:
        game: The game.
    """
    return (
        Command(
            N_("back"),
            N_("Undo the last step here; without one, leave."),
            lambda _rest: _back(game),
        ),
        Command(
            N_("leave"),
            N_("Go back to where you were; what you did here stays."),
            lambda _rest: _leave(game),
        ),
        Command(N_("again"), N_("Say the last text once more."), lambda _rest: _again(game)),
        Command(N_("repeat"), N_("The same as again."), lambda _rest: _again(game)),
        Command(
            N_("show"),
            N_("Say everything that is here, from its start."),
            lambda _rest: game.console.say(*game.place.tell()),
        ),
        Command(N_("help"), N_("Say what can be typed here."), lambda _rest: _help(game)),
        Command(N_("home"), N_("Go to Home."), lambda _rest: game.go_home()),
        Command(
            N_("open"),
            N_("Open a lesson, round or case by its id."),
            lambda rest: _open(game, rest),
            N_("ID"),
        ),
        Command(
            N_("handbook"),
            N_("Look something up, then come back."),
            lambda rest: _handbook(game, rest),
            N_("WORDS"),
        ),
        Command(
            N_("progress"),
            N_("Say what you have mastered, and what is shaky."),
            lambda _rest: _progress(game),
        ),
        Command(
            N_("settings"), N_("Language, ASCII, starting over."), lambda _rest: _settings(game)
        ),
        Command(N_("quit"), N_("End the game; everything is saved."), lambda _rest: game.stop()),
    )


def _back(game: "Game") -> None:
    place = game.place
    undone = place.undo()
    if place.has_kept:
        game.console.say(_("What was revealed stays, and counts."))
    if undone:
        game.console.say(*game.place.tell_undone())
    else:
        _leave(game)


def _leave(game: "Game") -> None:
    if game.is_home:
        text = _("This is Home: there is nothing to go back to. Type quit to end the game.")
        game.console.say(text)
    else:
        game.leave(game.place)


def _again(game: "Game") -> None:
    if not game.console.repeat():
        game.console.say(*game.place.tell())


def _help(game: "Game") -> None:
    from tui.plain.help import help_blocks

    game.console.say(*help_blocks(game.place, everywhere(game)))


def _open(game: "Game", rest: str) -> None:
    from tui.plain.routes import find_item, open_item

    key = find_item(game.session, rest)
    game.leave_all()
    open_item(game, key)


def _handbook(game: "Game", rest: str) -> None:
    from tui.plain.handbook import HandbookPlace

    if isinstance(game.place, HandbookPlace):
        game.place.search(rest)
    else:
        game.enter(HandbookPlace(game, rest))


def _progress(game: "Game") -> None:
    from itertools import groupby

    from tui.rules.progress_text import progress_lines
    from tui.storage.overview import read_overview

    lines = progress_lines(read_overview(game.session))
    game.console.say(*("\n".join(group) for is_text, group in groupby(lines, bool) if is_text))


def _settings(game: "Game") -> None:
    from tui.plain.settings import SettingsPlace

    if isinstance(game.place, SettingsPlace):
        game.console.say(*game.place.tell())
    else:
        game.enter(SettingsPlace(game))
