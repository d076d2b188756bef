"""Stop cards get their run and what was said during it from a recording."""

from pathlib import Path

import pytest

from tests.stopping import RUN, SECOND_RUN, stopping_pack
from tui.authoring.check import check_pack
from tui.content.models.lesson import Lesson, PlayedStop, StopCard
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.content.recordings import fill


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return stopping_pack(tmp_path / "pack")


def cards(lesson: Lesson) -> dict[str, PlayedStop]:
    return {card.id: card for card in lesson.cards if isinstance(card, PlayedStop)}


def test_the_lesson_of_the_tests_has_no_problems(pack: Path) -> None:
    assert check_pack(pack) == []


def test_a_stop_card_is_filled_from_its_recording(pack: Path) -> None:
    reader = PackReader(pack)
    played = cards(reader.lesson("stopping"))
    assert list(played) == [RUN, SECOND_RUN]
    recording = reader.recording("parrots-vet-notes")
    card = played[SECOND_RUN]
    assert card.run == recording.training
    assert card.said == next(each for each in recording.prompts if each.id == "avocado")
    assert (card.title, card.right, card.cites) == ("And this one?", (60, 90), ())


def test_a_lesson_without_runs_stays_as_it_is(pack: Path) -> None:
    reader = PackReader(pack)
    lesson = reader.lesson("stopping")
    reading = [card for card in lesson.cards if not isinstance(card, StopCard)]
    plain = Lesson(title="T", summary="S", minutes=1, cards=(*reading, *reading))
    assert fill(plain, reader.recording) == (plain, [])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("parrots-vet-notes", "parrots-nothing", "missing-file"),
        ('prompt = "avocado"', 'prompt = "avocada"', "not-recorded"),
        ("right = [60, 90]", "right = [60, 91]", "not-recorded"),
        ("right = [60, 90]", "right = [60]", "stop-unlike-curve"),
    ],
)
def test_a_lesson_whose_run_is_not_sound_is_not_played(
    pack: Path, old: str, new: str, code: str
) -> None:
    file = pack / "lessons/stopping.toml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(ContentError) as told:
        PackReader(pack).lesson("stopping")
    assert code in {problem.code for problem in told.value.problems}
