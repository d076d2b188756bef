"""``report`` as a shell meets it."""

import csv
import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tests.report.classes import export, grown_class, write
from tests.test_imports import modules_after
from tui.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve exports."""
    write(grown_class(SOUND_PACK, 12), tmp_path / "class")
    return tmp_path / "class"


def test_it_prints_and_writes_both_files(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, page = tmp_path / "class.csv", tmp_path / "class.html"
    files = sorted(map(str, folder.iterdir()))
    given = [*files, "--csv", str(table), "--html", str(page), "--pack", str(SOUND_PACK)]
    assert main(["report", *given]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Class report · 12 learners\n\nA small sound pack (sound)\n")
    assert f"Written: {table}" in out
    with table.open(encoding="utf-8", newline="") as file:
        assert {row["pack"] for row in csv.DictReader(file)} == {"sound"}
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n<html lang=")


def test_a_folder_stands_for_its_files_and_an_added_pack_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(folder)]) == 0
    assert "before-after: " not in capsys.readouterr().out
    assert main(["packs", "add", str(SOUND_PACK)]) == 0
    capsys.readouterr()
    assert main(["report", str(folder)]) == 0
    assert "Before & After: A cup of green tea" in capsys.readouterr().out


def test_damaged_and_foreign_files_are_named_and_the_rest_is_reported(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = folder / "000.json"
    damaged.write_bytes(damaged.read_bytes()[:500])
    document = json.loads((folder / "001.json").read_text())
    document["packs"][0]["items"][0]["stars"] = "many"
    (folder / "001.json").write_text(json.dumps(document))
    (folder / "002.json").write_text('{"mp3": true}')
    missing, page = tmp_path / "gone.json", tmp_path / "class.html"
    assert main(["report", str(folder), str(missing), "--html", str(page)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("Class report · 9 learners")
    lines = said.err.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith(f"{damaged}:") and "export-syntax" in lines[0]
    assert lines[1].startswith(f"{folder / '001.json'}:1:") and "export-shape" in lines[1]
    assert lines[2].startswith(f"{folder / '002.json'}:1:1: export-foreign")
    assert lines[3] == f"{missing}: it cannot be read: there is no such file"
    assert str(missing) in page.read_text(encoding="utf-8")


def test_a_folder_that_may_not_be_read_and_a_name_too_long_are_named(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    locked, long = tmp_path / "locked", "x" * 300
    locked.mkdir()
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == locked:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert main(["report", str(folder), str(locked), long]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("Class report · 12 learners")
    assert f"{locked}: it cannot be read: Permission denied" in said.err
    assert f"{long}: it cannot be read: File name too long" in said.err
    assert main(["report", str(folder), "--html", long]) == 2
    assert f"{long} cannot be written: File name too long" in capsys.readouterr().err


def test_nothing_but_damage_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text("")
    (tmp_path / "empty").mkdir()
    page = tmp_path / "class.html"
    given = [str(tmp_path / "a.json"), str(tmp_path / "empty"), "--html", str(page)]
    assert main(["report", *given]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "this folder holds no .json file" in said.err
    assert "there is nothing to report on" in said.err
    assert not page.exists()


def test_the_same_file_and_the_same_export_count_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes((folder / "003.json").read_bytes())
    assert main(["report", str(folder), str(folder / "003.json"), str(copy)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Class report · 12 learners")
    assert out.count("not counted") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--csv", "class/000.json"], "is one of the files to report on"),
        (["--csv", "out", "--html", "out"], "cannot be both"),
        (["--html", "class"], "is a folder: add a file name"),
        (["--html", "nowhere/x.html"], "there is no folder"),
        (["--pack", "nowhere"], "nowhere"),
    ],
)
def test_misuse_is_told_and_nothing_is_written(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    complaint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (folder / "000.json").read_bytes()
    assert main(["report", "class/000.json", *arguments]) == 2
    assert complaint in capsys.readouterr().err
    assert (folder / "000.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_a_report_needs_files(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report"])
    assert ended.value.code == 2
    assert "FILE" in capsys.readouterr().err


def test_the_report_needs_no_textual() -> None:
    modules = modules_after("import tui.report.page, tui.report.text, tui.report.csv_file")
    assert "textual" not in modules


def test_a_reader_who_stops_reading_is_no_fault_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise BrokenPipeError

    (path,) = write([export("otter")], tmp_path)
    monkeypatch.setattr("tui.commands.report._write", stop)
    with pytest.raises(BrokenPipeError):
        main(["report", str(path)])
