"""A round's rules: looking, guessing, selecting, checking, points."""

import random

import pytest

from tui.content.models.before_after import Round
from tui.rules import before_after as rules
from tui.rules.before_after import RoundAction, RoundState
from tui.rules.evidence import spans
from tui.rules.moves import Mark, NotAllowedError, shuffled
from tui.storage.session import Session


@pytest.fixture
def tea(session: Session) -> Round:
    return session.reader.round("tea")


@pytest.fixture
def trains(session: Session) -> Round:
    return session.reader.round("trains")


def play(round_: Round, *actions: RoundAction, seed: int = 1) -> RoundState:
    state = rules.start(round_, random.Random(seed))
    for action in actions:
        state = rules.step(round_, state, action)
    return state


LOOK = (rules.Look("before"), rules.Look("after"))


def select(*names: str) -> list[RoundAction]:
    return [*LOOK, *(rules.Toggle(name) for name in names)]


def test_points_tell_hits_misses_and_false_alarms_apart(tea: Round) -> None:
    state = play(tea, *select("names-a-number", "politer"), rules.Check())
    score = rules.score(tea, state)
    assert (score.hits, score.missed, score.false_alarms) == (1, 1, 1)
    assert (score.points, score.best, score.stars) == (1, 4, 0)
    marks = {item.id: item.mark for item in rules.feedback(tea, state)}
    assert marks == {
        "names-a-number": Mark.HIT,
        "says-how": Mark.MISSED,
        "politer": Mark.FALSE_ALARM,
        "longer": Mark.RIGHTLY_LEFT,
        "surer": Mark.RIGHTLY_LEFT,
    }


@pytest.mark.parametrize(
    ("names", "points", "stars"),
    [
        (("names-a-number", "says-how"), 4, 3),
        (("names-a-number", "says-how", "surer"), 3, 2),
        (("says-how",), 2, 1),
        (("surer", "politer", "longer"), 0, 0),
    ],
)
def test_stars_follow_points(tea: Round, names: tuple[str, ...], points: int, stars: int) -> None:
    score = rules.score(tea, play(tea, *select(*names), rules.Check()))
    assert (score.points, score.stars) == (points, stars)


def test_every_option_gets_a_reason(tea: Round) -> None:
    state = play(tea, *select("surer"), rules.Check())
    feedback = rules.feedback(tea, state)
    assert len(feedback) == len(tea.options)
    assert all(item.why for item in feedback)


def test_hints_cost_a_point_and_run_out(tea: Round) -> None:
    state = play(tea, rules.Hint(), rules.Hint(), *select("names-a-number", "says-how"))
    assert rules.score(tea, state).points == 2
    with pytest.raises(NotAllowedError, match="no more hints"):
        rules.step(tea, state, rules.Hint())


def test_nothing_is_selected_before_both_replies_are_read(tea: Round) -> None:
    state = play(tea, rules.Look("before"))
    for action in (rules.Toggle("surer"), rules.Check()):
        with pytest.raises(NotAllowedError, match="both replies"):
            rules.step(tea, state, action)


def test_an_empty_selection_is_not_checked(tea: Round) -> None:
    with pytest.raises(NotAllowedError, match="at least one"):
        rules.step(tea, play(tea, *LOOK), rules.Check())


def test_a_checked_round_takes_no_more_answers_but_can_be_looked_at(tea: Round) -> None:
    state = play(tea, *select("surer"), rules.Check())
    for action in (rules.Toggle("surer"), rules.Check(), rules.Hint()):
        with pytest.raises(NotAllowedError):
            rules.step(tea, state, action)
    assert rules.step(tea, state, rules.Look("before")).front == "before"


def test_a_blind_round_asks_for_the_guess_first(trains: Round) -> None:
    state = play(trains, *LOOK)
    assert rules.phase(trains, state) == "guess"
    with pytest.raises(NotAllowedError, match="First say"):
        rules.step(trains, state, rules.Toggle("answers"))
    state = rules.step(trains, state, rules.Guess("after"))
    assert rules.phase(trains, state) == "select"
    with pytest.raises(NotAllowedError):
        rules.step(trains, state, rules.Guess("before"))


@pytest.mark.parametrize(("guess", "points"), [("after", 5), ("before", 4)])
def test_a_right_guess_brings_a_point(trains: Round, guess: rules.Side, points: int) -> None:
    toggles = [rules.Toggle("answers"), rules.Toggle("exception")]
    state = play(trains, *LOOK, rules.Guess(guess), *toggles, rules.Check())
    score = rules.score(trains, state)
    assert (score.points, score.best) == (points, 5)


def test_only_a_blind_round_shuffles_its_replies(tea: Round, trains: Round) -> None:
    orders = {rules.sides(trains, play(trains, seed=seed)) for seed in range(20)}
    assert orders == {("before", "after"), ("after", "before")}
    assert {rules.sides(tea, play(tea, seed=seed)) for seed in range(20)} == {("before", "after")}


def test_options_are_shuffled_by_a_seed_that_is_kept(tea: Round) -> None:
    state = play(tea)
    order = [option.id for option in rules.options(tea, state)]
    assert order == [option.id for option in rules.options(tea, state)]
    others = {tuple(o.id for o in rules.options(tea, play(tea, seed=seed))) for seed in range(9)}
    assert len(others) > 1


def test_an_option_added_later_leaves_the_others_in_their_order() -> None:
    names = ["a", "b", "c", "d", "e"]
    for seed in range(20):
        before = shuffled(names, seed)
        after = shuffled([*names, "new"], seed)
        assert [name for name in after if name != "new"] == list(before)


def test_a_kept_selection_forgets_options_that_were_taken_out(tea: Round) -> None:
    import msgspec

    state = play(tea, *select("surer", "says-how"))
    shorter = msgspec.structs.replace(
        tea, options=tuple(option for option in tea.options if option.id != "surer")
    )
    assert rules.resume(shorter, state).selected == ("says-how",)


def test_evidence_is_found_in_the_reply_it_names(tea: Round) -> None:
    option = next(option for option in tea.options if option.id == "names-a-number")
    ((start, end),) = spans(tea, option, "after")
    assert tea.after.text[start:end] == "75 degrees Celsius"
    longer = next(option for option in tea.options if option.id == "longer")
    assert spans(tea, longer, "before") == ()
