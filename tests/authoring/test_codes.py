"""The registry of codes: complete, true to what is emitted, and worth reading."""

import ast
import shutil
import stat
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli

from tests.authoring.craft.test_warnings import HABITS, write
from tests.authoring.test_check import CASE, FAULTS, ROUND, ROWS, break_pack, cut_after_first_card
from tests.authoring.test_recorded import EXPERIMENT, GARAGE, resealed, write_stop
from tests.authoring.test_recorded import FAULTS as RECORDED_FAULTS
from tests.conftest import RECORDED_PACK, SOUND_PACK
from tui.authoring.check import check_pack
from tui.authoring.codes import all_codes, close_to, explained, listed
from tui.content.reader import PackReader
from tui.content.toml_file import MAX_BYTES
from tui.rules.autoplay import autoplay

ROOT = Path(__file__).parents[2] / "tui"
LESSON = "lessons/second.toml"
# They report what they are given: their callers are looked at.
EMITTERS = {"Finding", "Problem", "refusal", "_fault", "fail", "problem", "warning"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sound pack, to be broken."""
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


def is_code(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    first, dash, _ = node.value.partition("-")
    plain = node.value.replace("-", "")
    return bool(dash and first.isalpha() and plain.isalnum() and plain.islower())


def emitted(tree: ast.AST) -> set[str]:
    """Return the codes in calls that make problems, and in tuples that are spread into them."""
    found = set()
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            parts = node.args if name in EMITTERS else []
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            parts = node.value.elts
        found |= {part.value for part in parts if is_code(part) and isinstance(part, ast.Constant)}
    return {str(code) for code in found}


# They are about what learners export, not about packs.
OF_EXPORTS = {"export_file.py", "import_checks.py"}


def sources() -> list[Path]:
    return sorted(
        path
        for name in ("content", "rules", "authoring")
        for path in ROOT.glob(f"{name}/**/*.py")
        if path.name not in OF_EXPORTS
    )


def test_every_code_that_a_module_emits_is_registered() -> None:
    found = {
        code: path for path in sources() for code in emitted(ast.parse(path.read_text("utf-8")))
    }
    assert len(found) > 40, "the test has lost sight of the emitters"
    assert {code: path for code, path in found.items() if code not in all_codes()} == {}


def test_every_registered_code_stands_in_a_module() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in sources())
    assert [code for code in all_codes() if f'"{code}"' not in texts] == []


def from_edit(name: str) -> Callable[[Path], None]:
    def edit(pack: Path) -> None:
        break_pack(pack, FAULTS[name])
        if name == "nothing to do":
            cut_after_first_card(pack / LESSON)

    return edit


def from_habit(name: str) -> Callable[[Path], None]:
    def edit(pack: Path) -> None:
        write(pack, HABITS[name])

    return edit


def link_out(pack: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to(SOUND_PACK / LESSON)


def link_to_itself(pack: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to(pack / LESSON)


def folder(pack: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).mkdir()


def too_large(pack: Path) -> None:
    (pack / LESSON).write_text("#" * (MAX_BYTES + 1))


def no_rows(pack: Path) -> None:
    (pack / ROWS).write_text("\n")


def stray(pack: Path) -> None:
    (pack / "run.sh").write_text("?")


def orphan(pack: Path) -> None:
    (pack / "de/before-after").mkdir(parents=True)
    shutil.copy(pack / ROUND, pack / "de/before-after/coffee.toml")


def other_scenario(pack: Path) -> None:
    (pack / "de/before-after").mkdir(parents=True)
    text = (pack / ROUND).read_text("utf-8")
    (pack / "de" / ROUND).write_text(text.replace('"names-a-number"', '"number"'), "utf-8")


def unusual_order(pack: Path) -> None:
    text = (pack / LESSON).read_text("utf-8")
    path = pack / LESSON
    path.write_text(
        text.replace('title = "Read"\n', "").replace(
            'id = "read"\n', 'title = "Read"\nid = "read"\n'
        )
    )


def comment(text: str) -> Callable[[Path], None]:
    def add(pack: Path) -> None:
        path = pack / LESSON
        path.write_text(f"# check: allow {text}\n{path.read_text('utf-8')}", "utf-8")

    return add


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    def replace(pack: Path) -> None:
        text = (pack / file).read_text("utf-8")
        assert old in text, "the sound pack has changed: mend the edit"
        (pack / file).write_text(text.replace(old, new, 1), "utf-8")

    return replace


def row_twice(pack: Path) -> None:
    with (pack / ROWS).open("a") as file:
        file.write((pack / ROWS).read_text("utf-8").splitlines()[0] + "\n")


def nearly_all(pack: Path) -> None:
    words = "Tea is enjoyed. " * 12
    edit(ROUND, 'canned = "Tea', f'canned = "{words}Tea')(pack)
    edit(ROUND, 'before = "may be hot"', f'before = "{words}Tea is enjoyed all over"')(pack)


def two_labels(pack: Path) -> None:
    rows = (pack / ROWS).read_text("utf-8").splitlines()
    same = [f'{rows[0][:-1]}, "label": "{label}"}}' for label in ("yes", "no")]
    (pack / ROWS).write_text("\n".join([*same, *rows[1:]]), "utf-8")


def one_hard_file(pack: Path) -> None:
    easy, hard = (
        "The cat sat on the mat. ",
        "Subsequent optimisation necessitates experimentation. ",
    )
    for path in [*pack.glob("before-after/*.toml"), *pack.glob("lessons/*.toml")]:
        text = hard * 15 if path.stem == "second" else easy * 14
        key = 'text = "' if path.parent.name == "lessons" else 'takeaway = "'
        path.write_text(path.read_text("utf-8").replace(key, key + text, 1), "utf-8")


CRAFT: dict[str, Callable[[Path], None]] = {
    "longest-is-right": edit(LESSON, '"Better data"', '"Better data, chosen with care"'),
    "position-words": edit(ROUND, '"It is more polite"', '"All of the above"'),
    "similar-options": edit(ROUND, '"It is more polite"', '"It names a temperature."'),
    "repeated-reason": edit(ROUND, '"Neither is polite or rude."', '"It is shorter."'),
    "evidence-repeated": edit(ROUND, 'after = "stand for five minutes"', 'after = "e"'),
    "evidence-too-long": nearly_all,
    "does-not-fit": edit(
        LESSON, 'title = "Read"\ntext = "', 'title = "Read"\ntext = "' + r"x\n" * 40
    ),
    "unsourced-figure": edit(LESSON, 'title = "Read"\ntext = "', 'title = "Read"\ntext = "40 % '),
    "unused-source": edit("lessons/first.toml", 'cites = ["lima"]\n', ""),
    "poor-alternative-text": edit("lessons/first.toml", '"A cookbook."', '"A picture."'),
    "rows-repeated": row_twice,
    "factor-repeated": edit(CASE, '"size"', '"relevance"'),
    "partly-without-good": edit(CASE, '"fails"', '"partly"'),
    "test-leakage": edit(ROWS, "How often should I change the oil?", "May it have guacamole?"),
    "label-conflict": two_labels,
    "reading-level": one_hard_file,
}


def recorded(change: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return an edit of the pack with recordings, which takes the place of the sound one."""

    def edit_recorded(pack: Path) -> None:
        shutil.rmtree(pack)
        shutil.copytree(RECORDED_PACK, pack)
        change(pack)

    return edit_recorded


def without_run(pack: Path) -> None:
    def cut(data: dict[str, Any]) -> None:
        del data["training"]
        for prompt in data["prompts"]:
            prompt["replies"] = prompt["replies"][-1:]

    resealed(pack / GARAGE, cut)


RECORDED: dict[str, Callable[[Path], None]] = {
    **{
        fault.code: recorded(partial(break_pack, fault=fault))
        for fault in RECORDED_FAULTS.values()
        if fault.code not in {"missing-key", "missing-file", "unlisted-file", "unknown-id"}
    },
    "missing-experiment": recorded(lambda pack: (pack / EXPERIMENT).unlink()),
    "recording-without-run": recorded(without_run),
    "stop-unlike-curve": recorded(
        lambda pack: write_stop(pack, "right = [60, 90]", "right = [60]")
    ),
}
TRIGGERS: dict[str, Callable[[Path], None]] = {
    **{fault.code: from_edit(name) for name, fault in FAULTS.items()},
    "outside-pack": link_out,
    "unreadable-file": link_to_itself,
    "not-a-file": folder,
    "file-too-large": too_large,
    "empty-data-set": no_rows,
    "stray-file": stray,
    "translation-orphan": orphan,
    "translation-differs": other_scenario,
    "key-order": unusual_order,
    "unknown-allow": comment("key-odrer"),
    "needless-allow": comment("key-order"),
    **CRAFT,
    **RECORDED,
}
ELSEWHERE = {
    *("bad-zip", "zip-link", "zip-encrypted", "zip-method", "zip-repeated"),
    *("right-play-loses", "wrong-play-wins"),
    "reading-level",
}
"""Codes that one edit of a folder cannot bring; tests below and in ``craft`` do."""


@pytest.mark.parametrize("code", TRIGGERS)
def test_each_code_has_something_that_brings_it(code: str, pack: Path) -> None:
    TRIGGERS[code](pack)
    found = {problem.code: problem.severity for problem in check_pack(pack)}
    assert found.get(code) == all_codes()[code].severity, found


def test_no_code_is_without_such_a_thing() -> None:
    assert set(all_codes()) - set(TRIGGERS) - ELSEWHERE == set()


def zipped(path: Path, *entries: zipfile.ZipInfo) -> list[str]:
    """Return the codes of a zip of empty entries."""
    with zipfile.ZipFile(path, "w") as made:
        for entry in entries:
            made.writestr(entry, "")
    return [problem.code for problem in check_pack(path)]


def test_the_codes_of_zips(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(b"PK")
    assert [problem.code for problem in check_pack(path)] == ["bad-zip"]
    link, packed = zipfile.ZipInfo("pack.toml"), zipfile.ZipInfo("pack.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed.compress_type = zipfile.ZIP_BZIP2
    assert zipped(path, link) == ["zip-link"]
    assert zipped(path, packed) == ["zip-method"]
    with pytest.warns(UserWarning, match="Duplicate name"):
        found = zipped(path, zipfile.ZipInfo("pack.toml"), zipfile.ZipInfo("pack.toml"))
    assert "zip-repeated" in found
    zipped(path, zipfile.ZipInfo("pack.toml"))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert [problem.code for problem in check_pack(path)] == ["zip-encrypted"]


def test_the_codes_of_play() -> None:
    tea = PackReader(SOUND_PACK).round("tea")
    options = tuple(msgspec.structs.replace(option, correct=False) for option in tea.options)
    found = autoplay(msgspec.structs.replace(tea, options=options))
    assert {finding.code for finding in found} == {"right-play-loses", "wrong-play-wins"}


@pytest.mark.parametrize("name", all_codes())
def test_each_entry_is_worth_reading(name: str) -> None:
    code = all_codes()[name]
    assert code.summary.endswith(".") and len(code.summary) <= 80
    sentences = code.explanation.count(". ") + code.explanation.count("? ") + 1
    assert 2 <= sentences <= 6 and code.explanation.endswith(".")
    assert code.bad and code.good and code.bad != code.good
    assert code.can_be_allowed is (
        code.severity == "warning" and name not in {"unknown-allow", "needless-allow"}
    )
    said = explained(code)
    assert code.summary in said and code.bad.splitlines()[0] in said
    assert ("To leave it out" in said) is code.can_be_allowed
    assert all(len(line) <= 84 for line in said.splitlines() if not line.startswith("    "))


@pytest.mark.parametrize(
    "name", [name for name, code in all_codes().items() if not code.good.startswith("{")]
)
def test_the_examples_are_toml(name: str) -> None:
    code = all_codes()[name]
    tomli.loads(code.good)
    if name == "toml-syntax":
        with pytest.raises(tomli.TOMLDecodeError):
            tomli.loads(code.bad)


def test_all_codes_are_listed_with_their_summaries() -> None:
    said = listed()
    for code in all_codes().values():
        assert f"  {code.name} " in said and code.summary in said
    assert said.index("Warnings:") < said.index("  key-order ")


def test_a_misspelt_code_gets_a_suggestion() -> None:
    assert close_to("key-odrer") == "key-order"
    assert close_to("xyzzy") is None
