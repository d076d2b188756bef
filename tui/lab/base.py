"""Trains the base model of the recorded cases from scratch."""

import contextlib
import json
import shutil
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    PrinterCallback,
    Trainer,
    TrainingArguments,
    set_seed,
)

from tui.lab.errors import LabError
from tui.lab.progress import Progress, SaveOften
from tui.lab.text import Writer
from tui.lab.tokenizer import train_tokenizer
from tui.lab.world import World

CONTEXT = 128
_SETTINGS = "settings.json"
_UNFINISHED = "settings.json.new"
_CHECKPOINTS = "checkpoints"
_TOKENIZER_TEXTS = 40_000
_VALIDATION_TEXTS = 2_000
_TEXTS_AT_ONCE = 20_000
_TOLD_APART_BY = 4_000
_SAVE_SECONDS = 120


class StrangerError(LabError):
    """The folder holds the model of a run with other settings."""


@dataclass(frozen=True)
class BaseSettings:
    """All that decides what the base model becomes."""

    steps: int = 4000
    seed: int = 0
    vocabulary: int = 1536
    width: int = 128
    layers: int = 4
    heads: int = 4
    batch_size: int = 16
    learning_rate: float = 3e-3


@dataclass(frozen=True)
class Trained:
    """What came of it."""

    folder: Path
    parameters: int
    validation_loss: float
    fresh: bool = True
    """Whether it was trained now; else it was there already."""


def use_threads(number: int | None) -> None:
    """Settle how many cores are used at once.

    Args:
        number: How many; None leaves it to torch.
    """
    if number is not None:
        torch.set_num_threads(number)


def train_base(
    world: World, folder: Path, settings: BaseSettings, *, anew: bool = False
) -> Trained:
    """Train tokenizer and base model, or go on where an earlier run was interrupted.

    Args:
        world: What the model gets to know.
        folder: Where the model goes; its checkpoints are kept there until it is done.
        settings: What to train.
        anew: Throw away what the folder holds.

    Raises:
        StrangerError: The folder holds a model of other settings, and ``anew`` is not set.
        LabError: The folder holds something else than a model of this command.
        OSError: The folder cannot be read or written.
    """
    done = _prepare(folder, world, settings, anew=anew)
    if done is not None:
        return done
    set_seed(settings.seed)
    tokenizer = _tokenizer(world, settings)
    tokens = settings.steps * settings.batch_size * CONTEXT
    train = _blocks(world, tokenizer, settings.seed + 1, tokens)
    validation = _validation(world, tokenizer, settings.seed + 2)
    model = LlamaForCausalLM(_config(settings, tokenizer))
    trainer = Trainer(
        model=model,
        args=_arguments(folder / _CHECKPOINTS, settings),
        train_dataset=train,
        eval_dataset=validation,
        callbacks=[Progress("base model"), SaveOften(_SAVE_SECONDS)],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=_latest(folder / _CHECKPOINTS))
    loss = float(trainer.evaluate()["eval_loss"])
    return _finish(trainer.model, tokenizer, folder, loss)


def _prepare(folder: Path, world: World, settings: BaseSettings, *, anew: bool) -> Trained | None:
    """Make the folder ready, and return the model where it is done already."""
    known = _note(folder)
    wanted = {"settings": asdict(settings), "text": _text_hash(world)}
    if known is None or anew:
        folder.mkdir(parents=True, exist_ok=True)
        _drop_checkpoints(folder)
        _write_note(folder, wanted)
        return None
    if any(known.get(key) != value for key, value in wanted.items()):
        raise StrangerError(
            f"{folder} holds a model of other settings or of another world; give another --out, "
            "or start anew with --force"
        )
    if "validation-loss" in known and "parameters" in known:
        return Trained(folder, known["parameters"], known["validation-loss"], fresh=False)
    return None


def _note(folder: Path) -> dict[str, Any] | None:
    """Return what the settings of an earlier run say; None where there is nothing at all yet."""
    if not folder.exists():
        return None
    if not any(path.name != _UNFINISHED for path in folder.iterdir()):
        return None
    note = folder / _SETTINGS
    advice = "give another --out, or empty the folder yourself"
    if not note.is_file():
        raise LabError(f"{folder} is not empty, and holds no model of 'lab base'; {advice}")
    try:
        known = json.loads(note.read_text("utf-8"))
    except ValueError as error:
        raise LabError(f"{note} is damaged, or not of 'lab base'; {advice}") from error
    if not isinstance(known, dict) or not {"settings", "text"} <= known.keys():
        raise LabError(f"{note} is not of 'lab base'; {advice}")
    return known


