"""Terminals of every kind and size, and hands that press anything: no crash, and a way out."""

import itertools
import os
import random
import re
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import DOWN, QUIT, SCREENS
from tests.screens.walks import WALKS
from tests.terminal import Terminal, data_in

KEYS = {"enter": "\r", "escape": "\x1b", "down": DOWN, "right": "\x1b[C", "left": "\x1b[D"}
KEYS |= {"end": "\x1b[F", "ctrl+p": "\x10", "ctrl+c": "\x03", "question_mark": "?", "f1": "\x1bOP"}
KEYS |= {"slash": "/"}
SIZES = ((1, 1), (2, 1), (1, 40), (4, 4), (59, 19), (60, 20), (80, 24), (200, 60), (400, 120))
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
# Not every terminal takes out of it what would be keys.
PASTE = "a word [b]and\n\x07 \x1b[31m\x1b\x11 more " * 36_000
# A lone escape might begin another key: Textual waits for the rest of it.
ESCAPE_S = 0.15


def calm(folder: Path) -> dict[str, str]:
    """Return the variables of a game that opens nothing and writes nowhere else."""
    return {**data_in(folder / "data"), "HOME": str(folder), "BROWSER": "true"}


def leave(terminal: Terminal, size: tuple[int, int] = (80, 24)) -> None:
    """Quit, as one can everywhere."""
    terminal.resize(*size)
    terminal.settle(0.2)
    terminal.send(QUIT)
    assert terminal.ended(40) == 0, bytes(terminal.output[-2000:])
    assert terminal.is_restored


COLOURS = {
    "true colour": {},
    "256 colours": {"COLORTERM": ""},
    "16 colours": {"COLORTERM": "", "TERM": "xterm"},
    "no colours": {"NO_COLOR": "1"},
    "linux console": {"COLORTERM": "", "TERM": "linux"},
    "unknown": {"COLORTERM": "", "TERM": "no-such-terminal"},
}


@pytest.mark.parametrize("name", COLOURS)
def test_colours(name: str, tmp_path: Path) -> None:
    with Terminal(SCREENS, environment={**calm(tmp_path), **COLOURS[name]}) as terminal:
        terminal.sees("Before & After", "A small sound pack", "handbook")
        terminal.settle(0.1)
        output = bytes(terminal.output)
        if name == "no colours":
            used = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", output)
            assert all(red == green == blue for red, green, blue in used)
        elif "COLORTERM" in COLOURS[name]:
            assert b"38;2;" not in output
        leave(terminal)


ENCODINGS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "C without UTF-8": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
}


@pytest.mark.parametrize("command", [SCREENS, (*SCREENS, "--plain")], ids=["screens", "plain"])
@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    with Terminal(command, environment={**calm(tmp_path), **ENCODINGS[name]}) as terminal:
        terminal.sees("Before & After", "A small sound pack")
        terminal.settle(0.1)
        shown = terminal.text()
        assert "\\u" not in shown
        assert "\\x" not in shown
        if name != "latin-1":
            assert shown.isascii()
        terminal.send(QUIT if command is SCREENS else "quit\n")
        assert terminal.ended() == 0
        assert terminal.is_restored


def test_a_dumb_terminal_gets_lines(tmp_path: Path) -> None:
    with Terminal(SCREENS, environment={**calm(tmp_path), "TERM": "dumb"}) as terminal:
        terminal.wait_for("Home> ")
        terminal.send("quit\n")
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.output


STREAMS = {
    "nothing to read": "</dev/null",
    "no input": "<&-",
    "no output": ">&-",
    "no errors": "2>&-",
    "nothing at all": "<&- >&- 2>&-",
    "a pipe": "| cat",
    "a pipe that nobody reads": "| true",
    "a full disk": ">/dev/full",
}


