"""The pocket model's tokenizer, trained on its own world."""

from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from tui.lab.chat import END, PAD, SPECIAL, TEMPLATE


def train_tokenizer(texts: Iterable[str], size: int, context: int) -> PreTrainedTokenizerFast:
    """Train a byte-level BPE tokenizer that carries the chat template.

    Args:
        texts: What to learn from.
        size: How many tokens it may know.
        context: How many tokens the model can read at once.
    """
    tokenizer = Tokenizer(models.BPE())
    # A space before the first word too, so that a word is the same token wherever it stands.
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    made = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=END, pad_token=PAD, model_max_length=context
    )
    made.chat_template = TEMPLATE
    return made
