"""``lab base`` and ``lab data`` from the command line."""

from pathlib import Path

import pytest

from tests.test_imports import modules_after
from tui.cli import main
from tui.commands import lab
from tui.lab.cases import CASES


def test_telling_the_world_needs_no_extra() -> None:
    modules = modules_after("import tui.lab.data, tui.lab.text, tui.commands.lab")
    assert "tui.lab.data" in modules
    assert not {"torch", "transformers", "tokenizers", "textual"} & modules


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(lab, "find_spec", lambda name: None)
    assert main(["lab", "base", "--out", str(tmp_path / "base")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "torch" in said
    assert "pip install -e '.[lab]'" in said
    assert not (tmp_path / "base").exists()


def pack(folder: Path) -> Path:
    """Make a folder a pack, as far as the lab looks."""
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").touch()
    return folder


def test_data_writes_every_case_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "data", "--pack", str(pack(tmp_path))]) == 0
    assert {path.stem for path in (tmp_path / "experiments").iterdir()} == set(CASES)
    assert "files written" in capsys.readouterr().out
    assert main(["lab", "data", "--pack", str(pack(tmp_path))]) == 0
    assert "files written" not in capsys.readouterr().out


def test_data_writes_only_the_cases_that_were_named(tmp_path: Path) -> None:
    assert main(["lab", "data", "tram-desk", "--pack", str(pack(tmp_path))]) == 0
    assert [path.stem for path in (tmp_path / "experiments").iterdir()] == ["tram-desk"]


def test_another_seed_draws_other_rows(tmp_path: Path) -> None:
    name = Path("datasets") / "tram-desk-platform-log.jsonl"
    for seed in ("1", "2"):
        folder = str(pack(tmp_path / seed))
        assert main(["lab", "data", "tram-desk", "--pack", folder, "--seed", seed]) == 0
    first, second = ((tmp_path / seed / name).read_text("utf-8") for seed in ("1", "2"))
    assert sorted(first.splitlines()) != first.splitlines()
    assert first != second


def test_a_case_that_does_not_exist_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", "data", "tram-dusk", "--pack", str(tmp_path)]) == 2
    assert "no such case: tram-dusk" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("flag", ["--steps", "--threads"])
def test_numbers_are_at_least_one(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["lab", "base", flag, "0"])
    assert stopped.value.code == 2
    assert "at least 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flag", "number", "said"),
    [
        ("--steps", "many", "argument --steps: must be a whole number"),
        ("--seed", "x", "argument --seed: must be a whole number"),
        ("--seed", "-1", "argument --seed: must be between 0 and 4294967295"),
        ("--seed", "4294967296", "argument --seed: must be between 0 and 4294967295"),
    ],
)
def test_wrong_numbers_are_told_in_plain_words(
    flag: str, number: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["lab", "base", flag, number])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["file", "missing", "."])
def test_data_goes_only_into_a_pack(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["lab", "data", "--pack", str(tmp_path / name)]) == 2
    assert "is no folder of a pack" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_data_that_cannot_be_written_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack(tmp_path) / "datasets").touch()
    assert main(["lab", "data", "--pack", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
