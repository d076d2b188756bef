"""What a good editor says of a sound pack, and what no good editor would say."""

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack
from tui.paths import default_pack

CARET = "‸"
"""Stands in a new text where the warning must be; it is taken out before writing."""
LESSON, OTHER = "lessons/second.toml", "lessons/first.toml"
ROUND, CASE, BOOK = "before-after/tea.toml", "detective/parrots.toml", "handbook.toml"
BLIND = "before-after/trains.toml"
ROWS = "datasets/parrots-vet-notes.jsonl"
TEXT = 'text = "More data is not always better data."'
LONG = r"A line.\n\n" * 11


class Habit(NamedTuple):
    """An edit of the sound pack that is valid and not good."""

    code: str
    file: str
    old: str
    new: str


HABITS = {
    "long right answer": Habit(
        "longest-is-right",
        LESSON,
        '[[cards.choices]]\nid = "better"\ntext = "Better data"',
        '‸[[cards.choices]]\nid = "better"\ntext = "Better data, checked by someone who knows"',
    ),
    "all of the above": Habit("position-words", LESSON, '"Louder data"', '‸"All of the above"'),
    "both": Habit("position-words", ROUND, '"It is more polite"', '‸"Both A and B"'),
    "the second option": Habit(
        "position-words", ROUND, '"It is shorter."', '‸"Read the second option once more."'
    ),
    "an option by its letter": Habit(
        "position-words", ROUND, '["Look for numbers."', '[‸"See option B."'
    ),
    "a side of a blind round": Habit(
        "position-words", BLIND, 'hints = ["', 'hints = [‸"The left reply is odd. '
    ),
    "the latter": Habit("position-words", ROUND, '"It is more polite"', '‸"Only the latter is."'),
    "these": Habit("position-words", ROUND, '"It is more polite"', '‸"None of these"'),
    "letters": Habit("position-words", ROUND, '"It is more polite"', '‸"Neither A nor B"'),
    "the one above": Habit("position-words", ROUND, '"It is more polite"', '‸"The one above"'),
    "on the left": Habit(
        "position-words", BLIND, 'hints = ["', 'hints = [‸"Read the reply on the left. '
    ),
    "reply by its number": Habit(
        "position-words", BLIND, 'hints = ["', 'hints = [‸"Reply 2 is odd. '
    ),
    "a step that tells its place": Habit(
        "position-words", OTHER, '"Choose the data"', '‸"Then choose the data"'
    ),
    "twins": Habit("similar-options", ROUND, '"It is more polite"', '‸"It names: a temperature!"'),
    "near twins": Habit(
        "similar-options",
        ROUND,
        '"It is more polite"',
        '‸"It says how to get there without the thermometer"',
    ),
    "copied reason": Habit(
        "repeated-reason", ROUND, '"Neither is polite or rude."', '‸"It is shorter."'
    ),
    "a reason that is the answer": Habit(
        "repeated-reason", ROUND, '"Neither is polite or rude."', '‸"It is more polite."'
    ),
    "a slip of the pen": Habit(
        "similar-options", ROUND, '"It is more polite"', '‸"It names a temprature"'
    ),
    "evidence twice": Habit("evidence-repeated", ROUND, '"stand for five minutes"', '‸"t"'),
    "evidence everywhere": Habit(
        "evidence-too-long",
        ROUND,
        'evidence = { before = "may be hot",',
        'evidence = { before = ‸"Tea is enjoyed all over the world. The water may be hot, and it '
        'depends on many things such as taste and time",',
    ),
    "long card": Habit(
        "does-not-fit", LESSON, '[[cards]]\nkind = "text"', '‸[[cards]]\nkind = "text"'
    ),
    "percentage": Habit(
        "unsourced-figure", LESSON, TEXT, 'text = ‸"Good rows mend 40% of all models."'
    ),
    "times as much": Habit(
        "unsourced-figure", LESSON, TEXT, 'text = ‸"It is 3 times as good as before."'
    ),
    "times as much in words": Habit(
        "unsourced-figure", LESSON, TEXT, 'text = ‸"It is three times as good as before."'
    ),
    "year": Habit("unsourced-figure", LESSON, TEXT, 'text = ‸"This was found in 2023."'),
    "figure in the glossary": Habit(
        "unsourced-figure",
        BOOK,
        '"The numbers inside a model that training changes."',
        '‸"Some 7 billion numbers."',
    ),
    "figure in a takeaway": Habit(
        "unsourced-figure",
        CASE,
        '"Open the rows before you train."',
        '‸"9 per cent of rows are wrong."',
    ),
    "figure in a reason": Habit(
        "unsourced-figure",
        LESSON,
        '"Right: quality first."',
        '‸"Right: in 70% of all tests, quality came first."',
    ),
    "source that nobody sees": Habit("unused-source", OTHER, 'cites = ["lima"]\n', ""),
    "picture of nothing": Habit("poor-alternative-text", OTHER, '"A cookbook."', '‸"An image"'),
    "title once more": Habit("poor-alternative-text", OTHER, '"A cookbook."', '‸"The chef."'),
    "one factor for two": Habit("factor-repeated", CASE, '"size"', '‸"relevance"'),
    "partly, and nothing good": Habit("partly-without-good", CASE, '"fails"', '‸"partly"'),
    "duplicates": Habit(
        "rows-repeated",
        CASE,
        'factor = "size"\noutcome = "One reply is right, one is repeated from the rows."\n'
        'why = "Six rows, but only two different ones."',
        'factor = "coverage"\noutcome = "One reply is right."\nwhy = "Little is in it."',
    ),
    "test prompt among the rows": Habit("test-leakage", ROWS, "", ""),
}
PLACES = {
    "source that nobody sees": None,
    "duplicates": None,
    "test prompt among the rows": None,
}


