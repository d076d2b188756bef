"""Hearing of every save."""

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.watch import changes, look

LONGEST_S = 10.0


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


async def heard(pack: Path, saves: Iterable[Callable[[], object]], *, poll: bool) -> list[set[str]]:
    """Return what is told of each of the saves."""
    told: list[frozenset[str]] = []
    fresh = asyncio.Event()

    async def listen() -> None:
        async for names in changes(pack, poll=poll):
            told.append(names)
            fresh.set()

    async def anything() -> None:
        await fresh.wait()
        while fresh.is_set():
            fresh.clear()
            await asyncio.sleep(0.3)

    listener = asyncio.create_task(listen())
    result = []
    try:
        await asyncio.sleep(0.3)
        for save in saves:
            told.clear()
            save()
            await asyncio.wait_for(anything(), LONGEST_S)
            result.append({name for names in told for name in names})
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
    return result


@pytest.mark.parametrize("poll", [False, True])
async def test_every_way_to_save_is_heard(pack: Path, poll: bool) -> None:
    lesson, other = pack / "lessons" / "first.toml", pack / "lessons" / "new.toml"
    beside = pack / "lessons" / ".first.toml.tmp"

    def save_by_rename() -> None:
        beside.write_text("a")
        beside.replace(lesson)

    def save_by_backup() -> None:
        lesson.rename(pack / "lessons" / "first.toml~")
        lesson.write_text("b")

    saves = [lambda: lesson.write_text("c"), save_by_rename, save_by_backup]
    for names in await heard(pack, saves, poll=poll):
        assert names == {"lessons/first.toml"}
    made, gone = await heard(pack, [lambda: other.write_text("d"), other.unlink], poll=poll)
    assert made == gone == {"lessons/new.toml"}


@pytest.mark.parametrize("poll", [False, True])
async def test_two_saves_within_a_moment_are_both_heard(pack: Path, poll: bool) -> None:
    # What looks only at whole seconds would miss the second.
    manifest = pack / "pack.toml"
    saves = [lambda: manifest.write_text("a"), lambda: manifest.write_text("b")]
    assert await heard(pack, saves, poll=poll) == [{"pack.toml"}, {"pack.toml"}]


@pytest.mark.parametrize("poll", [False, True])
async def test_a_pack_that_is_put_back_is_heard(pack: Path, poll: bool) -> None:
    def put_back() -> None:
        pack.rename(pack.with_name("away"))
        shutil.copytree(pack.with_name("away"), pack)

    told = await heard(pack, [put_back], poll=poll)
    assert "" in told[0], "all of it is read again"


@pytest.mark.parametrize("poll", [False, True])
async def test_a_zip_put_in_place_of_another_is_heard(tmp_path: Path, poll: bool) -> None:
    path, other = tmp_path / "a.zip", tmp_path / "b.zip"
    path.write_text("a")

    def replace() -> None:
        other.write_text("b")
        other.replace(path)

    assert await heard(path, [replace], poll=poll) == [{""}]


@pytest.mark.parametrize("poll", [False, True])
async def test_what_was_saved_before_it_listens_is_told(pack: Path, poll: bool) -> None:
    before = look(pack)
    (pack / "pack.toml").write_text("format = 1\n")
    told = changes(pack, poll=poll, since=before)
    assert await asyncio.wait_for(anext(told), LONGEST_S) == {"pack.toml"}
    await told.aclose()
