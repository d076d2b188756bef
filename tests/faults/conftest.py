"""Counts what the fault tests do, and prints it at the end of the run."""

from collections import Counter
from collections.abc import Callable

import pytest
from _pytest.terminal import TerminalReporter

_FIGURE = "figure"

Tally = Callable[..., None]
"""Adds to a figure: its name, and how much."""


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Adds to a figure that is printed at the end of the run."""

    def add(name: str, count: int = 1) -> None:
        request.node.user_properties.append((_FIGURE, (name, count)))

    return add


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    figures: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for kind, value in report.user_properties:
                if kind == _FIGURE:
                    figures[value[0]] += value[1]
    if figures:
        terminalreporter.section("faults")
    for name in sorted(figures):
        terminalreporter.write_line(f"{figures[name]:>8,}  {name}")
