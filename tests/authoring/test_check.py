"""One fault each in the sound pack: its code, line and column; and what a clean pack looks like."""

import json
import shutil
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import RECORDED_PACK, SOUND_PACK
from tui.authoring.check import check_pack, find_packs
from tui.content.files import FolderFiles
from tui.content.problems import Problem
from tui.paths import default_pack

CARET = "‸"
"""Stands in a new text where the problem must be reported; it is taken out before writing."""


class Fault(NamedTuple):
    """An edit that breaks the sound pack in one way."""

    code: str
    file: str
    old: str
    new: str


LESSON, SORTING = "lessons/second.toml", "lessons/first.toml"
ROUND, CASE, BOOK, PACK = (
    "before-after/tea.toml",
    "detective/parrots.toml",
    "handbook.toml",
    "pack.toml",
)
ROWS = "datasets/parrots-garage.jsonl"
FIRST_ROW = '{"messages": [{"role": "user", "content": "How often should I change the oil?"}'

FAULTS = {
    "broken string": Fault("toml-syntax", LESSON, "minutes = 1", 'minutes = ‸"1\n'),
    "key twice": Fault("toml-syntax", LESSON, "minutes = 1", "minutes = 1\n‸minutes = 2"),
    "array left open": Fault("toml-syntax", PACK, '["first", "second"]', '["first", "second"\n‸b'),
    "TOML 1.1 escape": Fault("toml-version", LESSON, "More data", r"\e‸More data"),
    "TOML 1.1 table": Fault("toml-version", ROUND, 'Celsius" }', 'Celsius", ‸}'),
    "number too long": Fault("toml-syntax", LESSON, "minutes = 1", "minutes = ‸1" + "0" * 5000),
    "deep nesting": Fault("too-deep", LESSON, "minutes = 1", "minutes = " + "[" * 2000),
    "not UTF-8": Fault("not-utf-8", LESSON, "A short", "A ‸\udcff short"),
    "misspelt key": Fault("unknown-key", LESSON, "minutes = 1", "minutes = 1\n‸minuts = 1"),
    "unknown key below": Fault("unknown-key", ROUND, 'trait = "tone"', 'trait = "tone"\n‸hue = 1'),
    "key of the file in a table": Fault(
        "misplaced-key", ROUND, 'id = "politer"', 'id = "politer"\n‸type = "spot"'
    ),
    "missing key": Fault("missing-key", LESSON, 'title = "Read"\n', ""),
    "text for a number": Fault("wrong-type", LESSON, "minutes = 1", 'minutes = ‸"1"'),
    "number for a text": Fault("wrong-type", LESSON, 'title = "Read"', "title = ‸7"),
    "number for a truth": Fault("wrong-type", LESSON, "correct = true", "correct = ‸1"),
    "date for a text": Fault("wrong-type", LESSON, 'title = "Read"', "title = ‸2024-01-01"),
    "fraction": Fault("wrong-type", LESSON, "minutes = 1", "minutes = ‸1.0"),
    "unknown kind of card": Fault("not-a-choice", LESSON, '"text"', '‸"txt"'),
    "no kind of card": Fault("missing-key", LESSON, 'kind = "text"\n', ""),
    "unknown trait": Fault("not-a-choice", ROUND, '"tone"', '‸"tune"'),
    "unknown factor": Fault("not-a-choice", CASE, '"relevance"', '‸"luck"'),
    "unknown verdict": Fault("not-a-choice", CASE, '"partly"', '‸"maybe"'),
    "newer format": Fault("not-a-choice", PACK, "format = 1", "format = ‸2"),
    "id in capitals": Fault("wrong-form", LESSON, 'id = "read"', 'id = ‸"Read it"'),
    "address not http": Fault("wrong-form", ROUND, '"https://', '‸"javascript://'),
    "rows outside": Fault(
        "wrong-form", CASE, '"datasets/parrots-garage.jsonl"', '‸"../parrots-garage.jsonl"'
    ),
    "empty text": Fault("empty-text", LESSON, '"Better data"', '‸""'),
    "text too long": Fault("text-too-long", LESSON, '"Better data"', '‸"' + "x" * 200 + '"'),
    "one choice": Fault(
        "too-few",
        LESSON,
        '[[cards.choices]]\nid = "better"\ntext = "Better data"\ncorrect = true\n'
        'why = "Right: quality first."\n[[cards.choices]]',
        "‸[[cards.choices]]",
    ),
    "too long a lesson": Fault("out-of-range", LESSON, "minutes = 1", "minutes = ‸31"),
    "negative loss": Fault("out-of-range", CASE, "train = [3.0,", "train = [‸-3.0,"),
    "no number": Fault("wrong-type", CASE, "validation = [3.0,", "validation = [‸nan,"),
    "escape character": Fault("unsafe-character", LESSON, '"Louder data"', r'‸"\u001b[2J"'),
    "bidirectional override": Fault("unsafe-character", ROUND, '"It is longer', '‸"\u202eIt'),
    "same card id": Fault("repeated-id", LESSON, 'id = "do"', 'id = ‸"read"'),
    "same test answered twice": Fault("repeated-id", CASE, 'test = "avocado"', 'test = ‸"sleep"'),
    "scenario listed twice": Fault(
        "repeated-id", PACK, '"trains", "bread"]', '"trains", "bread", ‸"tea"]'
    ),
    "nothing to do": Fault(
        "nothing-to-do", LESSON, '[[cards]]\nkind = "text"', '‸[[cards]]\nkind = "text"'
    ),
    "nothing correct": Fault("nothing-correct", LESSON, "correct = true\n", ""),
    "nothing wrong": Fault(
        "nothing-wrong", LESSON, 'text = "Louder data"', 'text = "Louder data"\ncorrect = true'
    ),
    "several correct": Fault("several-correct", SORTING, "several = true\n", ""),
    "unknown bin": Fault("unknown-id", SORTING, 'bin = "prompt"', 'bin = ‸"promt"'),
    "empty bin": Fault(
        "empty-bin",
        SORTING,
        '[[cards.bins]]\nid = "prompt"',
        '‸[[cards.bins]]\nid = "scratch"\ntitle = "scratch"\n[[cards.bins]]\nid = "prompt"',
    ),
    "unknown source": Fault("unknown-id", SORTING, 'cites = ["lima"]', 'cites = [‸"lime"]'),
    "unknown term": Fault("unknown-id", BOOK, 'see = ["weights"]', 'see = [‸"weight"]'),
    "wide art": Fault("art-too-large", SORTING, "picture = '''", "picture = ‸'''" + "─" * 61),
    "evidence not there": Fault(
        "evidence-not-found", ROUND, 'after = "75 degrees', 'after = ‸"76 degrees'
    ),
    "no evidence": Fault(
        "missing-evidence", ROUND, 'evidence = { after = "stand for five minutes" }', ""
    ),
    "no solution": Fault(
        "no-solution", CASE, 'verdict = "solves"', 'verdict = "fails"\nfactor = "size"'
    ),
    "no factor": Fault("missing-factor", CASE, 'factor = "relevance"\n', ""),
    "needless factor": Fault(
        "needless-factor", CASE, 'verdict = "solves"', 'verdict = "solves"\nfactor = ‸"size"'
    ),
    "solution fails": Fault("solution-fails-test", CASE, "good = true", "good = ‸false"),
    "all good and yet off track": Fault(
        "verdict-unlike-replies",
        CASE,
        'canned = "Seeds, fruit and vegetables."\ngood = false',
        'canned = "Seeds, fruit and vegetables."\ngood = true',
    ),
    "one file for two": Fault(
        "rows-shared",
        CASE,
        '"datasets/parrots-repeated.jsonl"',
        '‸"datasets/parrots-garage.jsonl"',
    ),
    "curve too short": Fault("curve-length", CASE, "train = [3.0, 2.0,", "train = ‸[3.0,"),
    "curve backwards": Fault("curve-order", CASE, "steps = [0, 10,", "steps = ‸[10, 0,"),
    "no such scenario": Fault("missing-file", PACK, '"second"]', '"second", ‸"third"]'),
    "no such rows": Fault(
        "missing-file", CASE, '"datasets/parrots-garage.jsonl"', '‸"datasets/none.jsonl"'
    ),
    "not listed": Fault("unlisted-file", PACK, '["first", "second"]', '["first"]'),
    "row not JSON": Fault("row-syntax", ROWS, FIRST_ROW, "{‸messages}"),
    "row of another shape": Fault("row-shape", ROWS, '{"messages"', '{‸"prompt": 1, "messages"'),
    "row with no reply": Fault("row-roles", ROWS, '"assistant"', '"user"'),
    "row with nothing in it": Fault("row-empty", ROWS, '"As the car\'s manual says."', '" "'),
    "row with an escape": Fault("unsafe-character", ROWS, "As the car", r"\u001b[2JAs the car"),
    "number beyond floats": Fault(
        "out-of-range", CASE, "train = [3.0,", "train = [‸" + "9" * 400 + ","
    ),
    "hexadecimal number beyond all": Fault(
        "wrong-shape", LESSON, "minutes = 1", "minutes = ‸0x" + "f" * 5000
    ),
    "step beyond all": Fault("out-of-range", CASE, "30, 40]", "30, ‸" + "9" * 400 + "]"),
    "title on two lines": Fault("wrong-form", LESSON, '"Read"', r'‸"Re\nad"'),
    "blank title": Fault("wrong-form", LESSON, '"Read"', '‸"  "'),
    "id with a line end": Fault("wrong-form", LESSON, 'id = "read"', r'id = ‸"read\n"'),
    "unsafe key": Fault(
        "unsafe-character", LESSON, "minutes = 1", 'minutes = 1\n‸"min\\u200butes" = 2'
    ),
    "row with a long label": Fault(
        "row-label", ROWS, '"label": "car"', '"label": "' + "c" * 61 + '"'
    ),
    "row with a label of two lines": Fault("row-label", ROWS, '"label": "car"', r'"label": "c\nr"'),
    "row of many messages": Fault(
        "row-too-long",
        ROWS,
        '{"role": "user"',
        '{"role": "user", "content": "again"}, ' * 41 + '{"role": "user"',
    ),
    "four hints": Fault(
        "too-many", ROUND, '"Look for numbers."', '"Look.", "Look for numbers.", "Look again."'
    ),
    "test not answered": Fault("missing-reply", CASE, 'test = "avocado"', 'test = "sleep"'),
    "address that hides a host": Fault(
        "bad-address", ROUND, '"https://example.org', '‸"https://arxiv.org@example.org'
    ),
    "reason of blanks": Fault("no-reason", LESSON, '"Right: quality first."', '"  "'),
}
# Faults whose place is not in the new text: the line and column are written here.
PLACES = {
    "deep nesting": (1, 1),
    "missing key": (6, 1),
    "no kind of card": (6, 1),
    "nothing correct": (17, 1),
    "nothing wrong": (17, 1),
    "several correct": (92, 1),
    "no evidence": (20, 1),
    "no solution": (23, 1),
    "no factor": (23, 1),
    "all good and yet off track": (72, 11),
    "not listed": (1, 1),
    "four hints": (5, 9),
    "test not answered": (34, 1),
    "row with no reply": (1, 1),
    "row with nothing in it": (1, 1),
    "row with an escape": (1, 1),
    "row with a long label": (1, 1),
    "row with a label of two lines": (1, 1),
    "row of many messages": (1, 1),
    "reason of blanks": (12, 1),
    "nothing to do": (6, 1),
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sound pack, to be broken."""
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


def break_pack(pack: Path, fault: Fault) -> tuple[int, int] | None:
    """Make the edit and return where its problem must be reported, where the edit says so."""
    path = pack / fault.file
    text = path.read_text(encoding="utf-8")
    assert fault.old in text, "the sound pack has changed: mend the fault"
    text = text.replace(fault.old, fault.new, 1)
    place = None
    if CARET in text:
        before = text[: text.index(CARET)]
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        text = text.replace(CARET, "")
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return place


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_reported_where_it_stands(name: str, pack: Path) -> None:
    fault = FAULTS[name]
    place = break_pack(pack, fault) or PLACES[name]
    if name == "nothing to do":
        cut_after_first_card(pack / fault.file)
    problems = check_pack(pack)
    matching = [problem for problem in problems if problem.code == fault.code]
    assert matching, [str(problem) for problem in problems]
    assert place in [(problem.line, problem.column) for problem in matching], str(matching[0])
    assert all(problem.message and problem.advice for problem in problems)


def cut_after_first_card(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = text[: text.rindex("[[cards]]")]
    path.write_text(head + '[[cards]]\nkind = "text"\nid = "b"\ntitle = "B"\ntext = "B."\n')


def test_the_sound_pack_has_no_problems() -> None:
    assert check_pack(SOUND_PACK) == []


def test_all_faults_of_a_file_are_reported_at_once(pack: Path) -> None:
    for name in ("misspelt key", "number for a text", "same card id"):
        break_pack(pack, FAULTS[name])
    codes = {problem.code for problem in check_pack(pack)}
    assert {"unknown-key", "wrong-type"} <= codes


def test_a_misspelt_key_hides_no_other_fault_and_brings_none(pack: Path) -> None:
    break_pack(pack, FAULTS["misspelt key"])
    break_pack(pack, FAULTS["same card id"])
    assert [problem.code for problem in check_pack(pack)] == ["unknown-key", "repeated-id"]


def test_a_misspelt_key_is_taken_for_what_it_means(pack: Path) -> None:
    break_pack(pack, Fault("unknown-key", LESSON, "correct = true", "corect = true"))
    assert [problem.code for problem in check_pack(pack)] == ["unknown-key"]
    break_pack(pack, Fault("unknown-key", ROUND, 'title = "A cup', 'titel = "A cup'))
    break_pack(pack, FAULTS["evidence not there"])
    codes = [problem.code for problem in check_pack(pack)]
    assert sorted(codes) == ["evidence-not-found", "unknown-key", "unknown-key"]


def test_a_misspelt_list_in_the_manifest_makes_no_scenario_unlisted(pack: Path) -> None:
    break_pack(pack, Fault("unknown-key", PACK, "lessons =", "lesons ="))
    assert [problem.code for problem in check_pack(pack)] == ["unknown-key"]


def test_a_case_that_cannot_be_read_makes_no_rows_unlisted(pack: Path) -> None:
    break_pack(pack, Fault("toml-syntax", CASE, "title =", "title = ="))
    assert [problem.code for problem in check_pack(pack)] == ["toml-syntax"]
    break_pack(pack, Fault("unknown-key", CASE, "title = =", "titel ="))
    assert [problem.code for problem in check_pack(pack)] == ["unknown-key"]


def test_names_of_files_get_suggestions(pack: Path) -> None:
    break_pack(pack, Fault("missing-file", PACK, '"bread"', '"braed"'))
    break_pack(pack, Fault("missing-file", CASE, "parrots-garage.jsonl", "parrot-garage.jsonl"))
    advice = [problem.advice for problem in check_pack(pack) if problem.code == "missing-file"]
    assert advice == ["did you mean 'datasets/parrots-garage.jsonl'?", "did you mean 'bread'?"]


def test_what_nothing_uses_is_a_warning(pack: Path) -> None:
    break_pack(pack, FAULTS["not listed"])
    (pack / "run.sh").write_text("?")
    assert {problem.severity for problem in check_pack(pack)} == {"warning"}


@pytest.mark.parametrize("pack", [SOUND_PACK, RECORDED_PACK, default_pack()], ids=lambda p: p.name)
def test_files_are_read_once(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = FolderFiles.read

    def counted(self: FolderFiles, relative: str, limit: int) -> bytes:
        read.append(relative)
        return real(self, relative, limit)

    monkeypatch.setattr(FolderFiles, "read", counted)
    check_pack(pack)
    assert sorted(read) == sorted(set(read))
    assert any(name.endswith(".jsonl") for name in read)


def test_nothing_heavy_is_imported_for_a_sound_pack() -> None:
    code = (
        f"import sys; from pathlib import Path; from tui.authoring.check import check_pack; "
        f"print(check_pack(Path({str(SOUND_PACK)!r}))); print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, *modules = done.stdout.splitlines()
    assert first == "[]"
    assert not {"jsonschema", "tree_sitter", "textual", "tomlkit"} & set(modules)


def many_rounds(folder: Path, number: int) -> Path:
    """Return a pack of copies of the sound pack's rounds."""
    texts = [path.read_bytes() for path in sorted((SOUND_PACK / "before-after").iterdir())]
    (folder / "before-after").mkdir(parents=True)
    for index in range(number):
        (folder / f"before-after/round-{index}.toml").write_bytes(texts[index % len(texts)])
    listed = [f"round-{index}" for index in range(number)]
    head = (SOUND_PACK / PACK).read_text("utf-8").partition("lessons =")[0]
    (folder / PACK).write_text(f"{head}before-after = {json.dumps(listed)}\n", "utf-8")
    return folder


def test_the_time_for_a_file_does_not_grow_with_their_number(tmp_path: Path) -> None:
    per_file = []
    for number in (30, 600):
        folder = many_rounds(tmp_path / str(number), number)
        times = []
        for _ in range(3):
            start = time.process_time()
            found = check_pack(folder)
            times.append((time.process_time() - start) / number)
        assert {problem.severity for problem in found} <= {"warning"}
        per_file.append(min(times))
    small, large = per_file
    assert large < 4 * small, "twenty times as many files take far more than twenty times as long"


def test_a_misspelt_key_gets_a_suggestion(pack: Path) -> None:
    break_pack(pack, FAULTS["misspelt key"])
    (problem,) = check_pack(pack)
    assert str(problem) == (
        f"{pack.as_posix()}/lessons/second.toml:5:1: unknown-key: 'minuts' is no key here; "
        "did you mean 'minutes'?"
    )


def test_files_with_windows_line_ends_and_crlf_positions(pack: Path) -> None:
    path = pack / LESSON
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_pack(pack) == []


def test_stray_files_are_reported(pack: Path) -> None:
    (pack / "lessons" / "notes.txt").write_text("?")
    (pack / "run.sh").write_text("?")
    (pack / "README.md").write_text("welcome")
    assert [(problem.code, Path(problem.file).name) for problem in check_pack(pack)] == [
        ("stray-file", "notes.txt"),
        ("stray-file", "run.sh"),
    ]


def test_links_out_of_the_pack_are_refused(pack: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text((pack / LESSON).read_text())
    (pack / LESSON).unlink()
    (pack / LESSON).symlink_to(secret)
    assert [problem.code for problem in check_pack(pack)] == ["outside-pack"]


def test_too_large_a_file_is_refused(pack: Path) -> None:
    (pack / LESSON).write_text("#" * 1_000_001)
    assert [problem.code for problem in check_pack(pack)] == ["file-too-large"]


def test_a_folder_in_place_of_a_file(pack: Path) -> None:
    (pack / LESSON).unlink()
    (pack / LESSON).mkdir()
    assert [problem.code for problem in check_pack(pack)] == ["not-a-file"]


def test_an_empty_data_set(pack: Path) -> None:
    (pack / ROWS).write_text("\n\n")
    assert [problem.code for problem in check_pack(pack)] == ["empty-data-set"]


def test_without_a_manifest_the_scenarios_are_still_checked(pack: Path) -> None:
    break_pack(pack, FAULTS["text for a number"])
    (pack / PACK).write_text("format = ")
    codes = [problem.code for problem in check_pack(pack)]
    assert codes == ["wrong-type", "toml-syntax"]


def test_hostile_names_do_not_reach_the_terminal(pack: Path) -> None:
    path = pack / LESSON
    path.write_text(path.read_text() + '\n"\\u001b]0;pwned\\u0007" = 1\n')
    report = "\n".join(map(str, check_pack(pack)))
    assert "\x1b" not in report
    assert "unknown-key" in report


def test_hostile_file_names_do_not_reach_the_terminal(pack: Path) -> None:
    (pack / "lessons" / "\x1b]0;pwned\x07.toml").write_text("title = 1")
    report = "\n".join(map(str, check_pack(pack)))
    assert "pwned" in report
    assert "\x1b" not in report


def test_what_only_newer_toml_could_be_and_is_too_deep_is_no_crash(pack: Path) -> None:
    text = (pack / LESSON).read_text()
    (pack / LESSON).write_text("# \\x\n" + "zz = " + "{a=" * 390 + "1" + "}" * 390 + "\n" + text)
    assert [problem.code for problem in check_pack(pack)] == ["too-deep"]


def test_find_packs_takes_a_pack_its_parts_or_a_folder_of_packs(pack: Path) -> None:
    assert find_packs(pack) == [pack]
    assert find_packs(pack / "lessons") == [pack]
    assert find_packs(pack / LESSON) == [pack]
    assert find_packs(pack.parent) == [pack]
    assert find_packs(pack / "lessons" / "typo.toml") == []
    assert find_packs(pack.parent.parent / "nowhere") == []
    assert find_packs(pack / ("x" * 5000)) == []


def test_problems_sort_by_place() -> None:
    first, second = (Problem("f", line, 1, "c", "m", "a") for line in (2, 10))
    assert sorted([second, first]) == [first, second]


def test_a_translation_is_not_told_again_what_its_original_is_told(pack: Path) -> None:
    break_pack(
        pack, Fault("similar-options", ROUND, "It is more polite", "It names a temperature.")
    )
    (pack / "de/before-after").mkdir(parents=True)
    shutil.copy(pack / ROUND, pack / "de" / ROUND)
    break_pack(
        pack,
        Fault("repeated-reason", f"de/{ROUND}", "Neither is polite or rude.", "It is shorter."),
    )
    found = [(problem.code, Path(problem.file).parts[-3]) for problem in check_pack(pack)]
    assert sorted(found) == [("repeated-reason", "de"), ("similar-options", "pack")]


def test_what_was_looked_at_is_given_up(tmp_path: Path) -> None:
    most = []
    for number in (50, 250):
        folder = many_rounds(tmp_path / str(number), number)
        check_pack(folder)  # what is imported and kept counts for nobody
        tracemalloc.start()
        check_pack(folder)
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] - most[0] < 200 * 3_000, "of a file of 1 KB nearly all is kept to the end"
