"""How a model is asked and trained, where the lab extra is installed."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.lab.fakes import jobs_of
from tests.lab.tiny import write_model, write_pack
from tui.lab.chat import END
from tui.lab.errors import LabError
from tui.lab.model import Base, find_base, load
from tui.lab.plan import Job
from tui.lab.records import Outcome

for needed in ("torch", "transformers", "trl", "peft", "datasets"):
    pytest.importorskip(needed, reason=f"the lab extra is not installed: no {needed}")

CHAT = [{"role": "user", "content": "hello there"}, {"role": "assistant", "content": "good day"}]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, Base]:
    folder = tmp_path_factory.mktemp("lab")
    pack = write_pack(folder / "pack")
    model = write_model(folder / "model", pack)
    return jobs_of(pack)[0], find_base(str(model))


@pytest.fixture
def speaker(lab: tuple[Job, Base]) -> Any:
    from tui.lab.evaluation import Speaker

    return Speaker(*load(lab[1]), lab[0].experiment.decoding)


def trained(lab: tuple[Job, Base], **changes: Any) -> Outcome:
    from tui.lab.training import train

    job = dataclasses.replace(lab[0], run=msgspec.structs.replace(lab[0].run, **changes))
    return train(job, lab[1], lambda step: None)


def losses(outcome: Outcome) -> list[tuple[int, float, float]]:
    return [(each.step, each.train, each.validation) for each in outcome.checkpoints]


def test_only_the_answer_and_its_end_count(speaker: Any) -> None:
    row = speaker.encode(CHAT)
    counted = [token for token in row["labels"] if token >= 0]
    assert speaker.tokenizer.decode(counted).strip() == f"good day{END}"
    assert row["input_ids"][-len(counted) :] == counted
    assert speaker.tokenizer.decode(row["input_ids"]).count(END) == 1


def test_only_the_last_answer_counts(speaker: Any) -> None:
    row = speaker.encode([*CHAT, {"role": "user", "content": "and now"}, CHAT[1]])
    assert [token for token in row["labels"] if token >= 0] == [
        token for token in speaker.encode(CHAT)["labels"] if token >= 0
    ]


def test_a_row_that_the_model_cannot_read_is_refused(speaker: Any) -> None:
    with pytest.raises(LabError, match="256 tokens"):
        speaker.encode([{"role": "user", "content": "word " * 400}, CHAT[1]])


def test_losses_and_replies_do_not_depend_on_who_else_is_asked(speaker: Any) -> None:
    prompts = ["hello", "how do i mend a very long chain on a very old bicycle?", "look"]
    alone = tuple(speaker.greedy([prompt])[0] for prompt in prompts)
    assert speaker.greedy(prompts) == alone
    rows = [speaker.encode([{"role": "user", "content": each}, CHAT[1]]) for each in prompts]
    mean = sum(speaker.loss([row]) for row in rows) / len(rows)
    assert speaker.loss(rows) == pytest.approx(mean, abs=1e-4)


def test_asking_leaves_no_trace_in_the_training(speaker: Any) -> None:
    import torch

    speaker.model.train()
    before = torch.random.get_rng_state()
    first = speaker.samples(["hello", "look"])
    assert torch.equal(torch.random.get_rng_state(), before)
    assert speaker.model.training
    torch.manual_seed(99)
    assert speaker.samples(["hello", "look"]) == first
    assert [len(samples) for samples in first] == [2, 2]


def test_a_checkpoint_is_what_a_shorter_run_gives(lab: tuple[Job, Base]) -> None:
    longer = losses(trained(lab, checkpoints=(0, 7, 8)))
    shorter = losses(trained(lab, steps=7, checkpoints=(0, 7)))
    assert longer[:2] == shorter
    assert longer[2][1] < longer[1][1]


def test_the_seed_decides(lab: tuple[Job, Base]) -> None:
    one, same, other = (trained(lab, steps=3, checkpoints=(0, 3), seed=seed) for seed in (7, 7, 8))
    assert one.checkpoints == same.checkpoints
    assert losses(one)[1][2] != losses(other)[1][2]


def test_a_training_that_breaks_down_is_told(lab: tuple[Job, Base]) -> None:
    with pytest.raises(LabError, match="lower its learning-rate"):
        trained(lab, learning_rate=1e30)


@pytest.mark.parametrize("missing", [("model.safetensors",), ("config.json",)])
def test_half_a_model_is_none(
    lab: tuple[Job, Base], tmp_path: Path, missing: Sequence[str]
) -> None:
    for path in Path(lab[1].source).iterdir():
        if path.name not in missing:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    with pytest.raises(LabError, match="holds no model"):
        find_base(str(tmp_path))


def test_the_revision_follows_the_weights_and_the_words(
    lab: tuple[Job, Base], tmp_path: Path
) -> None:
    for path in Path(lab[1].source).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "notes.txt").write_text("more")
    assert find_base(str(tmp_path)).revision == lab[1].revision
    template = tmp_path / "chat_template.jinja"
    template.write_text(template.read_text() + " ")
    assert find_base(str(tmp_path)).revision != lab[1].revision


def test_a_tokenizer_without_a_chat_is_refused(lab: tuple[Job, Base], tmp_path: Path) -> None:
    for path in Path(lab[1].source).iterdir():
        if path.name != "chat_template.jinja":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    with pytest.raises(LabError, match="no chat template"):
        load(find_base(str(tmp_path)))


def test_a_model_of_the_hub_is_named_by_its_commit(
    lab: tuple[Job, Base], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    commit = "0123456789" * 4
    kept = tmp_path / "models--some--chatty"
    (kept / "snapshots" / commit).mkdir(parents=True)
    (kept / "snapshots" / commit / "config.json").write_text("{}")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text(commit)
    found = find_base("some/chatty")
    assert (found.name, found.revision, found.commit) == ("some/chatty", commit, commit)
    with pytest.raises(LabError, match="no/such is neither a folder"):
        find_base("no/such")
