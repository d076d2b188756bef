"""Any bytes at all as any file of a pack: located problems, never a traceback.

The same examples are tried each time, more of them with ``-m long``. ``FUZZ_EXAMPLES=5000``
tries that many new ones.
"""

import copy
import datetime
import os
import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import RECORDED_PACK, SOUND_PACK
from tui.authoring.check import check_pack
from tui.cli import main
from tui.content.models.detective import Case
from tui.content.problems import ContentError, Problem
from tui.content.reader import FOLDERS, PackReader
from tui.content.seals import hash_replies, seal_of
from tui.content.untrusted import clean_tree, first_unsafe
from tui.paths import default_pack
from tui.rules import checkpoints
from tui.rules.checkpoints import CheckpointsAction, Compare, Scrub, ToEnd
from tui.rules.record_text import record_lines
from tui.rules.recorded_runs import recorded_runs
from tui.rules.score_text import scores_text

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "15"))
KINDS = {
    "pack.toml": "pack.toml",
    "handbook.toml": "handbook.toml",
    "lessons/first.toml": "lessons/*.toml",
    "before-after/tea.toml": "before-after/*.toml",
    "detective/parrots.toml": "detective/*.toml",
    "datasets/parrots-garage.jsonl": "datasets/*.jsonl",
}
"""A file of the sound pack, and the shipped files that are mutated in its place."""
EXPERIMENT = "experiments/parrots.toml"
RECORDED_KINDS = {
    "recordings/parrots-garage.toml": "recordings/*.toml",
    EXPERIMENT: "experiments/*.toml",
    "detective/parrots.toml": "detective/*.toml",
    "before-after/bedtime.toml": "before-after/*.toml",
}
"""A file of the pack with recordings, and the files of that pack that are mutated in its place."""
BITS = [
    *(b'"', b"'", b'"""', b"[", b"]", b"[[", b"{", b"}", b"=", b".", b",", b"#"),
    *(b"\n", b"\r\n", b"\\", b"\\u0000", b"\\ud800", b"\x00", b"\x1b[2J", b"\x9b"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"1e999", b"nan", b"2024-13-45"),
    *(b"9" * 5000, b"0x" + b"f" * 5000, b"[" * 500, b"a." * 1200, b"null", b"true"),
    *(
        b"seal = ",
        b"steps = [",
        b"[training]\n",
        b"[[prompts.replies]]\n",
        b"-1",
        b"18446744073709551616",
    ),
    *(b"id = ", b"[[cards]]\n", b"[[options]]\n", b"kind = 7\n", b'{"messages": []}\n'),
]

bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


ANY_BYTES = st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode))
ROUNDS = [1, pytest.param(10, marks=pytest.mark.long)]
"""How many files are tried in each example."""


def shipped(pattern: str, root: Path | None = None) -> list[bytes]:
    """Return what the smaller files of a kind hold, of the shipped ones or of those in a pack."""
    found = (root or default_pack()).glob(pattern)
    files = sorted(found, key=lambda path: path.stat().st_size)
    return [path.read_bytes() for path in files[:6]]


@st.composite
def mutations(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """Return a shipped file with some of its bytes lost, moved, doubled or replaced."""
    text = draw(st.sampled_from(sources))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 2, 5, 40, 400])))
        other = draw(st.sampled_from(sources))
        place = draw(st.integers(0, len(other)))
        text = (
            text[:start]
            + draw(
                st.one_of(
                    st.just(b""),
                    st.sampled_from(BITS),
                    st.binary(max_size=8),
                    st.just(other[place : place + 60]),
                    st.just(text[start:end] * 2),
                )
            )
            + text[end:]
        )
    return text


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SOUND_PACK, tmp_path_factory.mktemp("fuzz") / "pack"))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(RECORDED_PACK, tmp_path_factory.mktemp("fuzz") / "recorded"))


def examine(pack: Path, file: str, content: bytes) -> list[Problem]:
    """Put bytes in place of a file, and see that all who read them stay on their feet.

    Returns:
        The problems that they make.
    """
    path = pack / file
    sound = path.read_bytes()
    path.write_bytes(content)
    try:
        problems = check_pack(pack)
        lines = content.count(b"\n") + content.count(b"\r") + 1
        for problem in problems:
            well_told(problem, pack, lines if problem.file.endswith(file) else None)
        read_all(pack, is_sound=not problems)
    finally:
        path.write_bytes(sound)
    return problems


def well_told(problem: Problem, pack: Path, lines: int | None) -> None:
    assert problem.file.startswith(pack.as_posix())
    assert problem.line >= 1 and problem.column >= 1
    assert lines is None or problem.line <= lines
    assert problem.code and problem.message and problem.advice
    assert first_unsafe(str(problem)) is None
    assert "\n" not in str(problem)
    assert len(problem.message) < 500


