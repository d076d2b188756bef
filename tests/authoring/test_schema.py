"""The schemas for editors: what they say, that they are shipped, and that files name them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from tests.authoring.test_check import CARET, FAULTS
from tests.conftest import RECORDED_PACK, SOUND_PACK
from tests.write_reference import COMMAND
from tui.authoring.editor_schema import plain_schema
from tui.authoring.schema import KINDS, schema_folder, schema_of, schema_text, write_schemas
from tui.authoring.schema_words import Schema, example
from tui.cli import main
from tui.content.models.lesson import Lesson
from tui.content.shape import _validator, convert, findings
from tui.paths import default_pack

TOML_KINDS = [name for name, kind in KINDS.items() if kind.files.endswith(".toml")]
FOLDERS = {"lessons": "lesson", "before-after": "before-after", "detective": "case"}


def keys(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield every key below a schema, in all kinds of a union."""
    for name, value in schema.get("properties", {}).items():
        yield f"{path}.{name}", value
        yield from keys(value, f"{path}.{name}")
    if "items" in schema:
        yield from keys(schema["items"], f"{path}[]")
    for name, kind in schema.get("x-kinds", {}).items():
        yield from keys(kind, f"{path}<{name}>")


def subschemas(value: Any) -> Iterator[Schema]:
    if isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key not in {"examples", "default", "x-taplo"}:
                yield from subschemas(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from subschemas(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schema_is_what_the_models_say(kind: str) -> None:
    shipped = (schema_folder() / f"{kind}.json").read_text(encoding="utf-8")
    if shipped != schema_text(kind):
        pytest.fail(f"{kind}.json is not what the models say: run\n{COMMAND}")


def test_no_other_schema_is_shipped() -> None:
    assert {path.stem for path in schema_folder().iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_a_schema_and_says_what_it_is(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:finetune-detective:schema:{kind}"
    assert KINDS[kind].about in schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_key_has_a_description_and_an_example(kind: str) -> None:
    found = dict(keys(plain_schema(KINDS[kind].model)))
    assert found
    for path, schema in found.items():
        assert len(schema.get("description", "")) > 5, path
        assert schema.get("examples"), path


@pytest.mark.parametrize("kind", KINDS)
def test_no_description_is_that_of_the_type_alone(kind: str) -> None:
    general = {"A short title.", "One line of text.", "A few sentences of text."}
    for path, schema in keys(plain_schema(KINDS[kind].model)):
        assert schema["description"] not in general, path


@pytest.mark.parametrize("kind", KINDS)
def test_each_example_is_valid(kind: str) -> None:
    root = Draft202012Validator(schema_of(kind))
    count = 0
    for schema in subschemas(root.schema):
        for shown in schema.get("examples", []):
            root.evolve(schema=schema).validate(shown)
            count += 1
    assert count


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_of_the_whole_file_has_its_shape(kind: str) -> None:
    made = convert(example(plain_schema(KINDS[kind].model)), KINDS[kind].model)
    assert isinstance(made, KINDS[kind].model), made


@pytest.mark.parametrize("kind", TOML_KINDS)
def test_each_key_explains_itself_under_the_pointer(kind: str) -> None:
    for path, schema in keys(schema_of(kind)):
        shown = schema["x-taplo"]["docs"]
        assert shown["main"].startswith(schema["description"]), path
        if "enumValues" in shown:
            assert len(shown["enumValues"]) == len(schema["enum"]), path


def test_a_hover_text_has_the_limits_and_an_example() -> None:
    minutes = schema_of("lesson")["properties"]["minutes"]
    assert minutes["x-taplo"]["docs"]["main"] == (
        "How many minutes it takes to play.\n\nWhole number, 1 to 30.\n\nExample: `5`"
    )


def test_the_entries_of_a_list_show_what_the_list_is() -> None:
    for kind in TOML_KINDS:
        for path, schema in keys(schema_of(kind)):
            if schema.get("type") == "array":
                assert schema["items"]["x-taplo"] == schema["x-taplo"], path


def test_defaults_are_in_the_schema_and_null_is_not() -> None:
    schema = schema_of("before-after")
    assert schema["properties"]["type"]["default"] == "spot"
    option = schema["properties"]["options"]["items"]["properties"]
    assert option["correct"]["default"] is False
    for kind in TOML_KINDS:
        assert "null" not in schema_text(kind), "TOML has no null, and taplo stops at one"


def test_below_a_list_of_tables_taplo_is_led_back_from_one_list_too_deep() -> None:
    items = schema_of("lesson")["properties"]["cards"]["items"]
    assert items["items"] == {"$ref": "#/properties/cards/items"}
    choices = items["properties"]["choices"]["items"]
    assert choices["items"] == {"$ref": "#/properties/cards/items/properties/choices/items"}


def test_a_card_may_have_the_keys_of_its_kind_alone() -> None:
    cards = schema_of("lesson")["properties"]["cards"]
    validator = Draft202012Validator(cards["items"])
    card = {"kind": "text", "id": "a", "title": "A", "text": "A."}
    assert not list(validator.iter_errors(card))
    (error,) = validator.iter_errors({**card, "term": "A"})
    assert "'term' was unexpected" in error.message
    (error,) = validator.iter_errors({**card, "kind": "pick"})
    assert "'choices' is a required property" in error.message


def test_editor_and_checker_judge_every_file_alike() -> None:
    judge = type(_validator(Lesson))  # what TOML takes for a number is the checker's to say
    editors = {kind: judge(schema_of(kind)) for kind in TOML_KINDS}
    judged = []
    for fault in FAULTS.values():
        text = (SOUND_PACK / fault.file).read_text(encoding="utf-8")
        broken = text.replace(fault.old, fault.new, 1).replace(CARET, "")
        kind = kind_of(Path(fault.file))
        try:
            data = tomli.loads(broken)
            right = not findings(data, KINDS[kind].model)
        except (ValueError, RecursionError):
            continue  # no TOML, or a number that Python itself cannot write
        assert editors[kind].is_valid(data) == right, fault
        judged.append(right)
    assert judged.count(True) > 10
    assert judged.count(False) > 20


def kind_of(relative: Path) -> str:
    """Return the kind of a TOML file by its place in a pack, or in a folder of translations."""
    *folders, name = relative.parts
    if folders and folders[-1] in FOLDERS:
        return FOLDERS[folders[-1]]
    if folders and folders[-1] in {"experiments", "recordings"}:
        return folders[-1].removesuffix("s")
    return "translation" if folders and name == "pack.toml" else Path(name).stem


@pytest.mark.parametrize(
    "pack", [default_pack(), SOUND_PACK, RECORDED_PACK], ids=["shipped", "sound", "recorded"]
)
def test_each_file_names_its_schema_on_its_first_line(pack: Path) -> None:
    files = sorted(pack.rglob("*.toml"))
    assert len(files) > 7
    for path in files:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        mark, _, named = first.partition(" ")
        assert mark == "#:schema", path
        schema = schema_folder() / f"{kind_of(path.relative_to(pack))}.json"
        assert (path.parent / named).resolve() == schema.resolve(), path


def test_schemas_are_written_into_any_folder(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "pack" / ".schema")
    assert [path.name for path in written] == [f"{kind}.json" for kind in KINDS]
    assert all(path.read_bytes().endswith(b"}\n") for path in written)
    assert write_schemas(tmp_path / "pack" / ".schema") == written


def test_the_command_prints_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "case"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out) == json.loads(json.dumps(schema_of("case")))
    assert out.startswith('{\n  "$schema": ')
    assert out.endswith("\n}\n")


def test_the_command_without_a_kind_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    out = capsys.readouterr().out
    for name, kind in KINDS.items():
        assert f"  {name} " in out
        assert kind.files in out
    assert str(schema_folder()) in out
    assert "#:schema" in out
    assert all(len(line) <= 100 for line in out.splitlines() if str(schema_folder()) not in line)


def test_the_command_writes_all_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--write", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / f"{kind}.json") for kind in KINDS]


def test_the_command_says_why_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["schema", "--write", str(tmp_path / "file")]) == 2
    assert "the schemas cannot be written" in capsys.readouterr().err


def test_an_unknown_kind_is_answered_with_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["schema", "quiz"])
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert "invalid choice: 'quiz'" in error
    assert all(kind in error for kind in KINDS)
