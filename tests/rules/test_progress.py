"""What Home suggests next."""

from tui.content.reader import Kind
from tui.rules.progress import ItemKey, Standing, count_done, next_step, path, total_stars

IDS: dict[Kind, tuple[str, ...]] = {
    "lesson": ("one", "two"),
    "before-after": ("tea", "bread"),
    "detective": ("parrots",),
}


def test_the_path_takes_turns() -> None:
    assert path(IDS) == [
        ("lesson", "one"),
        ("before-after", "tea"),
        ("lesson", "two"),
        ("before-after", "bread"),
        ("detective", "parrots"),
    ]


def test_a_newcomer_starts_with_the_first_lesson() -> None:
    assert next_step(IDS, {}) == ItemKey("lesson", "one")


def test_the_play_left_open_last_comes_first() -> None:
    standings = {
        ItemKey("detective", "parrots"): Standing(touched=5, is_open=True),
        ItemKey("lesson", "two"): Standing(touched=3, is_open=True),
    }
    assert next_step(IDS, standings) == ItemKey("detective", "parrots")


def test_then_the_first_one_not_done() -> None:
    standings = {ItemKey("lesson", "one"): Standing(done=True, stars=2)}
    assert next_step(IDS, standings) == ItemKey("before-after", "tea")


def test_nothing_is_left_when_all_is_done() -> None:
    standings = {key: Standing(done=True, stars=3) for key in path(IDS)}
    assert next_step(IDS, standings) is None
    assert total_stars(IDS, standings) == 15
    assert count_done("lesson", IDS["lesson"], standings) == 2


def test_stars_of_scenarios_that_left_the_pack_do_not_count() -> None:
    assert total_stars(IDS, {ItemKey("lesson", "gone"): Standing(done=True, stars=3)}) == 0
