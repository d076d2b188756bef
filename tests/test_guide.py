"""All that the guide shows is done as it says, from nothing to a pack that is checked and added.

A shell block is run line by line. A file is what the guide names before the block. A diff changes
the file that has its old lines; where what ``check`` prints follows, it is taken back.
"""

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from tui.authoring.check import check_pack
from tui.authoring.codes import all_codes
from tui.cli import main
from tui.content.reader import PackReader
from tui.storage.packs import added_packs

GUIDE = Path(__file__).parent.parent / "CONTRIBUTING.md"
TEXT = GUIDE.read_text(encoding="utf-8")
SCENARIO_PART = TEXT.partition("## Write a scenario")[2].partition("<!-- keys -->")[0]
COMMANDS = {"new", "check", "preview", "schema", "packs", "play", "lab", "record", "below"}
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w./-]+\.(?:toml|jsonl))`")


class Block(NamedTuple):
    """A block of the guide, the file named last before it, and the block below."""

    kind: str
    body: str
    file: str
    next_kind: str


def blocks() -> list[Block]:
    found = list(BLOCK.finditer(SCENARIO_PART))
    made = []
    for index, match in enumerate(found):
        before = SCENARIO_PART[found[index - 1].end() if index else 0 : match.start()]
        named = FILE.findall(before)
        below = found[index + 1]["kind"] if index + 1 < len(found) else ""
        made.append(Block(match["kind"], match["body"], named[-1] if named else "", below))
    return made


class Reader:
    """Somebody who does what the guide says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._taken_back: tuple[Path, str] | None = None
        self.printed = ""
        self.told: list[str] = []

    def do(self, block: Block) -> None:
        match block.kind:
            case "sh":
                for line in block.body.splitlines():
                    self._run(shlex.split(line))
            case "toml" | "jsonl":
                assert block.file.endswith(block.kind), "the guide must name the file"
                path = Path(block.file)
                assert path.is_file(), "the guide replaces what new wrote"
                path.write_text(block.body, encoding="utf-8")
            case "diff":
                self._change(block)
            case "text":
                self._compare(block.body)
            case other:
                assert other == "", f"what is a {other} block?"

    def _run(self, words: list[str]) -> None:
        if words[0] == "cd":
            self._patch.chdir(words[1])
        elif words[:3] == ["python3", "-m", "zipfile"]:
            subprocess.run([sys.executable, *words[1:]], check=True)
        else:
            assert words[0] == "finetune-detective", "this line would go untested"
            self.printed = self._printed(words[1:], {0})

    def _printed(self, words: list[str], statuses: set[int]) -> str:
        output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with redirect_stdout(output), redirect_stderr(io.TextIOWrapper(io.BytesIO())):
            assert main(words) in statuses
        output.seek(0)
        return output.read()

    def _change(self, block: Block) -> None:
        lines = block.body.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line.startswith("-"))
        new = "".join(line[1:] for line in lines if line.startswith("+"))
        if not old:
            with Path(block.file).open("a", encoding="utf-8") as file:
                file.write(new)
            return
        having = [path for path in Path().rglob("*.toml") if old in path.read_text("utf-8")]
        assert len(having) == 1, f"{having} hold {old}"
        text = having[0].read_text(encoding="utf-8")
        having[0].write_text(text.replace(old, new), encoding="utf-8")
        if block.next_kind == "text":
            self._taken_back = (having[0], text)
            self.printed = self._printed(["check"], {0, 1})

    def _compare(self, text: str) -> None:
        assert self.printed == text
        self.told.append(text)
        if self._taken_back is not None:
            path, before = self._taken_back
            path.write_text(before, encoding="utf-8")
            self._taken_back = None


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    yield Reader(monkeypatch)


def test_the_guide_leads_from_nothing_to_a_pack_that_is_added(
    reader: Reader, tmp_path: Path
) -> None:
    for block in blocks():
        reader.do(block)
    pack = tmp_path / "work" / "tea-house"
    assert check_pack(pack) == []
    read = PackReader(pack)
    assert read.pack.authors == ("Ana Lindqvist",)
    assert read.pack.before_after == ("flat-again", "green-tea")
    assert read.round("green-tea").options[0].evidence.after == "75 degrees Celsius"
    assert len(read.rows(read.case("poetic-kettle").datasets[1].rows)) == 4
    assert [found.id for found in added_packs(tmp_path / "data")] == ["tea-house"]
    assert len(reader.told) >= 4


def test_each_mistake_in_the_guide_is_told_with_its_place_and_code() -> None:
    told = [block.body for block in blocks() if block.kind == "text"]
    for text in told:
        for line in text.splitlines():
            assert re.match(r"[\w./-]+:\d+:\d+: (warning: )?[a-z-]+: .+; .+", line), line
    mistakes = [block for block in blocks() if block.next_kind == "text"]
    assert len(told) == len(mistakes)


def test_codes_and_commands_that_the_guide_names_are_there() -> None:
    for code in re.findall(r"--explain ([a-z-]+)|allow = \[\"([a-z-]+)\"\]", SCENARIO_PART):
        assert "".join(code) in all_codes()
    for name in re.findall(r"finetune-detective ([a-z]+)", TEXT):
        assert name in COMMANDS, name


def test_the_guide_is_short_and_its_lines_fit() -> None:
    lines = SCENARIO_PART.splitlines()
    assert len(lines) <= 310
    prose = re.sub(BLOCK, "", SCENARIO_PART).splitlines()
    assert max(len(line) for line in prose if not line.startswith("|")) <= 132
