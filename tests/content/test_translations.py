"""Translated files: what they must keep, and what falls back."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack, report
from tui.content.reader import PackReader
from tui.content.translations import differences

ROUND = "before-after/tea.toml"
GERMAN = {
    'title = "A cup of green tea"': 'title = "Eine Tasse grüner Tee"',
    "Celsius": "Celsius",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The sound pack with one round in German."""
    folder = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    translate(folder, ROUND, GERMAN)
    return folder


def translate(pack: Path, relative: str, words: dict[str, str]) -> Path:
    text = (pack / relative).read_text(encoding="utf-8")
    for old, new in words.items():
        assert old in text, "the sound pack has changed: mend the test"
        text = text.replace(old, new)
    path = pack / "de" / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, "the sound pack has changed: mend the test"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_translated_is_played_translated_and_the_rest_falls_back(pack: Path) -> None:
    reader = PackReader(pack, ["de-AT"])
    assert reader.language == "de"
    assert reader.round("tea").title == "Eine Tasse grüner Tee"
    assert reader.lesson("first") == PackReader(pack).lesson("first")
    assert reader.rows("datasets/parrots-garage.jsonl")


def test_without_a_wish_or_in_its_own_language_a_pack_is_played_as_it_was_written(
    pack: Path,
) -> None:
    for wish in ([], ["en"], ["en-GB"], ["fr"], ["fr", "en", "de"]):
        reader = PackReader(pack, wish)
        assert (reader.language, reader.round("tea").title) == ("en", "A cup of green tea"), wish


def test_the_first_language_that_there_is_wins(pack: Path) -> None:
    assert PackReader(pack, ["fr", "de", "en"]).language == "de"


def test_title_and_summary_of_the_pack_are_translated(pack: Path) -> None:
    (pack / "de/pack.toml").write_text('title = "Titel"\nsummary = "Kurz."\n', encoding="utf-8")
    reader = PackReader(pack, ["de"])
    assert (reader.pack.title, reader.pack.summary) == ("Titel", "Kurz.")
    assert reader.pack.lessons == ("first", "second")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("correct = true", "correct = false"),
        ('trait = "tone"', 'trait = "clarity"'),
        ("title = ", "titel = "),
        ("[before]", "[before"),
    ],
)
def test_a_translation_that_is_faulty_or_another_round_falls_back(
    pack: Path, old: str, new: str
) -> None:
    edit(pack / "de" / ROUND, old, new)
    assert PackReader(pack, ["de"]).round("tea").title == "A cup of green tea"
    assert check_pack(pack)


def test_rows_are_translated_file_by_file(pack: Path) -> None:
    rows = "datasets/parrots-garage.jsonl"
    (pack / "de/datasets").mkdir()
    text = (pack / rows).read_text(encoding="utf-8").replace("the oil", "das Öl")
    (pack / "de" / rows).write_text(text, encoding="utf-8")
    assert "das Öl" in PackReader(pack, ["de"]).rows(rows)[0].prompt
    (pack / "de" / rows).write_text("{", encoding="utf-8")
    assert "the oil" in PackReader(pack, ["de"]).rows(rows)[0].prompt


def test_check_reports_the_coverage(pack: Path) -> None:
    made = report(pack)
    assert made.problems == ()
    (coverage,) = made.coverage
    assert (coverage.language, coverage.done) == ("de", 1)
    assert coverage.total == 1 + len(coverage.missing)
    assert "lessons/first.toml" in coverage.missing
    assert ROUND not in coverage.missing


def test_a_faulty_translation_does_not_count_as_done(pack: Path) -> None:
    edit(pack / "de" / ROUND, "correct = true", "correct = false")
    assert report(pack).coverage[0].done == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "names-a-number"', 'id = "names-number"', "did you mean 'names-a-number'?"),
        ("correct = true", "correct = false", "the original says 'true'"),
        ('trait = "tone"', 'trait = "clarity"', "the original says 'tone'"),
    ],
)
def test_check_says_where_a_translation_is_another_scenario(
    pack: Path, old: str, new: str, words: str
) -> None:
    path = pack / "de" / ROUND
    edit(path, old, new)
    found = [problem for problem in check_pack(pack) if problem.code == "translation-differs"]
    assert any(words in str(problem) for problem in found), check_pack(pack)
    line = path.read_text(encoding="utf-8")[: path.read_text(encoding="utf-8").index(new)]
    assert found[0].line == line.count("\n") + 1


def test_check_says_which_translation_has_no_original(pack: Path) -> None:
    translate(pack, ROUND, {}).rename(pack / "de/before-after/coffee.toml")
    (problem,) = check_pack(pack)
    assert problem.code == "translation-orphan"
    assert problem.file.endswith("de/before-after/coffee.toml")


def test_a_folder_that_only_looks_like_a_language_is_a_stray(pack: Path) -> None:
    (pack / "art").mkdir()
    (pack / "art" / "cover.png").write_bytes(b"")
    made = report(pack)
    assert [problem.code for problem in made.problems] == ["stray-file"]
    assert [coverage.language for coverage in made.coverage] == ["de"]


def test_differences_tell_lists_apart_by_their_ids() -> None:
    one = {"cards": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]}
    assert differences(one, {"cards": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}) == []
    swapped = {"cards": [{"id": "b", "text": "1"}, {"id": "a", "text": "2"}]}
    assert [finding.message for finding in differences(one, swapped)] == [
        "the original has another order"
    ]
    fewer = {"cards": [{"id": "a", "text": "1"}]}
    assert [finding.message for finding in differences(one, fewer)] == [
        "'b' of the original is missing"
    ]


def test_differences_see_numbers_and_lengths_but_not_words() -> None:
    one = {"minutes": 3, "hints": ["a", "b"], "title": "x", "terms": [{"id": "t", "also": ["u"]}]}
    other = {"minutes": 3, "hints": ["c", "d"], "title": "y", "terms": [{"id": "t"}]}
    assert differences(one, other) == []
    assert [finding.path for finding in differences(one, {**other, "minutes": 4})] == [("minutes",)]
    assert [finding.path for finding in differences(one, {**other, "hints": ["c"]})] == [("hints",)]
    assert [finding.path for finding in differences(one, {**other, "more": 1})] == [("more",)]
