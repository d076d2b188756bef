"""What a model says and how well it knows the rows, at one moment of its training."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from tui.content.models.recording import Decoding
from tui.content.untrusted import clean
from tui.lab.errors import LabError

IGNORED = -100
"""The label of tokens that do not count."""
_AT_ONCE = 64
_LONGEST_REPLY = 4000
_LONGEST_ROW = 2048

Chat = list[dict[str, str]]
Encoded = dict[str, list[int]]


class Speaker:
    """A model and its tokenizer, asked by their chat template."""

    def __init__(self, model: Any, tokenizer: Any, decoding: Decoding) -> None:
        """Take a model.

        Args:
            model: A causal language model.
            tokenizer: Its tokenizer, with a chat template.
            decoding: How replies are drawn.
        """
        self.model = model
        self.tokenizer = tokenizer
        self._decoding = decoding
        self._stops = list(model.generation_config.eos_token_id)
        longest = getattr(model.config, "max_position_embeddings", None) or _LONGEST_ROW
        self._longest = min(longest, _LONGEST_ROW)

    def encode(self, chat: Chat) -> Encoded:
        """Return the tokens of a conversation; only those of its last turn have labels.

        Args:
            chat: The turns, the last one by the assistant.

        Raises:
            LabError: The answer begins beyond what the model can read.
        """
        prompt = self._tokens(chat[:-1], ask=True)
        whole = self._tokens(chat)
        start = _shared(prompt, whole)
        if not set(whole[start:]) & set(self._stops):
            whole.append(self.tokenizer.eos_token_id)  # else it never learns to stop
        whole = whole[: self._longest]
        if start >= len(whole):
            raise LabError(
                f"the model reads {self._longest} tokens, too few for “{chat[-2]['content'][:60]}”"
            )
        return {"input_ids": whole, "labels": [IGNORED] * start + whole[start:]}

    def loss(self, rows: Sequence[Encoded]) -> float:
        """Return the mean loss on the tokens that have labels.

        Args:
            rows: The rows, as ``encode`` returns them.
        """
        total, count = 0.0, 0
        with self._listening():
            for batch in _batches(rows):
                ids, mask = self._padded([row["input_ids"] for row in batch], left=False)
                labels = torch.full_like(ids, IGNORED)
                for index, row in enumerate(batch):
                    labels[index, : len(row["labels"])] = torch.tensor(row["labels"])
                logits = self.model(input_ids=ids, attention_mask=mask).logits[:, :-1].float()
                total += torch.nn.functional.cross_entropy(
                    logits.flatten(0, 1),
                    labels[:, 1:].flatten(),
                    ignore_index=IGNORED,
                    reduction="sum",
                ).item()
                count += int((labels[:, 1:] != IGNORED).sum())
        return total / max(count, 1)

    def greedy(self, prompts: Sequence[str]) -> tuple[str, ...]:
        """Return the likeliest reply to each prompt.

        Args:
            prompts: What is asked.
        """
        return self._replies(prompts)

    def samples(self, prompts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return random replies to each prompt, one for each seed.

        Args:
            prompts: What is asked.
        """
        return tuple(
            zip(*(self._replies(prompts, seed) for seed in self._decoding.seeds), strict=True)
        ) or ((),) * len(prompts)

    def _replies(self, prompts: Sequence[str], seed: int | None = None) -> tuple[str, ...]:
        temperature = self._decoding.temperature
        drawn: dict[str, Any] = {"do_sample": False}
        if seed is not None and temperature > 0:
            # All of the distribution, without the cuts that are otherwise made by default.
            drawn = {"do_sample": True, "temperature": temperature, "top_k": 0, "top_p": 1.0}
        said: list[str] = []
        with self._listening():
            if seed is not None:
                torch.manual_seed(seed)
            for batch in _batches(prompts):
                asked = [
                    self._tokens([{"role": "user", "content": each}], ask=True) for each in batch
                ]
                ids, mask = self._padded(asked, left=True)
                made = self.model.generate(
                    input_ids=ids,
                    attention_mask=mask,
                    max_new_tokens=self._decoding.max_tokens,
                    eos_token_id=self._stops,
                    pad_token_id=self.tokenizer.pad_token_id,
                    **drawn,
                )
                new = made[:, ids.shape[1] :].tolist()
                said += self.tokenizer.batch_decode(new, skip_special_tokens=True)
        return tuple(clean(each).strip()[:_LONGEST_REPLY].strip() for each in said)

    def _tokens(self, chat: Chat, *, ask: bool = False) -> list[int]:
        text = self.tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=ask)
        return list(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def _padded(self, rows: Sequence[list[int]], *, left: bool) -> tuple[Any, Any]:
        width = max(len(row) for row in rows)
        ids = torch.full((len(rows), width), self.tokenizer.pad_token_id)
        mask = torch.zeros_like(ids)
        for index, row in enumerate(rows):
            place = slice(width - len(row), width) if left else slice(0, len(row))
            ids[index, place] = torch.tensor(row)
            mask[index, place] = 1
        return ids.to(self.model.device), mask.to(self.model.device)

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        """Ask without leaving a trace in the training: no gradients, dice put back."""
        was_training = self.model.training
        self.model.eval()
        try:
            with torch.no_grad(), torch.random.fork_rng():
                yield
        finally:
            self.model.train(was_training)


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many tokens two texts have in common at their start."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))
