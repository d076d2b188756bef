"""The parts of the game, and what each promises."""

from tui.content.reader import Kind
from tui.language import N_

KIND_TITLES: dict[Kind, str] = {
    "lesson": N_("Learn"),
    "before-after": N_("Before & After"),
    "detective": N_("Detective"),
}
"""The parts of the game as the learner reads them, to be translated."""

PROMISES: dict[Kind, str] = {
    "lesson": N_("short lessons, something to do in each"),
    "before-after": N_("spot what fine-tuning changed"),
    "detective": N_("find the data set that mends the model"),
}
"""What each part of the game promises, to be translated."""