def read_all(pack: Path, *, is_sound: bool) -> None:
    try:
        reader = PackReader(pack)
        for kind in FOLDERS:
            for item in reader.ids(kind):
                reader.scenario(kind, item)
        reader.handbook()
        for item in reader.ids("detective"):
            look_through(reader, reader.case(item))
        for path in (pack / "datasets").iterdir():
            reader.rows(f"datasets/{path.name}")
    except ContentError as error:
        assert not is_sound, error


def look_through(reader: PackReader, case: Case) -> None:
    """Look at all that the game shows of the recorded runs of a case."""
    runs = recorded_runs(case, reader.recording)
    for run in runs:
        assert list(record_lines(run.recording))
        state = checkpoints.start(runs, run.id)
        moves: list[CheckpointsAction] = [ToEnd(last=False), Compare()]
        moves += [Scrub(1)] * len(run.training.curve.steps)
        for action in moves:
            if not isinstance(action, Compare) or checkpoints.can_compare(runs):
                state = checkpoints.step(runs, state, action)
            for seen in checkpoints.seen(runs, state):
                assert scores_text(seen.measured(case.demands))
                assert isinstance(checkpoints.earlier(seen), list)


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("file", KINDS)
@bounded
@given(data=st.data())
def test_mutations_of_shipped_files(
    file: str, rounds: int, data: st.DataObject, pack: Path
) -> None:
    for _ in range(rounds):
        examine(pack, file, data.draw(mutations(shipped(KINDS[file]))))


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("file", KINDS)
@bounded
@given(data=st.data())
def test_any_bytes(file: str, rounds: int, data: st.DataObject, pack: Path) -> None:
    for _ in range(rounds):
        examine(pack, file, data.draw(ANY_BYTES))


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("file", RECORDED_KINDS)
@bounded
@given(data=st.data())
def test_mutations_of_recorded_files(
    file: str, rounds: int, data: st.DataObject, recorded: Path
) -> None:
    sources = shipped(RECORDED_KINDS[file], RECORDED_PACK)
    for _ in range(rounds):
        examine(recorded, file, data.draw(mutations(sources)))


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("file", RECORDED_KINDS)
@bounded
@given(data=st.data())
def test_any_bytes_for_recorded_files(
    file: str, rounds: int, data: st.DataObject, recorded: Path
) -> None:
    for _ in range(rounds):
        examine(recorded, file, data.draw(ANY_BYTES))


