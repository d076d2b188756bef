"""Progress and settings: kept at once, by id, per profile and pack."""

import random
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.unsaved import away
from tui.rules import before_after
from tui.rules.answers import Given
from tui.rules.before_after import RoundState
from tui.rules.lesson import LessonState
from tui.rules.progress import ItemKey, Standing
from tui.storage.progress import ProgressStore, SaveError
from tui.storage.session import Session

TEA = ItemKey("before-after", "tea")
STATE = RoundState(seed=7, opened=("before",), selected=("surer",))


def store(folder: Path, pack: str = "sound", profile: str = "default") -> ProgressStore:
    return ProgressStore(folder, pack, profile, clock=lambda: NOW)


def test_a_state_comes_back_as_it_was(tmp_path: Path) -> None:
    store(tmp_path).save(TEA, STATE)
    assert store(tmp_path).load(TEA, RoundState) == STATE


def test_the_best_result_stays(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save(TEA, STATE, done=True, stars=3, points=9)
    kept.save(TEA, STATE, stars=0, points=0)
    assert kept.standings() == {
        TEA: Standing(done=True, stars=3, points=9, touched=NOW, is_open=True)
    }


def test_profiles_and_packs_do_not_mix(tmp_path: Path) -> None:
    store(tmp_path).save(TEA, STATE)
    store(tmp_path).set("theme", "paper")
    assert store(tmp_path, profile="Ada").standings() == {}
    assert store(tmp_path, profile="Ada").settings() == {}
    assert store(tmp_path, pack="other").standings() == {}
    assert store(tmp_path, pack="other").settings() == {"theme": "paper"}


def test_reset_forgets_one_or_all_and_keeps_settings(tmp_path: Path) -> None:
    kept = store(tmp_path)
    bread = ItemKey("before-after", "bread")
    kept.set("ascii", "on")
    for key in (TEA, bread):
        kept.save(key, STATE)
    kept.reset(TEA)
    assert list(kept.standings()) == [bread]
    kept.reset()
    assert kept.standings() == {}
    assert kept.settings() == {"ascii": "on"}


def test_a_state_of_another_shape_is_played_anew_but_its_stars_stay(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save(TEA, STATE, done=True, stars=2)
    assert kept.load(TEA, LessonState) is None
    assert kept.standings()[TEA].stars == 2


def test_two_games_on_one_profile_lose_nothing(tmp_path: Path) -> None:
    first, second = store(tmp_path), store(tmp_path)
    first.save(TEA, STATE, done=True, stars=1)
    second.save(ItemKey("lesson", "first"), LessonState(seed=1, card="a", seen=("a",)))
    assert first.standings() == second.standings()
    assert len(first.standings()) == 2


def test_a_play_saves_every_move_and_resumes_as_the_same_round(session: Session) -> None:
    play = session.round("tea")
    order = before_after.options(play.scenario, play.state)
    play.do(before_after.Look("before"))
    again = Session(session.reader, session.store, random.Random(99)).round("tea")
    assert again.state == play.state
    assert before_after.options(again.scenario, again.state) == order


def test_a_restart_takes_a_new_seed_and_keeps_the_stars(session: Session) -> None:
    play = session.round("tea")
    for side in ("before", "after"):
        play.do(before_after.Look(side))
    for name in ("names-a-number", "says-how"):
        play.do(before_after.Toggle(name))
    play.do(before_after.Check())
    seed = play.state.seed
    play.restart()
    assert play.state.seed != seed
    assert session.standings()[TEA].stars == 3
    assert session.standings()[TEA].is_open


@pytest.mark.parametrize("move", ["brief", "solved"])
def test_a_case_is_done_only_when_it_is_closed(session: Session, move: str) -> None:
    from tui.rules import detective as rules

    play = session.case("parrots")
    play.do(rules.Accept())
    if move == "solved":
        play.do(rules.Train("vet-notes"))
        play.do(rules.FinishTraining())
        assert not session.standings()[play.key].done
        play.do(rules.Close())
    assert session.standings()[play.key].done is (move == "solved")


def test_a_store_in_memory_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = ProgressStore.in_memory("sound", {"theme": "paper"})
    kept.save(TEA, STATE)
    assert kept.load(TEA, RoundState) == STATE
    assert kept.settings() == {"theme": "paper"}
    assert not kept.is_kept
    kept.close()
    assert not list(tmp_path.iterdir())


def test_what_could_not_be_saved_is_saved_with_whatever_can_be_next(tmp_path: Path) -> None:
    now = [NOW]
    kept = ProgressStore(tmp_path, "sound", clock=lambda: now[0])
    given = Given("", 1, True, 1.0)
    with away(tmp_path):
        for points in (3, 5):
            with pytest.raises(SaveError):
                kept.save(TEA, STATE, done=True, points=points, answers=[given])
            now[0] += 60
        with pytest.raises(SaveError):
            kept.set("theme", "paper")
        assert not kept.catch_up()
    assert kept.standings() == {}
    kept.on("other").set("ascii", "on")
    assert kept.standings() == {TEA: Standing(True, 0, 5, NOW + 60, False)}
    assert [answer.at for answer in kept.answers.all()] == [NOW, NOW + 60], "as they were given"
    assert kept.settings() == {"ascii": "on"}, "what is no move is not made behind one's back"
    assert kept.catch_up()
    kept.set("ascii", "off")
    assert len(list(kept.answers.all())) == 2, "and once only"


@pytest.mark.parametrize("then", ["load", "close"])
def test_it_is_saved_before_the_play_is_opened_again_and_at_the_end(
    then: str, tmp_path: Path
) -> None:
    kept = store(tmp_path)
    with away(tmp_path), pytest.raises(SaveError):
        kept.save(TEA, STATE)
    if then == "load":
        assert kept.load(TEA, RoundState) == STATE
    kept.close()
    assert store(tmp_path).load(TEA, RoundState) == STATE


def test_what_was_reset_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    kept = store(tmp_path)
    with away(tmp_path), pytest.raises(SaveError):
        kept.save(TEA, STATE, done=True)
    kept.reset()
    kept.set("ascii", "on")
    assert kept.standings() == {}
