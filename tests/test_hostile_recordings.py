"""Attacks by the recordings of a pack: none leads out of it, and each is refused in its place."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import RECORDED_PACK
from tests.test_hostile_packs import CANARY, refused
from tui.authoring.check import check_pack
from tui.content.files import open_files
from tui.content.problems import ContentError
from tui.content.reader import PackReader

CASE, ROUND = "detective/parrots.toml", "before-after/bedtime.toml"
GARAGE, EXPERIMENT = "recordings/parrots-garage.toml", "experiments/parrots.toml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RECORDED_PACK, tmp_path / "pack"))


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the pack with the same recordings and experiment, and a secret in each."""
    folder = Path(shutil.copytree(RECORDED_PACK, tmp_path / "outside"))
    for relative in (GARAGE, EXPERIMENT):
        (folder / relative).write_text(f"# {CANARY}\n" + (folder / relative).read_text())
    return folder


NAMES = ("../x", "../../outside/recordings/parrots-garage", "/etc/passwd", "a/b", r"..\\x", ".", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_out_is_refused(name: str, pack: Path, outside: Path) -> None:
    text = (pack / CASE).read_text()
    named = 'recording = "parrots-garage"'
    assert named in text
    (pack / CASE).write_text(text.replace(named, f'recording = "{name}"'))
    refused(pack, "wrong-form")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_round_that_leads_out_is_refused(name: str, pack: Path) -> None:
    text = (pack / ROUND).read_text()
    (pack / ROUND).write_text(text.replace('run = "parrots-vet-notes"', f'run = "{name}"'))
    problems = check_pack(pack)
    codes = {problem.code for problem in problems if problem.severity == "error"}
    assert codes == {"wrong-form"}
    with pytest.raises(ContentError):
        PackReader(pack).round("bedtime")


@pytest.mark.parametrize("relative", [GARAGE, "recordings"])
def test_a_recording_that_is_a_link_out_of_the_pack_is_refused(
    relative: str, pack: Path, outside: Path
) -> None:
    link_out(pack, relative, outside)
    refused(pack, "outside-pack")
    with pytest.raises(ContentError, match="outside-pack"):
        PackReader(pack).recording("parrots-garage")


@pytest.mark.parametrize("relative", [EXPERIMENT, "experiments"])
def test_an_experiment_that_is_a_link_out_of_the_pack_is_refused(
    relative: str, pack: Path, outside: Path
) -> None:
    link_out(pack, relative, outside)
    problems = check_pack(pack)
    assert any(problem.severity == "error" for problem in problems)
    assert CANARY not in "".join(map(str, problems))
    with pytest.raises(ContentError, match="outside-pack"):
        open_files(pack).read(EXPERIMENT, 1_000_000)


def link_out(pack: Path, relative: str, outside: Path) -> None:
    target = pack / relative
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    target.symlink_to(outside / relative)


def test_a_recording_larger_than_what_is_read_is_refused(pack: Path) -> None:
    with (pack / GARAGE).open("a") as file:
        file.write("#" * 1_000_000)
    refused(pack, "file-too-large")
