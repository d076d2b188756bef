"""The shipped pack, played on the screens from the first key to the last case."""

from textual.pilot import Pilot

from tests.plain.scripts import begun, whole_script
from tests.plain.talk import played
from tests.screens.conftest import name_of, screen_text
from tui.app import DetectiveApp
from tui.content.models.lesson import DoingCard, OrderCard, PickCard, SortCard, StopCard
from tui.rules import before_after
from tui.rules import lesson as lesson_rules
from tui.rules.progress import ItemKey
from tui.screens.case import CaseScreen
from tui.screens.lesson import LessonScreen
from tui.screens.round import RoundScreen
from tui.storage.session import LessonPlay, Session


async def test_home_leads_through_everything_to_the_last_star(shipped_session: Session) -> None:
    app = DetectiveApp(shipped_session)
    async with app.run_test(size=(80, 24)) as pilot:
        while (key := shipped_session.next_step()) is not None:
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
            assert shipped_session.standings()[key].stars == 3, key
        most = 3 * len(shipped_session.standings())
        assert f"★ {most} of {most}" in screen_text(app)
        assert "Case closed" in screen_text(app)
    talked = begun()
    played(talked, whole_script(talked))
    assert progress(talked) == progress(shipped_session)


def progress(session: Session) -> dict[ItemKey, tuple[bool, int, int]]:
    """Return what was brought by each scenario."""
    return {
        key: (standing.done, standing.stars, standing.points)
        for key, standing in session.standings().items()
    }


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
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
            await pilot.press(*(str(order.index(name) + 1) for name in right))
            if not card.several:
                return  # the pick is the answer
        case SortCard():
            bins = [bin_.id for bin_ in card.bins]
            places = {item.id: str(bins.index(item.bin) + 1) for item in card.items}
            await pilot.press("home", *(places[name] for name in order))
        case OrderCard():
            for target, step in enumerate(card.steps):
                place = lesson_rules.order_of(play.state, card).index(step.id)
                await pilot.press("home", *["down"] * place, *["u"] * (place - target))
        case StopCard():
            await pilot.press(*["right"] * order.index(str(card.right[0])))
    await pilot.press("c")


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