def write(pack: Path, habit: Habit) -> tuple[int, int] | None:
    """Make the edit; return where the warning must be, where the edit says so."""
    path = pack / habit.file
    text = path.read_text(encoding="utf-8")
    if habit.code == "test-leakage":
        row = text.splitlines()[0].split('"content": "', 1)
        asked = row[1].split('"', 1)[1]
        text = f'{row[0]}"content": "may it have Guacamole"{asked}\n' + text
    elif habit.code == "does-not-fit":
        text = text.replace(TEXT, f'text = "{LONG}"')
    assert habit.old in text, "the sound pack has changed: mend the edit"
    text = text.replace(habit.old, habit.new, 1)
    if habit.code == "evidence-too-long":
        text = text.replace("such as taste and time.", "such as taste and time. Ask.")
    place = None
    if CARET in text:
        before = text[: text.index(CARET)]
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        text = text.replace(CARET, "")
    path.write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sound pack, to be written worse."""
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


@pytest.mark.parametrize("name", HABITS)
def test_a_bad_habit_is_told_where_it_shows(name: str, pack: Path) -> None:
    place = write(pack, HABITS[name])
    problems = check_pack(pack)
    assert [problem.code for problem in problems] == [HABITS[name].code], problems
    (problem,) = problems
    assert problem.severity == "warning"
    assert place is None or (problem.line, problem.column) == place, str(problem)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ROUND, '"It is more polite"', '"It does not name a temperature"'),
        (ROUND, '"It is more polite"', '"It names a time"'),
        (ROUND, '"Look for numbers."', '"Both replies are short; read the numbers above all."'),
        (LESSON, '"Louder data"', '"Only the first rows of the set"'),
        (LESSON, TEXT, 'text = "Take 10 rows, or 100. Three steps follow, and 2 questions."'),
        (OTHER, '"A cookbook."', '"A picture of a cookbook with a worn back."'),
        (BLIND, 'hints = ["', 'hints = ["One reply is right for you. '),
        (BLIND, 'hints = ["', 'hints = ["The right reply is short, and the first to be so. '),
        (ROUND, '"It is more polite"', '"It can answer a question at last"'),
        (ROUND, '"It is more polite"', '"None of these drinks is named"'),
        (ROUND, '"It is more polite"', '"Only the latter half is polite"'),
        (ROUND, '"It is more polite"', '"It gives a choice 3 times"'),
        (ROUND, '"Neither is polite or rude."', '"It was never the first choice of cooks."'),
        (ROUND, '"Neither is polite or rude."', '"Both answers before and after are plain."'),
        (ROUND, '"Neither is polite or rude."', '"The former is a tea, the latter a herb."'),
        (
            LESSON,
            '"What beats more data?"',
            '"In a shop, 60% of all tickets are late. What helps?"',
        ),
        (LESSON, TEXT, 'text = "Of 2000 letters, some are good."'),
    ],
)
def test_what_only_looks_like_a_bad_habit_is_left_alone(
    file: str, old: str, new: str, pack: Path
) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the sound pack has changed: mend the edit"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check_pack(pack) == []


def test_duplicates_that_are_admitted_are_no_surprise(pack: Path) -> None:
    path = pack / CASE
    write(pack, HABITS["duplicates"])
    text = path.read_text(encoding="utf-8").replace("Little is in it.", "Most are duplicates.")
    path.write_text(text, encoding="utf-8")
    assert check_pack(pack) == []


def test_the_factor_leakage_admits_a_test_prompt_among_the_rows(pack: Path) -> None:
    garage = HABITS["test prompt among the rows"]._replace(file="datasets/parrots-garage.jsonl")
    write(pack, garage)
    assert [problem.code for problem in check_pack(pack)] == ["test-leakage"]
    text = (pack / CASE).read_text(encoding="utf-8")
    (pack / CASE).write_text(text.replace('factor = "relevance"', 'factor = "leakage"', 1))
    assert check_pack(pack) == []


def test_a_reason_may_take_up_a_figure_of_its_question(pack: Path) -> None:
    path = pack / LESSON
    text = path.read_text(encoding="utf-8").replace("What beats more", "80% is late. What beats")
    text = text.replace("Right: quality first.", "Right: quality first, for the 80% too.")
    path.write_text(text, encoding="utf-8")
    assert check_pack(pack) == []
    path.write_text(text.replace("80% is late", "90% is late"), encoding="utf-8")
    assert [problem.code for problem in check_pack(pack)] == ["unsourced-figure"]


def test_a_figure_may_come_again_where_another_card_cites_it(pack: Path) -> None:
    path = pack / OTHER
    text = path.read_text(encoding="utf-8")
    told = text.replace("Training a pre-trained model", "In 9% of cases, training a model", 1)
    again = told.replace("Style is what", "In 9% of cases style is what", 1)
    path.write_text(again, encoding="utf-8")
    assert check_pack(pack) == []
    path.write_text(told.replace("Style is what", "In 8% of cases style is what"), "utf-8")
    assert [problem.code for problem in check_pack(pack)] == ["unsourced-figure"]


def rows_of(pack: Path, *rows: tuple[str, str, str]) -> None:
    """Put rows before those of a data set: what is asked, the reply, the label."""
    path = pack / ROWS
    lines = [
        json.dumps(
            {
                "messages": [
                    {"role": "user", "content": asked},
                    {"role": "assistant", "content": reply},
                ],
                "label": label,
            }
        )
        for asked, reply, label in rows
    ]
    path.write_text("\n".join([*lines, path.read_text(encoding="utf-8")]), encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "is_leak"),
    [
        ("My parrot is up all night. Is that normal?", True),
        ("my parrot is up all night – is that normal", True),
        ("Well, my parrot is up all night. Is that normal?", True),
        ("My parrot is up all day. What does it eat then, and is that normal?", False),
        ("Night?", False),
    ],
)
def test_a_row_that_nearly_asks_a_test_is_a_leak(pack: Path, asked: str, *, is_leak: bool) -> None:
    rows_of(pack, (asked, "Twelve hours of sleep are.", "sleep"))
    assert [problem.code for problem in check_pack(pack)] == ["test-leakage"] * is_leak


def test_words_of_the_card_do_not_hide_a_leak(pack: Path) -> None:
    rows_of(pack, ("My parrot is up all night. Is that normal?", "No.", "sleep"))
    text = (pack / CASE).read_text(encoding="utf-8")
    (pack / CASE).write_text(text.replace('about = "', 'about = "Good examples. '), "utf-8")
    assert [problem.code for problem in check_pack(pack)] == ["test-leakage"]


def test_one_prompt_with_two_labels(pack: Path) -> None:
    rows_of(pack, ("What is a perch?", "A bar.", "a"), ("What is a perch?", "A stick.", "b"))
    (problem,) = check_pack(pack)
    assert problem.code == "label-conflict"
    assert "rows 1 and 2" in problem.message


def test_one_prompt_with_two_replies_of_a_kind_is_variety(pack: Path) -> None:
    rows_of(pack, ("What is a perch?", "A bar.", "a"), ("What is a perch?", "A stick.", "a"))
    assert check_pack(pack) == []


def test_the_factor_quality_admits_labels_that_contradict_each_other(pack: Path) -> None:
    path = pack / "datasets/parrots-garage.jsonl"
    rows = path.read_text(encoding="utf-8")
    first = json.loads(rows.splitlines()[0])
    path.write_text(f"{json.dumps(first | {'label': 'other'})}\n{rows}", encoding="utf-8")
    codes = [problem.code for problem in check_pack(pack)]
    assert "label-conflict" in codes
    text = (pack / CASE).read_text(encoding="utf-8")
    (pack / CASE).write_text(text.replace('factor = "relevance"', 'factor = "quality"', 1))
    assert check_pack(pack) == []


def test_the_shipped_pack_has_no_bad_habits() -> None:
    assert check_pack(default_pack()) == []
