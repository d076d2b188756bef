from pathlib import Path

import msgspec
import pytest

from tests.lab.fakes import BASE, jobs_of, outcome
from tests.lab.tiny import CASE, write_pack
from tui.commands import lab_runs
from tui.content.models.recording import Recording
from tui.lab.model import Base
from tui.lab.plan import Job
from tui.lab.records import Outcome, recording_of
from tui.lab.run import record
from tui.lab.verify import Comparison, Verified, compare, verify

WHEN = "2026-11-25T14:02:11Z"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = write_pack(tmp_path / "pack")
    list(record(folder, jobs_of(folder), BASE, outcome, force=False))
    return folder


def found(pack: Path, base: Base = BASE) -> Verified:
    [only] = verify(pack, jobs_of(pack, "cards"), base, outcome)
    return only


def recording(pack: Path, said: str = "Look at it.", loss: float = 2.0) -> Recording:
    job = jobs_of(pack)[0]
    return recording_of(job, outcome(job, said, loss), "again", WHEN)


def test_the_same_again_is_exact(pack: Path) -> None:
    comparison = found(pack).comparison
    assert comparison == Comparison(16, 16, 32, 32, 0.0, 0.0)
    assert comparison.is_exact
    assert comparison.is_within(0)


def test_nothing_is_written(pack: Path) -> None:
    before = {path: path.read_bytes() for path in (pack / "recordings").iterdir()}

    def train(job: Job) -> Outcome:
        return outcome(job, "Otherwise.")

    list(verify(pack, jobs_of(pack), BASE, train))
    assert {path: path.read_bytes() for path in (pack / "recordings").iterdir()} == before


def test_other_replies_scores_and_losses_are_drift(pack: Path) -> None:
    comparison = compare(recording(pack), recording(pack, "Nothing here.", 2.02))
    assert (comparison.same_replies, comparison.same_samples) == (0, 0)
    assert (comparison.score_gap, comparison.loss_gap) == (1.0, 0.02)
    assert not comparison.is_exact
    assert not comparison.is_within(0.9)


@pytest.mark.parametrize(
    "drift",
    [
        Comparison(20, 18, 0, 0, 0.0, 0.0),
        Comparison(20, 20, 0, 0, 0.06, 0.0),
        Comparison(20, 20, 0, 0, 0.0, 0.06),
    ],
)
def test_each_kind_of_drift_counts(drift: Comparison) -> None:
    assert not drift.is_exact
    assert not drift.is_within(0.05)
    assert drift.is_within(0.1)


def test_other_samples_alone_are_drift_within_any_tolerance() -> None:
    drift = Comparison(20, 20, 9, 8, 0.0, 0.0)
    assert not drift.is_exact
    assert drift.is_within(0)


def test_changed_inputs_are_told_and_nothing_is_run(pack: Path) -> None:
    rows = pack / "datasets" / f"{CASE}-a.jsonl"
    rows.write_bytes(rows.read_bytes().split(b"\n", 1)[1])
    changed = found(pack, Base("nowhere", "pocket", "sha256:" + "2" * 64))
    assert changed.comparison is None
    assert len(changed.changed) == 2
    assert "another revision" in changed.changed[0]
    assert f"datasets/{CASE}-a.jsonl has changed" in changed.changed[1]


def test_a_record_that_names_other_settings_cannot_be_compared(pack: Path) -> None:
    from tui.authoring.recording_file import sealed, write

    made = recording(pack)
    assert made.training is not None
    forged = msgspec.structs.replace(
        made, training=msgspec.structs.replace(made.training, seed=made.training.seed + 1)
    )
    write(pack, f"{CASE}-cards", sealed(forged))
    assert "settings" in found(pack).changed[0]


def test_missing_and_edited_records_are_told_apart(pack: Path) -> None:
    path = pack / "recordings" / f"{CASE}-cards.toml"
    path.write_text(path.read_text("utf-8").replace("Look at it.", "Never.", 1), "utf-8")
    unsound = found(pack).unsound
    assert unsound is not None
    assert "edited-recording" in str(unsound)
    path.unlink()
    assert found(pack).changed == ("it was never recorded",)


def test_another_revision_of_the_base_is_run_and_told(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = found(pack, Base("nowhere", "pocket", "sha256:" + "2" * 64))
    assert other.comparison is not None
    assert other.changed == ()
    assert lab_runs._report_verified([other], 0) == 0
    said = capsys.readouterr().out
    assert "cards: exact: 16 of 16" in said
    assert "though the base model has another revision" in said


def test_another_model_cannot_be_compared(pack: Path) -> None:
    other = found(pack, Base("nowhere", "else", "sha256:" + "1" * 64))
    assert other.comparison is None
    assert lab_runs._report_verified([other], 1) == 2


def test_what_cannot_be_compared_does_not_hide_drift(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards, notes = jobs_of(pack)
    drift = Verified(cards, Comparison(20, 18, 0, 0, 0.0, 0.0))
    assert lab_runs._report_verified([drift, Verified(notes, changed=("it was not",))], 0.05) == 2
    said = capsys.readouterr().err
    assert f"beyond the tolerance: {CASE}-cards; not compared: {CASE}-notes" in said
