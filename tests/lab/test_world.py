"""The fact tables: complete, without contradictions, and split before any training."""

import re
from pathlib import Path

import pytest

from tui.lab.world import Subject, World, WorldError, read_world, shipped_world, with_article
from tui.paths import shipped

WORLD = shipped_world()
SUBJECTS = pytest.mark.parametrize("subject", WORLD.subjects.values(), ids=list(WORLD.subjects))
FOLDER = shipped("assets") / "world"


def templates(subject: Subject) -> list[str]:
    """Return every sentence of a subject that has places to fill."""
    texts = [*subject.intros, *subject.how_to]
    for attribute in subject.attributes:
        texts += attribute.statements
    for topic in subject.topics:
        texts += topic.questions + topic.held_out_questions + topic.answers + topic.desk
    return texts


def copied(folder: Path, name: str, old: str, new: str) -> Path:
    """Copy the world with one file changed."""
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8")
        if path.name == name:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, "utf-8")
    return folder


def test_the_world_is_large_enough() -> None:
    assert len(WORLD.subjects) >= 8
    things = list(WORLD.things())
    assert len(things) >= 150
    assert min(len(thing.facts) for _, thing in things) >= 4


@SUBJECTS
def test_every_value_of_a_closed_set_is_in_use(subject: Subject) -> None:
    for attribute in subject.attributes:
        used = {thing.facts[attribute.id] for thing in subject.things}
        assert used == set(subject.values(attribute.id))


@SUBJECTS
def test_every_template_can_be_filled_for_every_thing(subject: Subject) -> None:
    for thing in subject.things:
        for text in templates(subject):
            filled = text.format_map(subject.words(thing))
            assert filled == filled.lower()
            assert "{" not in filled
            assert "  " not in filled


@SUBJECTS
def test_every_statement_names_its_thing_and_its_value(subject: Subject) -> None:
    for attribute in subject.attributes:
        for text in attribute.statements:
            assert re.search(r"\{(thing|a|the)\}", text), text
            assert f"{{{attribute.id}}}" in text or f"{{a-{attribute.id}}}" in text


@SUBJECTS
def test_things_and_phrasings_are_held_out_of_every_subject(subject: Subject) -> None:
    held_out = [thing for thing in subject.things if thing.held_out]
    assert 2 <= len(held_out) < len(subject.things) / 2
    for topic in subject.topics:
        assert topic.held_out_questions
        assert not set(topic.held_out_questions) & set(topic.questions)


@SUBJECTS
def test_what_a_desk_must_say_is_shown_by_things_it_learns(subject: Subject) -> None:
    asked = {name for topic in subject.topics if topic.desk for name in topic.asks}
    for attribute in map(subject.attribute, asked):
        shown = {thing.facts[attribute.id] for thing in subject.things if not thing.held_out}
        assert {thing.facts[attribute.id] for thing in subject.things} == shown


@SUBJECTS
def test_claims_about_the_real_world_are_named(subject: Subject) -> None:
    assert set(subject.real) <= {attribute.id for attribute in subject.attributes}


def test_no_thing_stands_in_two_subjects() -> None:
    names = [thing.name for _, thing in WORLD.things()]
    assert sorted(set(names)) == sorted(names)


def test_the_base_model_answers_three_subjects() -> None:
    assert {name for name, each in WORLD.subjects.items() if each.chat} == {
        "animals",
        "countries",
        "dishes",
    }


@pytest.mark.parametrize(
    ("name", "written"), [("orchid", "an orchid"), ("tulip", "a tulip"), ("unit", "an unit")]
)
def test_articles_follow_the_first_letter(name: str, written: str) -> None:
    assert with_article(name) == written


def test_words_know_articles_and_notes() -> None:
    plants = WORLD.subjects["plants"]
    words = plants.words(plants.thing("aloe vera"))
    assert (words["a"], words["the"]) == ("an aloe vera", "the aloe vera")
    assert words["note-cats"] == "keep it on a high shelf."
    assert (
        WORLD.subjects["countries"].words(WORLD.subjects["countries"].thing("peru"))["a"] == "peru"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("plants.toml", 'light = "low light"', 'light = "dim light"', "a strange light"),
        ("plants.toml", 'light = "low light", ', "", "must have exactly"),
        ("plants.toml", 'asks = ["light"]', 'asks = ["lights"]', "nobody knows"),
        ("plants.toml", 'name = "mint"', 'name = "basil"', "twice: basil"),
        ("plants.toml", 'noun = "plant"', 'nouns = "plant"', "nouns"),
        ("town.toml", "people = [", "people = 3\nnames = [", "people"),
        ("town.toml", "people = [", "people = [[", "town.toml"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(WorldError, match=re.escape(said)):
        read_world(copied(tmp_path, name, old, new))


def test_the_world_reads_the_same_from_a_copy(tmp_path: Path) -> None:
    world: World = read_world(copied(tmp_path, "", "", ""))
    assert world == WORLD
