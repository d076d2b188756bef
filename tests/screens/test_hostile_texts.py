"""Packs whose every text is an attack: all screens show it as it stands, and nothing acts.

The texts of the sound pack are replaced one by one, wherever the file stays sound.
"""

import copy
import json
import os
import re
import select
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from textual.pilot import Pilot

from tests.conftest import RECORDED_PACK, SOUND_PACK, open_session
from tui.app import DetectiveApp
from tui.authoring.check import check_pack
from tui.authoring.recorded import experiment_hash
from tui.content.examining import examine
from tui.content.models.before_after import Round
from tui.content.models.common import Model
from tui.content.models.detective import Case
from tui.content.models.experiment import Experiment
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.reader import PackReader
from tui.content.recordings import Find
from tui.content.seals import hash_bytes, hash_replies, seal_of
from tui.content.shape import convert
from tui.content.toml_file import TomlFile
from tui.content.untrusted import clean, clean_tree, first_unsafe
from tui.paths import default_pack
from tui.routes import case_screen
from tui.rules import before_after, detective, lesson
from tui.rules.autoplay import autoplay
from tui.rules.case_report import case_report
from tui.rules.progress import ItemKey
from tui.screens.base import GameScreen
from tui.screens.checkpoints import CheckpointsScreen
from tui.screens.handbook import HandbookScreen
from tui.screens.lesson import LessonScreen
from tui.screens.lesson_end import LessonEndScreen
from tui.screens.link import show_sources
from tui.screens.packs import PacksScreen
from tui.screens.record import RecordScreen
from tui.screens.round import RoundScreen
from tui.screens.shelf import ShelfScreen
from tui.screens.verdict import VerdictScreen
from tui.storage.session import CasePlay

PAYLOADS = {
    "markup": "[@click=app.quit]go[/] [link=http://e]z[ok][/nope][foo=://\\",
    "characters": "]0;\x1b]0;p\x07\x1b]52;c;cA==\x07\x1b]8;;h\x1b\\z\x1b[2J\x9b2J"
    "\u202eg\u2066x\u200b\u00ad\ufeff\U000e0041a\rb\tc\x0bd\x85\x00\x7f",
}
"""Attacks by name, each short enough for a title."""
SIGNS = {
    "markup": "[@click=app",
    "characters": "]0;",
}
"""What is seen of each attack where it is shown as it stands."""
MODELS: dict[str, type[Model]] = {
    "pack.toml": Pack,
    "handbook.toml": Handbook,
    "lessons/first.toml": Lesson,
    "lessons/second.toml": Lesson,
    "before-after/tea.toml": Round,
    "before-after/trains.toml": Round,
    "before-after/bread.toml": Round,
    "detective/parrots.toml": Case,
}
RECORDED_MODELS: dict[str, type[Model]] = {
    "pack.toml": Pack,
    "before-after/bedtime.toml": Round,
    "before-after/blind-bedtime.toml": Round,
    "detective/parrots.toml": Case,
}
"""What the game reads of the recorded pack besides its recordings."""
EXPERIMENT = "experiments/parrots.toml"
CLOSED = {
    *("id", "language", "lessons", "before-after", "detective", "rows"),
    *("bin", "cites", "factor", "kind", "see", "test", "trait", "type", "verdict"),
    *("case", "data", "data-hash", "experiment-hash", "group", "hash", "method", "recorded-at"),
    *("recording", "run", "seal"),
}
"""Keys whose values are ids, paths or chosen from a list, so that no attack fits there."""


def texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where the texts of a file stand."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, str):
            yield (*path, key)
        elif isinstance(item, (dict, list)):
            yield from texts(item, (*path, key))


def put(data: Any, path: Sequence[str | int], text: str) -> str:
    """Put a text in a place, and return what stood there."""
    for key in path[:-1]:
        data = data[key]
    old: str = data[path[-1]]
    data[path[-1]] = text
    return old


def is_sound(data: dict[str, Any], model: type[Model], find: Find) -> bool:
    # As the game reads it: cleaned.
    file = TomlFile("f", "", clean_tree(copy.deepcopy(data)))
    made, findings = examine(file, model, find)
    if made is None or findings:
        return False
    return not (isinstance(made, (Lesson, Round, Case)) and autoplay(made))


def hostile_pack(folder: Path, payload: str) -> tuple[Path, int]:
    """Write a copy of the sound pack with an attack in every text that may be any text.

    Returns:
        The pack, and the number of texts that were replaced.
    """
    pack = Path(shutil.copytree(SOUND_PACK, folder / "pack"))
    count = sum(attack_file(pack, relative, model, payload) for relative, model in MODELS.items())
    count += attack_rows(pack, payload)
    return pack, count