@pytest.mark.parametrize("words", ["", "--plain"], ids=["", "plain"])
@pytest.mark.parametrize("name", STREAMS)
def test_without_a_terminal(name: str, words: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$@" {words} {STREAMS[name]}', "sh", *SCREENS],
        input=b"1\nhelp\nquit\n",
        capture_output=True,
        timeout=30,
        check=False,
        env={**os.environ, **calm(tmp_path)},
        start_new_session=True,
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.returncode in {0, 1, 2, 141}


@forms("screens shaken")
def test_sizes_and_pastes_at_every_screen(count: int, tmp_path: Path, tally: Tally) -> None:
    rng = random.Random(count)
    names = list(WALKS)[:count] if count > 9 else ["handbook"]
    for name in names:
        with Terminal(SCREENS, environment=calm(tmp_path / name), folder=tmp_path) as terminal:
            terminal.sees("Before & After")
            terminal.settle(0.3)
            for keys in WALKS[name]:
                press(terminal, keys)
                if count > 9 or keys == WALKS[name][-1]:
                    shake(terminal, rng)
                    tally("screens resized 200 times within a second")
                    tally("MB pasted")
            leave(terminal)


def press(terminal: Terminal, keys: str) -> None:
    for key in keys.split():
        terminal.send(KEYS.get(key, key))
        terminal.settle(ESCAPE_S if key == "escape" else 0.05)


def shake(terminal: Terminal, rng: random.Random) -> None:
    began = time.perf_counter()
    for size in itertools.islice(itertools.cycle(SIZES), 200):
        terminal.resize(*(size if rng.random() < 0.8 else (rng.randint(1, 400), 1)))
        terminal.read(0.004)
    assert time.perf_counter() - began < 20
    for size in SIZES:
        terminal.resize(*size)
        terminal.settle(0.05)
    text = (PASTE_START + PASTE + PASTE_END).encode()
    for start in range(0, len(text), 1 << 12):
        terminal.send(text[start : start + (1 << 12)])
        terminal.read(0.0)
    terminal.resize(80, 24)
    terminal.settle(0.2)
    assert terminal.process.poll() is None, bytes(terminal.output[-2000:])


LETTERS = [chr(code) for code in range(32, 127)]
# What would end or stop the game by a signal, once it has given the terminal back.
SIGNALS = "\x03\x1a\x1c"
CONTROLS = [chr(code) for code in range(1, 32) if chr(code) not in QUIT + SIGNALS]
SEQUENCES = [
    *(f"\x1b[{letter}" for letter in "ABCDEFHZPQRS"),
    *(f"\x1bO{letter}" for letter in "ABCDFHPQRS"),
    *(f"\x1b[{number}~" for number in (*range(1, 25), 29, 31, 34)),
    *(f"\x1b[1;{number}{letter}" for number in range(2, 9) for letter in "ABCDFHPQRS"),
    *(f"\x1b[{code};{number}u" for code in (9, 13, 27, 32, 97, 127) for number in range(1, 9)),
    *("\x1b[I", "\x1b[O", "\x1b", "\x1b\x1b", "\x1b[", "ж", "本", "é", "🙂", "\x7f"),
    *("\x1b[200~paste\x1b[201~", "\x1b[200~", "\x1b[?2026;2$y"),
]


def random_event(rng: random.Random) -> str:
    match rng.random():
        case share if share < 0.25:
            return rng.choice(SEQUENCES)
        case share if share < 0.35:
            return rng.choice(CONTROLS)
        case share if share < 0.6:
            return rng.choice(LETTERS)
        case share if share < 0.8:
            return rng.choice(("\r", "\r", " ", DOWN, "\x1b[A", "\x1b[C", "\x1b", "1", "c", "v"))
        case _:
            button = rng.choice((0, 0, 0, 1, 2, 32, 35, 64, 65, 99, 4, 16))
            column, line = rng.randint(0, 410), rng.randint(0, 130)
            column, line = (column, line) if rng.random() < 0.2 else (column % 80, line % 24)
            return f"\x1b[<{button};{column};{line}{rng.choice('Mm')}"


@forms("random events")
def test_random_keys_and_mouse_at_random_sizes(count: int, tmp_path: Path, tally: Tally) -> None:
    rng, sent, games = random.Random(count), 0, 0
    while sent < count:
        games += 1
        sent += run_wild(rng, count - sent, tmp_path)
    tally("random keys and mouse events", sent)
    tally("games they were sent to", games)


def run_wild(rng: random.Random, most: int, folder: Path) -> int:
    """Send random events to a game until it is left by one of them; return how many."""
    environment: Mapping[str, str] = calm(folder)
    with Terminal(SCREENS, environment=environment, folder=folder) as terminal:
        terminal.sees("Finetune Detective")
        events: list[str] = []
        for number in range(min(most, 2_000)):
            if number % 40 == 0:
                size = rng.choice((*SIZES, (80, 24), (80, 24), (120, 36)))
                terminal.resize(*size)
            events.append(random_event(rng))
            terminal.send(events[-1])
            terminal.read(0.002)
            if number % 40 == 39:
                terminal.settle(0.03)
            if terminal.process.poll() is not None:
                break
        ends = f"{terminal.process.poll()} after {events[-60:]}: {bytes(terminal.output[-1500:])!r}"
        if terminal.process.poll() is None:
            # A paste that was begun would swallow the key.
            terminal.send(PASTE_END)
            terminal.resize(80, 24)
            terminal.settle(0.3)
            terminal.send(QUIT)
        status = terminal.ended(40)
        logs = [path.read_text()[-3000:] for path in folder.glob("data/error.log")]
        assert status == 0, (ends, *logs)
        assert terminal.is_restored
    return len(events)


@pytest.mark.parametrize("command", [(), ("--plain",)], ids=["screens", "plain"])
@pytest.mark.parametrize("name", ["名前 🙂", "../a", "'; DROP TABLE item", "\x1b]0;x\x07"])
def test_odd_names_of_profiles(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    words = (*SCREENS, *command, "--profile", name)
    with Terminal(words, environment=calm(tmp_path)) as terminal:
        terminal.sees("Before & After")
        terminal.settle(0.1)
        terminal.send("settings\n" if command else "s")
        terminal.sees("Profile:")
        assert b"\x1b]0;x" not in terminal.output
        terminal.send("quit\n" if command else QUIT)
        assert terminal.ended() == 0
