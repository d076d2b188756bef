"""Whatever comes from a terminal: reports, pastes, and every key at every screen."""

import random
import time
from pathlib import Path

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS

from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import CHECKED, DOWN, QUIT, SCREENS
from tests.faults.replies import FATAL, TYPED, random_reply
from tests.faults.test_terminals import ESCAPE_S, PASTE_END, PASTE_START, calm, leave, press
from tests.screens.walks import WALKS
from tests.terminal import Terminal
from tui.terminal_input import PASTE_ENDS_AFTER_S, TerminalInput

MB = 1 << 20
# What quits, as it should.
QUITS = {"ctrl+q"}
# None, shift, alt, ctrl, and shift with ctrl.
MODIFIERS = (1, 2, 3, 5, 6)
MOST_GAMES = 12
"""So often a screen is opened anew for its next key; then the key goes where the last one led."""


@forms("terminal replies read")
def test_after_whatever_comes_a_key_is_heard(
    count: int, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, now, source = random.Random(count), [0.0], TerminalInput()
    for clock in ("textual._parser.get_time", "tui.terminal_input.get_time"):
        monkeypatch.setattr(clock, lambda: now[0])
    for _ in range(count):
        reply = random_reply(rng)
        cut = rng.randrange(len(reply) + 1)
        for piece in (reply[:cut], reply[cut:]):
            list(source.feed(piece))
        now[0] += PASTE_ENDS_AFTER_S
        list(source.tick())
        keys = [each for each in source.feed(QUIT) if isinstance(each, events.Key)]
        assert [each.key for each in keys] == ["ctrl+q"], reply
    tally("terminal replies read, sound and malformed", count)


def test_no_reply_ends_the_game_or_types(tmp_path: Path) -> None:
    with Terminal(SCREENS, environment=calm(tmp_path)) as terminal:
        terminal.sees("Before & After", "Packs  ")
        terminal.settle(0.3)
        before = terminal.text()
        for reply in (*FATAL.values(), *TYPED.values()):
            terminal.send(reply)
            terminal.settle(0.02)
        terminal.settle(ESCAPE_S)
        # The keys of the malformed ones are no game keys; nothing else was typed.
        assert terminal.text() == before
        for text in (b"\xff\xfe\xe9", b"\xc3", "é".encode("latin-1")):
            terminal.send(text)
            terminal.settle(0.02)
        leave(terminal)


@forms("terminal replies sent")
def test_replies_to_the_game(count: int, tmp_path: Path, tally: Tally) -> None:
    rng = random.Random(count)
    with Terminal(SCREENS, environment=calm(tmp_path), folder=tmp_path) as terminal:
        terminal.sees("Before & After")
        for number in range(count):
            reply = random_reply(rng).encode("utf-8", "surrogatepass")
            if rng.random() < 0.1:
                reply += rng.randbytes(3).replace(QUIT.encode(), b"").replace(b"q", b"")
            terminal.send(reply)
            terminal.read(0.0)
            if number % 50 == 49:
                terminal.send(PASTE_END)
                terminal.settle(0.02)
                assert terminal.process.poll() is None, bytes(terminal.output[-2000:])
        terminal.send(PASTE_END)
        time.sleep(1.2)  # half a report is waited for: that is the time to wait
        leave(terminal)
    tally("terminal replies sent to the game", count)


def megabyte(text: str) -> str:
    return (text * (MB // len(text) + 1))[:MB]


PASTES = {
    "words": PASTE_START + megabyte("a word [b]and\n\x07 more ") + PASTE_END,
    "escapes": PASTE_START + megabyte("\x1b") + PASTE_END,
    "colours": PASTE_START + megabyte("\x1b[31mred\x1b[0m ") + PASTE_END,
    "titles": PASTE_START + megabyte("\x1b]0;" + "x" * 40) + PASTE_END,
    "keys": PASTE_START + megabyte("\x1b[B\r1c\x1b\x1b\x11") + PASTE_END,
    "without an end": PASTE_START + megabyte("a word "),
    "not told as one": megabyte("v1c\r\x1bq "),
    "colours, not told as one": megabyte("\x1b[31mred\x1b[0m "),
}


def paste(terminal: Terminal, name: str) -> None:
    data = PASTES[name].encode()
    for start in range(0, len(data), 1 << 12):
        terminal.send(data[start : start + (1 << 12)])
        terminal.read(0.0)
    assert terminal.process.poll() is None, bytes(terminal.output[-2000:])


def test_a_megabyte_of_every_kind(tmp_path: Path, tally: Tally) -> None:
    with Terminal(SCREENS, environment=calm(tmp_path)) as terminal:
        terminal.sees("Before & After")
        terminal.send(DOWN + DOWN + "\r")
        terminal.sees("A cup of green tea")
        terminal.send("1")
        terminal.sees("Open both")
        terminal.settle(0.1)
        before = terminal.memory_mb()
        for name in PASTES:
            paste(terminal, name)
            tally("MB pasted")
            if name == "without an end":
                terminal.send(PASTE_END)
        # The last may still be read, and is to be followed by nothing for a moment.
        terminal.settle(0.5)
        assert "Open both" in terminal.text(), "nothing of it was a key"
        assert terminal.memory_mb() - before < 10
        terminal.send("v1")
        terminal.sees("1 [x]")
        terminal.send("c")
        terminal.sees(CHECKED)
        leave(terminal)


def keyboard() -> dict[str, str]:
    """Return every key that Textual knows, by its name, and what a terminal sends for it."""
    modifiers = {f"\x1b[{code};{number}u" for code in range(32, 127) for number in MODIFIERS}
    functional = {
        f"\x1b[{key[:-1]};{number}{key[-1]}" for key in FUNCTIONAL_KEYS for number in MODIFIERS
    }
    single = {chr(code) for code in range(128)}
    keys: dict[str, str] = {}
    for sequence in (
        *sorted(single),
        *sorted(ANSI_SEQUENCES_KEYS),
        *sorted(modifiers | functional),
    ):
        source = TerminalInput()
        messages = [*source.feed(sequence)]
        if sequence == "\x1b":
            keys["escape"] = sequence
        elif len(messages) == 1 and isinstance(messages[0], events.Key):
            keys.setdefault(messages[0].key, sequence)
    return {name: sequence for name, sequence in keys.items() if name not in QUITS}


# The game is seldom meant by a key with a modifier: many of them can be sent at once.
MEANT = {"ctrl+p", "ctrl+c", "ctrl+o", "shift+tab", "ctrl+z"}
SHORT = 120
"""In the short form so many of the keys are sent, to one screen."""


STOPS = [(name, stop) for name, keys in WALKS.items() for stop in range(len(keys))]


@pytest.mark.parametrize(
    ("name", "stop", "most"),
    [
        pytest.param("round", 5, SHORT, id="short"),
        *(
            pytest.param(*each, None, id=f"{each[0]}-{each[1]}", marks=pytest.mark.long)
            for each in STOPS
        ),
    ],
)
def test_every_key_at_every_screen(
    name: str, stop: int, most: int | None, tmp_path: Path, tally: Tally
) -> None:
    keys = sorted(keyboard().items())
    keyed = Keyed(name, stop, tmp_path)
    keyed.press_all(dict(random.Random(stop).sample(keys, most or len(keys))), random.Random(stop))
    tally("keys of the keyboard, at every screen", keyed.sent)
    tally("keys of the keyboard, none of which had led away from it", keyed.at_the_stop)
    tally("screens that those keys were sent to")


class Keyed:
    """A screen that gets every key.

    Attributes:
        sent: How many keys it and the screens behind it got.
        at_the_stop: How many of them it got itself.
    """

    def __init__(self, name: str, stop: int, folder: Path) -> None:
        self._way = WALKS[name][: stop + 1]
        self._folder = folder
        self._games = 0
        self.sent = self.at_the_stop = 0

    def press_all(self, keys: dict[str, str], rng: random.Random) -> None:
        """Send all keys, in games that are left by some of them and by the one that quits."""
        seldom = [keys[each] for each in keys if "+" in each and each not in MEANT]
        meant = [keys[each] for each in keys if "+" not in each or each in MEANT]
        rng.shuffle(seldom)
        rng.shuffle(meant)
        at_once = [seldom[at : at + 20] for at in range(0, len(seldom), 20)]
        # Taken from the end: first the many, then those that a game is ended by.
        left = [*([each] for each in meant), *at_once]
        while self._play(left):
            pass

    def _play(self, left: list[list[str]]) -> bool:
        """Send keys in one game, as long as the screen is there; return whether others are left."""
        self._games += 1
        environment = calm(self._folder / str(self._games))
        self._folder.mkdir(exist_ok=True)
        with Terminal(SCREENS, environment=environment, folder=self._folder) as terminal:
            terminal.sees("Before & After")
            terminal.settle(0.3)
            for keys in self._way:
                press(terminal, keys)
            place = title(terminal)
            while left:
                if not self._is_back(terminal, place) and self._games < MOST_GAMES:
                    break
                keys_at_once = left.pop()
                self.at_the_stop += len(keys_at_once) * (title(terminal) == place)
                self.sent += len(keys_at_once)
                for key in keys_at_once:
                    terminal.send(key)
                terminal.settle(ESCAPE_S if keys_at_once == ["\x1b"] else 0.035)
                if terminal.process.poll() is not None:
                    assert terminal.ended() == 0, (keys_at_once, bytes(terminal.output[-2000:]))
                    assert terminal.is_restored
                    return bool(left)
            leave(terminal)
        return bool(left)

    def _is_back(self, terminal: Terminal, place: str) -> bool:
        """Go back to the screen, as one can from what lies over it; return whether that helped."""
        for _ in range(3):
            if title(terminal) == place:
                return True
            terminal.send("\x1b")
            terminal.settle(ESCAPE_S)
        return title(terminal) == place


def title(terminal: Terminal) -> str:
    # Further to the right a message may lie over it.
    return terminal.text().partition("\n")[0][:30]
