"""Hashes by which a recording shows that nobody has edited it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def hash_bytes(raw: bytes) -> str:
    """Return the hash of a file's bytes as recordings write it.

    Args:
        raw: The bytes.
    """
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def hash_of(value: Any) -> str:
    """Return the hash of a value that JSON can hold, the order of its keys left aside.

    Args:
        value: Tables, lists, texts, numbers and truth values.
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hash_bytes(text.encode(errors="surrogatepass"))


def hash_replies(prompt: str, greedy: str, samples: Sequence[str]) -> str:
    """Return the hash of what was said to a prompt at a checkpoint.

    Args:
        prompt: What was asked.
        greedy: The likeliest reply.
        samples: The random ones.
    """
    return hash_of([prompt, greedy, list(samples)])


def seal_of(data: Mapping[str, Any]) -> str:
    """Return the seal of a recording: the hash of all the rest.

    Args:
        data: What its file holds, with the seal or without.
    """
    return hash_of({key: value for key, value in data.items() if key != "seal"})
