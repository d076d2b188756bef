"""The pack that ships: sound, complete, and as rich as it promises."""

from collections import Counter

import pytest

from tui.authoring.check import check_pack
from tui.content.models.lesson import DoingCard
from tui.content.reader import Kind, PackReader
from tui.paths import default_pack
from tui.rules.autoplay import autoplay
from tui.rules.data_facts import facts

READER = PackReader(default_pack())
KINDS: tuple[Kind, ...] = ("lesson", "before-after", "detective")
ITEMS = [(kind, item) for kind in KINDS for item in READER.ids(kind)]


def test_the_pack_has_no_problems() -> None:
    assert [str(problem) for problem in check_pack(default_pack())] == []


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_every_scenario_proves_itself(kind: Kind, item: str) -> None:
    assert autoplay(READER.scenario(kind, item)) == []


def test_there_are_seven_lessons_with_something_to_do_in_each() -> None:
    lessons = [READER.lesson(item) for item in READER.ids("lesson")]
    assert len(lessons) == 7
    for lesson in lessons:
        doing = [card for card in lesson.cards if isinstance(card, DoingCard)]
        assert len(doing) >= 2, lesson.title
        assert any(card.art for card in lesson.cards), lesson.title


def test_the_first_card_of_all_asks_for_something() -> None:
    assert isinstance(READER.lesson(READER.ids("lesson")[0]).cards[0], DoingCard)


def test_there_are_nine_rounds_of_every_type_in_many_domains() -> None:
    rounds = [READER.round(item) for item in READER.ids("before-after")]
    assert len(rounds) == 9
    assert min(Counter(round_.type for round_ in rounds).values()) >= 2
    assert set(Counter(round_.type for round_ in rounds)) == {"spot", "blind", "regression"}
    assert len({round_.domain for round_ in rounds}) >= 6
    assert all(5 <= len(round_.options) <= 7 for round_ in rounds)


def test_the_longest_option_is_not_usually_right() -> None:
    rounds = [READER.round(item) for item in READER.ids("before-after")]
    longest = [max(round_.options, key=lambda option: len(option.text)) for round_ in rounds]
    assert sum(option.correct for option in longest) <= len(rounds) / 2


def test_the_number_of_right_options_varies() -> None:
    rounds = [READER.round(item) for item in READER.ids("before-after")]
    counts = Counter(sum(option.correct for option in round_.options) for round_ in rounds)
    assert len(counts) >= 3


def test_there_are_three_cases_whose_failures_differ() -> None:
    cases = [READER.case(item) for item in READER.ids("detective")]
    assert len(cases) == 3
    for case in cases:
        assert len(case.datasets) == 5
        verdicts = Counter(data_set.verdict for data_set in case.datasets)
        assert verdicts["solves"] == 1
        assert 1 <= verdicts["partly"] <= 2
        factors = [data_set.factor for data_set in case.datasets if data_set.factor]
        assert len(set(factors)) == len(factors), case.title
    assert len({d.factor for case in cases for d in case.datasets if d.factor}) == 8


@pytest.mark.parametrize("item", READER.ids("detective"))
def test_every_data_set_has_at_least_forty_rows(item: str) -> None:
    for data_set in READER.case(item).datasets:
        counted = facts(READER.rows(data_set.rows))
        assert counted.rows >= 40, data_set.id
        if data_set.factor == "size":
            assert counted.distinct < 10, data_set.id


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
