"""The pack that ships: sound, complete, and as rich as it promises."""

from collections import Counter
from typing import get_args

import pytest

from tui.authoring.check import check_pack
from tui.content.models.detective import Case, Factor
from tui.content.models.lesson import DoingCard, StopCard
from tui.content.reader import Kind, PackReader
from tui.paths import default_pack
from tui.rules.autoplay import autoplay
from tui.rules.data_facts import facts

READER = PackReader(default_pack())
KINDS: tuple[Kind, ...] = ("lesson", "before-after", "detective")
ITEMS = [(kind, item) for kind in KINDS for item in READER.ids(kind)]


def is_recorded(case: Case) -> bool:
    """Return whether real models gave the replies of a case."""
    return all(data_set.recording is not None for data_set in case.datasets)


def test_the_pack_has_no_problems() -> None:
    assert [str(problem) for problem in check_pack(default_pack())] == []


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_every_scenario_proves_itself(kind: Kind, item: str) -> None:
    assert autoplay(READER.scenario(kind, item)) == []


def test_there_are_eight_lessons_with_something_to_do_in_each() -> None:
    lessons = [READER.lesson(item) for item in READER.ids("lesson")]
    assert len(lessons) == 8
    for lesson in lessons:
        doing = [card for card in lesson.cards if isinstance(card, DoingCard)]
        assert len(doing) >= 2, lesson.title
        assert any(card.art for card in lesson.cards), lesson.title


def test_the_first_card_of_all_asks_for_something() -> None:
    assert isinstance(READER.lesson(READER.ids("lesson")[0]).cards[0], DoingCard)


@pytest.mark.parametrize(("recorded", "number"), [(False, 9), (True, 8)])
def test_there_are_rounds_of_every_type_in_many_domains(recorded: bool, number: int) -> None:
    rounds = [READER.round(item) for item in READER.ids("before-after")]
    rounds = [each for each in rounds if (each.after.recorded is not None) is recorded]
    assert len(rounds) >= number
    assert min(Counter(round_.type for round_ in rounds).values()) >= 2
    assert set(Counter(round_.type for round_ in rounds)) == {"spot", "blind", "regression"}
    assert len({round_.domain for round_ in rounds}) >= 6
    assert all(5 <= len(round_.options) <= 7 for round_ in rounds)


def test_no_round_sets_a_recorded_reply_beside_a_canned_one() -> None:
    for item in READER.ids("before-after"):
        round_ = READER.round(item)
        assert (round_.before.recorded is None) is (round_.after.recorded is None), item


def test_one_lesson_is_played_on_curves_that_differ() -> None:
    cards = [card for item in READER.ids("lesson") for card in READER.lesson(item).cards]
    stops = [card for card in cards if isinstance(card, StopCard)]
    assert len(stops) >= 2
    assert len({card.right for card in stops}) == len(stops)


def test_the_longest_option_is_not_usually_right() -> None:
    rounds = [READER.round(item) for item in READER.ids("before-after")]
    longest = [max(round_.options, key=lambda option: len(option.text)) for round_ in rounds]
    assert sum(option.correct for option in longest) <= len(rounds) / 2


def test_the_number_of_right_options_varies() -> None:
    rounds = [READER.round(item) for item in READER.ids("before-after")]
    counts = Counter(sum(option.correct for option in round_.options) for round_ in rounds)
    assert len(counts) >= 3


def test_there_are_canned_and_recorded_cases() -> None:
    recorded = Counter(is_recorded(READER.case(item)) for item in READER.ids("detective"))
    assert recorded[False] >= 3
    assert recorded[True] >= 2


@pytest.mark.parametrize("item", READER.ids("detective"))
def test_the_failures_of_a_case_differ(item: str) -> None:
    case = READER.case(item)
    assert 5 <= len(case.datasets) <= 6
    verdicts = Counter(data_set.verdict for data_set in case.datasets)
    assert verdicts["solves"] == 1
    assert 1 <= verdicts["partly"] <= 2
    factors = [data_set.factor for data_set in case.datasets if data_set.factor]
    # What a real model does may surprise its author once; what is made up may not.
    assert len(factors) - len(set(factors)) <= is_recorded(case)


def test_every_factor_explains_a_failure() -> None:
    cases = [READER.case(item) for item in READER.ids("detective")]
    explained = {data_set.factor for case in cases for data_set in case.datasets}
    assert explained - {None} == set(get_args(Factor))


@pytest.mark.parametrize("item", READER.ids("detective"))
def test_every_data_set_has_forty_rows_or_too_few(item: str) -> None:
    for data_set in READER.case(item).datasets:
        counted = facts(READER.rows(data_set.rows))
        if data_set.factor == "size":
            assert counted.distinct < 15, data_set.id
        if data_set.factor not in {"size", "overfitting"} or data_set.recording is None:
            assert counted.rows >= 40, data_set.id


@pytest.mark.parametrize("item", READER.ids("detective"))
def test_only_a_leak_holds_test_prompts(item: str) -> None:
    case = READER.case(item)
    prompts = {test.prompt for test in case.tests}
    for data_set in case.datasets:
        leaks = any(row.prompt in prompts for row in READER.rows(data_set.rows))
        assert leaks is (data_set.factor == "leakage"), data_set.id


def test_the_handbook_is_full() -> None:
    handbook = READER.handbook()
    assert len(handbook.questions) >= 18
    assert len(handbook.terms) >= 45
