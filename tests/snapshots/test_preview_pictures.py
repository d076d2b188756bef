"""Pictures of the preview: its mark, the problems below a screen, and the list of them all."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import SOUND_PACK
from tests.screens.author import LESSON, ROUND, Author
from tests.snapshots.looks import LOOKS, Compare, size


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(Path(shutil.copytree(SOUND_PACK, tmp_path / "pack")))


def test_the_mark(author: Author, snap_compare: Compare) -> None:
    async def save(pilot: Pilot[None]) -> None:
        await author.sees("no problems")
        author.edit(LESSON, "What changes in", "What becomes other in")
        await author.sees("reloaded")
        await author.sees("no problems")

    app = author.preview(LESSON, "What changes in")
    assert snap_compare(app, run_before=save, **size(80))


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (120, 36)])
def test_problems_below_a_round(
    author: Author, snap_compare: Compare, columns: int, lines: int
) -> None:
    app = author.preview(ROUND)
    assert snap_compare(app, run_before=lambda _: spoil(author), **size(columns, lines))


@pytest.mark.parametrize("look", LOOKS)
def test_problems_in_every_look(author: Author, snap_compare: Compare, look: str) -> None:
    app = author.preview(ROUND)
    name, value = ("ascii", "on") if look == "ascii" else ("theme", look)
    app.session.store.set(name, value)

    async def dress(pilot: Pilot[None]) -> None:
        await spoil(author)

    assert snap_compare(app, run_before=dress, **size(80))


def test_what_cannot_be_opened_yet(author: Author, snap_compare: Compare) -> None:
    (author.pack / ROUND).write_text(author.text(ROUND).replace("why =", "wy ="))
    app = author.preview(ROUND)

    async def wait(pilot: Pilot[None]) -> None:
        await author.sees("f8")

    assert snap_compare(app, run_before=wait, **size(80))


async def spoil(author: Author) -> None:
    await author.sees("no problems")
    text = author.text(ROUND).replace("why =", "wy =", 2).replace("true", '"yes"', 1)
    author.save(ROUND, text)
    await author.sees("wrong-type")
    await author.sees("3 errors")
