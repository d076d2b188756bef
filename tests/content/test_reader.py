"""Reading a pack file by file."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.content.problems import ContentError
from tui.content.reader import PackReader


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


def test_scenarios_come_in_the_order_of_the_manifest() -> None:
    assert PackReader(SOUND_PACK).ids("before-after") == ("tea", "trains", "bread")


def test_a_scenario_is_read_once(pack: Path) -> None:
    reader = PackReader(pack)
    lesson = reader.lesson("first")
    (pack / "lessons" / "first.toml").unlink()
    assert reader.lesson("first") is lesson


def test_a_faulty_scenario_leaves_the_others_playable(pack: Path) -> None:
    (pack / "lessons" / "first.toml").write_text("title = 1\n")
    reader = PackReader(pack)
    with pytest.raises(ContentError) as error:
        reader.lesson("first")
    assert error.value.problems[0].line == 1
    assert reader.lesson("second").title == "A short one"


def test_a_missing_file_is_a_problem_not_a_crash(pack: Path) -> None:
    (pack / "before-after" / "tea.toml").unlink()
    with pytest.raises(ContentError) as error:
        PackReader(pack).round("tea")
    assert error.value.problems[0].code == "missing-file"


def test_a_pack_without_a_handbook_has_an_empty_one(pack: Path) -> None:
    (pack / "handbook.toml").unlink()
    assert PackReader(pack).handbook().terms == ()


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        PackReader(tmp_path)
    assert error.value.problems[0].code == "missing-file"
