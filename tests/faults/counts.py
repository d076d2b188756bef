"""How much the fault tests do: in the short form that always runs, and in the long one."""

import pytest

COUNTS = {
    "moments on screens": (1, 40),
    "moments in plain mode": (1, 20),
    "moments of two games": (1, 30),
    "damaged databases": (12, 200),
    "screens shaken": (1, 99),
    "random events": (400, 20_000),
    "terminal replies read": (1_500, 20_000),
    "terminal replies sent": (300, 20_000),
    "mutated files checked": (150, 20_000),
    "mutated files played": (60, 20_000),
    "minutes played": (1, 60),
}
"""For each figure the short and the long count; those of moments are for each way to end."""


def forms(name: str) -> pytest.MarkDecorator:
    """Return the mark that runs a test in both forms, with the argument ``count``.

    Args:
        name: Which count.
    """
    short, long = COUNTS[name]
    return pytest.mark.parametrize(
        "count",
        [pytest.param(short, id="short"), pytest.param(long, id="long", marks=pytest.mark.long)],
    )
