"""Warnings are left out where an author says so, and nowhere else; errors never are."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack
from tui.authoring.silence import allows

ROUND, MANIFEST = "before-after/tea.toml", "pack.toml"
SWAPPED = 'trait = "tone"\ntext = "It is more polite"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sound pack in which one option has its keys in an unusual order."""
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    edit(pack, ROUND, 'text = "It is more polite"\ntrait = "tone"\n', SWAPPED)
    return pack


def edit(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text, "the sound pack has changed: mend the edit"
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def head(pack: Path, file: str, line: str) -> None:
    path = pack / file
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def codes(pack: Path) -> list[str]:
    return [problem.code for problem in check_pack(pack)]


def test_the_pack_has_a_warning_to_leave_out(pack: Path) -> None:
    (problem,) = check_pack(pack)
    assert (problem.code, problem.severity) == ("key-order", "warning")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('text = "It is more', '# check: allow key-order\ntext = "It is more'),
        (SWAPPED, f"{SWAPPED[:-1]}  # check: allow key-order\n"),
        ('[[options]]\nid = "politer"', '# check: allow key-order\n[[options]]\nid = "politer"'),
        ('[[options]]\nid = "politer"', '[[options]] # check: allow key-order\nid = "politer"'),
        (
            'text = "It is more',
            '# check: allow key-order (it reads better)\n# so.\ntext = "It is more',
        ),
        ('text = "It is more', '#check:allow  unlisted-file , key-order\ntext = "It is more'),
    ],
)
def test_a_comment_beside_or_above_leaves_it_out(pack: Path, old: str, new: str) -> None:
    edit(pack, ROUND, old, new)
    assert "key-order" not in codes(pack)


def test_a_comment_above_the_first_key_counts_for_the_file(pack: Path) -> None:
    head(pack, ROUND, "# A round on tea.\n#\n# check: allow key-order\n")
    assert codes(pack) == []


def test_the_manifest_counts_for_the_pack(pack: Path) -> None:
    (pack / "run.sh").write_text("?")
    assert codes(pack) == ["key-order", "stray-file"]
    with (pack / MANIFEST).open("a") as file:
        file.write('[check]\nallow = ["key-order", "stray-file"]\n')
    assert codes(pack) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('text = "It is longer', '# check: allow key-order\ntext = "It is longer'),
        ('text = "It is more', '# check: allow key-order\n\ntext = "It is more'),
        ('[[options]]\nid = "surer"', '# check: allow key-order\n[[options]]\nid = "surer"'),
        ('trait = "tone"', 'trait = "tone" # check: allow key-order'),
    ],
)
def test_a_comment_elsewhere_does_not(pack: Path, old: str, new: str) -> None:
    edit(pack, ROUND, old, new)
    assert codes(pack).count("key-order") == 1
    assert codes(pack).count("needless-allow") == 1


def test_words_in_a_text_are_no_comment(pack: Path) -> None:
    edit(pack, ROUND, '"It is more polite"', '"It is # check: allow key-order"')
    assert codes(pack) == ["key-order"]
    assert allows('text = """\n# check: allow key-order\n"""\n') == []


def test_a_comment_on_a_table_counts_for_the_tables_in_it() -> None:
    text = (
        'title = "x"\n# check: allow a-b\n[[cards]]\nid = 1\n[[cards.choices]]\nid = 2\n'
        "[[cards]]\nid = 3\n"
    )
    (allow,) = allows(text)
    assert (allow.first, allow.last) == (3, 6)


def test_a_comment_behind_a_long_value_counts_from_its_start() -> None:
    (allow,) = allows('a = 1\ntext = """\nx\n"""  # check: allow a-b\n')
    assert (allow.line, allow.first, allow.last) == (4, 2, 4)


def test_a_comment_in_a_list_counts_for_its_line() -> None:
    found = allows("a = 1\nb = [\n  1, # check: allow a-b\n  # check: allow c-d\n  2,\n]\n")
    assert [(allow.code, allow.first, allow.last) for allow in found] == [
        ("a-b", 3, 3),
        ("c-d", 5, 5),
    ]


def test_a_place_is_given_in_characters() -> None:
    (one, other) = allows('a = "ü"  # check: allow a-b, c-d\n')
    assert (one.line, one.column, other.column) == (1, 25, 30)


def test_errors_cannot_be_left_out(pack: Path) -> None:
    edit(pack, ROUND, 'title = "A cup', '# check: allow unknown-key\ntitel = "A cup')
    found = {problem.code: problem for problem in check_pack(pack)}
    assert "unknown-key" in found
    assert "is an error and cannot be allowed" in found["unknown-allow"].message


def test_an_unknown_code_gets_a_place_and_a_suggestion(pack: Path) -> None:
    head(pack, ROUND, "# check: allow key-odrer")
    problem = check_pack(pack)[0]
    assert (problem.code, problem.line, problem.column) == ("unknown-allow", 1, 16)
    assert problem.advice == "did you mean 'key-order'?"
    with (pack / MANIFEST).open("a") as file:
        file.write('[check]\nallow = ["stray-fiel"]\n')
    problem = check_pack(pack)[-1]
    lines = (pack / MANIFEST).read_text().count("\n")
    assert (problem.code, problem.line, problem.column) == ("unknown-allow", lines, 10)
    assert problem.advice == "did you mean 'stray-file'?"


@pytest.mark.parametrize("code", ["", " ,", " unknown-allow", " needless-allow"])
def test_what_is_no_code_of_a_warning_on_content_is_told(pack: Path, code: str) -> None:
    head(pack, ROUND, f"# check: allow{code}")
    assert codes(pack).count("unknown-allow") == 1


def test_what_leaves_out_nothing_is_told(pack: Path) -> None:
    head(pack, ROUND, "# check: allow key-order, unlisted-file")
    with (pack / MANIFEST).open("a") as file:
        file.write('[check]\nallow = ["stray-file", "stray-file"]\n')
    assert codes(pack) == ["needless-allow", "needless-allow", "needless-allow"]


def test_a_comment_that_another_file_needs_is_told_here(pack: Path) -> None:
    head(pack, ROUND, "# check: allow key-order")
    head(pack, "before-after/trains.toml", "# check: allow key-order")
    (problem,) = check_pack(pack)
    assert (problem.code, Path(problem.file).name) == ("needless-allow", "trains.toml")


def test_a_file_with_errors_has_not_been_looked_at_for_all_warnings(pack: Path) -> None:
    head(pack, ROUND, "# check: allow unlisted-file")
    edit(pack, ROUND, 'why = "It is shorter."\n', "")
    assert "needless-allow" not in codes(pack)


def test_comments_count_in_a_zip_and_in_files_with_windows_line_ends(pack: Path) -> None:
    head(pack, ROUND, "# check: allow key-order")
    path = pack / ROUND
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    archive = pack.parent / "pack.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for file in pack.rglob("*.*"):
            made.write(file, file.relative_to(pack).as_posix())
    assert codes(archive) == codes(pack) == []


@pytest.mark.parametrize("value", ["1", '"key-order"', "[1]", '{ "a" = 1 }', '[["key-order"]]'])
def test_a_wrong_setting_is_only_told_as_such(pack: Path, value: str) -> None:
    with (pack / MANIFEST).open("a") as file:
        file.write(f"[check]\nallow = {value}\n")
    assert set(codes(pack)) <= {"wrong-type", "key-order", "unknown-key"}
