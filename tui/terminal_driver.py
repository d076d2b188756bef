"""The way to the terminal, with input that no terminal can end the game by."""

import os
import selectors
from codecs import getincrementaldecoder

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal_input import TerminalInput

_CHUNK = 4096
_LOOK_EVERY_S = 0.1


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, but for how it reads."""

    def run_input_thread(self) -> None:
        """Read and send on what comes, until the app has ended."""
        source = TerminalInput(self._debug)
        # A terminal may write in another encoding, and a key of it shall not end the game.
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            is_last = False
            while not is_last:
                # Once more after the end: what the terminal answers is not for the shell.
                is_last = self.exit_event.is_set()
                if selector.select(_LOOK_EVERY_S):
                    data = os.read(self.fileno, _CHUNK)
                    for message in source.feed(decode(data)):
                        self.process_message(message)
                    if not data:
                        self.exit_event.wait(_LOOK_EVERY_S)  # the end of the input: nothing comes
                for message in source.tick():
                    self.process_message(message)
