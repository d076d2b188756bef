"""The shipped pack, played on the screens from the first key to the last case."""

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.plain.scripts import begun, script
from tests.plain.talk import played
from tests.screens.conftest import name_of, screen_text
from tui.app import DetectiveApp
from tui.content.models.lesson import DoingCard, OrderCard, PickCard, SortCard, StopCard
from tui.rules import before_after
from tui.rules import lesson as lesson_rules
from tui.rules.progress import ItemKey, path
from tui.screens.case import CaseScreen
from tui.screens.lesson import LessonScreen
from tui.screens.round import RoundScreen
from tui.storage.session import LessonPlay, Session

KEYS = path(begun().ids)
SHARES = 6
"""The pack is played in shares, so that several processes can play it."""


@pytest.mark.parametrize("share", range(SHARES))
async def test_home_leads_through_everything_to_the_last_star(share: int) -> None:
    first, last = (len(KEYS) * each // SHARES for each in (share, share + 1))
    session, talked = begun(), begun()
    played(session, script(KEYS[:first]))
    played(talked, script(KEYS[:last]))
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in KEYS[first:last]:
            assert session.next_step() == key
            await press(pilot, "home", "enter")
            match app.screen:
                case LessonScreen() as screen:
                    await play_lesson(pilot, screen)
                case RoundScreen() as screen:
                    await play_round(pilot, screen)
                case CaseScreen() as screen:
                    await play_case(pilot, screen)
            await press(pilot, "escape")
            assert name_of(app) == "HomeScreen"
            assert session.standings()[key].stars == 3, key
        if last == len(KEYS):
            assert session.next_step() is None
            most = 3 * len(session.standings())
            assert f"★ {most} of {most}" in screen_text(app)
            assert "Case closed" in screen_text(app)
    assert progress(talked) == progress(session)


def progress(session: Session) -> dict[ItemKey, tuple[bool, int, int]]:
    """Return what was brought by each scenario."""
    return {
        key: (standing.done, standing.stars, standing.points)
        for key, standing in session.standings().items()
    }


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each once all that the last one did is done."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0)
    await pilot.pause()


async def play_lesson(pilot: Pilot[None], screen: LessonScreen) -> None:
    while pilot.app.screen is screen:
        card = lesson_rules.current(screen.play.scenario, screen.play.state)
        if isinstance(card, DoingCard):
            await answer(pilot, screen.play, card)
        await press(pilot, "enter")


async def answer(pilot: Pilot[None], play: LessonPlay, card: DoingCard) -> None:
    order = lesson_rules.order_of(play.state, card)
    match card:
        case PickCard():
            right = [choice.id for choice in card.choices if choice.correct]
            await press(pilot, *(str(order.index(name) + 1) for name in right))
            if not card.several:
                return  # the pick is the answer
        case SortCard():
            bins = [bin_.id for bin_ in card.bins]
            places = {item.id: str(bins.index(item.bin) + 1) for item in card.items}
            await press(pilot, "home", *(places[name] for name in order))
        case OrderCard():
            for target, step in enumerate(card.steps):
                place = lesson_rules.order_of(play.state, card).index(step.id)
                await press(pilot, "home", *["down"] * place, *["u"] * (place - target))
        case StopCard():
            await press(pilot, *["right"] * order.index(str(card.right[0])))
    await press(pilot, "c")


async def play_round(pilot: Pilot[None], screen: RoundScreen) -> None:
    play = screen.play
    if play.scenario.type == "blind":
        fine_tuned = before_after.sides(play.scenario, play.state).index("after") + 1
        await press(pilot, "left", "right", str(fine_tuned))
    else:
        await press(pilot, "v")
    order = before_after.options(play.scenario, play.state)
    numbers = [str(number) for number, option in enumerate(order, start=1) if option.correct]
    await press(pilot, *numbers, "c")


async def play_case(pilot: Pilot[None], screen: CaseScreen) -> None:
    await press(pilot, "enter")
    verdicts = [data_set.verdict for data_set in screen.play.scenario.datasets]
    await press(pilot, "home", *["down"] * verdicts.index("solves"), "enter")
    for key in ("t", "enter", "enter", "c"):
        await press(pilot, key)
    assert name_of(pilot.app) == "DebriefScreen"