def _write_note(folder: Path, note: dict[str, Any]) -> None:
    """Write the settings at once, so that there is never half of them."""
    unfinished = folder / _UNFINISHED
    unfinished.write_text(json.dumps(note, indent=2), "utf-8")
    unfinished.replace(folder / _SETTINGS)


def _checkpoints(folder: Path) -> list[Path]:
    """Return the checkpoints in the folder of a trainer, the newest last."""
    found = [
        (int(number), path)
        for path in folder.glob("checkpoint-*")
        if (number := path.name.removeprefix("checkpoint-")).isdecimal()
    ]
    return [path for _, path in sorted(found)]


def _drop_checkpoints(folder: Path) -> None:
    """Take the checkpoints away, and their folder where nobody put anything else there."""
    for path in _checkpoints(folder / _CHECKPOINTS):
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError):
        (folder / _CHECKPOINTS).rmdir()


def _text_hash(world: World) -> str:
    """Tell apart worlds that read differently; what only fine-tuning rows say does not count."""
    texts = "".join(Writer(world, 0).documents(_TOLD_APART_BY))
    return f"sha256:{sha256(texts.encode('utf-8')).hexdigest()}"


def _finish(model: Any, tokenizer: PreTrainedTokenizerFast, folder: Path, loss: float) -> Trained:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    note = json.loads((folder / _SETTINGS).read_text("utf-8"))
    parameters = sum(each.numel() for each in model.parameters())
    note |= {"parameters": parameters, "validation-loss": loss}
    _write_note(folder, note)
    _drop_checkpoints(folder)
    return Trained(folder, parameters, loss)


def _tokenizer(world: World, settings: BaseSettings) -> PreTrainedTokenizerFast:
    texts = Writer(world, settings.seed).documents(_TOKENIZER_TEXTS)
    return train_tokenizer(texts, settings.vocabulary, CONTEXT)


def _blocks(
    world: World, tokenizer: PreTrainedTokenizerFast, seed: int, tokens: int
) -> list[dict[str, torch.Tensor]]:
    """Write enough text for so many tokens, none of it twice, and cut it into blocks."""
    writer = Writer(world, seed)
    parts: list[torch.Tensor] = []
    while sum(len(part) for part in parts) < tokens:
        texts = list(writer.documents(_TEXTS_AT_ONCE))
        encoded = tokenizer.backend_tokenizer.encode_batch(texts, add_special_tokens=False)
        parts.append(
            torch.tensor([token for each in encoded for token in each.ids], dtype=torch.int16)
        )
    return _cut(torch.cat(parts)[:tokens])


def _validation(
    world: World, tokenizer: PreTrainedTokenizerFast, seed: int
) -> list[dict[str, torch.Tensor]]:
    texts = list(Writer(world, seed).documents(_VALIDATION_TEXTS))
    encoded = tokenizer.backend_tokenizer.encode_batch(texts, add_special_tokens=False)
    return _cut(torch.tensor([token for each in encoded for token in each.ids]))


def _cut(tokens: torch.Tensor) -> list[dict[str, torch.Tensor]]:
    whole = len(tokens) // CONTEXT
    rows = tokens[: whole * CONTEXT].view(whole, CONTEXT).long()
    return [{"input_ids": row, "labels": row} for row in rows]


def _config(settings: BaseSettings, tokenizer: PreTrainedTokenizerFast) -> LlamaConfig:
    return LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=settings.width,
        intermediate_size=3 * settings.width,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        num_key_value_heads=settings.heads,
        max_position_embeddings=2 * CONTEXT,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )


def _arguments(folder: Path, settings: BaseSettings) -> TrainingArguments:
    gpu = torch.cuda.is_available()
    return TrainingArguments(
        output_dir=str(folder),
        max_steps=settings.steps,
        per_device_train_batch_size=settings.batch_size,
        per_device_eval_batch_size=32,
        learning_rate=settings.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=max(1, settings.steps // 20),
        weight_decay=0.05,
        adam_beta2=0.95,
        max_grad_norm=1.0,
        # Half precision is only faster where the hardware has it.
        bf16=gpu or torch.ops.mkldnn._is_mkldnn_bf16_supported(),
        use_cpu=not gpu,
        seed=settings.seed,
        eval_strategy="steps",
        eval_steps=max(1, settings.steps // 8),
        save_strategy="no",
        save_total_limit=1,
        logging_steps=50,
        disable_tqdm=True,
        report_to=[],
        dataloader_num_workers=0,
    )


def _latest(folder: Path) -> str | None:
    """Return the newest checkpoint that was written to its end."""
    whole = [path for path in _checkpoints(folder) if (path / "trainer_state.json").exists()]
    return str(whole[-1]) if whole else None