def attack_file(pack: Path, relative: str, model: type[Model], payload: str) -> int:
    """Put an attack in every text of a file that may be any text; return how many they are."""
    data = tomlkit.parse((pack / relative).read_text()).unwrap()
    find = PackReader(pack).recording
    count = 0
    for path in list(texts(data)):
        if CLOSED.intersection(path[-2:]):
            continue
        old = put(data, path, "")
        if old.startswith(payload):
            put(data, path, old)
            continue
        forms = [f"{payload} {old}", payload, payload[:24]]
        if path[-1] == "url":
            forms = [f"{old}?{clean(form).replace(' ', '')}" for form in forms[1:]]
        for form in forms:
            put(data, path, form)
            if is_sound(data, model, find):
                count += 1
                break
            put(data, path, old)
    (pack / relative).write_text(tomlkit.dumps(data))
    return count


def attack_rows(pack: Path, payload: str) -> int:
    """Put an attack in every row; return how many texts they are."""
    count = 0
    for rows in sorted(pack.glob("datasets/*.jsonl")):
        lines = []
        for line in rows.read_text().splitlines():
            row = json.loads(line)
            row["label"] = f"{payload}"
            for message in row["messages"]:
                message["content"] = f"{payload} {message['content']}"
                count += 1
            lines.append(json.dumps(row))
        rows.write_text("\n".join(lines) + "\n")
    return count


def hostile_recorded_pack(folder: Path, payload: str) -> tuple[Path, int]:
    """Write a copy of the recorded pack with an attack in every text, sealed by the attacker.

    Returns:
        The pack, and the number of texts that were replaced.
    """
    pack = Path(shutil.copytree(RECORDED_PACK, folder / "recorded"))
    count = attack_rows(pack, payload)
    for relative in (*[*RECORDED_MODELS][1:], EXPERIMENT):
        data = tomlkit.parse((pack / relative).read_text()).unwrap()
        count += attack_prompts(data, payload)
        if relative == EXPERIMENT:
            data["form"]["words"] = f"{payload} {data['form']['words']}"
            count += 1
        (pack / relative).write_text(tomlkit.dumps(data))
    experiment = convert(PackReader(pack).file(EXPERIMENT).data, Experiment)
    assert isinstance(experiment, Experiment)
    for path in sorted(pack.glob("recordings/*.toml")):
        data = tomlkit.parse(path.read_text()).unwrap()
        count += attack_recording(data, payload)
        run = next(each for each in experiment.runs if each.id == data["training"]["run"])
        data["training"]["experiment-hash"] = experiment_hash(experiment, run)
        data["training"]["data-hash"] = hash_bytes((pack / run.data).read_bytes())
        # What the game reads is cleaned: that is what whoever attacks it has to seal.
        data["seal"] = seal_of(clean_tree(data))
        path.write_text(tomlkit.dumps(data))
    for relative, model in RECORDED_MODELS.items():
        count += attack_file(pack, relative, model, payload)
    return pack, count


def attack_prompts(data: Any, payload: str) -> int:
    """Put an attack before every prompt of a file; return how many they are."""
    count = 0
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if key == "prompt" and "run" not in data:
            data[key] = f"{payload} {value}"
            count += 1
        elif isinstance(value, (dict, list)):
            count += attack_prompts(value, payload)
    return count


def attack_recording(data: dict[str, Any], payload: str) -> int:
    """Put an attack in every text of a recording that may be any text; return how many they are."""
    data["command"] = f"{payload} {data['command']}"
    data["model"] = {"name": payload, "revision": payload, "parameters": 7}
    data["software"] = {f"{payload} {name}": payload for name in data["software"]}
    data["training"]["recipe"] = payload
    count = 4 + 2 * len(data["software"]) + attack_prompts(data["prompts"], payload)
    for prompt in data["prompts"]:
        for reply in prompt["replies"]:
            reply["greedy"] = f"{payload} {reply['greedy']}"
            reply["samples"] = [f"{payload}\n{sample}" for sample in reply["samples"]]
            count += 1 + len(reply["samples"])
            said = clean_tree([prompt["prompt"], reply["greedy"], reply["samples"]])
            reply["hash"] = hash_replies(*said)
    return count


