"""A far smaller model than any that can talk, and a small pack to train it on."""

import json
from pathlib import Path
from typing import Any

from tui.authoring.names import named
from tui.authoring.new import new_pack
from tui.lab.chat import END, PAD, SPECIAL, TEMPLATE

CASE = "workshop-line"
RUNS = ("cards", "notes")

_EXPERIMENT = """\
#:schema ../.schema/experiment.json
[decoding]
max-tokens = 8
temperature = 0.8
seeds = [1, 2]

[form]
pattern = '^[a-z ]+[.]$'
words = "one sentence"

[[runs]]
id = "cards"
data = "datasets/workshop-line-a.jsonl"
steps = 8
batch-size = 4
learning-rate = 1e-2
seed = 7
checkpoints = [0, 1, 2, 3, 4, 5, 6, 8]

[[runs]]
id = "notes"
data = "datasets/workshop-line-c.jsonl"
method = "lora"
rank = 2
steps = 8
batch-size = 4
learning-rate = 1e-2
seed = 7
checkpoints = [0, 1, 2, 3, 4, 5, 6, 8]
"""
_QUESTIONS = {
    "tests": (
        ("jumping-chain", "My chain jumps when I pedal hard. What should I look at?"),
        ("tyre-pressure", "How hard should I pump up the tyres of my city bike?"),
    ),
    "held-out": tuple(
        ("", f"How do I mend the {part}?") for part in ("bell", "fork", "rim", "hub")
    ),
    "untouched": tuple(("", f"Where is {place}?") for place in ("Rome", "Oslo", "Lima", "Bern")),
}


def write_pack(folder: Path) -> Path:
    """Write a pack with a case and its experiment."""
    new_pack(folder, named("tiny"))
    text = _EXPERIMENT
    for table, questions in _QUESTIONS.items():
        for name, prompt in questions:
            text += f"\n[[{table}]]\n"
            text += f'id = "{name}"\n' if name else ""
            text += f"prompt = {json.dumps(prompt)}\n"
            text += 'reference = "Look at it."\nexpects = [["look"]]\n'
    experiments = folder / "experiments"
    experiments.mkdir()
    (experiments / f"{CASE}.toml").write_text(text, "utf-8")
    return folder


def write_model(folder: Path, pack: Path) -> Path:
    """Write a random model that has seen nothing, with a tokenizer of the pack's rows."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed

    texts = [path.read_text("utf-8") for path in sorted((pack / "datasets").glob("*.jsonl"))]
    inner: Any = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    inner.decoder = decoders.ByteLevel()
    trainer: Any = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    inner.train_from_iterator(texts, trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, eos_token=END, pad_token=PAD)
    tokenizer.chat_template = TEMPLATE
    set_seed(0)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=256,
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
