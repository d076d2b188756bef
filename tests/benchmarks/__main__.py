"""Measures the game: ``.venv/bin/python -m tests.benchmarks [--only NAME] [--json FILE]``.

Prints a table in Markdown. Every ratio is taken in one run, in turns with its baseline.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.checking import checking
from tests.benchmarks.figures import Figure
from tests.benchmarks.opening import growth, opening
from tests.benchmarks.sizes import sizes
from tests.benchmarks.starting import shell, start_up
from tests.benchmarks.walking import keys_and_memory

ROUNDS = 9
PARTS: dict[str, Callable[[Path, int], Iterator[Figure]]] = {
    "start": start_up,
    "shell": shell,
    "keys": keys_and_memory,
    "open": opening,
    "growth": growth,
    "check": checking,
    "size": sizes,
}


def main() -> int:
    """Measure what is asked for, print the table, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args()
    figures: list[Figure] = []
    for name, part in PARTS.items():
        if options.only and name not in options.only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for figure in part(Path(folder), options.rounds):
                print(f"  {'met   ' if figure.is_met else 'MISSED'} {figure}", file=sys.stderr)
                figures.append(figure)
    print(table(figures))
    if options.json:
        found = [{**figure._asdict(), "met": figure.is_met} for figure in figures]
        document = {"machine": machine(), "figures": found}
        options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return 0 if all(figure.is_met for figure in figures) else 1


def table(figures: list[Figure]) -> str:
    """Return the figures as a table in Markdown.

    Args:
        figures: The figures.
    """
    lines = ["| what | figure | target | met | how |", "| --- | --- | --- | --- | --- |"]
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        met = "yes" if figure.is_met else "**no**"
        value = f"{figure.value:,.0f}" if figure.value >= 100 else f"{figure.value:.2f}"
        lines.append(
            f"| {figure.what} | {value} {figure.unit} | {sign} {figure.target:g} | {met} "
            f"| {figure.detail} |"
        )
    return "\n".join([*lines, "", machine()])


def machine() -> str:
    """Return what was measured on."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
