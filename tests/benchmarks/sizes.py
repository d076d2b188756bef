"""How large the wheel is, and what it installs."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure

_ROOT = Path(__file__).parents[2]
_MB = 1e6


def sizes(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield the size of the wheel, and of the largest package that it installs.

    Args:
        folder: Where it is built and installed.
        rounds: Not needed.
    """
    del rounds
    pip = [sys.executable, "-m", "pip", "--quiet"]
    build = [sys.executable, "-m", "build", "--quiet", "--wheel", "--outdir", str(folder / "dist")]
    subprocess.run([*build, str(_ROOT)], check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        count = len(files.namelist())
    size = wheel.stat().st_size / _MB
    yield Figure("the wheel", size, "MB", 5.0, f"{count} files")
    target = folder / "installed"
    # Wheels alone: a package that had to be compiled would end it here.
    only = ["install", "--only-binary", ":all:", "--target", str(target), str(wheel)]
    subprocess.run([*pip, *only], check=True, capture_output=True)
    packages = {
        path.name: _size(path) / _MB
        for path in target.iterdir()
        if path.is_dir() and not path.name.endswith(".dist-info")
    }
    largest = max(packages, key=lambda name: packages[name])
    total = _size(target) / _MB
    detail = f"{largest}; {len(packages)} packages, {total:.0f} MB in all, none compiled"
    yield Figure("the largest package it installs", packages[largest], "MB", 15.0, detail)


def _size(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files if path.suffix != ".pyc")
