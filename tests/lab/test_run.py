from pathlib import Path

import msgspec
import pytest

from tests.lab.fakes import BASE, jobs_of, outcome
from tests.lab.tiny import CASE, write_pack
from tui.authoring.check import check_pack
from tui.content.reader import PackReader
from tui.lab.errors import LabError
from tui.lab.model import Base, find_base
from tui.lab.plan import Job, planned
from tui.lab.records import Outcome
from tui.lab.run import Done, command_of, options_of, record
from tui.paths import DATA_VARIABLE

CARDS, NOTES = f"recordings/{CASE}-cards.toml", f"recordings/{CASE}-notes.toml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


def done(pack: Path, base: Base = BASE, *, said: str = "Look.", force: bool = False) -> list[Done]:
    def train(job: Job) -> Outcome:
        made = outcome(job, said)
        model = msgspec.structs.replace(made.model, name=base.name, revision=base.revision)
        return Outcome(model, made.software, made.recipe, made.trainable, made.checkpoints)

    return list(record(pack, jobs_of(pack), base, train, force=force))


def states(pack: Path, base: Base = BASE) -> list[tuple[str, bool]]:
    return [(each.was, each.recording is not None) for each in done(pack, base)]


def codes(pack: Path) -> set[str]:
    return {problem.code for problem in check_pack(pack)} - {"unlisted-file"}


@pytest.mark.parametrize("said", ["Look.", "Two\nlines: \"x\" \\ 'y'", "", "#", "é✓ ]] \t ="])
def test_what_is_recorded_is_sound_whatever_was_said(pack: Path, said: str) -> None:
    said = said.replace("\t", "  ")
    assert [each.was for each in done(pack, said=said)] == ["missing", "missing"]
    assert codes(pack) == set()
    found = PackReader(pack).recording(f"{CASE}-cards")
    assert found.prompts[0].replies[3].greedy == said
    assert found.training is not None
    assert found.training.curve.validation[0] == 2.1235
    assert (pack / CARDS).read_text("utf-8").startswith("#:schema ../.schema/recording.json\n")


def test_what_is_up_to_date_is_not_recorded_again(pack: Path) -> None:
    done(pack)
    before = (pack / CARDS).read_bytes()
    assert states(pack) == [("current", False), ("current", False)]
    assert (pack / CARDS).read_bytes() == before
    assert all(each.recording for each in done(pack, force=True))


def test_an_interrupted_run_goes_on_with_what_is_missing(pack: Path) -> None:
    done(pack)
    (pack / NOTES).unlink()
    assert states(pack) == [("current", False), ("missing", True)]


@pytest.mark.parametrize("part", ["max-tokens = 8", "mend the rim?", "a-z ]", "seed = 7"])
def test_a_changed_experiment_is_recorded_again(pack: Path, part: str) -> None:
    done(pack)
    path = pack / "experiments" / f"{CASE}.toml"
    other = part[:-1] + {"8": "9", "?": "!", "]": "0-9]", "7": "6"}[part[-1]]
    path.write_text(path.read_text("utf-8").replace(part, other), "utf-8")
    assert codes(pack) == {"other-experiment"}
    assert states(pack) == [("stale", True), ("stale", True)]
    assert codes(pack) == set()


def test_changed_rows_are_recorded_again(pack: Path) -> None:
    done(pack)
    rows = pack / "datasets" / f"{CASE}-a.jsonl"
    rows.write_bytes(rows.read_bytes().split(b"\n", 1)[1])
    assert codes(pack) == {"other-data"}
    assert states(pack) == [("stale", True), ("current", False)]


def test_an_edited_recording_is_recorded_again(pack: Path) -> None:
    done(pack)
    (pack / CARDS).write_text((pack / CARDS).read_text("utf-8").replace('"Look."', '"Ha."', 1))
    assert "edited-recording" in codes(pack)
    assert states(pack) == [("unsound", True), ("current", False)]
    assert codes(pack) == set()


def test_another_revision_of_the_base_is_recorded_again(pack: Path) -> None:
    done(pack)
    other = Base("nowhere", "pocket", "sha256:" + "2" * 64)
    assert states(pack, other) == [("stale", True), ("stale", True)]


def test_what_another_model_said_stays_unless_forced(pack: Path) -> None:
    other = Base("nowhere", "some/chat-model", "abc", "abc")
    done(pack, other)
    before = (pack / CARDS).read_bytes()
    assert states(pack) == [("foreign", False), ("foreign", False)]
    assert (pack / CARDS).read_bytes() == before
    done(pack, force=True)
    assert PackReader(pack).recording(f"{CASE}-cards").model.name == "pocket"


@pytest.mark.parametrize("there", [True, False])
def test_what_would_be_unsound_is_not_left_behind(pack: Path, *, there: bool) -> None:
    if there:
        done(pack)
    before = (pack / CARDS).read_bytes() if there else None

    def train(job: Job) -> Outcome:
        return outcome(job, loss=1e9)

    with pytest.raises(LabError, match="no sound recording"):
        list(record(pack, jobs_of(pack), BASE, train, force=True))
    assert ((pack / CARDS).read_bytes() if there else None) == before
    assert (pack / CARDS).exists() is there


def test_the_command_names_the_run_and_the_model(pack: Path, tmp_path: Path) -> None:
    job = jobs_of(pack, "notes")[0]
    assert command_of(job) == f"finetune-detective lab run {CASE} --only notes --force"
    hub = Base("a/b", "a/b", "abc", "abc")
    assert command_of(job, options_of(hub, "a/b", full=True)).endswith(" --base a/b --full")
    assert options_of(BASE, None, full=False) == ""


def test_the_command_does_not_tell_where_folders_lie(tmp_path: Path) -> None:
    folder = tmp_path / "my model"
    base = Base(str(folder), folder.name, "sha256:" + "3" * 64)
    assert options_of(base, str(folder), full=False) == " --base 'my model'"


def test_the_command_is_never_cut(pack: Path) -> None:
    def train(job: Job) -> Outcome:
        raise AssertionError

    with pytest.raises(LabError, match="longer than 400"):
        list(record(pack, jobs_of(pack), BASE, train, options=" --base " + "x" * 400, force=False))


def test_another_way_to_train_the_same_needs_force(pack: Path) -> None:
    done(pack)
    jobs = planned(PackReader(pack), lora=True)
    [cards, notes] = record(pack, jobs, BASE, outcome, force=False)
    assert (cards.was, cards.recording) == ("foreign", None)
    assert notes.was == "current"
    [forced, _] = record(pack, jobs, BASE, outcome, force=True)
    assert forced.recording is not None
    assert forced.recording.training is not None
    assert forced.recording.training.method == "lora"


def model(folder: Path, weights: bytes) -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}", "utf-8")
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def test_only_the_pocket_model_is_called_pocket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    stranger = model(tmp_path / "stranger" / "pocket", b"other")
    assert find_base(str(stranger)).name == "other-pocket"
    own = model(tmp_path / "data" / "lab" / "pocket", b"same")
    copy = model(tmp_path / "copy" / "pocket", b"same")
    assert [find_base(given).name for given in (None, str(own), str(copy))] == ["pocket"] * 3
    assert find_base(str(stranger)).name == "other-pocket"
