"""A pack that is being written keeps what was sound."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.authoring.test_recorded import resealed
from tests.conftest import RECORDED_PACK, SOUND_PACK
from tui.content.last_good import LastGoodReader
from tui.content.problems import ContentError


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


@pytest.fixture
def read(pack: Path) -> LastGoodReader:
    reader = LastGoodReader(pack)
    reader.keep_good()
    assert not reader.faults
    return reader


def test_a_faulty_scenario_is_the_last_good_one(pack: Path, read: LastGoodReader) -> None:
    (pack / "lessons" / "second.toml").write_text("title = 1")
    again = LastGoodReader(pack, (), read)
    assert again.lesson("second") == read.lesson("second")
    assert again.faults["lessons/second.toml"].problems[0].line == 1
    for _ in range(2):
        again = LastGoodReader(pack, (), again)
        assert again.lesson("second") == read.lesson("second"), "however often it is read"


def test_what_was_never_sound_is_told(pack: Path) -> None:
    (pack / "lessons" / "second.toml").write_text("title = 1")
    reader = LastGoodReader(pack)
    reader.keep_good()
    with pytest.raises(ContentError, match="wrong-type"):
        reader.lesson("second")


def test_a_pack_that_was_never_sound_is_an_empty_one(pack: Path) -> None:
    sound = (pack / "pack.toml").read_text()
    (pack / "pack.toml").write_text("format = ")
    reader = LastGoodReader(pack)
    assert not reader.is_pack
    assert not reader.ids("lesson")
    assert reader.lesson("second"), "a file in it can be read all the same"
    (pack / "pack.toml").write_text(sound)
    reader = LastGoodReader(pack, (), reader)
    assert reader.is_pack
    (pack / "pack.toml").unlink()
    assert LastGoodReader(pack, (), reader).pack == reader.pack


def test_what_is_deleted_is_kept_until_it_is_forgotten(pack: Path, read: LastGoodReader) -> None:
    (pack / "lessons" / "second.toml").unlink()
    (pack / "datasets" / "parrots-garage.jsonl").unlink()
    kept = LastGoodReader(pack, (), read)
    assert kept.lesson("second")
    assert kept.rows("datasets/parrots-garage.jsonl")
    assert sorted(kept.taken_away()) == ["datasets/parrots-garage.jsonl", "lessons/second.toml"]
    forgotten = LastGoodReader(pack, (), kept, forget_missing=True)
    assert not forgotten.taken_away()
    with pytest.raises(ContentError, match="missing-file"):
        forgotten.lesson("second")
    with pytest.raises(ContentError, match="missing-file"):
        forgotten.rows("datasets/parrots-garage.jsonl")


def test_a_case_whose_rows_are_nowhere_is_the_last_good_one(
    pack: Path, read: LastGoodReader
) -> None:
    path = pack / "detective" / "parrots.toml"
    path.write_text(path.read_text().replace("parrots-garage.jsonl", "garage.jsonl"))
    again = LastGoodReader(pack, (), read)
    assert again.case("parrots") == again.case("parrots") == read.case("parrots")
    (pack / "datasets" / "parrots-garage.jsonl").rename(pack / "datasets" / "garage.jsonl")
    assert LastGoodReader(pack, (), again).case("parrots") != read.case("parrots")


VET = "recordings/parrots-vet-notes.toml"


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RECORDED_PACK, tmp_path / "recorded"))


def test_a_broken_recording_is_the_last_good_one(recorded: Path) -> None:
    reader = LastGoodReader(recorded)
    reader.keep_good()
    (recorded / VET).write_text("format = 1\n[")
    again = LastGoodReader(recorded, (), reader)
    assert again.recording("parrots-vet-notes") == reader.recording("parrots-vet-notes")
    assert again.case("parrots") == reader.case("parrots")
    assert again.faults[VET].problems[0].code == "toml-syntax"


def test_a_recording_that_has_changed_is_read_with_what_uses_it(recorded: Path) -> None:
    reader = LastGoodReader(recorded)
    reader.keep_good()

    def renamed(data: dict[str, Any]) -> None:
        data["model"]["name"] = "nightingale"

    resealed(recorded / VET, renamed)
    changed = LastGoodReader(recorded, (), reader)
    changed.keep_good({VET})
    (recorded / VET).write_text("")
    assert LastGoodReader(recorded, (), changed).recording("parrots-vet-notes").model.name == (
        "nightingale"
    )


def test_what_uses_a_deleted_recording_is_forgotten_with_it(recorded: Path) -> None:
    reader = LastGoodReader(recorded)
    reader.keep_good()
    (recorded / VET).unlink()
    kept = LastGoodReader(recorded, (), reader)
    assert kept.case("parrots") == reader.case("parrots")
    assert kept.taken_away() == [VET]
    forgotten = LastGoodReader(recorded, (), kept, forget_missing=True)
    for read in (forgotten.case, forgotten.round):
        with pytest.raises(ContentError, match="no file recordings/parrots-vet-notes"):
            read("parrots" if read == forgotten.case else "bedtime")


def test_a_damaged_zip_is_the_last_good_one(pack: Path) -> None:
    path = Path(shutil.make_archive(str(pack), "zip", pack))
    reader = LastGoodReader(path)
    assert reader.lesson("second")
    path.write_bytes(b"no zip")
    again = LastGoodReader(path, (), reader)
    assert again.lesson("first"), "from what the zip held"
    assert again.faults[""].problems[0].code == "bad-zip"
    assert not LastGoodReader(path).is_pack
