"""Two results become one: the better, in any order, and once is enough."""

import functools
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.rules.merging import Kept, merged

KEPT = st.builds(
    Kept,
    done=st.booleans(),
    stars=st.integers(0, 3),
    points=st.integers(0, 9),
    touched=st.sampled_from([0.0, 1.0, 2.5]),
    is_open=st.booleans(),
    state=st.sampled_from([None, b"{}", b'{"seed":1}']),
).map(lambda kept: kept._replace(is_open=kept.is_open and kept.state is not None))


@settings(max_examples=200, deadline=None)
@given(KEPT, KEPT)
def test_merging_is_commutative_idempotent_and_loses_nothing(one: Kept, other: Kept) -> None:
    both = merged(one, other)
    assert both == merged(other, one)
    assert both == merged(both, one) == merged(both, other) == merged(both, both)
    for each in (one, other):
        assert both.done >= each.done
        assert both.stars >= each.stars
        assert both.points >= each.points
        assert both.touched >= each.touched
    assert both.state is not None or one.state is other.state is None


@settings(max_examples=100, deadline=None)
@given(st.lists(KEPT.filter(lambda kept: kept.state is not None), min_size=3, max_size=3))
def test_the_order_of_many_makes_no_difference(three: list[Kept]) -> None:
    orders = {functools.reduce(merged, order) for order in itertools.permutations(three)}
    assert len(orders) == 1


def test_the_state_of_the_later_play_stays() -> None:
    early = Kept(True, 3, 9, 1.0, False, b'"early"')
    late = Kept(False, 0, 0, 2.0, True, b'"late"')
    assert merged(early, late) == Kept(True, 3, 9, 2.0, True, b'"late"')
    gone = late._replace(state=None, is_open=False)
    assert merged(early, gone) == early._replace(touched=2.0), "a state is better than none"
