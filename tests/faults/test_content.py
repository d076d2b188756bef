"""Damaged and hostile packs, through check and through play, to the bytes that a terminal gets."""

import random
import re
import shutil
from pathlib import Path

import pytest

from tests.authoring.test_fuzz import KINDS, RECORDED_KINDS
from tests.conftest import RECORDED_PACK, SOUND_PACK, open_session
from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import PLAIN, QUIT, SCREENS
from tests.faults.test_terminals import calm, press
from tests.plain.talk import Talk
from tests.screens.test_hostile_texts import PAYLOADS, hostile_pack, hostile_recorded_pack
from tests.terminal import Terminal
from tui.authoring.check import check_pack
from tui.content.problems import ContentError
from tui.content.untrusted import first_unsafe

ROWS = "datasets/parrots-garage.jsonl"
TOKENS = (
    *("[", "]", "{", "}", '"', "'", '"""', "=", "\n", "\n\n[[", ",", ".", "#", "\\", "\\u001b"),
    *("true", "-1", "9" * 400, "1e999", "nan", "[]", "{}", "\x00", "\x1b[2J", "\u202e", "\ufeff"),
    *("é", "名", "\ud800", "id", "title", "correct", "[[options]]", "[before]", " ", "\t", "\r\n"),
)


def mutated(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """Return a file with a few things changed in it."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(made) + 1)
        match rng.choice(("token", "bytes", "cut", "drop line", "double line", "swap", "splice")):
            case "token":
                made[at:at] = rng.choice(TOKENS).encode("utf-8", "surrogatepass")
            case "bytes":
                made[at : at + 1] = rng.randbytes(rng.choice((1, 1, 4)))
            case "cut":
                del made[at : at + rng.choice((1, 3, 50))]
            case "swap":
                lines = made.split(b"\n")
                rng.shuffle(lines)
                made = bytearray(b"\n".join(lines)) if rng.random() < 0.1 else made
            case "splice":
                start = rng.randrange(len(other))
                made[at:at] = other[start : start + rng.choice((5, 60, 400))]
            case kind:
                lines = made.split(b"\n")
                line = rng.randrange(len(lines))
                lines[line : line + 1] = [] if kind == "drop line" else [lines[line]] * 2
                made = bytearray(b"\n".join(lines))
    return bytes(made)


def mutations(count: int, folder: Path) -> "list[tuple[Path, str, int]]":
    """Return copies of the packs, a file of each in turn, and seeds."""
    sound = Path(shutil.copytree(SOUND_PACK, folder / "sound"))
    recorded = Path(shutil.copytree(RECORDED_PACK, folder / "recorded"))
    files = [
        *((sound, file) for file in (*KINDS, ROWS)),
        *((recorded, file) for file in RECORDED_KINDS),
    ]
    return [(*files[seed % len(files)], seed) for seed in range(count)]


@forms("mutated files checked")
def test_mutated_files_are_checked(count: int, tmp_path: Path, tally: Tally) -> None:
    for pack, file, seed in mutations(count, tmp_path):
        sound = (pack / file).read_bytes()
        (pack / file).write_bytes(mutated(sound, sound, random.Random(seed)))
        for problem in check_pack(pack):
            assert first_unsafe(str(problem)) is None, (file, seed, problem)
        (pack / file).write_bytes(sound)
    tally("mutated files through check", count)


@forms("mutated files played")
def test_mutated_files_are_played(count: int, tmp_path: Path, tally: Tally) -> None:
    """In plain mode, which reads all that the screens read."""
    for pack, file, seed in mutations(count, tmp_path):
        sound = (pack / file).read_bytes()
        (pack / file).write_bytes(mutated(sound, sound, random.Random(seed)))
        data = tmp_path / "data" / str(seed)
        try:
            session = open_session(pack, data, seed)
        except ContentError as error:
            assert first_unsafe(str(error)) is None
        else:
            said = played(Talk(session), file)
            assert first_unsafe(said) is None, (file, seed)
            session.store.close()
            shutil.rmtree(data)
        (pack / file).write_bytes(sound)
    tally("mutated files through play", count)


def played(talk: Talk, file: str) -> str:
    name = Path(file).stem
    said = [talk.opening, talk.hear("handbook", "1", "home")]
    kind = file.partition("/")[0]
    if kind in {"lessons", "before-after", "detective"}:
        kind = "lesson" if kind == "lessons" else kind
        said.append(talk.hear(f"open {kind}/{name}"))
    else:
        said.append(talk.hear("open parrots"))
    for line in ("both", "take", "1", "2", "sure", "check", "next", "1", "check", "next", "train"):
        said.append(talk.hear(line))
    said.append(talk.hear("yes", "next", "verdict", "record", "back", "back", "home", "progress"))
    return "".join(said)


ATTACKS = {
    **PAYLOADS,
    "controls": "c"
    + "".join(chr(code) for code in (*range(1, 10), *range(11, 32), *range(127, 160))),
    "broken markup": "[[/]][/b][b[@click=]][link=http://e][",
}
SLOW = {(name, "screens") for name in ATTACKS if name != "controls"}
WAYS = {
    "around": ("down enter", "1", "right", "right", "escape", "k", "escape", "p", "escape", "o"),
    "round": ("down down enter", "1", "v", "h", "c", "1 c", "down down", "o", "escape"),
    "case": ("down down down enter", "1", "enter", "enter", "m", "enter", "escape", "t", "enter"),
}
ACTS = re.compile(
    rb"\x1b\](?!22;)|\x1b[PX^_]|\x1b\[2J|[\x00-\x06\x0b\x0c\x0e-\x1a\x7f]"
    rb"|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xe2\x80\x8b|\xef\xbb\xbf"
)


@pytest.mark.parametrize(
    ("name", "face"),
    [
        # On the screens a walk through the whole game takes its time.
        pytest.param(name, face, marks=[pytest.mark.long] if (name, face) in SLOW else [])
        for name in ATTACKS
        for face in ("screens", "plain")
    ],
)
def test_no_byte_of_an_attack_reaches_the_terminal(
    name: str, face: str, tmp_path: Path, tally: Tally
) -> None:
    make = hostile_pack if name != "controls" else hostile_recorded_pack
    pack, count = make(tmp_path, ATTACKS[name])
    command = (*(SCREENS if face == "screens" else PLAIN)[:2], str(pack))
    environment = calm(tmp_path)
    if face == "plain":
        with Terminal((*command, "--plain"), environment=environment) as terminal:
            terminal.wait_for("Home> ")
            lines = ("1", "next", "next", "home", "3", "1", "both", "1", "check", "home", "4", "1")
            for line in (*lines, "take", "1", "train", "yes", "next", "verdict", "home", "quit"):
                terminal.send(line + "\n")
                terminal.settle(0.02)
            assert terminal.ended() == 0
            output = bytes(terminal.output)
        # What was typed is echoed; nothing but letters and line ends is written.
        assert b"\x1b" not in output
    else:
        output = b""
        for way in WAYS.values():
            with Terminal(command, environment=environment) as terminal:
                terminal.sees("Handbook")
                terminal.settle(0.2)
                for keys in way:
                    press(terminal, keys)
                terminal.settle(0.1)
                terminal.send(QUIT)
                assert terminal.ended() == 0
                output += bytes(terminal.output)
    found = ACTS.search(output)
    assert found is None, output[found.start() - 80 : found.end() + 40]
    tally("hostile texts in packs that were played in a terminal", count)
