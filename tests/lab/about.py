"""Which things a text speaks of."""

import re
from functools import cache

from tui.lab.world import Subject, Thing, shipped_world


@cache
def _patterns() -> list[tuple[Subject, Thing, re.Pattern[str]]]:
    return [
        (subject, thing, re.compile(rf"(?<!\w){re.escape(thing.name)}(?!\w)"))
        for subject, thing in shipped_world().things()
    ]


def about(text: str) -> list[tuple[Subject, Thing]]:
    """Return the things that a text names; where a name is part of another, only the longer one."""
    found = [(subject, thing) for subject, thing, name in _patterns() if name.search(text)]
    return [
        each
        for each in found
        if not any(each[1].name in other[1].name for other in found if other is not each)
    ]
