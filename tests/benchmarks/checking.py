"""How fast packs are checked, and how much memory that takes."""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.worlds import many_rounds, many_shipped

COUNTS = (10, 100, 1_000, 10_000)
TIMES = 60
"""How often each shipped scenario is in a pack."""
_PARSE = """
import sys, time, tomli
from pathlib import Path
files = sorted(Path(sys.argv[1]).rglob("*.toml"))
start = time.process_time()
for file in files:
    tomli.loads(file.read_bytes().decode())
print(time.process_time() - start)
"""
_CHECK = """
import sys, time
from pathlib import Path
from tui.authoring.check import check_pack
check_pack(Path(sys.argv[2]))
start = time.process_time()
found = check_pack(Path(sys.argv[1]))
print(time.process_time() - start)
lines = Path("/proc/self/status").read_text().splitlines()
print(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024)
assert not found, [str(each) for each in found[:3]]
"""


def _printed(code: str, *arguments: str) -> list[float]:
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    return [float(line) for line in run.stdout.split()]


def checking(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield the speed of ``check``, how even it is, and its memory.

    Args:
        folder: Where packs are made.
        rounds: How often each size is measured; the largest a third as often.
    """
    warm = many_rounds(folder / "warm", 3)
    per_file: dict[int, float] = {}
    memory: dict[int, float] = {}
    against: dict[str, list[float]] = {"rounds of 1 KB": [], "shipped rounds and lessons": []}
    for count in COUNTS:
        pack = many_rounds(folder / f"rounds-{count}", count)
        times = []
        for _ in range(max(rounds // 3, 3) if count > 1_000 else rounds):
            taken, held = _printed(_CHECK, str(pack), str(warm))
            (parsed,) = _printed(_PARSE, str(pack))
            times.append(taken)
            memory[count] = held
            if count == 1_000:
                against["rounds of 1 KB"].append(taken / parsed)
        # The manifest and the handbook are files too.
        per_file[count] = statistics.median(times) / (count + 2)
    shipped, files = many_shipped(folder / "shipped", TIMES)
    speeds = []
    for _ in range(rounds):
        taken, _held = _printed(_CHECK, str(shipped), str(warm))
        (parsed,) = _printed(_PARSE, str(shipped))
        against["shipped rounds and lessons"].append(taken / parsed)
        speeds.append(files / taken)
    speed = 1 / per_file[1_000]
    detail = f"1,000 files in process; {statistics.median(speeds):,.0f} of the shipped ones"
    yield Figure("check", speed, "files a second", 500, detail, at_least=True)
    even = [value / per_file[1_000] for value in per_file.values()]
    detail = ", ".join(f"{1000 * value:.2f} ms at {n:,}" for n, value in per_file.items())
    worst = max(abs(value - 1) for value in even)
    yield Figure("check, time a file from 10 to 10,000", worst, "off the middle", 0.2, detail)
    for name, ratios in against.items():
        detail = f"about 1,000 files, median of {len(ratios)}"
        ratio = statistics.median(ratios)
        yield Figure(f"check of {name}, against tomli alone", ratio, "× tomli", 3.0, detail)
    more = memory[10_000] - memory[1_000]
    detail = f"{memory[1_000]:.0f} MB at 1,000, {memory[10_000]:.0f} MB at 10,000"
    yield Figure("check, memory for 9,000 files more", more, "MB", 10, detail)