class Watcher:
    """Looks at every screen that is shown."""

    def __init__(self, pilot: Pilot[None], sign: str) -> None:
        self.pilot = pilot
        self.shown = 0
        self.literal = 0
        self._sign = sign

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.look()

    async def push(self, screen: GameScreen[None]) -> None:
        await self.pilot.app.push_screen(screen)
        await self.look()

    async def look(self) -> None:
        """Assert that nothing on the screen acts, and count what is shown literally."""
        app = self.pilot.app
        await self.pilot.pause()
        if len(app.workers):
            await app.workers.wait_for_complete()
            await self.pilot.pause()
        assert app.is_running
        assert app.title == "Finetune Detective"
        strips = app.screen._compositor.render_strips(app.size)
        for strip in strips:
            for segment in strip:
                assert not segment.control
                assert first_unsafe(segment.text) is None, repr(segment.text)
                assert "\t" not in segment.text
                assert "\r" not in segment.text
                if segment.style is not None:
                    assert segment.style.link is None
                    assert "@click" not in segment.style.meta, segment
            assert strip.cell_length <= app.size.width
        self.shown += 1
        self.literal += any(self._sign in strip.text for strip in strips)


async def lessons(app: DetectiveApp, watcher: Watcher) -> None:
    session = app.session
    for item in session.ids["lesson"]:
        play = session.lesson(item)
        await watcher.push(LessonScreen(session, play))
        for card in play.scenario.cards:
            play.do(lesson.Go(card.id))
            app.screen._show_card()  # type: ignore[attr-defined]
            await watcher.look()
            for keys in (["enter"], ["1"], ["c"], ["down"], ["t"]):
                if app.screen.query("#things, #answers"):
                    await watcher.press(*keys)
                    play.do(lesson.Go(card.id))
        await watcher.press("j")
        await watcher.press("escape")
        app.routes.go_home()
        await watcher.push(LessonEndScreen(session, play))
        app.routes.go_home()


async def rounds(app: DetectiveApp, watcher: Watcher) -> None:
    session = app.session
    for item in session.ids["before-after"]:
        play = session.round(item)
        await watcher.push(RoundScreen(session, play))
        await watcher.press("v")
        if before_after.phase(play.scenario, play.state) == "guess":
            await watcher.press("enter")
        for _ in play.scenario.hints:
            await watcher.press("h")
        await watcher.press("enter", "c")
        assert play.state.checked
        for _ in range(len(play.scenario.options) + 1):
            await watcher.press("down")
        if play.scenario.sources:
            await watcher.press("o")
            await watcher.press("escape")
        app.routes.go_home()


async def case(app: DetectiveApp, watcher: Watcher) -> None:
    session = app.session
    play = session.case("parrots")
    await watcher.push(case_screen(session, play))
    play.do(detective.Accept())
    app.routes.go_home()
    await watcher.push(case_screen(session, play))
    for _ in play.scenario.datasets:
        await watcher.press("enter")
        await watcher.press("right")
        await watcher.press("enter")
        await watcher.press("m")
        await watcher.press("enter", "left", "down")
    for _ in play.scenario.hints:
        await watcher.press("h")
    app.routes.go_home()
    for data_set in sorted(play.scenario.datasets, key=lambda item: item.verdict == "solves"):
        play.do(detective.Train(data_set.id))
        await watcher.push(case_screen(session, play))
        app.routes.go_home()
        play.do(detective.FinishTraining())
        await watcher.push(case_screen(session, play))
        for key in ("down", "down", "pagedown"):
            await watcher.press(key)
        app.routes.go_home()
        if data_set.factor is not None:
            play.do(detective.NameFactor(data_set.factor))
            await watcher.push(case_screen(session, play))
            app.routes.go_home()
            play.do(detective.TryAgain())
    play.do(detective.Close())
    await watcher.push(case_screen(session, play))
    await watcher.press("pagedown")
    await watcher.press("s")
    await watcher.press("escape")


async def around(app: DetectiveApp, watcher: Watcher) -> None:
    session = app.session
    for kind in session.ids:
        await watcher.push(ShelfScreen(session, kind))
        for _ in session.ids[kind]:
            await watcher.press("down")
        await watcher.press("r")
        await watcher.press("escape")
        await watcher.press("question_mark")
        await watcher.press("escape")
        await watcher.press("ctrl+p")
        await watcher.press("escape")
        app.routes.go_home()
    await watcher.push(HandbookScreen(session))
    for _ in range(4):
        await watcher.press("down")
    await watcher.press("ctrl+o")
    app.routes.go_home()
    await watcher.push(PacksScreen(session))
    await watcher.press("down")
    app.routes.go_home()
    sources = session.lesson("first").scenario.sources
    show_sources(app, [*sources, *sources])
    await watcher.look()
    await watcher.press("enter")
    app.notify(session.reader.pack.title, title=session.reader.pack.summary, markup=False)
    await watcher.look()


