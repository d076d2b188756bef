"""What an author can do in the preview besides playing."""

from tui.language import N_
from tui.screens.commands import GameCommand

PREVIEW_COMMANDS: tuple[GameCommand, ...] = (
    GameCommand(
        "f3",
        "app.step(-1)",
        N_("previous"),
        N_("Preview: open the scenario before this one."),
        in_bar=False,
    ),
    GameCommand(
        "f4",
        "app.step(1)",
        N_("following"),
        N_("Preview: open the scenario after this one."),
        in_bar=False,
    ),
    GameCommand(
        "f5", "app.restart", N_("start over"), N_("Preview: start the scenario over."), in_bar=False
    ),
    GameCommand(
        "f6",
        "app.reveal",
        N_("reveal"),
        N_("Preview: give the right answers and see the reasons."),
        in_bar=False,
    ),
    GameCommand(
        "f7",
        "app.fold",
        N_("fold"),
        N_("Preview: fold the problems away, or show them."),
        in_bar=False,
    ),
    GameCommand(
        "f8",
        "app.problems",
        N_("problems"),
        N_("Preview: list all problems of the pack, and advice."),
        in_bar=False,
    ),
)
"""What can be done everywhere in the preview."""
