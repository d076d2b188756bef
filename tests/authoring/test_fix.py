"""``--fix`` mends what is safe: nothing is lost, and a second run finds nothing to do."""

import itertools
import random
import re
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack
from tui.authoring.fix import fix_pack
from tui.authoring.ids import missing_ids
from tui.authoring.key_order import misplaced_tables
from tui.authoring.layout import model_of
from tui.authoring.reorder import in_order
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import Lesson
from tui.paths import default_pack

ROUND, LESSON, CASE = "before-after/tea.toml", "lessons/first.toml", "detective/parrots.toml"
SHIPPED = sorted(
    path.relative_to(default_pack()).as_posix()
    for path in default_pack().rglob("*.toml")
    if model_of(path.relative_to(default_pack()).as_posix()) is not None
)
_PAIR = re.compile(r"^([\w-]+) = ")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sound pack, to be mended."""
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


def model(file: str) -> type[msgspec.Struct]:
    found = model_of(file)
    assert found is not None
    return found


def edit(path: Path, *edits: tuple[str, str]) -> None:
    text = path.read_bytes().decode()
    for old, new in edits:
        assert old in text, "the sound pack has changed: mend the edit"
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


def is_whole(line: str) -> bool:
    try:
        tomli.loads(line)
    except tomli.TOMLDecodeError:
        return False  # it goes on, or is part of a text
    return True


def shuffled(text: str, seed: int) -> str:
    """Shuffle the keys on lines of their own, each below a comment that names it."""
    generator = random.Random(seed)
    made: list[str] = []
    run: list[str] = []
    for line in [*text.split("\n"), None]:
        found = _PAIR.match(line or "")
        if line is not None and found and is_whole(line):
            run.append(f"# about {found[1]}\n{line}")
            continue
        generator.shuffle(run)
        made += run
        run = []
        if line is not None:
            made.append(line)
    return "\n".join(made)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(file=st.sampled_from(SHIPPED), seed=st.integers(0, 2**32))
def test_shuffled_keys_come_back_and_nothing_else_changes(file: str, seed: int) -> None:
    original = (default_pack() / file).read_text("utf-8")
    text = shuffled(original, seed)
    data = tomli.loads(text)
    assert data == tomli.loads(original)
    kind = model(file)
    mended = in_order(text, data, kind)
    assert tomli.loads(mended) == data
    assert misplaced_tables(tomli.loads(mended), kind) == []
    assert sorted(mended.split("\n")) == sorted(text.split("\n"))
    assert in_order(mended, tomli.loads(mended), kind) == mended
    lines = mended.split("\n")
    for comment, line in itertools.pairwise(lines):
        if comment.startswith("# about ") and not line.startswith("# about "):
            assert line.startswith(comment.removeprefix("# about ")), (comment, line)


def test_the_shuffle_does_something() -> None:
    text = (default_pack() / SHIPPED[0]).read_text("utf-8")
    assert any(
        misplaced_tables(tomli.loads(shuffled(text, seed)), model(SHIPPED[0])) for seed in range(5)
    )


@pytest.mark.parametrize("file", SHIPPED)
def test_the_shipped_files_are_in_order(file: str) -> None:
    assert (
        misplaced_tables(tomli.loads((default_pack() / file).read_text("utf-8")), model(file)) == []
    )


def test_tables_move_with_their_comments_and_all_below_them() -> None:
    text = """\
#:schema x
# A head.

prompt = "P"  # beside
# above the title
title = "T"

[[sources]]
id = "b"

# before the options
[[options]]
text = "t"
id = "a"
[options.evidence]
after = "x"

[after]
canned = '''
id = "no key"
'''
model = "m"

# base
[before]  # of course
model = "m"
# the end
"""
    assert (
        in_order(text, tomli.loads(text), Round)
        == """\
#:schema x
# A head.

# above the title
title = "T"
prompt = "P"  # beside

# base
[before]  # of course
model = "m"
# the end

[after]
model = "m"
canned = '''
id = "no key"
'''

