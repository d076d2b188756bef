"""Data folders to measure with: played, with very many scenarios, with very many answers."""

import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import SOUND_PACK
from tui.content.reader import PackReader
from tui.paths import default_pack
from tui.rules import before_after
from tui.rules.answers import WHOLE, Answer, Given, QuestionKey
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

SCENARIOS = 10_000
ANSWERS = 10_000
ROWS = 100_000
ENTRIES = 2_000
_PER_PACK = 500


def session_in(folder: Path) -> Session:
    """Return a session on the shipped pack with its progress in a folder.

    Args:
        folder: The data folder.
    """
    reader = PackReader(default_pack())
    return Session(reader, ProgressStore(folder, reader.pack.id), random.Random(1))


def played_folder(folder: Path) -> Path:
    """Make a data folder in which the shipped pack was begun.

    Args:
        folder: The folder.
    """
    session = session_in(folder)
    play = session.round(session.ids["before-after"][0])
    play.do(before_after.Look("before"))
    session.store.close()
    return folder


def answered_folder(folder: Path) -> Path:
    """Make a data folder with very many answers, half of the questions in review.

    Args:
        folder: The folder.
    """
    played_folder(folder)
    session = session_in(folder)
    now, rng = time.time(), random.Random(1)
    rounds = session.ids["before-after"]
    answers = [
        Answer(
            question=QuestionKey("before-after", rounds[number % len(rounds)], WHOLE),
            at=now - rng.uniform(0, 300 * 86_400),
            in_review=number % 3 == 0,
            given=Given(WHOLE, 1, right=rng.random() < 0.7, score=0.5, sure=rng.random() < 0.5),
        )
        for number in range(ANSWERS)
    ]
    session.store.answers.merge(answers)
    session.store.close()
    return folder


def scenario_folder(folder: Path) -> Path:
    """Make a data folder with packs of very many scenarios in all.

    Args:
        folder: The folder.
    """
    played_folder(folder)
    for number in range(SCENARIOS // _PER_PACK):
        many_rounds(folder / "packs" / f"pack-{number}", _PER_PACK, f"pack-{number}")
    return folder


def many_rounds(folder: Path, count: int, name: str = "many") -> Path:
    """Make a sound pack with very many rounds.

    Args:
        folder: Where.
        count: How many scenario files it has.
        name: The pack's id.
    """
    rounds = folder / "before-after"
    rounds.mkdir(parents=True)
    # In turns, so that the checker finds no habit in them to warn of.
    texts = [file.read_text("utf-8") for file in sorted((SOUND_PACK / "before-after").iterdir())]
    names = [f"round-{number}" for number in range(count)]
    for number, each in enumerate(names):
        text = texts[number % len(texts)].replace('title = "', f'title = "{number}: ', 1)
        (rounds / f"{each}.toml").write_text(text, encoding="utf-8")
    # Only in very many does one find that a little more than chance is no chance.
    allowed = '\n[check]\nallow = ["longest-is-right"]\n' if count >= _PER_PACK else ""
    _manifest(folder, name, {"before-after": names}, allowed)
    shutil.copyfile(SOUND_PACK / "handbook.toml", folder / "handbook.toml")
    return folder


def many_shipped(folder: Path, times: int) -> tuple[Path, int]:
    """Make a sound pack of the shipped rounds and lessons, each many times, and count its files.

    Those that take replies from recordings are left out: a recording belongs to one scenario.

    Args:
        folder: Where.
        times: How often each is in it.
    """
    shipped = default_pack()
    listed: dict[str, list[str]] = {"lessons": [], "before-after": []}
    for kind, names in listed.items():
        (folder / kind).mkdir(parents=True)
        for file in sorted((shipped / kind).glob("*.toml")):
            text = file.read_text("utf-8")
            if "recorded = " in text or "recording = " in text:
                continue
            for number in range(times):
                names.append(f"{file.stem}-{number}")
                shutil.copyfile(file, folder / kind / f"{names[-1]}.toml")
    _manifest(folder, "shipped", listed)
    shutil.copyfile(shipped / "handbook.toml", folder / "handbook.toml")
    return folder, sum(map(len, listed.values())) + 2


def _manifest(folder: Path, name: str, listed: dict[str, list[str]], end: str = "") -> None:
    lists = "".join(f"{key} = {json.dumps(names)}\n" for key, names in listed.items())
    (folder / "pack.toml").write_text(
        f'format = 1\nid = "{name}"\ntitle = "Many scenarios"\nsummary = "Very many of them."\n'
        f'language = "en"\nlicense = "CC-BY-4.0"\nauthors = ["Ann"]\n{lists}{end}',
        encoding="utf-8",
    )


def large_pack(folder: Path) -> Path:
    """Make the shipped pack with very many rows in its first case and a very long handbook.

    Args:
        folder: Where.
    """
    shutil.copytree(default_pack(), folder)
    reader = PackReader(folder)
    case = reader.case(reader.ids("detective")[0])
    lines = (json.dumps(row) for row in _rows())
    (folder / case.datasets[0].rows).write_text("\n".join(lines) + "\n", encoding="utf-8")
    entries = (
        f'\n[[terms]]\nid = "word-{number}"\nterm = "Word {number}"\n'
        f'meaning = "What word {number} means, in a sentence."\n'
        for number in range(ENTRIES)
    )
    with (folder / "handbook.toml").open("a", encoding="utf-8") as file:
        file.writelines(entries)
    return folder


def _rows() -> Iterator[dict[str, object]]:
    for number in range(ROWS):
        yield {
            "messages": [
                {"role": "user", "content": f"How often is plant {number} watered?"},
                {"role": "assistant", "content": f"Every {number % 9 + 2} days."},
            ]
        }
