"""How fast packs are checked, and how much memory that takes."""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.worlds import many_rounds

COUNTS = (10, 100, 1_000, 10_000)
_PARSE = """
import sys, time, tomli
from pathlib import Path
files = sorted(Path(sys.argv[1]).rglob("*.toml"))
start = time.perf_counter()
for file in files:
    tomli.loads(file.read_bytes().decode())
print(time.perf_counter() - start)
"""
_CHECK = """
import sys, time
from pathlib import Path
from tui.authoring.check import check_pack
check_pack(Path(sys.argv[2]))
start = time.perf_counter()
found = check_pack(Path(sys.argv[1]))
print(time.perf_counter() - start)
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
    against: list[float] = []
    for count in COUNTS:
        pack = many_rounds(folder / f"rounds-{count}", count)
        times = []
        for _ in range(max(rounds // 3, 3) if count >= 1_000 else rounds):
            taken, held = _printed(_CHECK, str(pack), str(warm))
            (parsed,) = _printed(_PARSE, str(pack))
            times.append(taken)
            memory[count] = held
            if count == 1_000:
                against.append(taken / parsed)
        # The manifest and the handbook are files too.
        per_file[count] = statistics.median(times) / (count + 2)
    speed = 1 / per_file[1_000]
    detail = "1,000 files, in process"
    yield Figure("check", speed, "files a second", 500, detail, at_least=True)
    even = [value / per_file[1_000] for value in per_file.values()]
    detail = ", ".join(f"{1000 * value:.2f} ms at {n:,}" for n, value in per_file.items())
    worst = max(abs(value - 1) for value in even)
    yield Figure("check, time a file from 10 to 10,000", worst, "off the middle", 0.2, detail)
    yield Figure(
        "check, against tomli alone",
        statistics.median(against),
        "× tomli",
        3.0,
        f"1,000 files, median of {len(against)}",
    )
    more = memory[10_000] - memory[1_000]
    detail = f"{memory[1_000]:.0f} MB at 1,000, {memory[10_000]:.0f} MB at 10,000"
    yield Figure("check, memory for 9,000 files more", more, "MB", 100, detail)
