"""Exports that are damaged or foreign are refused with their place; nothing unsafe gets in."""

import json
from typing import Any

import msgspec
import pytest

from tests.report.classes import START, answer, export, item
from tui.content.json_places import find, line_and_column
from tui.content.problems import ContentError
from tui.rules import export_file
from tui.rules.answers import QuestionKey
from tui.rules.export_file import read_export
from tui.rules.exports import Export, ExportedPack

TEA = QuestionKey("before-after", "tea", "")


def sound() -> Export:
    played = ExportedPack(id="p", items=(item(TEA),), answers=(answer(TEA, START, right=True),))
    return export("otter", [played])


def raw(**changes: Any) -> bytes:
    document = json.loads(msgspec.json.encode(sound()))
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        inner = document
        for step in steps:
            inner = inner[step]
        inner[last] = value
    return json.dumps(document, indent=1).encode()


def refused(content: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        read_export(content, "ana.json")
    return str(caught.value)


def place(content: bytes, text: str) -> str:
    """Return where a text stands in a file, as problems write it."""
    at = content.decode().index(text)
    line, column = line_and_column(content.decode(), at)
    return f"ana.json:{line}:{column}: "


def test_a_sound_export_is_read_with_or_without_a_byte_order_mark() -> None:
    content = msgspec.json.encode(sound())
    assert read_export(content, "ana.json") == sound()
    assert read_export(b"\xef\xbb\xbf" + content, "ana.json") == sound()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ana.json:1:1: export-syntax: the file is empty"),
        (b'{\n "a": 1,\n', "ana.json:3:1: export-syntax: the file ends too soon"),
        (b'{\n "a": x}', "ana.json:2:7: export-syntax: this is no JSON: expecting value"),
        (b'{"a": "\xff"}', "ana.json:1:8: not-utf-8: byte 0xff is not UTF-8"),
        (b'{"hello": 1}', "ana.json:1:1: export-foreign: this is no exported progress"),
        (b'{\n "format": "mp3"}', "ana.json:2:12: export-foreign"),
        (b"[1, 2]", "ana.json:1:1: export-foreign"),
        (b"[" * 100_000, "ana.json:1:1: export-syntax: this JSON is nested too deeply"),
    ],
    ids=range(8),
)
def test_what_is_no_export_is_refused(content: bytes, message: str) -> None:
    assert refused(content).startswith(message)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_file, "MAX_BYTES", 9)
    assert refused(b"0123456789").startswith("ana.json:1:1: export-size: the file has 10 bytes")


def test_a_newer_version_says_so() -> None:
    content = raw(version=2)
    assert "its version is 2; this game knows 1; update the game" in refused(content)


@pytest.mark.parametrize(
    ("change", "value", "shown", "message"),
    [
        ("packs__0__items__0__stars", "three", '"three"', "expected 'int', got 'str'"),
        ("packs__0__items__0__stars", 4, "4,", "stars go from 0 to 3"),
        ("packs__0__answers__0__given__score", 1.5, "1.5", "a score goes from 0 to 1"),
        ("packs__0__answers__0__at", 1e300, "1e+300", "there is no such moment"),
        ("packs__0__items__0__touched", -1e300, "-1e+300", "there is no such moment"),
        ("exported", 1e300, "1e+300", "there is no such moment"),
        ("packs__0__answers__0__kind", "quiz", '"quiz"', "invalid enum value 'quiz'"),
        ("learner", None, "null", "expected 'object', got 'null'"),
    ],
)
def test_a_wrong_value_is_placed(change: str, value: object, shown: str, message: str) -> None:
    content = raw(**{change: value})
    told = refused(content)
    assert told.startswith(place(content, shown)), told
    assert message in told


def test_a_pack_that_stands_twice_is_refused() -> None:
    document = json.loads(raw())
    document["packs"].append(document["packs"][0])
    content = json.dumps(document, indent=1).encode()
    told = refused(content)
    assert "the pack 'p' stands here twice" in told
    line = content.decode()[: content.decode().rindex('"id"')].count("\n") + 1
    assert told.startswith(f"ana.json:{line}:"), told


def test_what_is_missing_is_placed_where_it_should_stand() -> None:
    document = json.loads(raw())
    del document["packs"][0]["answers"][0]["given"]["right"]
    content = json.dumps(document, indent=1).encode()
    told = refused(content)
    assert told.startswith(place(content, '{\n      "part"')), told
    assert "missing required field 'right'" in told


def test_no_text_can_act_on_a_terminal() -> None:
    content = raw(learner__name="A\u001b[2Jn\u202ea", packs__0__id="p\u0007")
    made = read_export(content, "ana.json")
    assert (made.learner.name, made.packs[0].id) == ("A[2Jna", "p")


def test_of_a_key_that_stands_twice_the_last_one_counts() -> None:
    text = '{"a": 1, "b": [0, {"a": 2}], "a": 3, "0": 4}'
    assert text[find(text, ["a"]) :].startswith("3")
    assert text[find(text, ["b", 1, "a"]) :].startswith("2")
    assert text[find(text, ["b", 7]) :].startswith("[0")
    assert text[find(text, ["0"]) :].startswith("4")
