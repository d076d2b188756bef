"""The catalogues are whole and in step with the code, and the right one is chosen."""

import ast
import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tui import language
from tui.content.models.before_after import Trait
from tui.content.models.detective import Factor
from tui.language import choose, current, follow, ngettext, own_name, use, wanted
from tui.rules.moves import Mark
from tui.rules.words import WORDS

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
TAGS = [tag for tag in language.available() if tag != language.SOURCE]

MessageId = str | tuple[str, ...]


def key(message_id: str | list[str] | tuple[str, ...]) -> MessageId:
    return message_id if isinstance(message_id, str) else tuple(message_id)


def catalogue(tag: str) -> Catalog:
    with (LOCALE / tag / "LC_MESSAGES" / f"{language.DOMAIN}.po").open("rb") as file:
        return read_po(file)


def forms(message: Message) -> tuple[str, ...]:
    """What a message says: one text, one for each plural, or none."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def template_ids() -> set[MessageId]:
    with (LOCALE / f"{language.DOMAIN}.pot").open("rb") as file:
        return {key(message.id) for message in read_po(file) if message.id}


def test_the_template_holds_what_the_code_says_now() -> None:
    found = extract_from_dir(ROOT / "tui", method_map=[("**.py", "python")])
    extracted = {key(message_id) for _, _, message_id, _, _ in found}
    assert template_ids() == extracted, "run the commands in CONTRIBUTING.md, Translations"


def test_there_is_a_second_language() -> None:
    assert "zh-Hans" in TAGS


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_is_complete(tag: str) -> None:
    messages = catalogue(tag)
    assert {key(message.id) for message in messages if message.id} == template_ids()
    assert not messages.obsolete
    for message in messages:
        if message.id:
            assert not message.fuzzy, message.id
            assert forms(message) and all(forms(message)), message.id


@pytest.mark.parametrize("tag", TAGS)
def test_a_translation_has_the_placeholders_of_the_original(tag: str) -> None:
    for message in catalogue(tag):
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[-1]
        for form in forms(message):
            assert sorted(fields(form)) == sorted(fields(original)), original
            assert form.count("\n") == original.count("\n"), original


@pytest.mark.parametrize("tag", TAGS)
def test_what_the_game_loads_is_what_the_translator_wrote(tag: str) -> None:
    written = BytesIO()
    write_mo(written, catalogue(tag))
    written.seek(0)
    with (LOCALE / tag / "LC_MESSAGES" / f"{language.DOMAIN}.mo").open("rb") as file:
        loaded = {key(message.id): message.string for message in read_mo(file) if message.id}
    expected = {key(message.id): message.string for message in read_mo(written) if message.id}
    assert loaded == expected


def test_chinese_speaks_the_terms_of_its_glossary() -> None:
    text = "\n".join(
        form for message in catalogue("zh-Hans") if message.id for form in forms(message)
    )
    for term in ("微调", "基础模型", "数据集", "验证损失", "案情", "复盘"):
        assert term in text
    assert "您" not in text
    assert "！" not in text


def test_no_text_is_marked_inside_an_f_string() -> None:
    # Babel finds them there with Python 3.12 and later only; and a filled-in text has no msgid.
    for path, tree in parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                inner = [call for call in ast.walk(node) if is_marked(call)]
                assert not inner, f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and is_marked(node):
                for argument in node.args[:1]:
                    assert not isinstance(argument, ast.JoinedStr), f"{path}:{node.lineno}"


def test_every_fixed_word_has_a_translation() -> None:
    ids = template_ids()
    words = {*get_args(Trait), *get_args(Factor), "canned", "recorded", "user", "assistant"}
    assert words <= WORDS <= ids
    assert {mark.value for mark in Mark} <= ids


@pytest.mark.parametrize(
    ("environment", "tags"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "POSIX"}, ()),
        ({"LANG": "de_DE.UTF-8@euro"}, ("de-DE",)),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, ("zh-CN",)),
        ({"LANG": "de_DE", "LANGUAGE": "fr:zh_TW"}, ("fr", "zh-TW")),
    ],
)
def test_the_environment_names_languages(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], tags: tuple[str, ...]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wanted() == tags


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        (["zh-CN"], "zh-Hans"),
        (["zh"], "zh-Hans"),
        (["zh-SG"], "zh-Hans"),
        (["zh-Hans-CN"], "zh-Hans"),
        (["zh-TW"], None),
        (["zh-Hant"], None),
        (["en-GB"], "en"),
        (["fr", "zh-CN"], "zh-Hans"),
        (["fr", "en-US", "zh-CN"], "en"),
        (["fr"], None),
        (["zh-*!", "zh--"], None),
        (["", "?"], None),
        ([], None),
    ],
)
def test_the_best_language_on_offer_is_chosen(tags: list[str], chosen: str | None) -> None:
    assert choose(tags, ("en", "zh-Hans")) == chosen


def test_what_nobody_translated_is_english() -> None:
    follow(["fr"])
    assert current() == "en"
    use("../zh-Hans")
    assert current() == "en"


def test_a_language_is_spoken_until_another_one_is() -> None:
    follow(["zh-CN"])
    assert current() == "zh-Hans"
    assert language._("Learn") == "学习"
    assert language._("not in any catalogue") == "not in any catalogue"
    assert language._("") == "", "the header of a catalogue is no text"
    assert ngettext("{n} point", "{n} points", 1) == "{n} 分"
    follow(["en"])
    assert language._("Learn") == "Learn"
    assert ngettext("{n} point", "{n} points", 1) == "{n} point"


def test_english_loads_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a catalogue was opened")

    monkeypatch.setattr("gettext.GNUTranslations", refuse)
    follow(["en-GB"])
    follow([])
    assert language._("Learn") == "Learn"


def test_a_language_is_called_what_it_calls_itself() -> None:
    assert own_name("en") == "English"
    assert own_name("zh-Hans") == "中文（简体）"


def fields(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]


def parsed() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "tui").rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def is_marked(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "N_", "ngettext"}
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    )
