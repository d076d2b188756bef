"""An hour of play in less time: what the game holds does not grow."""

from pathlib import Path

from tests.faults.conftest import Tally
from tests.faults.counts import forms
from tests.faults.playing import CHECKED, DOWN, ESCAPE, SCREENS
from tests.faults.test_terminals import calm, leave
from tests.terminal import Terminal

ROUNDS_A_MINUTE = 4
"""What a quick learner plays: Home, the shelf, a round to its end, the handbook, and back."""
FULL_AFTER = 60
"""Rounds after which all caches are full; until then the game may grow."""
WHILE_FILLING_MB, MOST_GROWTH_MB = 30.0, 4.0


def play_a_round(terminal: Terminal) -> None:
    terminal.send(DOWN + DOWN + "\r")
    terminal.sees("A cup of green tea")
    terminal.send("1")
    terminal.sees("Q  How hot")
    terminal.settle(0.05)
    if CHECKED in terminal.text():
        terminal.send("p")
    terminal.sees("Open both")
    terminal.send("v1")
    terminal.sees("1 [x]")
    terminal.send("c")
    terminal.sees(CHECKED)
    terminal.send("k")
    terminal.sees("3 entries")
    for seen in (CHECKED, "Two replies to one question", "Handbook"):
        terminal.send(ESCAPE)
        terminal.sees(seen)
    terminal.send("\x1b[H")
    terminal.settle(0.05)


@forms("minutes played")
def test_memory_and_open_files_stay_flat(count: int, tmp_path: Path, tally: Tally) -> None:
    with Terminal(SCREENS, environment=calm(tmp_path)) as terminal:
        terminal.sees("Before & After")
        is_full = ROUNDS_A_MINUTE * count > FULL_AFTER
        for _ in range(FULL_AFTER if is_full else 2):
            play_a_round(terminal)
        memory, files = terminal.memory_mb(), terminal.files()
        for _ in range(ROUNDS_A_MINUTE * count):
            play_a_round(terminal)
            terminal.output.clear()
            terminal._fed = 0
        assert terminal.files() == files
        grown = terminal.memory_mb() - memory
        tally("rounds played in one sitting", ROUNDS_A_MINUTE * count)
        tally("KB that it grew by", round(grown * 1024))
        assert grown < (MOST_GROWTH_MB if is_full else WHILE_FILLING_MB)
        leave(terminal)
