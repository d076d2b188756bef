"""Training the base model: a far smaller one, for a few steps."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from transformers import AutoModelForCausalLM, AutoTokenizer

from tui.lab import base
from tui.lab.base import BaseSettings, StrangerError, Trained, train_base
from tui.lab.chat import ASSISTANT, END, USER
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