async def recorded_rounds(app: DetectiveApp, watcher: Watcher) -> None:
    await rounds(app, watcher)
    session = app.session
    for item in session.ids["before-after"]:
        await watcher.push(RoundScreen(session, session.round(item)))
        await watcher.press("r")
        assert isinstance(app.screen, RecordScreen)
        await watcher.press("pagedown")
        app.routes.go_home()


async def recorded_case(app: DetectiveApp, watcher: Watcher) -> None:
    await case(app, watcher)
    session = app.session
    play = session.case("parrots")
    await look_through_runs(app, watcher, play)
    play.restart()
    for action in (detective.Accept(), detective.Train("garage")):
        play.do(action)
    await watcher.push(case_screen(session, play))
    await watcher.press("enter", "enter")
    await watcher.press("enter")
    assert isinstance(app.screen, VerdictScreen)
    await watcher.press("r")
    assert isinstance(app.screen, RecordScreen)
    app.routes.go_home()


async def look_through_runs(app: DetectiveApp, watcher: Watcher, play: CasePlay) -> None:
    await watcher.push(case_screen(app.session, play))
    await watcher.press("p")
    assert isinstance(app.screen, CheckpointsScreen)
    for keys in ("home", "end", "left", "down", "down", "l", "pagedown", "v", "v", "d", "l"):
        await watcher.press(keys)
    await watcher.press("r")
    assert isinstance(app.screen, RecordScreen)
    for _ in range(4):
        await watcher.press("pagedown")
    app.routes.go_home()


PARTS = {"lessons": lessons, "rounds": rounds, "case": case, "around": around}
RECORDED_PARTS = {"rounds": recorded_rounds, "case": recorded_case}


Packs = Callable[[str], tuple[Path, int]]
"""The hostile pack with an attack, by its name, and the number of texts it is in."""


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return cache(lambda name: hostile_pack(tmp_path_factory.mktemp("hostile"), PAYLOADS[name]))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        *(("markup", part) for part in ("lessons", "case", "around")),
        *(("characters", part) for part in ("rounds", "case", "around")),
        pytest.param("markup", "rounds", marks=pytest.mark.long),
        pytest.param("characters", "lessons", marks=pytest.mark.long),
    ],
)
async def test_no_text_acts_on_any_screen(
    name: str, part: str, packs: Packs, tmp_path: Path
) -> None:
    app = DetectiveApp(open_session(packs(name)[0], tmp_path / "data"))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        watcher = Watcher(pilot, SIGNS[name])
        await watcher.look()
        await PARTS[part](app, watcher)
        assert app.is_running
        assert watcher.literal > watcher.shown * 0.6, "the attack is shown as it stands"


@pytest.fixture(scope="module")
def recorded_packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return cache(
        lambda name: hostile_recorded_pack(tmp_path_factory.mktemp("hostile"), PAYLOADS[name])
    )


@pytest.mark.parametrize("part", RECORDED_PARTS)
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("markup", (60, 20)),
        ("characters", (100, 40)),
        pytest.param("markup", (100, 40), marks=pytest.mark.long),
        pytest.param("characters", (60, 20), marks=pytest.mark.long),
    ],
)
async def test_no_recorded_text_acts_on_any_screen(
    name: str,
    part: str,
    size: tuple[int, int],
    recorded_packs: Packs,
    tmp_path: Path,
) -> None:
    app = DetectiveApp(open_session(recorded_packs(name)[0], tmp_path / "data"))
    async with app.run_test(size=size, notifications=True) as pilot:
        watcher = Watcher(pilot, SIGNS[name])
        await watcher.look()
        await RECORDED_PARTS[part](app, watcher)
        assert app.is_running
        assert watcher.literal > watcher.shown * 0.6, "the attack is shown as it stands"


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_attack_is_in_every_free_text(name: str, packs: Packs) -> None:
    pack, count = packs(name)
    assert count >= 200
    assert_attacked(pack, MODELS, PAYLOADS[name], calm={*CLOSED, "url"})


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_attack_is_in_every_recorded_text(name: str, recorded_packs: Packs) -> None:
    pack, count = recorded_packs(name)
    assert count >= 200
    recordings = [path.relative_to(pack).as_posix() for path in pack.glob("recordings/*.toml")]
    files = [*RECORDED_MODELS, *recordings]
    # In a table that says where a reply is recorded, the prompt is an id.
    assert_attacked(pack, files, PAYLOADS[name], calm={*CLOSED, "url", "prompt"})


