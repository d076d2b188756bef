"""Ways through the whole game."""

from textual.pilot import Pilot

# Ways through the whole game: keys from Home, and what stops there.
WALKS = {
    "home": ["", "question_mark"],
    "settings": ["s", "question_mark", "escape end enter"],
    "palette": ["ctrl+p"],
    "leaving": ["ctrl+c"],
    "handbook": ["k", "f1", "escape ж", "escape down down"],
    "lessons": ["down enter", "question_mark"],
    "lesson": [
        "enter",
        "question_mark",
        "escape 1",
        "right",
        "right",
        "right",
        "right",
        "c",
        "1 2 1 c",
        "right",
        "j",
        "escape right",
        "c",
        "n",
    ],
    "lesson end": ["down enter 2", "enter 1 enter", "question_mark"],
    "rounds": ["down down enter", "r", "escape"],
    "round": [
        "down down enter 1",
        "question_mark",
        "escape c",
        "v",
        "h",
        "c",
        "1 2 c",
        "end",
    ],
    "blind": ["down down enter 2", "left right", "1", "1 c"],
    "regression": ["down down enter 3 v"],
    "cases": ["down down down enter"],
    "case": [
        "down down down enter 1",
        "question_mark",
        "escape enter",
        "question_mark",
        "escape t",
        "enter",
        "h",
        "enter",
        "m",
        "enter",
        "escape slash q",
        "escape escape",
        "c",
        "escape t",
        "question_mark",
        "escape enter",
        "question_mark",
        "escape b",
        "enter",
        "h",
        "1",
        "c",
        "y",
        "question_mark",
        "escape s",
    ],
}

ENDS = {
    "home": "HelpScreen",
    "settings": "ConfirmScreen",
    "palette": "Palette",
    "lesson": "LessonScreen",
    "lesson end": "HelpScreen",
    "case": "SaveScreen",
}


async def press(pilot: Pilot[None], keys: str) -> None:
    await pilot.press(*keys.split())
    await pilot.pause()
