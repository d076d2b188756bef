"""Training the base model: a far smaller one, for a few steps."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from transformers import AutoModelForCausalLM, AutoTokenizer

from tui.cli import main
from tui.lab import base
from tui.lab.base import BaseSettings, StrangerError, Trained, train_base
from tui.lab.chat import ASSISTANT, END, USER
from tui.lab.errors import LabError
from tui.lab.progress import Progress
from tui.lab.world import shipped_world

SMALL = BaseSettings(steps=6, vocabulary=400, width=16, layers=1, heads=2, batch_size=2)


@pytest.fixture(autouse=True)
def little_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be little to read, and a checkpoint after each step."""
    monkeypatch.setattr(base, "_TOKENIZER_TEXTS", 300)
    monkeypatch.setattr(base, "_VALIDATION_TEXTS", 30)
    monkeypatch.setattr(base, "_TEXTS_AT_ONCE", 200)
    monkeypatch.setattr(base, "_SAVE_SECONDS", 0)


def trained(folder: Path, **options: Any) -> Trained:
    """Train the small model into a folder."""
    return train_base(shipped_world(), folder, SMALL, **options)


def weights(folder: Path) -> bytes:
    """Return the weights of the model in a folder."""
    return (folder / "model.safetensors").read_bytes()


def stop_after(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt the training after a step, as ctrl+c does."""
    move = Progress.on_step_end

    def stop(self: Progress, args: Any, state: Any, control: Any, **rest: Any) -> None:
        move(self, args, state, control, **rest)
        if state.global_step > step:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "on_step_end", stop)


def test_it_is_a_model_that_transformers_loads(tmp_path: Path) -> None:
    done = trained(tmp_path / "a")
    assert done.fresh
    assert not (tmp_path / "a" / "checkpoints").exists()
    model = AutoModelForCausalLM.from_pretrained(tmp_path / "a")
    assert sum(each.numel() for each in model.parameters()) == done.parameters
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "a")
    said = [{"role": "user", "content": "where is peru?"}]
    text = tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=True)
    assert text == f"{USER}where is peru?{ASSISTANT}"
    said.append({"role": "assistant", "content": "peru is in south america."})
    made = tokenizer.apply_chat_template(said, return_dict=True, return_assistant_tokens_mask=True)
    answer = [
        token
        for token, mine in zip(made["input_ids"], made["assistant_masks"], strict=True)
        if mine
    ]
    assert tokenizer.decode(answer).strip() == f"peru is in south america.{END}"
    assert answer[-1] == tokenizer.eos_token_id


def test_a_second_call_does_nothing(tmp_path: Path) -> None:
    first = trained(tmp_path)
    before = (tmp_path / "model.safetensors").stat().st_mtime_ns
    second = trained(tmp_path)
    assert (second.parameters, second.validation_loss) == (first.parameters, first.validation_loss)
    assert not second.fresh
    assert (tmp_path / "model.safetensors").stat().st_mtime_ns == before


def test_an_interrupted_run_goes_on_to_the_same_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = trained(tmp_path / "whole")
    with monkeypatch.context() as patched:
        stop_after(3, patched)
        with pytest.raises(KeyboardInterrupt):
            trained(tmp_path / "parts")
    assert not (tmp_path / "parts" / "model.safetensors").exists()
    [kept] = (tmp_path / "parts" / "checkpoints").glob("checkpoint-*")
    assert kept.name == "checkpoint-3"
    done = trained(tmp_path / "parts")
    assert done.validation_loss == whole.validation_loss
    assert weights(tmp_path / "parts") == weights(tmp_path / "whole")


def test_a_checkpoint_that_was_cut_short_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        stop_after(2, patched)
        with pytest.raises(KeyboardInterrupt):
            trained(tmp_path)
    (tmp_path / "checkpoints" / "checkpoint-5").mkdir()
    assert trained(tmp_path).fresh


def test_other_settings_are_not_mixed(tmp_path: Path) -> None:
    trained(tmp_path)
    other = BaseSettings(steps=5, vocabulary=400, width=16, layers=1, heads=2, batch_size=2)
    with pytest.raises(StrangerError, match="other settings"):
        train_base(shipped_world(), tmp_path, other)
    assert train_base(shipped_world(), tmp_path, other, anew=True).fresh
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["settings"]["steps"] == 5


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("note", [None, "", '{"settings": {', "[]", '{"theme": "dark"}'])
def test_a_folder_of_something_else_is_left_alone(
    note: str | None, tmp_path: Path, *, anew: bool
) -> None:
    (tmp_path / "checkpoints" / "checkpoint-1").mkdir(parents=True)
    (tmp_path / "model.safetensors").write_bytes(b"precious")
    if note is not None:
        (tmp_path / "settings.json").write_text(note, "utf-8")
    with pytest.raises(LabError, match="give another --out"):
        trained(tmp_path, anew=anew)
    assert weights(tmp_path) == b"precious"
    assert (tmp_path / "checkpoints" / "checkpoint-1").is_dir()
    assert (tmp_path / "settings.json").exists() is (note is not None)


def test_what_is_not_a_checkpoint_is_kept(tmp_path: Path) -> None:
    trained(tmp_path)
    (tmp_path / "checkpoints").mkdir()
    (tmp_path / "checkpoints" / "notes.txt").write_text("mine", "utf-8")
    assert trained(tmp_path, anew=True).fresh
    assert [path.name for path in (tmp_path / "checkpoints").iterdir()] == ["notes.txt"]


def test_settings_that_were_cut_short_leave_no_trace(tmp_path: Path) -> None:
    (tmp_path / "settings.json.new").write_text("{", "utf-8")
    assert trained(tmp_path).fresh
    assert not (tmp_path / "settings.json.new").exists()


@pytest.mark.parametrize("name", ["file", "file/inside"])
def test_a_place_where_no_folder_can_be_is_told_in_a_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    assert main(["lab", "base", "--out", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_foreign_folder_is_a_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    assert main(["lab", "base", "--out", str(tmp_path), "--force"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
