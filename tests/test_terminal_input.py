"""What a terminal sends: keys and the mouse are heard, a paste is one, no report is typed."""

import itertools

import pytest
from textual import events
from textual.message import Message

from tests.faults.replies import FATAL, TYPED
from tui.terminal_input import BURST, MOST_PASTED, PASTE_ENDS_AFTER_S, TerminalInput

START, END = "\x1b[200~", "\x1b[201~"
KEYS = {
    "a": ["a"],
    "ж本": ["ж", "本"],
    "\r\t\x7f": ["enter", "tab", "backspace"],
    "\x1b[A\x1b[1;5C\x1bOP\x1b[[B\x1b[24~": ["up", "ctrl+right", "f1", "f2", "f12"],
    "\x1b[97;5u\x1b[57376u": ["ctrl+a", "f13"],
    "\x1b\x1b[B": ["escape", "down"],
    "\x11": ["ctrl+q"],
}


class Clock:
    """A clock that is set by hand, for the times in which a sequence or a paste must end."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("textual._parser.get_time", clock)
    monkeypatch.setattr("tui.terminal_input.get_time", clock)
    return clock


def told(messages: "list[Message]") -> list[str]:
    """Return the keys, and for anything else what it is."""
    return [each.key if isinstance(each, events.Key) else type(each).__name__ for each in messages]


def read(source: TerminalInput, data: str) -> list[str]:
    return told(list(source.feed(data)))


@pytest.mark.parametrize("data", KEYS)
def test_keys_are_heard_however_they_are_cut(data: str) -> None:
    assert read(TerminalInput(), data) == KEYS[data]
    for first, second in itertools.combinations(range(len(data) + 1), 2):
        source = TerminalInput()
        pieces = (data[:first], data[first:second], data[second:])
        assert [key for piece in pieces for key in read(source, piece)] == KEYS[data], pieces


def test_a_key_of_its_own_that_could_begin_another(clock: Clock) -> None:
    source = TerminalInput()
    for data, keys in (("\x1b", ["escape"]), ("\x1bx", ["alt+x"]), ("\x1bO", ["alt+shift+o"])):
        assert read(source, data) == []
        assert told(list(source.tick())) == []
        clock.now += 1
        assert told(list(source.tick())) == keys
        assert read(source, "[A1") == ["left_square_bracket", "A", "1"]


def test_the_mouse_is_heard() -> None:
    source = TerminalInput()
    (moved,) = source.feed("\x1b[<35;12;7M")
    assert isinstance(moved, events.MouseMove)
    assert (moved.screen_x, moved.screen_y) == (11, 6)
    assert read(source, "\x1b[<0;1;1M\x1b[<0;1;1m\x1b[<64;1;1M") == [
        "MouseDown",
        "MouseUp",
        "MouseScrollUp",
    ]


@pytest.mark.parametrize("name", FATAL)
def test_a_report_that_ended_the_game_is_passed_over(name: str) -> None:
    source = TerminalInput()
    told_of = read(source, FATAL[name])
    assert told_of in ([], ["MouseMove"])
    (moved,) = source.feed("\x1b[<35;12;7M")
    assert isinstance(moved, events.MouseMove)
    assert (moved.screen_x, moved.screen_y) == (11, 6), "in cells, as we have asked for"
    assert read(source, "a\x1b[A\x11") == ["a", "up", "ctrl+q"]


@pytest.mark.parametrize("name", TYPED)
def test_a_report_is_not_typed(name: str, clock: Clock) -> None:
    data = TYPED[name]
    for cut in range(len(data) + 1):
        source = TerminalInput()
        assert read(source, data[:cut]) + read(source, data[cut:]) == []
        clock.now += 1
        assert list(source.tick()) == []
        assert read(source, "a") == ["a"]


@pytest.mark.parametrize("half", ["\x1b[1;", "\x1b]11;rgb", "\x1bPx\x1b", "\x1b[M!", "\x1b[48;2"])
def test_half_a_report_is_not_typed_and_swallows_no_key(half: str, clock: Clock) -> None:
    source = TerminalInput()
    assert read(source, "a" + half) == ["a"]
    clock.now += 2
    assert list(source.tick()) == []
    assert read(source, "b\x11") == ["b", "ctrl+q"]


def test_what_the_game_is_told_of_the_terminal() -> None:
    assert read(TerminalInput(), "\x1b[?2026;2$y") == ["TerminalSupportsSynchronizedOutput"]
    assert read(TerminalInput(), "\x1b[I\x1b[O") == ["AppFocus", "AppBlur"]


def pasted(*pieces: str) -> list[str]:
    source = TerminalInput()
    messages = [message for piece in pieces for message in source.feed(piece)]
    assert all(isinstance(message, events.Paste) for message in messages), told(messages)
    return [message.text for message in messages if isinstance(message, events.Paste)]


def test_a_paste_is_one_thing_however_it_is_cut() -> None:
    data = f"{START}one\rtwo{END}"
    assert pasted(data) == ["one\ntwo"]
    assert pasted(*data) == ["one\ntwo"]
    for cut in range(len(data)):
        assert pasted(data[:cut], data[cut:]) == ["one\ntwo"], cut
    assert pasted(data + data) == ["one\ntwo"] * 2


def test_nothing_in_a_paste_is_a_key_or_acts() -> None:
    for text in ("\x1b\x1b\x11\x03q", "\x1b[31mred\x1b[0m", "\x1b]" + "x" * 50, "\x1b[A\x00\u202e"):
        for shown in pasted(f"{START}{text}{END}"):
            assert shown.isprintable()
    assert pasted(f"{START}\x1b{END}") == [], "nothing is left of it"


def test_of_a_long_paste_the_beginning_is_kept() -> None:
    data = START + "\x1b[31mred" * 130_000 + END
    pieces = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    (text,) = pasted(*pieces)
    assert text.startswith("[31mred[31m")
    assert len(text) <= MOST_PASTED


def test_keys_around_a_paste_are_heard() -> None:
    assert read(TerminalInput(), f"a{START}b{END}c") == ["a", "Paste", "c"]


def test_a_paste_without_end_ends_itself(clock: Clock) -> None:
    source = TerminalInput()
    assert read(source, START + "text\x11") == []
    clock.now += PASTE_ENDS_AFTER_S / 2
    assert read(source, "more") == []
    clock.now += PASTE_ENDS_AFTER_S / 2
    assert list(source.tick()) == [], "it goes on as long as something comes"
    clock.now += PASTE_ENDS_AFTER_S
    (paste,) = source.tick()
    assert isinstance(paste, events.Paste)
    assert paste.text == "textmore"
    assert read(source, "\x11") == ["ctrl+q"]


def test_more_than_anybody_types_at_once_was_pasted(clock: Clock) -> None:
    source = TerminalInput()
    assert read(source, "q" * (BURST - 1)) == ["q"] * (BURST - 1)
    assert read(source, "q" * BURST) == ["Paste"]
    assert read(source, "its end") == ["Paste"]
    clock.now += 1
    assert read(source, "q") == ["q"]
    moves = "\x1b[<35;5;5M" * BURST
    assert read(source, moves) == ["MouseMove"] * BURST, "a mouse tells as much"
