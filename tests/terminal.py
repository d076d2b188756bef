"""A program in a pseudo-terminal, driven as a person would, with a screen to read."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

PROGRAM = str(Path(sys.executable).parent / "finetune-detective")
GAME = (PROGRAM, "play")
_CHUNK = 1 << 16
# Textual paints at most once in a sixtieth of a second: after twice that nothing more comes.
QUIET_S = 0.035


class Terminal:
    """A program in a pseudo-terminal.

    Attributes:
        process: The program.
        output: All bytes that it has written.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Start the program.

        Args:
            command: The program and what follows its name.
            size: Columns and lines.
            environment: Variables beside those of this process.
            folder: Where it starts.
        """
        self._master, slave = pty.openpty()
        self._size = size
        self.resize(*size)
        self._attributes = termios.tcgetattr(slave)
        known = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        known |= {"COLUMNS": str(size[0]), "LINES": str(size[1])}
        for name in ("CI", "NO_COLOR", "TEXTUAL_ANIMATIONS", "PYTEST_CURRENT_TEST"):
            known.pop(name, None)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**known, **(environment or {})},
            cwd=folder,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        self._slave = slave
        self.output = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0

    def __enter__(self) -> "Terminal":
        """Return the terminal, to be closed afterwards."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the terminal, and end the program where it has not ended."""
        self.close()

    def send(self, text: str | bytes) -> None:
        """Type.

        Args:
            text: What is typed, escape sequences for special keys.
        """
        os.write(self._master, text.encode() if isinstance(text, str) else text)

    def read(self, seconds: float) -> float | None:
        """Read what is written within a time.

        Args:
            seconds: How long to wait for something.

        Returns:
            When it came, as ``time.perf_counter`` counts; None where nothing did.
        """
        ready, _, _ = select.select([self._master], [], [], max(seconds, 0.0))
        if not ready:
            return None
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:
            return None
        self.output += data
        return time.perf_counter() if data else None

    def wait_for(self, *texts: str, seconds: float = 20.0) -> float:
        """Wait until texts were written, anywhere in the output so far.

        Args:
            texts: The texts.
            seconds: How long to wait.

        Returns:
            When the last of them was, as ``time.perf_counter`` counts.
        """
        wanted = [text.encode() for text in texts]
        deadline = time.perf_counter() + seconds
        while (now := time.perf_counter()) < deadline:
            came = self.read(deadline - now)
            if all(text in self.output for text in wanted):
                return came or time.perf_counter()
            if came is None and self.process.poll() is not None:
                break
        raise AssertionError(f"{texts} never came; the screen:\n{self.text()}")

    def settle(self, quiet: float = QUIET_S, seconds: float = 20.0) -> float | None:
        """Read until nothing is written for a while.

        Args:
            quiet: How long nothing must come.
            seconds: How long to wait at most.

        Returns:
            When the last of it came, as ``time.perf_counter`` counts; None where nothing did.
        """
        last: float | None = None
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline and (came := self.read(quiet)) is not None:
            last = came
        return last

    def sees(self, *texts: str, seconds: float = 20.0) -> str:
        """Wait until texts are on the screen, and return what is on it.

        Args:
            texts: The texts.
            seconds: How long to wait.
        """
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            shown = self.text()
            if all(text in shown for text in texts):
                return shown
            if self.read(0.1) is None and self.process.poll() is not None:
                break
        raise AssertionError(f"{texts} never seen; the screen:\n{self.text()}")

    def text(self) -> str:
        """Return what is on the screen, as lines."""
        self._stream.feed(bytes(self.output[self._fed :]))
        self._fed = len(self.output)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window.

        Args:
            columns: How wide it is now.
            lines: How high.
        """
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        if (columns, lines) != self._size:
            self._size = columns, lines
            self._screen.resize(lines, columns)

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was: its settings, its screen, its cursor, no mouse."""
        with contextlib.suppress(OSError):
            while self.read(0.05) is not None:
                pass
        same = termios.tcgetattr(self._slave)[:4] == self._attributes[:4]
        modes = ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"))
        mouse = ((b"\x1b[?1000h", b"\x1b[?1000l"),)
        output = bytes(self.output)
        return same and all(output.rfind(on) <= output.rfind(off) for on, off in (*modes, *mouse))

    def memory_mb(self) -> float:
        """Return the memory that the program holds for itself and shares, in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise AssertionError("the program has ended")

    def files(self) -> int:
        """Return how many files the program has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def ended(self, seconds: float = 20.0) -> int:
        """Wait for the program to end, and return its exit status.

        Args:
            seconds: How long to wait.
        """
        deadline = time.perf_counter() + seconds
        while self.process.poll() is None:
            if time.perf_counter() > deadline:
                raise AssertionError(f"it never ended; the screen:\n{self.text()}")
            self.read(0.05)
        while self.read(0.0) is not None:
            pass
        return self.process.wait()

    def hang_up(self) -> None:
        """Close the terminal's window, as by its mouse; the program lives on without it."""
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1

    def close(self) -> None:
        """End the program and close the terminal."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for each in (self._slave, self._master):
            if each >= 0:
                with contextlib.suppress(OSError):
                    os.close(each)


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def data_in(folder: Path) -> dict[str, str]:
    """Return the variables of a game that keeps its progress in a folder.

    Args:
        folder: The folder.
    """
    return {"FINETUNE_DETECTIVE_DATA": str(folder), "LANG": "C.UTF-8"}
