"""From end to end with a model far too small to talk, where the lab extra is installed."""

import shutil
from pathlib import Path

import msgspec
import pytest

from tests.lab.fakes import jobs_of
from tests.lab.tiny import CASE, write_model, write_pack
from tui.authoring.recording_file import sealed, write
from tui.cli import main
from tui.content.reader import PackReader
from tui.paths import DATA_VARIABLE

for needed in ("torch", "transformers", "trl", "peft", "datasets"):
    pytest.importorskip(needed, reason=f"the lab extra is not installed: no {needed}")

CARDS = f"{CASE}-cards"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record both runs once, for all tests of this file; each works on a copy."""
    folder = tmp_path_factory.mktemp("lab")
    pack = write_pack(folder / "pack")
    write_model(folder / "data" / "lab" / "pocket", pack)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(folder / "data"))
        assert main(["lab", "run", "--pack", str(pack)]) == 0
    return pack


@pytest.fixture
def pack(recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_VARIABLE, str(recorded.parent / "data"))
    return Path(shutil.copytree(recorded, tmp_path / "pack"))


def check(pack: Path) -> int:
    return main(["check", str(pack)])


def verify(pack: Path, *options: str) -> int:
    return main(["lab", "verify", CASE, "--pack", str(pack), "--only", "cards", *options])


def test_what_is_recorded_is_whole(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pack) == 0
    assert "error" not in capsys.readouterr().out
    recording = PackReader(pack).recording(CARDS)
    training = recording.training
    assert training is not None
    assert training.curve.steps == (0, 1, 2, 3, 4, 5, 6, 8)
    assert training.curve.train[-1] < training.curve.train[0]
    assert training.trainable == recording.model.parameters
    assert recording.model.name == "pocket"
    assert {"torch", "transformers", "trl", "python", "device"} <= recording.software.keys()
    assert not list(pack.rglob("*.safetensors"))


def test_lora_trains_few_weights_and_starts_as_the_base(pack: Path) -> None:
    full, lora = (PackReader(pack).recording(f"{CASE}-{run}") for run in ("cards", "notes"))
    assert full.training is not None
    assert lora.training is not None
    assert lora.training.trainable < full.training.trainable / 3
    assert lora.training.curve.validation[0] == full.training.curve.validation[0]
    assert lora.training.curve.validation[-1] < lora.training.curve.validation[0]
    assert lora.prompts[0].replies[0] == full.prompts[0].replies[0]


def test_it_goes_on_where_it_was(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "recordings" / f"{CASE}-notes.toml").unlink()
    before = (pack / "recordings" / f"{CARDS}.toml").read_bytes()
    assert main(["lab", "run", "--pack", str(pack)]) == 0
    said = capsys.readouterr().out
    assert f"{CARDS}: up to date" in said
    assert f"{CASE}-notes: held-out" in said
    assert (pack / "recordings" / f"{CARDS}.toml").read_bytes() == before


def test_the_same_again_is_exact(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(pack, "--tolerance", "0") == 0
    said = capsys.readouterr()
    assert f"{CARDS}: exact: 16 of 16" in said.out
    assert "tolerance 0:" in said.err


def test_an_edited_reply_is_found(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = pack / "recordings" / f"{CARDS}.toml"
    lines = path.read_text("utf-8").split("\n")
    number = [index for index, line in enumerate(lines) if line.startswith("greedy = ")][2]
    lines[number] = 'greedy = "Look at the chain."'
    path.write_text("\n".join(lines), "utf-8")
    assert check(pack) == 1
    said = capsys.readouterr().out
    assert f"{CARDS}.toml:{number + 1}:" in said
    assert "edited-recording" in said
    assert verify(pack) == 1
    assert "not sound" in capsys.readouterr().out


def test_a_record_made_with_another_seed_drifts(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack / "experiments" / f"{CASE}.toml"
    path.write_text(path.read_text("utf-8").replace("seed = 7", "seed = 8", 1), "utf-8")
    assert verify(pack) == 2
    assert "the experiment of 'workshop-line' has changed" in capsys.readouterr().out
    # A forger would not stop there.
    recording = PackReader(pack).recording(CARDS)
    assert recording.training is not None
    hashed = jobs_of(pack, "cards")[0].experiment_hash
    training = msgspec.structs.replace(recording.training, seed=8, experiment_hash=hashed)
    write(pack, CARDS, sealed(msgspec.structs.replace(recording, training=training)))
    assert check(pack) == 0
    assert verify(pack, "--tolerance", "0.001") == 1
    assert f"{CARDS}: drift beyond the tolerance" in capsys.readouterr().out


def test_any_folder_with_a_model_can_be_the_base(
    pack: Path, recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other-model"
    shutil.copytree(recorded.parent / "data" / "lab" / "pocket", other)
    given = ["lab", "run", "--pack", str(pack), "--only", "cards", "--base", str(other)]
    assert main(given) == 1
    assert "--force" in capsys.readouterr().err
    (pack / "recordings" / f"{CARDS}.toml").unlink()
    assert main(given) == 0
    recording = PackReader(pack).recording(CARDS)
    assert recording.model.name == "other-model"
    assert recording.command.endswith("--base other-model")
    assert recording.training is not None
    assert recording.training.method == "lora"
    assert check(pack) == 0
    assert verify(pack, "--base", str(other)) == 0
    assert verify(pack) == 2


def test_without_a_base_it_says_how_to_get_one(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "empty"))
    assert main(["lab", "run", "--pack", str(pack)]) == 2
    assert "finetune-detective lab base" in capsys.readouterr().err