ODD_VALUES: list[Any] = [
    *("", " ", "x" * 5_000, "a\nb", "[b]", "\x1b[2J", "\u202e", "../x", "sleep", "1e9"),
    *(0, -1, 1, 2**31, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**400, True, False),
    *(0.0, -0.0, 0.5, 1.5, 5e-324, 1.7e308, float("inf"), float("-inf"), float("nan")),
    *([], [[]], [0], [1, 2, 3], ["a"], {}, {"a": 1}, {"x" * 5_000: "y", "a\nb": "c"}),
    *(datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)),
]


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a file: the table or list, and the key or index."""
    items = list(value.items() if isinstance(value, dict) else enumerate(value))
    inside = [each for _, item in items if isinstance(item, (dict, list)) for each in places(item)]
    return [(value, key) for key, _ in items] + inside


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """Seal a recording as somebody would who edits one, as far as it still is one."""
    for prompt in data["prompts"] if isinstance(data.get("prompts"), list) else []:
        with suppress(TypeError, KeyError, AttributeError):
            for reply in prompt["replies"]:
                said = clean_tree([prompt["prompt"], reply["greedy"], reply.get("samples", [])])
                reply["hash"] = hash_replies(*said)
    with suppress(TypeError):
        data["seal"] = seal_of(clean_tree(data))
    return data


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("file", RECORDED_KINDS)
@bounded
@given(data=st.data())
def test_odd_values_in_what_is_sealed(
    file: str, rounds: int, data: st.DataObject, recorded: Path
) -> None:
    for _ in range(rounds):
        examine(recorded, file, tomlkit.dumps(with_odd_values(file, data)).encode())


def with_odd_values(file: str, data: st.DataObject) -> dict[str, Any]:
    """Return what a file holds with odd values in some places, sealed."""
    made = tomli.loads((RECORDED_PACK / file).read_text("utf-8"))
    for _ in range(data.draw(st.integers(1, 3))):
        table, key = data.draw(st.sampled_from(places(made)))
        kind = data.draw(st.sampled_from(["put", "put", "put", "take", "double", "add"]))
        value = copy.deepcopy(data.draw(st.sampled_from(ODD_VALUES)))
        if kind == "take":
            del table[key]
        elif kind == "double" and isinstance(table, list):
            table.append(copy.deepcopy(table[key]))
        elif kind == "add" and isinstance(table, dict):
            table["odd" if isinstance(value, str) else "x" * 3_000] = value
        else:
            table[key] = value
    return sealed(made) if file.startswith("recordings/") else made


@pytest.mark.parametrize("file", KINDS)
def test_the_command_ends_with_1_and_no_traceback(
    file: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack / file
    sound = path.read_bytes()
    path.write_bytes(b"\xff\x00[[[" + sound[:50])
    try:
        assert main(["check", str(pack)]) == 1
    finally:
        path.write_bytes(sound)
    assert f"{path.as_posix()}:1:1: " in capsys.readouterr().out


NUMBERS = {
    "more digits than Python writes": "0x" + "f" * 5_000,
    "many digits": "9" * 4_000,
    "negative": "-1",
    "nearly endless": "1e308",
    "none": "nan",
}
NAMES = [
    *("more digits than Python writes", "negative", "none"),
    *(pytest.param(each, marks=pytest.mark.long) for each in ("many digits", "nearly endless")),
]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("recordings/parrots-garage.toml", key)
        for key in (
            "format",
            "parameters",
            "max-tokens",
            "temperature",
            "rows",
            "trainable",
            "seed",
        )
    ]
    + [
        ("recordings/parrots-garage.toml", key)
        for key in ("steps", "batch-size", "learning-rate", "step", "seeds", "train", "untouched")
    ]
    + [
        ("experiments/parrots.toml", key)
        for key in ("steps", "batch-size", "learning-rate", "rank", "checkpoints", "id")
    ]
    + [("detective/parrots.toml", "step"), ("before-after/bedtime.toml", "recorded")],
)
@pytest.mark.parametrize("name", NAMES)
def test_numbers_without_end(file: str, key: str, name: str, recorded: Path) -> None:
    number = NUMBERS[name]
    text = (RECORDED_PACK / file).read_text("utf-8")
    one = re.sub(rf"^({key} = ).*$", rf"\g<1>{number}", text, count=1, flags=re.MULTILINE)
    several = re.sub(rf"^({key} = \[)[^,]*", rf"\g<1>{number}", text, count=1, flags=re.MULTILINE)
    for changed in {one, several} - {text}:
        examine(recorded, file, changed.encode())


@pytest.mark.parametrize("file", [file for file in RECORDED_KINDS if file != EXPERIMENT])
@pytest.mark.parametrize("name", NAMES)
def test_numbers_without_end_inside_a_line(file: str, name: str, recorded: Path) -> None:
    text = (RECORDED_PACK / file).read_text("utf-8")
    inside = re.sub(r"(seed = |step = )\d+", rf"\g<1>{NUMBERS[name]}", text, count=1)
    assert inside != text
    examine(recorded, file, inside.encode())


def long_recording(text: str) -> str:
    return text.replace('"test"', '"' + "x" * 900_000 + '"', 1)


def long_key(text: str) -> str:
    return text.replace("torch = ", "x" * 900_000 + " = ", 1)


def many_keys(text: str) -> str:
    keys = "".join(f'k{number} = "1"\n' for number in range(10_000))
    return text.replace("[software]\n", f"[software]\n{keys}")


def many_prompts(text: str) -> str:
    start = text.index("[[prompts]]")
    return text[:start] + text[start:] * 40


def many_samples(text: str) -> str:
    return text.replace('samples = ["', "samples = [" + '"No.", ' * 10_000 + '"', 1)


def long_seed(text: str) -> str:
    return re.sub(r"^seeds = .*$", "seeds = [" + "1, " * 20_000 + "1]", text, flags=re.MULTILINE)


def deep(text: str) -> str:
    return text.replace('"test"', "[" * 30_000 + "]" * 30_000, 1)


def deep_inside_the_limit(text: str) -> str:
    return text.replace('"test"', "[" * 30 + "]" * 30, 1)


def deep_tables(text: str) -> str:
    return text.replace("[software]", f"[software{'.a' * 30}]")


def empty_name(text: str) -> str:
    return text.replace("torch = ", '"" = ', 1)


def broken_name(text: str) -> str:
    return text.replace("torch = ", '"a\\nb" = ', 1)


GROWN = (
    *(long_recording, long_key, many_keys, many_prompts, many_samples, long_seed),
    *(deep, deep_inside_the_limit, deep_tables, empty_name, broken_name),
)


@pytest.mark.parametrize("grow", GROWN)
def test_recordings_without_end(grow: Callable[[str], str], recorded: Path) -> None:
    file = "recordings/parrots-garage.toml"
    text = grow((RECORDED_PACK / file).read_text("utf-8"))
    with suppress(RecursionError):
        seal = seal_of(tomli.loads(text))
        text = re.sub("^seal = .*$", f'seal = "{seal}"', text, flags=re.MULTILINE)
    began = time.monotonic()
    problems = examine(recorded, file, text.encode())
    assert time.monotonic() - began < 10
    assert any(problem.severity == "error" for problem in problems)


def test_a_note_on_what_has_a_name_without_end_is_told_shortly(recorded: Path) -> None:
    file = "detective/parrots.toml"
    text = (RECORDED_PACK / file).read_text("utf-8")
    examine(recorded, file, text.replace("{ sleep = ", "{ " + "x" * 400_000 + " = ", 1).encode())
