"""What a terminal sends, made into messages; what is malformed or typed by nobody is passed over.

Textual's parser ends the game at a report with a number in it that makes no sense, types what it
does not know as keys, and takes minutes for a paste with escapes in it. So it gets one whole
sequence at a time, and no pastes.
"""

import re
from collections.abc import Generator, Iterator

from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Paste, Resize
from textual.message import Message
from textual.messages import InBandWindowResize

from tui.content.untrusted import clean

MOST_PASTED = 1 << 16
"""Of a longer paste only the beginning is kept: nobody can want more in a line of the game."""

BURST = 256
"""So many characters at once were not typed: the terminal does not tell what is pasted."""

PASTE_ENDS_AFTER_S = 3.0
"""A paste whose end does not come ends itself: keys must not be taken for a part of it forever."""

_BURST_GOES_ON_S = 0.1
_REST_COMES_WITHIN_S = 1.0
_LONGEST = 32
_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[M[\s\S]{3}"  # the mouse, as old terminals tell it
    r"|\[\[[A-E]"  # function keys of the Linux console
    r"|\[(?![M\[])[0-?]*[ -/]*[@-~]"
    r"|O[ -~]"
    # A control string, which answers somebody else; the next escape ends it too.
    r"|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|[\]P_^X][^\x07\x1b]+(?=\x1b[^\\])"
    r")"
)
# Nobody types so much of a sequence at once: its rest is still to come.
_HALF = re.compile(r"\x1b(?:[\]P_^X][^\x07\x1b]+\x1b?|\[[0-?]+[ -/]*|\[M[\s\S]{0,2}|\[\[)\Z")
_BEGUN = re.compile(r"\x1b[^\x1b]?\Z")


class TerminalInput:
    """Reads what a terminal sends."""

    def __init__(self, debug: bool = False) -> None:
        """Begin to read.

        Args:
            debug: Whether Textual logs all keys.
        """
        self._debug = debug
        self._parser = XTermParser(debug)
        self._begun = ""
        self._begun_until = 0.0
        self._pasted: str | None = None
        self._pasting_until = 0.0
        self._burst_until = 0.0

    def feed(self, data: str) -> Iterator[Message]:
        """Yield what was typed, pasted or done with the mouse.

        Args:
            data: What the terminal has sent, cut anywhere.
        """
        if self._begun:
            data = self._begun + data
            self._start_over()
        else:
            self._begun_until = get_time() + _REST_COMES_WITHIN_S
        while data:
            if self._pasted is None:
                typed, start, data = data.partition(BRACKETED_PASTE_START)
                yield from self._typed(typed)
                if start:
                    self._start_over()
                    self._pasted = ""
            if self._pasted is not None:
                data = yield from self._paste(data)

    def tick(self) -> Iterator[Message]:
        """Yield what it is time for: a key whose sequence goes no further, a paste without end."""
        for message in self._parser.tick():
            self._begun = ""
            yield message
        if get_time() >= self._begun_until:
            self._begun = ""
        if self._pasted is not None and get_time() >= self._pasting_until:
            yield from self._end_paste(self._pasted)

    def _paste(self, data: str) -> Generator[Message, None, str]:
        self._pasting_until = get_time() + PASTE_ENDS_AFTER_S
        text, end, rest = ((self._pasted or "") + data).partition(BRACKETED_PASTE_END)
        if end:
            yield from self._end_paste(text)
            return rest
        # What comes last may be the beginning of its end.
        kept, last = text[:MOST_PASTED], text[MOST_PASTED:]
        self._pasted = kept + last[1 - len(BRACKETED_PASTE_END) :]
        return ""

    def _end_paste(self, text: str) -> Iterator[Message]:
        self._pasted = None
        text = clean(text[:MOST_PASTED].replace("\r\n", "\n").replace("\r", "\n"))
        if text:
            yield Paste(text)

    def _typed(self, text: str) -> Iterator[Message]:
        if self._is_burst(text):
            yield from self._end_paste(_SEQUENCE.sub("", text))
            return
        at = 0
        for match in _SEQUENCE.finditer(text):
            yield from self._fed(text[at : match.start()])
            yield from self._sequence(match.group())
            at = match.end()
        half = _HALF.search(text, at)
        if half is not None:
            yield from self._fed(text[at : half.start()])
            self._begun = half.group()
            return
        begun = _BEGUN.search(text, at)
        messages = list(self._fed(text[at:]))
        self._begun = begun.group() if begun is not None and not messages else ""
        yield from messages

    def _is_burst(self, text: str) -> bool:
        if len(text) >= BURST and len(_HALF.sub("", _SEQUENCE.sub("", text))) >= BURST:
            self._burst_until = get_time() + _BURST_GOES_ON_S
            return True
        return bool(text) and get_time() < self._burst_until

    def _sequence(self, sequence: str) -> Iterator[Message]:
        if sequence[1] in "]P_^X" or len(sequence) > _LONGEST:
            return
        is_known = False
        for message in self._fed(sequence):
            is_known = True
            yield message
        if not is_known:
            self._start_over()  # it would wait for more, and type it all as keys

    def _fed(self, text: str) -> Iterator[Message]:
        try:
            for message in self._parser.feed(text) if text else ():
                # The system tells the size, and it can be trusted.
                if not isinstance(message, (Resize, InBandWindowResize)):
                    yield message
        except (ValueError, ArithmeticError):
            self._start_over()

    def _start_over(self) -> None:
        self._parser = XTermParser(self._debug)
        self._begun = ""
