"""What the models say beyond the shape of a file that the checker's tests cover."""

import subprocess
import sys
from typing import Any

import msgspec
import pytest

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import CheckSettings, Pack, PackTranslation
from tui.content.models.recording import Recording
from tui.content.references import references
from tui.content.rows import Row
from tui.content.shape import convert

MODELS = [Pack, PackTranslation, Lesson, Round, Case, Handbook, Experiment, Recording, Row]
MANIFEST: dict[str, Any] = {
    "format": 1,
    "id": "tea-house",
    "title": "The tea house",
    "summary": "How a small model learnt to talk about tea.",
    "language": "en",
    "license": "CC-BY-4.0",
    "authors": ["You"],
}
TRANSLATION: dict[str, Any] = {"title": "Das Teehaus", "summary": "Wie ein Modell Tee lernte."}


def properties(model: type[msgspec.Struct]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{name}.{key}", value)
        for name, table in msgspec.json.schema(model)["$defs"].items()
        for key, value in table["properties"].items()
    ]


@pytest.mark.parametrize("model", MODELS)
def test_each_key_is_described(model: type[msgspec.Struct]) -> None:
    for name, schema in properties(model):
        # The kind of a card is described by its class, and in the schema for editors.
        assert "description" in schema or name.endswith("Card.kind"), name


@pytest.mark.parametrize("model", MODELS)
def test_each_value_that_has_a_name_is_explained(model: type[msgspec.Struct]) -> None:
    for name, schema in properties(model):
        values: list[str] = schema.get("enum") or next(
            (branch["enum"] for branch in schema.get("anyOf", []) if "enum" in branch), []
        )
        plain = {"Pack.format", "Recording.format", "Message.role"}
        if name.endswith("Card.kind") or name in plain:
            continue
        assert set(values) == set(schema.get("x-values", {})), name


def test_a_pack_allows_no_warnings_by_itself() -> None:
    pack = convert(MANIFEST, Pack)
    assert isinstance(pack, Pack)
    assert pack.check == CheckSettings(allow=())


def test_a_pack_may_allow_warnings() -> None:
    pack = convert({**MANIFEST, "check": {"allow": ["reading-level"]}}, Pack)
    assert isinstance(pack, Pack)
    assert pack.check.allow == ("reading-level",)


def test_a_code_to_allow_has_the_form_of_a_code() -> None:
    (finding,) = findings_of({**MANIFEST, "check": {"allow": ["Reading level"]}}, Pack)
    assert (finding.path, finding.code) == (("check", "allow", 0), "wrong-form")
    assert finding.message == "'Reading level' is not the code of a warning, in kebab-case"
    assert finding.advice.endswith("and single dashes, for example 'reading-level'")


def test_a_misspelt_setting_is_named() -> None:
    (finding,) = findings_of({**MANIFEST, "check": {"alow": []}}, Pack)
    assert (finding.path, finding.code) == (("check", "alow"), "unknown-key")
    assert finding.advice == "did you mean 'allow'?"


def test_a_translated_pack_has_a_title_and_a_summary() -> None:
    made = convert(TRANSLATION, PackTranslation)
    assert made == PackTranslation(title="Das Teehaus", summary="Wie ein Modell Tee lernte.")
    assert references(made) == []
    named = convert({**TRANSLATION, "translators": ["Jo Berger"]}, PackTranslation)
    assert isinstance(named, PackTranslation)
    assert named.translators == ("Jo Berger",)


def test_a_translated_pack_has_nothing_that_the_original_settles() -> None:
    codes = [finding.code for finding in findings_of({**TRANSLATION, "id": "x"}, PackTranslation)]
    assert codes == ["unknown-key"]
    codes = [finding.code for finding in findings_of({"title": "x"}, PackTranslation)]
    assert codes == ["missing-key"]


@pytest.mark.parametrize(
    ("key", "value", "said", "shown"),
    [
        ("id", "Tea house", "a stable name in kebab-case", "tea-house"),
        ("language", "English language", "the language of its texts, as a BCP 47 tag", "en"),
        ("lessons", ["Tea.toml"], "the name of a file, in kebab-case", "tea"),
        ("lessons", ["茶"], "the name of a file, in kebab-case", "green-tea"),
    ],
)
def test_advice_shows_an_example_of_the_very_key(
    key: str, value: object, said: str, shown: str
) -> None:
    (finding,) = findings_of({**MANIFEST, key: value}, Pack)
    assert finding.message.endswith(f"is not {said}")
    assert finding.advice.endswith(f", for example '{shown}'")


def findings_of(data: dict[str, Any], model: type[msgspec.Struct]) -> list[Any]:
    found = convert(data, model)
    assert isinstance(found, list), found
    return found


def test_models_are_light_to_import() -> None:
    heavy = "jsonschema", "textual", "rich", "tomlkit", "tui.authoring"
    models = "pack", "lesson", "before_after", "detective", "handbook"
    code = (
        f"import sys; {'; '.join(f'import tui.content.models.{name}' for name in models)}; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