def assert_attacked(pack: Path, files: Iterable[str], payload: str, *, calm: set[str]) -> None:
    """Assert that the attack is in all texts but some, and that check finds it alone."""
    found = set()
    for relative in files:
        data = tomlkit.parse((pack / relative).read_text()).unwrap()
        for path in texts(data):
            value: Any = data
            for key in path:
                value = value[key]
            if payload[:8] not in value:
                found.add(next(key for key in reversed(path) if isinstance(key, str)))
    assert found <= calm
    codes = {problem.code for problem in check_pack(pack) if problem.severity == "error"}
    assert codes == ({"unsafe-character"} if first_unsafe(payload) else set())


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_report_of_a_case_holds_no_links_nor_escapes(
    name: str, packs: Packs, tmp_path: Path
) -> None:
    session = open_session(packs(name)[0], tmp_path / "data")
    play = session.case("parrots")
    for action in (detective.Accept(), detective.Train("garage"), detective.FinishTraining()):
        play.do(action)
    play.do(detective.Close())
    rows = {"garage:1": session.reader.rows("datasets/parrots-garage.jsonl")[0]}
    report = case_report(play.scenario, play.state, "2026-01-01", rows)
    assert first_unsafe(report) is None
    assert "\r" not in report
    assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", report)
    assert "<script" not in report


@pytest.mark.parametrize("name", PAYLOADS)
async def test_faults_that_quote_an_attack_are_plain_text(name: str, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    key = "".join(f"\\U{ord(char):08x}" for char in PAYLOADS[name])
    for relative in [*MODELS][1:]:
        (pack / relative).write_text(f'"{key}" = 7\n' + (pack / relative).read_text())
    row = json.dumps({PAYLOADS[name]: 7})
    (pack / "datasets" / "parrots-garage.jsonl").write_text(row)
    app = DetectiveApp(open_session(pack, tmp_path / "data"))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.pause(0.5)
        watcher = Watcher(pilot, SIGNS[name])
        await watcher.look()
        for kind, items in app.session.ids.items():
            for item in items:
                app.routes.open_item(ItemKey(kind, item))
                await watcher.look()
            await watcher.push(ShelfScreen(app.session, kind))
            await watcher.press("down")
            app.routes.go_home()
        await watcher.press("k")
        assert watcher.literal > 10


@pytest.mark.parametrize("name", PAYLOADS)
async def test_packs_with_hostile_names_are_listed_as_plain_text(
    name: str, packs: Packs, tmp_path: Path
) -> None:
    payload = PAYLOADS[name].replace("/", "%").replace("\0", "")
    folder = tmp_path / "data" / "packs"
    folder.mkdir(parents=True)
    shutil.copytree(packs(name)[0], folder / payload[:40])
    (folder / f"{payload[:40]}.zip").write_bytes(b"no zip")
    app = DetectiveApp(open_session(default_pack(), tmp_path / "data"))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        watcher = Watcher(pilot, SIGNS[name])
        await watcher.push(PacksScreen(app.session))
        for _ in range(3):
            await watcher.press("down")
        await watcher.press("home", "down", "enter")
        assert app.session.reader.pack.id == "sound"
        await watcher.look()
        assert watcher.literal


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_gets_nothing_of_the_attack(packs: Packs, tmp_path: Path) -> None:
    name = "characters"
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    path = shutil.make_archive(str(tmp_path / "pack"), "zip", packs(name)[0])
    game = subprocess.Popen(
        [sys.executable, "-m", "tui", "play", path, "--data-dir", str(tmp_path / "data")],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(theirs)
    output = b""
    try:
        for wanted, keys in ((re.escape(SIGNS[name]), b"\r"), ("(1 of|1 2|●)", b"\x11")):
            output += written(ours, wanted)
            os.write(ours, keys)
        output += written(ours, None)
        assert game.wait(20) == 0
    finally:
        game.kill()
        os.close(ours)
    assert SIGNS[name].encode() in output
    assert not re.search(rb"\x1b\](0|2|8|52);", output)
    text = output.decode()
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\U000e0041]", text)


def written(terminal: int, wanted: str | None) -> bytes:
    """Return what is written to a terminal until something stands there, or to the end."""
    output = b""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            try:
                more = os.read(terminal, 65_536)
            except OSError:
                return output  # the other end is closed
            if not more:
                return output
            output += more
        if wanted is not None and re.search(wanted, output.decode(errors="ignore")):
            return output
    return output
