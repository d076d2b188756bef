"""Badges and ranks: each is earned by what it says, and by nothing less."""

from datetime import UTC

import pytest

from tests.conftest import NOW
from tests.learning import BREAD, DAY, GARAGE, GUESS, TEA, answer, scenarios
from tui.rules.answers import Answer, QuestionKey
from tui.rules.badges import MENDED, REVIEW_DAYS, Badge, badges
from tui.rules.progress import ItemKey, Standing
from tui.rules.ranks import RANKS, rank
from tui.storage.session import Session

CASE = ItemKey("detective", "parrots")
REPEATED = QuestionKey("detective", "parrots", "repeated")


def earned(
    session: Session, answers: list[Answer], standings: dict[ItemKey, Standing] | None = None
) -> dict[str, Badge]:
    found = badges(scenarios(session), standings or {}, answers, UTC)
    return {badge.id: badge for badge in found}


def test_a_newcomer_has_none_and_sees_all(session: Session) -> None:
    found = earned(session, [])
    assert len(found) == 7
    assert not any(badge.is_earned or badge.have for badge in found.values())


@pytest.mark.parametrize(("stars", "expected"), [(3, True), (2, False), (0, False)])
def test_a_case_closed_in_one_run(session: Session, stars: int, expected: bool) -> None:
    standings = {CASE: Standing(done=True, stars=stars)}
    assert earned(session, [], standings)["one-run"].is_earned is expected


def test_every_regression_without_hint_or_guess(session: Session) -> None:
    name = "every-regression"
    assert earned(session, [answer(BREAD)])[name].is_earned
    assert not earned(session, [answer(TEA)])[name].have, "that is no regression round"
    for lesser in (
        answer(BREAD, helped=True),
        answer(BREAD, sure=False),
        answer(BREAD, right=False),
        answer(BREAD, revision=2),
    ):
        assert not earned(session, [lesser])[name].is_earned


def test_every_factor_named_once(session: Session) -> None:
    name = "every-factor"
    assert earned(session, [answer(GARAGE), answer(GARAGE)])[name][3:] == (1, 2)
    both = [answer(GARAGE), answer(REPEATED), answer(REPEATED, right=False)]
    assert earned(session, both)[name].is_earned, "once is enough"


def test_calibrated_by_nineteen_of_twenty_in_a_row(session: Session) -> None:
    good = [answer(sure=True) for _ in range(19)]
    bad = answer(sure=True, right=False)
    assert not earned(session, good[:18])["calibrated"].is_earned
    assert earned(session, [bad, *good])["calibrated"].is_earned
    assert not earned(session, [*good[:10], bad, bad, *good[10:]])["calibrated"].is_earned


def test_nineteen_sure_answers_are_not_twenty(session: Session) -> None:
    assert not earned(session, [answer(sure=True)] * 19)["calibrated"].is_earned


def test_reviews_on_different_days(session: Session) -> None:
    days = [answer(at=NOW - day * DAY, in_review=True) for day in range(REVIEW_DAYS)]
    assert earned(session, days)["review-days"].is_earned
    assert not earned(session, days[1:] * 2)["review-days"].is_earned
    in_play = [answer(at=NOW - day * DAY) for day in range(REVIEW_DAYS)]
    assert earned(session, in_play)["review-days"].have == 0


def test_a_miss_is_mended_in_a_review_and_by_knowledge(session: Session) -> None:
    def mended(*after: Answer) -> int:
        return earned(session, [answer(GUESS, right=False), *after])["mended"].have

    assert mended(answer(GUESS, in_review=True)) == 1
    assert mended(answer(GUESS, in_review=True), answer(GUESS, in_review=True)) == 1
    assert mended(answer(GUESS)) == 0
    assert mended(answer(GUESS, in_review=True, sure=False)) == 0
    assert mended(answer(TEA, in_review=True)) == 0, "it was never missed"
    assert MENDED == 5


def test_every_lesson_finished(session: Session) -> None:
    one = {ItemKey("lesson", "first"): Standing(done=True)}
    assert earned(session, [], one)["every-lesson"][3:] == (1, 2)
    both = {**one, ItemKey("lesson", "second"): Standing(done=True)}
    assert earned(session, [], both)["every-lesson"].is_earned


def test_a_pack_without_cases_has_no_badges_for_them(session: Session) -> None:
    lessons = {key: each for key, each in scenarios(session).items() if key.kind == "lesson"}
    found = {badge.id for badge in badges(lessons, {}, [], UTC)}
    assert found == {"calibrated", "review-days", "mended", "every-lesson"}


@pytest.mark.parametrize(
    ("stars", "number", "missing"),
    [(0, 1, 5), (4, 1, 1), (5, 2, 15), (20, 3, 25), (94, 5, 1), (95, 6, 0), (100, 6, 0)],
)
def test_ranks_go_by_the_share_of_stars(stars: int, number: int, missing: int) -> None:
    found = rank(stars, 100)
    assert (found.number, found.missing) == (number, missing)
    assert found.title == RANKS[number - 1][1]
    assert bool(found.next_title) is (missing > 0)


@pytest.mark.parametrize("most", [0, 1, 3, 18, 105])
def test_every_pack_has_a_first_and_a_last_rank(most: int) -> None:
    assert rank(0, most).number == 1
    assert rank(most, most).number == (len(RANKS) if most else 1)
    for stars in range(most):
        found = rank(stars, most)
        if found.missing:
            assert rank(stars + found.missing, most).number > found.number
            assert rank(stars + found.missing - 1, most).number == found.number
