"""Draw the pictures of README.md from the game itself.

Run it from the top folder: ``.venv/bin/python -m tests.draw_readme``.
"""

import asyncio
import tempfile
from pathlib import Path

from tests.conftest import open_session
from tui.app import DetectiveApp
from tui.paths import default_pack, shipped
from tui.routes import case_screen
from tui.rules import before_after, detective
from tui.screens.round import RoundScreen

SIZE = (96, 30)


async def draw_round(name: str, item: str) -> None:
    """Draw a checked round."""
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(default_pack(), Path(folder))
        play = session.round(item)
        for side in before_after.sides(play.scenario, play.state):
            play.do(before_after.Look(side))
        right = [option.id for option in play.scenario.options if option.correct]
        wrong = [option.id for option in play.scenario.options if not option.correct]
        for option in [*right[:-1], wrong[0]]:
            play.do(before_after.Toggle(option))
        play.do(before_after.Check())
        app = DetectiveApp(session)
        async with app.run_test(size=SIZE) as pilot:
            await app.push_screen(RoundScreen(session, play))
            await pilot.pause()
            save(app, name)


async def draw_case(name: str, item: str) -> None:
    """Draw the data sets of a case, one of them open."""
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(default_pack(), Path(folder))
        play = session.case(item)
        play.do(detective.Accept())
        app = DetectiveApp(session)
        async with app.run_test(size=SIZE) as pilot:
            await app.push_screen(case_screen(session, play))
            await pilot.press("enter")
            await pilot.pause()
            save(app, name)


def save(app: DetectiveApp, name: str) -> None:
    """Write what is on the screen as an SVG file."""
    folder = shipped("assets") / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw_round("round", "dosage-advice"))
    asyncio.run(draw_case("case", "plant-clinic"))