# before the options
[[options]]
id = "a"
text = "t"
[options.evidence]
after = "x"

[[sources]]
id = "b"
"""
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[[cards]]\nkind = "pick"\ntext = "t"\nid = "a"', Lesson),
        ('title = "t"\n[[cards]]\nkind = "pick"\nid = "a"\n[[cards.choices]]\nid = "b"\n', Lesson),
        ('[[datasets]]\ncard.license = "x"\nid = "a"\ncard.source = "y"\n', Case),
        ('title = "t"\n[after]\n[options]\n[before]\n', Round),
        ('before.model = "m"\ntitle = "t"\nbefore.canned = "c"', Round),
        ("options = [{ text = 't', id = 'a' }]\ntitle = 't'\n", Round),
        ('"title" = "t"\n"do\\u006dain" = "d"\n["sources"]\n[ "be\\u0066ore" ]\n', Round),
    ],
)
def test_odd_but_sound_toml_keeps_its_data(text: str, kind: type[msgspec.Struct]) -> None:
    data = tomli.loads(text)
    mended = in_order(text, data, kind)
    assert tomli.loads(mended) == data


def test_missing_ids_are_made_of_the_texts(pack: Path) -> None:
    edit(
        pack / ROUND,
        ('id = "names-a-number"\n', ""),
        ('id = "longer"\ntext = "It is longer', 'text = "It names a temperature, it’s hot'),
        ('id = "politer"\ntext = "It is more polite"', 'text = "您好"'),
        ('id = "tea"\n', ""),
    )
    edit(pack / LESSON, ('id = "guess"\n', ""), ('id = "short"\n', ""), ('id = "tune"\n', ""))
    edit(pack / CASE, ('id = "sleep"\n', ""), ('id = "garage"\n', ""))
    changes = [str(change) for change in fix_pack(pack)]
    made = tomli.loads((pack / ROUND).read_text("utf-8"))
    assert [option["id"] for option in made["options"]] == [
        "it-names-a-temperature",
        "says-how",
        "it-names-a-temperature-its-hot-and-so",
        "option-4",
        "surer",
    ]
    assert made["sources"][0]["id"] == "a-tea-handbook"
    lesson = (pack / LESSON).read_text("utf-8")
    assert 'kind = "pick"\nid = "a-prediction"\ntitle' in lesson, "the kind stays first"
    assert '[[cards.choices]]\nid = "two-cups-a-day"\n' in lesson
    case = tomli.loads((pack / CASE).read_text("utf-8"))
    assert case["tests"][0]["id"] == "my-parrot-is-up-all-night-is-that-normal"
    assert case["datasets"][0]["id"] == "garage-answers"
    named = f"{(pack / ROUND).as_posix()}: gave options 4 the id 'option-4'"
    assert named in changes
    assert any("gave cards 1, choices 1 the id 'two-cups-a-day'" in change for change in changes)
    assert "missing-key" not in {problem.code for problem in check_pack(pack)}
    assert fix_pack(pack) == []


def test_two_ids_made_of_one_text_differ() -> None:
    options: list[dict[str, Any]] = [{"text": "It is"}, {"text": "It is"}, {"id": "it-is-2"}]
    assert missing_ids({"options": options}, Round) == {
        ("options", 0): "it-is",
        ("options", 1): "it-is-3",
    }


def test_ids_go_into_tables_in_braces_too(pack: Path) -> None:
    text = (pack / ROUND).read_text("utf-8")
    (pack / ROUND).write_text(
        text.partition("[[sources]]")[0].replace(
            'prompt = "How',
            'sources = [{ title = "A book", url = "https://example.org" }]\nprompt = "How',
            1,
        ),
        "utf-8",
    )
    fix_pack(pack)
    assert '{ id = "a-book", title = "A book"' in (pack / ROUND).read_text("utf-8")
    assert check_pack(pack) == []


def test_a_translation_gets_the_ids_of_its_original(pack: Path) -> None:
    (pack / "de/before-after").mkdir(parents=True)
    shutil.copy(pack / ROUND, pack / "de" / ROUND)
    edit(pack / "de" / ROUND, ('id = "longer"\ntext = "It is longer', 'text = "Sie ist'))
    fix_pack(pack)
    assert 'id = "longer"\ntext = "Sie ist' in (pack / "de" / ROUND).read_text("utf-8")
    assert check_pack(pack) == []


def test_a_misspelt_id_gets_no_second_one() -> None:
    assert missing_ids({"options": [{"Id": "x", "text": "y"}]}, Round) == {}


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("is_closed", [True, False])
def test_line_ends_and_modes_stay(pack: Path, line_end: bytes, is_closed: bool) -> None:
    last = line_end if is_closed else b""
    path = pack / ROUND
    edit(
        path,
        (
            'trait = "tone"\nwhy = "Neither is polite or rude."',
            'why = "Neither is polite or rude."\ntrait = "tone"',
        ),
    )
    edit(
        path,
        (
            'title = "A tea handbook"\nurl = "https://example.org/tea"',
            'url = "https://example.org/tea"\ntitle = "A tea handbook"',
        ),
    )
    path.write_bytes(path.read_bytes().rstrip(b"\n").replace(b"\n", line_end) + last)
    path.chmod(0o640)
    assert [change.what for change in fix_pack(pack)] == ["put its keys in order"]
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(line_end)
    assert raw.endswith(b'tea"' + last)
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.glob(".*")) == [], "nothing is left beside it"
    assert check_pack(pack) == []


def test_a_file_of_mixed_line_ends_is_left_alone_and_named(pack: Path) -> None:
    path = pack / ROUND
    edit(path, ('id = "longer"\n', ""), ("\n", "\r\n"))
    before = path.read_bytes()
    (change,) = fix_pack(pack)
    assert change.what == "left as it is: its lines end in different ways"
    assert path.read_bytes() == before


def test_a_byte_order_mark_goes(pack: Path) -> None:
    for file in (ROUND, "datasets/parrots-garage.jsonl"):
        path = pack / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(check_pack(pack)) >= 2
    assert [change.what for change in fix_pack(pack)] == ["took out a byte order mark"] * 2
    assert check_pack(pack) == []


@pytest.mark.parametrize("break_", ["title = ", 'title = "\\e"', "\udcff", "x = {\n}"])
def test_what_does_not_parse_is_left_alone(pack: Path, break_: str) -> None:
    path = pack / ROUND
    edit(path, ('id = "longer"\n', ""))
    path.write_bytes(break_.encode("utf-8", "surrogateescape") + b"\n" + path.read_bytes())
    before = path.read_bytes()
    assert fix_pack(pack) == []
    assert path.read_bytes() == before


def test_nothing_outside_of_the_pack_is_written(pack: Path, tmp_path: Path) -> None:
    outside = tmp_path / "tea.toml"
    (pack / ROUND).rename(outside)
    edit(outside, ('id = "longer"\n', ""))
    (pack / ROUND).symlink_to(outside)
    before = outside.read_bytes()
    assert fix_pack(pack) == []
    assert outside.read_bytes() == before


def test_a_link_in_the_pack_stays_a_link(pack: Path) -> None:
    (pack / ROUND).rename(pack / "notes.toml")
    (pack / ROUND).symlink_to(pack / "notes.toml")
    edit(pack / "notes.toml", ('id = "longer"\n', ""))
    assert len(fix_pack(pack)) == 1
    assert (pack / ROUND).is_symlink()
    assert "it-is-longer" in (pack / "notes.toml").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_named(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(pack / ROUND, ('id = "longer"\n', ""))
    before = (pack / ROUND).read_bytes()

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    (change,) = fix_pack(pack)
    assert change.what == "left as it is: Permission denied"
    assert (pack / ROUND).read_bytes() == before
    assert list((pack / ROUND).parent.glob(".*")) == []


def test_a_sound_pack_is_not_touched(pack: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in pack.rglob("*")}
    assert fix_pack(pack) == []
    assert {path: path.stat().st_mtime_ns for path in pack.rglob("*")} == before
