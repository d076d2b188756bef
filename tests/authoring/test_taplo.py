"""The schemas in the language server that most TOML editors use."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.schema import write_schemas
from tui.paths import default_pack

TAPLO = shutil.which("taplo", path=str(Path(sys.executable).parent)) or shutil.which("taplo")
pytestmark = pytest.mark.skipif(TAPLO is None, reason="taplo is not installed")


class Mistake(NamedTuple):
    """An edit of a file of the sound pack, and what taplo must say of it."""

    file: str
    old: str
    new: str
    message: str


LESSON, SORTING, ROUND, CASE = (
    "lessons/second.toml",
    "lessons/first.toml",
    "before-after/tea.toml",
    "detective/parrots.toml",
)
MISTAKES = {
    "misspelt key": Mistake(LESSON, "minutes = 1", "minuts = 1", "('minuts' was unexpected)"),
    "missing key": Mistake(LESSON, "minutes = 1\n", "", '"minutes" is a required property'),
    "wrong type": Mistake(LESSON, "minutes = 1", 'minutes = "1"', '"1" is not of type "integer"'),
    "too large": Mistake(LESSON, "minutes = 1", "minutes = 31", "31 is greater than the maximum"),
    "unknown kind of card": Mistake(LESSON, '"text"', '"txt"', '"txt" is not one of ["text",'),
    "no kind of card": Mistake(LESSON, 'kind = "text"\n', "", '"kind" is a required property'),
    "key of another kind": Mistake(
        LESSON, 'id = "read"', 'id = "read"\nterm = "x"', "('term' was unexpected)"
    ),
    "misspelt key of a choice": Mistake(
        LESSON, "correct = true", "corect = true", "('corect' was unexpected)"
    ),
    "missing key of an item": Mistake(
        SORTING, 'bin = "prompt"\n', "", '"bin" is a required property'
    ),
    "id in capitals": Mistake(LESSON, 'id = "read"', 'id = "Read"', '"Read" does not match'),
    "id with a line end": Mistake(LESSON, 'id = "read"', 'id = "read\\n"', "does not match"),
    "wrong value of a choice": Mistake(ROUND, '"tone"', '"tune"', '"tune" is not one of ["acc'),
    "misspelt key in a table": Mistake(
        ROUND, 'model = "base model"', 'modell = "base"', "('modell' was unexpected)"
    ),
    "misspelt evidence": Mistake(ROUND, "{ before =", "{ befor =", "('befor' was unexpected)"),
    "unknown factor": Mistake(CASE, '"relevance"', '"luck"', '"luck" is not one of ["relevance",'),
    "rows outside": Mistake(CASE, '"datasets/parrots-garage', '"../parrots-garage', "not match"),
    "negative loss": Mistake(CASE, "train = [3.0,", "train = [-3.0,", "-3.0 is less than the"),
    "unknown key of the pack": Mistake(
        "pack.toml", 'id = "sound"', 'id = "sound"\nmusic = 1', "('music' was unexpected)"
    ),
    "newer format": Mistake("pack.toml", "format = 1", "format = 2", "2 is not one of [1]"),
    "unknown key of a term": Mistake(
        "handbook.toml", 'see = ["weights"]', 'sea = ["weights"]', "('sea' was unexpected)"
    ),
}
SHOWN = re.compile(r"^error: (?P<message>.*)\n +┌─ (?P<file>.*?):\d+:\d+$", re.MULTILINE)


def taplo(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Run one check over many files, reading no settings and no catalogue from anywhere."""
    assert TAPLO is not None
    # Only its own log: what its libraries tell from other threads can cut a line in two.
    environment = {"RUST_LOG": "taplo_cli=debug", "PATH": os.environ["PATH"]}
    return subprocess.run(
        [TAPLO, "lint", "--no-auto-config", "--colors", "never", *map(str, paths)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
    )


def test_the_shipped_pack_and_the_sound_pack_are_sound() -> None:
    files = [*default_pack().rglob("*.toml"), *SOUND_PACK.rglob("*.toml")]
    # One at a time: its threads write what they do into each other's lines.
    done = [taplo(file) for file in files]
    assert all(each.returncode == 0 for each in done), [each.stderr[:2000] for each in done]
    told = "\n".join(each.stderr for each in done)
    used = re.findall(r"using schema schema\.url=file://\S+/schema/(\S+)\.json", told)
    assert len(used) == len(files), "every file must be checked against the schema it names"
    assert set(used) >= {"pack", "lesson", "before-after", "case", "handbook"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What taplo says of each mistake, in a pack that has its schemas in a folder of its own."""
    pack = tmp_path_factory.mktemp("pack")
    write_schemas(pack / ".schema")
    for number, mistake in enumerate(MISTAKES.values()):
        text = (SOUND_PACK / mistake.file).read_text(encoding="utf-8")
        assert mistake.old in text, "the sound pack has changed: mend the mistake"
        text = text.replace(mistake.old, mistake.new, 1)
        first, _, rest = text.partition("\n")
        path = pack / Path(mistake.file).with_stem(f"broken-{number}")
        path.parent.mkdir(exist_ok=True)
        up = "../" * (len(path.relative_to(pack).parts) - 1)
        path.write_text(f"#:schema {up}.schema/{Path(first).name}\n{rest}", encoding="utf-8")
    done = taplo(*sorted(pack.rglob("*.toml")))
    assert done.returncode != 0
    found: dict[str, set[str]] = {name: set() for name in MISTAKES}
    for match in SHOWN.finditer(done.stderr):
        number = int(match["file"].rpartition("broken-")[2].removesuffix(".toml"))
        found[list(MISTAKES)[number]].add(match["message"])
    return found


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(name: str, report: dict[str, set[str]]) -> None:
    assert any(MISTAKES[name].message in message for message in report[name]), report[name]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_has_one_cause_and_no_riddle(name: str, report: dict[str, set[str]]) -> None:
    expected = 2 if name == "misspelt key" or "modell" in MISTAKES[name].new else 1
    assert len(report[name]) == expected, report[name]
    assert not any("any of the" in message for message in report[name])
