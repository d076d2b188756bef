"""A language that no author writes: what is still in ASCII letters was not translated."""

import gettext
import json
import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit

from tests.conftest import SOUND_PACK

# Letters that no ASCII text has: what is still ASCII on a screen was not translated.
CODE = {
    **{letter: chr(0x430 + place) for place, letter in enumerate(string.ascii_lowercase)},
    **{letter: chr(0x410 + place) for place, letter in enumerate(string.ascii_uppercase)},
}

CODED = str.maketrans(CODE)

# What an author names by a fixed word, and what holds no prose.
FIXED = frozenset(
    {"id", "kind", "type", "trait", "verdict", "factor", "bin", "test", "rows", "language"}
    | {"url", "cites", "see", "correct", "role", "lessons", "before-after", "detective"}
)

# The name of the game, keys as they stand on the keyboard, and what the learner typed.
NO_TEXT = {"Finetune", "Detective", "English", "default", "ctrl", "shift", "tab"}


class Coded(gettext.NullTranslations):
    """Translates the texts of the template, and only those, into letters that are not ASCII."""

    def __init__(self, ids: set[str]) -> None:
        super().__init__()
        self._ids = ids

    def gettext(self, message: str) -> str:
        return coded(message) if message in self._ids else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def coded(text: str) -> str:
    parts = re.split(r"(\{[^}]*\})", text)
    return "".join(part if part.startswith("{") else part.translate(CODED) for part in parts)


def ascii_words(text: str) -> set[str]:
    plain = re.sub(r"https?:\S*|~/\S+|--[a-z-]+|\[[\w.-]+\]", "", text)
    return set(re.findall(r"[A-Za-z]{2,}", plain)) - NO_TEXT


def coded_pack(folder: Path) -> Path:
    """Return a copy of the sound pack without ASCII letters in its texts."""
    for source in SOUND_PACK.rglob("*"):
        target = folder / source.relative_to(SOUND_PACK)
        if source.is_dir():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        if source.suffix == ".toml":
            target.write_text(tomlkit.dumps(coded_tree(tomlkit.parse(text).unwrap())), "utf-8")
        elif source.suffix == ".jsonl":
            rows = [coded_tree(json.loads(line)) for line in text.splitlines()]
            target.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return folder


def coded_tree(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in FIXED else value.translate(CODED)
    if isinstance(value, list):
        return [coded_tree(item, name) for item in value]
    if isinstance(value, Mapping):
        return {key: coded_tree(item, key) for key, item in value.items()}
    return value
