"""Base models: where they are, which one it is exactly, and how they are loaded."""

import hashlib
import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tui import APP_NAME, __version__
from tui.content.untrusted import clean
from tui.lab.errors import LabError
from tui.paths import pocket_folder

POCKET = "pocket"
"""How records call the model that ``lab base`` trains."""
PACKAGES = ("torch", "transformers", "trl", "peft", "tokenizers", "accelerate")
_OTHER_POCKET = "other-pocket"
_THREADS = 1
_SMALL = 50_000_000
_CHUNK = 1 << 20
# What decides what a model says; other files of its folder name versions and places.
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_WORDS = ("tokenizer.json", "*.model", "vocab.*", "merges.txt", "chat_template.jinja")


@dataclass(frozen=True, slots=True)
class Base:
    """A base model that was found.

    Attributes:
        source: The folder or the id on the hub that it is loaded from.
        name: How records call it.
        revision: Which one exactly: a hash of its files, or the commit on the hub.
        commit: The commit on the hub; None for a folder.
    """

    source: str
    name: str
    revision: str
    commit: str | None = None


def find_base(given: str | None) -> Base:
    """Find a base model.

    Args:
        given: A folder, or an id on the hub; None for the pocket model.

    Raises:
        LabError: There is none.
    """
    folder = pocket_folder() if given is None else Path(given).expanduser()
    if given is None and not _is_model(folder):
        raise LabError(
            f"there is no pocket model in {folder}: train it with '{APP_NAME} lab base', "
            f"or name another model with --base"
        )
    if _is_model(folder):
        revision = revision_of(folder)
        return Base(str(folder), _name_of(folder, revision), revision)
    if folder.exists():
        raise LabError(f"{folder} holds no model as save_pretrained writes one")
    return _on_hub(str(given))


def revision_of(folder: Path) -> str:
    """Return a hash over the weights and the tokenizer in a folder.

    Args:
        folder: The folder.
    """
    whole = hashlib.sha256()
    found = {path for pattern in (*_WEIGHTS, *_WORDS) for path in folder.glob(pattern)}
    for path in sorted(found, key=lambda each: each.name):
        one = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                one.update(chunk)
        whole.update(f"{path.name} {one.hexdigest()}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def load(base: Base, *, exact: bool = True) -> tuple[Any, Any]:
    """Load a base model and its tokenizer.

    Args:
        base: The model.
        exact: Whether its weights are to be trained themselves, which half precision is too
            coarse for; else a GPU may hold them as they were saved.

    Raises:
        LabError: It cannot be loaded, or knows no chat.
    """
    # Some kernels of a GPU are only deterministic with this, which is read when they start.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # slow, and nothing here reads it
    try:
        tokenizer = AutoTokenizer.from_pretrained(base.source, revision=base.commit or "main")
        model = AutoModelForCausalLM.from_pretrained(
            base.source,
            revision=base.commit or "main",
            dtype=torch.float32 if exact or not torch.cuda.is_available() else "auto",
        )
    except (OSError, ValueError) as error:
        raise LabError(f"{base.source} cannot be loaded: {_first_line(error)}") from error
    if not tokenizer.chat_template:
        raise LabError(f"the tokenizer of {base.source} has no chat template: name a chat model")
    if tokenizer.eos_token_id is None:
        raise LabError(f"the tokenizer of {base.source} names no end of a text (eos_token)")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    stops = _numbers(model.generation_config.eos_token_id) | {tokenizer.eos_token_id}
    # Nothing else that its makers set may shape the replies: the record names all that does.
    model.generation_config = GenerationConfig(
        eos_token_id=sorted(stops), pad_token_id=tokenizer.pad_token_id
    )
    if not torch.cuda.is_available() and weights(model) < _SMALL:
        # Waiting for each other costs the threads of so small a model more than they bring, most of
        # all on a busy machine; and sums depend on how they are shared out.
        torch.set_num_threads(_THREADS)
    return model, tokenizer


def weights(model: Any, *, trained: bool = False) -> int:
    """Return how many weights a model has.

    Args:
        model: The model.
        trained: Whether to count only those that are trained.
    """
    return sum(each.numel() for each in model.parameters() if each.requires_grad or not trained)


def software() -> dict[str, str]:
    """Return the versions of what the lab runs with, and the device, by name."""
    import torch

    found = {APP_NAME: __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    if torch.cuda.is_available():
        found["device"] = torch.cuda.get_device_name()
    else:
        found["device"] = f"{platform.machine()} cpu, {torch.backends.cpu.get_cpu_capability()}"
    return found


def _name_of(folder: Path, revision: str) -> str:
    """Name the model of a folder; not every folder called 'pocket' holds the pocket model."""
    pocket = pocket_folder()
    if folder.resolve() == pocket.resolve():
        return POCKET
    name = clean(folder.resolve().name)[:120] or "model"
    if name == POCKET and not (_is_model(pocket) and revision_of(pocket) == revision):
        return _OTHER_POCKET
    return name


def _is_model(folder: Path) -> bool:
    has_weights = any(True for pattern in _WEIGHTS for _ in folder.glob(pattern))
    return has_weights and (folder / "config.json").is_file()


def _on_hub(name: str) -> Base:
    from huggingface_hub import hf_hub_download

    try:
        config = Path(hf_hub_download(name, "config.json"))
    except (OSError, ValueError) as error:
        raise LabError(
            f"{name} is neither a folder with a model nor one on the hub: {_first_line(error)}"
        ) from error
    # What was downloaded lies in a folder that is called as its commit.
    commit = config.parent.name
    if re.fullmatch("[0-9a-f]{40}", commit) is None:
        raise LabError(f"the hub does not say which commit of {name} this is")
    return Base(name, name, commit, commit)


def _numbers(value: int | list[int] | None) -> set[int]:
    if value is None:
        return set()
    return {value} if isinstance(value, int) else set(value)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
