"""The record of a reply: whole, and of the right reply."""

import msgspec
import pytest

from tui.content.models.recording import Recording
from tui.content.problems import ContentError
from tui.rules.record_text import Said, record_lines, records_of, said_lines
from tui.storage.session import Session


@pytest.fixture
def recording(recorded_session: Session) -> Recording:
    return recorded_session.reader.recording("parrots-vet-notes")


def test_it_has_all_that_is_needed_to_say_it_again(recording: Recording) -> None:
    lines = dict(record_lines(recording))
    assert lines["model"] == "test · 1,100,000 weights"
    assert lines["revision"].startswith("sha256:")
    assert lines["data set"] == "datasets/parrots-vet-notes.jsonl · 6 rows"
    assert lines["method"] == "LoRA of rank 8 · 24,576 weights trained"
    assert lines["settings"] == "120 steps of up to 2 rows · learning rate 0.001 · seed 7"
    assert lines["decoding"] == "at most 40 tokens · samples at temperature 0.8, seeds 1, 2, 3"
    assert "torch 0.0.0+test" in lines["software"]
    assert lines["recorded at"] == "2026-11-25 14:02:11 UTC"
    assert lines["seal"] == recording.seal


def test_the_recipe_stands_there_where_one_was_recorded(recording: Recording) -> None:
    assert recording.training is not None
    told = msgspec.structs.replace(recording.training, recipe="AdamW; the rate stays")
    lines = dict(record_lines(msgspec.structs.replace(recording, training=told)))
    assert lines["recipe"] == "AdamW; the rate stays"
    assert "recipe" not in dict(record_lines(recording))


def test_what_a_server_said_has_no_training(recording: Recording) -> None:
    served = msgspec.structs.replace(recording, training=None)
    names = [name for name, _ in record_lines(served)]
    assert names == ["model", "revision", "decoding", "software", "recorded at", "seal"]
    assert dict(said_lines(served, Said("BEFORE", prompt="sleep")))["BEFORE"] == "likeliest reply"


def test_a_reply_has_its_place_and_its_hash(recording: Recording) -> None:
    lines = dict(said_lines(recording, Said("BEFORE", 0, "sleep", 2)))
    assert lines["BEFORE"] == "step 0 of 120 · sample 2"
    assert lines["text hash"] == recording.prompts[0].replies[0].hash


def test_only_recorded_replies_have_a_record(session: Session, recorded_session: Session) -> None:
    find = recorded_session.reader.recording
    canned = session.reader.round("tea")
    assert records_of([("BEFORE", canned.before)], find) == []
    recorded = recorded_session.reader.round("bedtime")
    ((_, said),) = records_of([("AFTER", recorded.after)], find)
    assert said == Said("AFTER", 90, "sleep", None)

    def broken(name: str) -> Recording:
        raise ContentError(())

    assert records_of([("AFTER", recorded.after)], broken) == []
