"""Garbage is collected while nobody types."""

import gc
import time
from collections.abc import Iterator

import pytest
from textual.app import App

from tui.tidying import Tidier


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    was, thresholds = gc.isenabled(), gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    # Not to be looked through by the tests after these.
    gc.freeze()
    (gc.enable if was else gc.disable)()


class Collected:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        self.now = 100.0
        self.garbage = 1
        monkeypatch.setattr(gc, "collect", self.collect)
        monkeypatch.setattr(gc, "get_count", lambda: (0, 0, self.garbage))
        monkeypatch.setattr(time, "monotonic", lambda: self.now)

    def collect(self) -> int:
        self.times += 1
        return 0


def test_a_program_that_collects_as_ever_is_left_alone() -> None:
    gc.enable()
    before = gc.get_threshold()
    Tidier().start(App())
    assert gc.get_threshold() == before


async def test_python_no_longer_begins_a_full_round_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.tidying._EVERY_S", 0.01)
    app = App[None]()
    gc.unfreeze()
    async with app.run_test() as pilot:
        gc.disable()
        Tidier().start(app)
        while not gc.isenabled():
            await pilot.pause(0.01)
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[2] > 1_000_000


def test_it_waits_for_a_pause_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    collected = Collected(monkeypatch)
    tidier = Tidier()
    tidier.touch()
    collected.now += 0.01
    tidier.tidy()
    assert collected.times == 0
    collected.now += 1
    tidier.tidy()
    assert collected.times == 1
    for _ in range(20):
        tidier.touch()
        tidier.tidy()
    assert 1 < collected.times < 6


def test_where_nothing_happened_nothing_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    collected = Collected(monkeypatch)
    collected.garbage = 0
    Tidier().tidy()
    assert collected.times == 0
