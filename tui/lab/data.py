"""Writes the data sets and experiments of the recorded cases into a pack."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from tui.lab.cases import CASES
from tui.lab.cases.common import CaseData
from tui.lab.experiment_file import as_toml
from tui.lab.rows import as_json_lines
from tui.lab.world import World

SEED = 11
"""The seed of the data sets that ship with the game."""


def tell(world: World, seed: int, names: Iterable[str] = CASES) -> Iterator[CaseData]:
    """Yield the recorded cases as the world tells them.

    Args:
        world: Where the facts stand.
        seed: Settles which rows are drawn.
        names: The cases.
    """
    for name in names:
        # Each case has its own dice, so that changing one leaves the others as they are.
        yield CASES[name](world, Random(f"{seed}/{name}"))


def files(case: CaseData) -> dict[str, str]:
    """Return what the files of a case hold, by their paths in the pack.

    Args:
        case: The case.
    """
    written = {
        f"datasets/{case.id}-{name}.jsonl": as_json_lines(rows) for name, rows in case.data.items()
    }
    written[f"experiments/{case.id}.toml"] = as_toml(case.experiment)
    return written


def write(case: CaseData, pack: Path) -> list[Path]:
    """Write the files of a case where they differ, and return those that were written.

    Args:
        case: The case.
        pack: The folder of the pack.
    """
    changed = []
    for name, text in files(case).items():
        path = pack / name
        new = text.encode("utf-8")
        if path.exists() and path.read_bytes() == new:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(new)
        changed.append(path)
    return changed
