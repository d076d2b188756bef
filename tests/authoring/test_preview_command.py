"""``preview`` as a shell meets it, and in a terminal."""

import os
import select
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.cli import main

LONGEST_S = 10.0


class Terminal:
    """A process in a pseudo-terminal of 80×24."""

    def __init__(self, *arguments: str) -> None:
        fcntl, pty = pytest.importorskip("fcntl"), pytest.importorskip("pty")
        termios = pytest.importorskip("termios")
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        command = [sys.executable, "-m", "tui", *arguments]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self._seen = ""

    def sees(self, text: str) -> None:
        """Read on until the process has written a text."""
        end = time.perf_counter() + LONGEST_S
        while text not in self._seen:
            ready = select.select([self._ours], [], [], max(end - time.perf_counter(), 0))[0]
            assert ready, f"{text!r} in {self._seen[-2000:]!r}"
            self._seen += os.read(self._ours, 65536).decode(errors="replace")
        self._seen = self._seen.rpartition(text)[2]

    def types(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._ours, keys)

    def ends(self) -> int:
        """Wait until the process has ended, and return its status."""
        while self.process.poll() is None:
            if select.select([self._ours], [], [], 0.05)[0]:
                try:
                    os.read(self._ours, 65536)
                except OSError:
                    break
        return self.process.wait(LONGEST_S)

    def close(self) -> None:
        """End the process where it still runs."""
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


def test_the_command_in_a_terminal(tmp_path: Path) -> None:
    lesson = shutil.copytree(SOUND_PACK, tmp_path / "pack") / "lessons" / "first.toml"
    sound = lesson.read_text(encoding="utf-8")
    line = sound[: sound.index("What changes in")].count("\n") + 1
    terminal = Terminal("preview", f"{lesson}:{line}")
    try:
        terminal.sees("What changes in")
        terminal.sees("no problems")
        lesson.write_text(sound.replace("What changes in", "Which parts change in"))
        terminal.sees("Which parts change in")
        lesson.write_text(sound.replace("several = true", "sevral = true"))
        terminal.sees("unknown-key")
        begun = time.perf_counter()
        terminal.types(b"\x11")
        assert terminal.ends() == 0
        assert time.perf_counter() - begun < 2.0, "leaving waits for nothing"
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("given", "said"), [(str(SOUND_PACK), "needs a terminal"), ("nowhere", "no file or folder")]
)
def test_what_cannot_be_shown_is_a_misuse(
    given: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", given]) == 2
    assert said in capsys.readouterr().err
