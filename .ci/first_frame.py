"""Run a shell command in a pseudo-terminal until the game's first frame, then quit the game."""

import os
import pty
import select
import subprocess
import sys
import time

LIMIT_S = 300
FRAME = "Before & After"
QUIT = b"q"


def main() -> int:
    """Return 0 if the command paints the game and leaves well after the quit key."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    game = subprocess.Popen(  # noqa: S602 - it runs the README's own line, as a person would
        sys.argv[1], shell=True, stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    seen = b""
    quit_sent = False
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                data = os.read(master, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data
        if FRAME.encode() in seen and not quit_sent:
            time.sleep(0.5)
            os.write(master, QUIT)
            quit_sent = True
        if game.poll() is not None:
            break
    if game.poll() is None and not quit_sent:
        game.kill()
    status = game.wait(timeout=20)
    print(f"first frame {'seen' if quit_sent else 'NOT seen'}, exit status {status}")
    return 0 if quit_sent and status == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
