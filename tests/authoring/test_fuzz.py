"""Any bytes at all as any file of a pack: located problems, never a traceback.

The same examples are tried each time. ``FUZZ_EXAMPLES=5000`` tries that many new ones.
"""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack
from tui.cli import main
from tui.content.problems import ContentError, Problem
from tui.content.reader import FOLDERS, PackReader
from tui.content.untrusted import first_unsafe
from tui.paths import default_pack

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
KINDS = {
    "pack.toml": "pack.toml",
    "handbook.toml": "handbook.toml",
    "lessons/first.toml": "lessons/*.toml",
    "before-after/tea.toml": "before-after/*.toml",
    "detective/parrots.toml": "detective/*.toml",
    "datasets/parrots-garage.jsonl": "datasets/*.jsonl",
}
"""A file of the sound pack, and the shipped files that are mutated in its place."""
BITS = [
    *(b'"', b"'", b'"""', b"[", b"]", b"[[", b"{", b"}", b"=", b".", b",", b"#"),
    *(b"\n", b"\r\n", b"\\", b"\\u0000", b"\\ud800", b"\x00", b"\x1b[2J", b"\x9b"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"1e999", b"nan", b"2024-13-45"),
    *(b"9" * 5000, b"0x" + b"f" * 5000, b"[" * 500, b"a." * 1200, b"null", b"true"),
    *(b"id = ", b"[[cards]]\n", b"[[options]]\n", b"kind = 7\n", b'{"messages": []}\n'),
]

bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def shipped(pattern: str) -> list[bytes]:
    """Return what the smaller shipped files of a kind hold."""
    files = sorted(default_pack().glob(pattern), key=lambda path: path.stat().st_size)
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


def examine(pack: Path, file: str, content: bytes) -> None:
    """Put bytes in place of a file, and see that all who read them stay on their feet."""
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
        for path in (pack / "datasets").iterdir():
            reader.rows(f"datasets/{path.name}")
    except ContentError as error:
        assert not is_sound, error


@pytest.mark.parametrize("file", KINDS)
@bounded
@given(data=st.data())
def test_mutations_of_shipped_files(file: str, data: st.DataObject, pack: Path) -> None:
    examine(pack, file, data.draw(mutations(shipped(KINDS[file]))))


@pytest.mark.parametrize("file", KINDS)
@bounded
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes(file: str, content: bytes, pack: Path) -> None:
    examine(pack, file, content)


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
