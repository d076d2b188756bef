"""The mistakes of somebody who is new to TOML or to packs: each told once, and what to write."""

import shutil
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.check import check_pack
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.shape_errors import RULES

ROUND, CASE, LESSON, PACK = (
    "before-after/tea.toml",
    "detective/parrots.toml",
    "lessons/second.toml",
    "pack.toml",
)


class Slip(NamedTuple):
    """Edits of a file of the sound pack, and all that must be said of it."""

    file: str
    edits: dict[str, str]
    told: tuple[str, ...]


TAKEAWAY = 'takeaway = "A good answer is one you can act on."\n'
VALUES = {
    "number as a text": Slip(
        PACK,
        {"format = 1": 'format = "1"'},
        ("2:10: wrong-type: this is the text '1'; write it without quotes: 1",),
    ),
    "number in words": Slip(
        LESSON,
        {"minutes = 1": 'minutes = "one"'},
        (
            "4:11: wrong-type: this is the text 'one'; write a whole number without quotes, "
            "for example 5",
        ),
    ),
    "the one number as a fraction": Slip(
        PACK,
        {"format = 1": "format = 1.0"},
        ("2:10: wrong-type: this is the number 1.0; write 1",),
    ),
    "the one number as a truth": Slip(
        PACK,
        {"format = 1": "format = true"},
        ("2:10: wrong-type: this is the truth value true; write 1",),
    ),
    "another format": Slip(
        PACK,
        {"format = 1": "format = 2"},
        ("2:10: not-a-choice: '2' is none of the values it can have; write 1",),
    ),
    "whole number as a text": Slip(
        LESSON,
        {"minutes = 1": 'minutes = "3"'},
        ("4:11: wrong-type: this is the text '3'; write it without quotes: 3",),
    ),
    "whole number as a fraction": Slip(
        LESSON,
        {"minutes = 1": "minutes = 3.0"},
        ("4:11: wrong-type: this is the number 3.0; write 3",),
    ),
    "no number": Slip(
        CASE,
        {"train = [3.0,": "train = [nan,"},
        ("33:49: wrong-type: this is the number nan; write a number, for example 1.4",),
    ),
    "number with a comma": Slip(
        CASE,
        {"train = [3.0,": 'train = ["3,0",'},
        ("33:49: wrong-type: this is the text '3,0'; write it without quotes: 3.0",),
    ),
    "truth as a text": Slip(
        LESSON,
        {"correct = true": 'correct = "true"'},
        ("20:11: wrong-type: this is the text 'true'; write it without quotes: true",),
    ),
    "truth in words": Slip(
        LESSON,
        {"correct = true": 'correct = "maybe"'},
        ("20:11: wrong-type: this is the text 'maybe'; write true or false, without quotes",),
    ),
    "truth as yes": Slip(
        LESSON,
        {"correct = true": 'correct = "Yes"'},
        ("20:11: wrong-type: this is the text 'Yes'; write true, without quotes",),
    ),
    "truth as a number": Slip(
        LESSON,
        {"correct = true": "correct = 1"},
        ("20:11: wrong-type: this is the number 1; write true or false",),
    ),
    "text as a number": Slip(
        ROUND,
        {'title = "A cup of green tea"': "title = 7"},
        ('2:9: wrong-type: this is the number 7; write a text in quotes: "7"',),
    ),
    "text as a date": Slip(
        CASE,
        {'collected = "2025, by hand"': "collected = 2025-01-31"},
        ('28:79: wrong-type: this is a date or time; write a text in quotes: "2025-01-31"',),
    ),
    "text as a list": Slip(
        ROUND,
        {'title = "A cup of green tea"': 'title = ["A cup of green tea"]'},
        (
            "2:9: wrong-type: this is a list; write one text, without brackets: "
            '"A cup of green tea"',
        ),
    ),
    "word of a few as a number": Slip(
        ROUND,
        {'trait = "tone"': "trait = 3"},
        (
            "35:9: wrong-type: this is the number 3; write one of these, in quotes: accuracy, "
            "clarity, completeness, concision, format, honesty, relevance, safety, tone",
        ),
    ),
    "word of a few in capitals": Slip(
        ROUND,
        {'trait = "tone"': 'trait = "TONE"'},
        ("35:9: not-a-choice: 'TONE' is none of the values it can have; did you mean 'tone'?",),
    ),
    "words in their order": Slip(
        CASE,
        {'verdict = "fails"': 'verdict = "bad"'},
        (
            "29:11: not-a-choice: 'bad' is none of the values it can have; it is one of solves, "
            "partly, fails",
        ),
    ),
    "list as a text": Slip(
        PACK,
        {'authors = ["The tests"]': 'authors = "The tests"'},
        (
            "8:11: wrong-type: this is the text 'The tests'; put it in brackets, even if it is "
            'the only one: ["The tests"]',
        ),
    ),
    "list of numbers as a text": Slip(
        CASE,
        {"curve = { steps = [0, 10, 20, 30, 40]": 'curve = { steps = "0, 10"'},
        ("33:19: wrong-type: this is the text '0, 10'; write a list, for example [0, 10, 20, 30]",),
    ),
    "table as a text": Slip(
        CASE,
        {'base = { canned = "O night, O feathered night." }': 'base = "O night."'},
        (
            "16:8: wrong-type: this is the text 'O night.'; write a table, for example "
            '{ canned = "About 75 degrees Celsius. Let boiled wa…" }',
        ),
    ),
    "table of keys that may be left out": Slip(
        ROUND,
        {'{ after = "stand for five minutes" }': '"stand for five minutes"'},
        (
            "26:12: wrong-type: this is the text 'stand for five minutes'; write a table, for "
            'example { before = "may be hot", after = "75 degrees Celsius" }',
        ),
    ),
    "id with blanks": Slip(
        LESSON,
        {'id = "read"': 'id = "Read it"'},
        (
            "8:6: wrong-form: 'Read it' is not a stable name in kebab-case; write small letters "
            "from a to z, digits and single dashes, for example 'read-it'",
        ),
    ),
    "id with nothing to keep": Slip(
        LESSON,
        {'id = "read"': 'id = "读"'},
        (
            "8:6: wrong-form: '读' is not a stable name in kebab-case; write small letters "
            "from a to z, digits and single dashes, for example 'two-voices'",
        ),
    ),
    "id of nothing": Slip(
        LESSON,
        {'id = "read"': 'id = ""'},
        (
            "8:6: wrong-form: the text is blank; write small letters from a to z, digits and "
            "single dashes, for example 'two-voices'",
        ),
    ),
    "file with its ending": Slip(
        PACK,
        {'"second"]': '"lessons/second.toml"]'},
        (
            "9:21: wrong-form: 'lessons/second.toml' is not the name of a file, in kebab-case; "
            "write small letters from a to z, digits and single dashes, for example 'second'",
        ),
    ),
    "rows without their folder": Slip(
        CASE,
        {'"datasets/parrots-garage.jsonl"': '"parrots-garage.jsonl"'},
        (
            "27:8: wrong-form: 'parrots-garage.jsonl' is not the file with its rows; write "
            "datasets/, a name of small letters, digits and dashes, and .jsonl, for example "
            "'datasets/vet-notes.jsonl'",
        ),
    ),
    "address without its start": Slip(
        ROUND,
        {'"https://example.org/tea"': '"example.org/tea"'},
        (
            "45:7: wrong-form: 'example.org/tea' is not an http or https address; start it with "
            "https:// and leave no blanks in it, for example 'https://arxiv.org/abs/2305.11206'",
        ),
    ),
    "language by its name": Slip(
        PACK,
        {'language = "en"': 'language = "English"'},
        (
            "6:12: wrong-form: 'English' is not the language of its texts, as a BCP 47 tag; "
            "write its two or three letters, and a country or script where that matters, for "
            "example 'en'",
        ),
    ),
    "title on a line of its own": Slip(
        ROUND,
        {'title = "A cup of green tea"': 'title = """\nA cup of green tea\n"""'},
        (
            "2:9: wrong-form: this text has several lines; write it on one line, for example "
            "'A cup of green tea'",
        ),
    ),
    "text of nothing": Slip(
        ROUND,
        {'domain = "cooking"': 'domain = ""'},
        ('3:10: empty-text: the text is empty; write it, for example "medicine"',),
    ),
    "table as a list of texts": Slip(
        ROUND,
        {'{ after = "stand for five minutes" }': '["stand for five minutes"]'},
        (
            "26:12: wrong-type: this is a list; write a table, for example "
            '{ before = "may be hot", after = "75 degrees Celsius" }',
        ),
    ),
    "rows of no file": Slip(
        CASE,
        {'"datasets/parrots-garage.jsonl"': '"datasets/parrots-garag.jsonl"'},
        (
            "27:8: missing-file: there is no file datasets/parrots-garag.jsonl; did you mean "
            "'datasets/parrots-garage.jsonl'?",
        ),
    ),
    "missing table": Slip(
        CASE,
        {
            'card = { source = "A friend of the house", license = "CC BY 4.0", '
            'collected = "2025, by hand" }\nverdict = "fails"': 'verdict = "fails"'
        },
        (
            "23:1: missing-key: 'card' is missing; add it: [datasets.card], and below it "
            "source, license and collected",
        ),
    ),
    "missing key": Slip(
        ROUND,
        {TAKEAWAY: ""},
        (
            "1:1: missing-key: 'takeaway' is missing; add it, for example "
            'takeaway = "A good answer is one you can act on."',
        ),
    ),
}
LISTS = {
    "every header with one bracket": Slip(
        ROUND,
        {"[[options]]": "[options]"},
        (
            "13:1: toml-syntax: [options] is one table, but the options are a list; begin each "
            "entry with [[options]]",
        ),
    ),
    "one table for a list": Slip(
        ROUND,
        {'[[sources]]\nid = "tea"': '[sources]\nid = "tea"'},
        (
            "42:1: wrong-type: this is a table; it is a list: begin each entry with [[sources]], "
            "in two brackets",
        ),
    ),
    "tables by name": Slip(
        ROUND,
        {"[[sources]]": "[sources.tea]"},
        (
            "42:1: wrong-type: this is a table; it is a list: begin each entry with [[sources]], "
            "in two brackets",
        ),
    ),
    "list in a list": Slip(
        LESSON,
        {'[[cards.choices]]\nid = "better"': '[cards.choices]\nid = "better"'},
        (
            "17:1: toml-syntax: [cards.choices] is one table, but the choices are a list; begin "
            "each entry with [[cards.choices]]",
        ),
    ),
    "texts for tables": Slip(
        LESSON,
        {"minutes = 1": 'minutes = 1\nsources = ["A handbook"]'},
        (
            "5:12: wrong-type: this is the text 'A handbook'; each entry is a table: begin it "
            "with [[sources]]",
        ),
    ),
    "list for a table": Slip(
        ROUND,
        {"[before]": "[[before]]"},
        ("7:1: wrong-type: this is a list; there is one: write [before], in single brackets",),
    ),
    "list for a table in a list": Slip(
        CASE,
        {
            'card = { source = "A friend of the house", license = "CC BY 4.0", '
            'collected = "2025, by hand" }\nverdict = "fails"': 'verdict = "fails"',
            '[[datasets.replies]]\ntest = "sleep"\ncanned = "Check': "[[datasets.card]]\n"
            'source = "A friend"\nlicense = "CC BY 4.0"\ncollected = "2025"\n'
            '[[datasets.replies]]\ntest = "sleep"\ncanned = "Check',
        },
        (
            "33:1: wrong-type: this is a list; there is one: write [datasets.card], in single "
            "brackets",
        ),
    ),
    "forgotten header of an entry": Slip(
        ROUND,
        {'[[options]]\nid = "says-how"': 'id = "says-how"'},
        (
            "20:1: toml-syntax: 'id' has a value already (the first time on line 14); begin a new "
            "entry with [[options]] before this key, or keep one of the two",
        ),
    ),
    "forgotten header of another list": Slip(
        ROUND,
        {"[[sources]]\n": ""},
        (
            "42:1: toml-syntax: 'id' has a value already (the first time on line 38); begin a new "
            "entry with [[sources]] before this key, or keep one of the two",
        ),
    ),
    "key twice in an entry": Slip(
        ROUND,
        {'why = "It is shorter."': 'why = "It is shorter."\nwhy = "It is not."'},
        (
            "32:1: toml-syntax: 'why' has a value already (the first time on line 31); keep one "
            "of the two, or begin a new entry with [[options]] before it",
        ),
    ),
    "forgotten header of a table": Slip(
        ROUND,
        {"[after]\n": ""},
        (
            "10:1: toml-syntax: 'model' has a value already (the first time on line 8); keep one "
            "of the two, or write the [header] of its own table before it",
        ),
    ),
    "table twice": Slip(
        ROUND,
        {"[after]": "[before]"},
        (
            "10:1: toml-syntax: the table 'before' stands here twice (the first time on line 7); "
            "merge the two, or give this one its own name",
        ),
    ),
    "too few": Slip(
        LESSON,
        {
            '[[cards.choices]]\nid = "louder"\ntext = "Louder data"\n'
            'why = "Data makes no noise, only mistakes."': ""
        },
        (
            "17:1: too-few: 1 here; at least 2 are needed; add more: each begins with "
            "[[cards.choices]]",
        ),
    ),
}
PLACES = {
    "key of the file in an entry": Slip(
        ROUND,
        {TAKEAWAY: "", 'id = "politer"': TAKEAWAY + 'id = "politer"'},
        (
            "32:1: misplaced-key: 'takeaway' belongs to the file; move it up, above the first "
            "[table]",
        ),
    ),
    "keys of the file at its end": Slip(
        ROUND,
        {
            TAKEAWAY: "",
            'domain = "cooking"\n': "",
            "[[sources]]": f'domain = "cooking"\n{TAKEAWAY}[[sources]]',
        },
        (
            "40:1: misplaced-key: 'domain' and 'takeaway' belong to the file; move them up, above "
            "the first [table]",
        ),
    ),
    "key of an entry in its table": Slip(
        CASE,
        {'verdict = "fails"\n': "", "steps = [0,": 'verdict = "fails", steps = [0,'},
        (
            "32:11: misplaced-key: 'verdict' belongs to this entry of [[datasets]]; move it "
            "there, above the tables that are part of it",
        ),
    ),
    "forgotten header of a table": Slip(
        CASE,
        {
            "curve = { steps = [0, 10, 20, 30, 40], train = [3.0, 2.0, 1.2, 0.8, 0.6], "
            'validation = [3.0, 2.2, 1.6, 1.4, 1.3] }\n[[datasets.replies]]\ntest = "sleep"\n'
            'canned = "Check': "steps = [0, 1, 2, 3]\ntrain = [3, 2, 1, 1]\n"
            "validation = [3, 2, 1, 1]\n"
            '[[datasets.replies]]\ntest = "sleep"\ncanned = "Check'
        },
        (
            "33:1: misplaced-key: 'steps', 'train' and 'validation' belong to "
            "[datasets.curve]; write this header above them",
        ),
    ),
    "key of a table beside it": Slip(
        ROUND,
        {'evidence = { after = "stand for five minutes" }': 'after = "stand for five minutes"'},
        ("26:1: misplaced-key: 'after' belongs to [options.evidence]; write this header above it",),
    ),
    "forgotten header of the first entry": Slip(
        ROUND,
        {'[[options]]\nid = "names-a-number"': 'id = "names-a-number"'},
        (
            "13:1: misplaced-key: 'id', 'text', 'correct', 'trait', 'why' and 'evidence' belong "
            "to [[options]]; write this header above them",
        ),
    ),
    "forgotten header behind a table": Slip(
        CASE,
        {'[[datasets]]\nid = "repeated"': 'id = "repeated"'},
        (
            "66:1: misplaced-key: 'id', 'title', 'about', 'rows', 'card', 'verdict', 'factor', "
            "'outcome', 'why' and 'curve' belong to an entry of [[datasets]]; begin a new entry "
            "with [[datasets]] above them",
        ),
    ),
    "key of an entry above them": Slip(
        LESSON,
        {"minutes = 1": 'minutes = 1\ncites = ["lima"]'},
        ("5:1: misplaced-key: 'cites' belongs to [[cards]]; move it there",),
    ),
    "header without its parent": Slip(
        ROUND,
        {
            'evidence = { after = "stand for five minutes" }': "[evidence]\n"
            'after = "stand for five minutes"'
        },
        ("26:1: misplaced-key: 'evidence' belongs to [[options]]; write [options.evidence]",),
    ),
    "header with a needless parent": Slip(
        ROUND,
        {"[[sources]]": "[[options.sources]]"},
        ("42:1: misplaced-key: 'sources' belongs to the file; write [[sources]]",),
    ),
    "header above the keys of the file": Slip(
        ROUND,
        {'title = "A cup of green tea"': '[round]\ntitle = "A cup of green tea"'},
        ("2:1: misplaced-key: the keys below [round] belong to the file; take this header out",),
    ),
    "header above the keys of the pack": Slip(
        PACK,
        {"format = 1": "[pack]\nformat = 1"},
        ("2:1: misplaced-key: the keys below [pack] belong to the file; take this header out",),
    ),
    "singular for one entry": Slip(
        CASE,
        {"[[datasets.replies]]": "[[datasets.reply]]"},
        ("34:1: unknown-key: 'reply' is no key here; did you mean 'replies'?",),
    ),
    "singular for a list": Slip(
        ROUND,
        {"[[sources]]": "[[source]]"},
        ("42:1: unknown-key: 'source' is no key here; did you mean 'sources'?",),
    ),
    "key of another kind of card": Slip(
        LESSON,
        {'text = "More data is': 'items = ["One"]\ntext = "More data is'},
        ('10:1: unknown-key: \'items\' is no key here; it goes with kind = "list" or "sort"',),
    ),
    "key that is there, and another a little like it": Slip(
        LESSON,
        {"minutes = 1": "minutes = 1\nlines = 9"},
        (
            "5:1: unknown-key: 'lines' is no key here; the keys are title, summary, minutes, "
            "cards, sources",
        ),
    ),
    "header of a table of an entry, without the entry": Slip(
        CASE,
        {
            "curve = { steps = [0, 10, 20, 30, 40], train = [3.0, 2.0, 1.2, 0.8, 0.6], "
            'validation = [3.0, 2.2, 1.6, 1.4, 1.3] }\n[[datasets.replies]]\ntest = "sleep"\n'
            'canned = "Check': "[curve]\nsteps = [0, 1, 2, 3]\ntrain = [3, 2, 1, 1]\n"
            "validation = [3, 2, 1, 1]\n"
            '[[datasets.replies]]\ntest = "sleep"\ncanned = "Check'
        },
        ("33:1: misplaced-key: 'curve' belongs to [[datasets]]; write [datasets.curve]",),
    ),
    "misspelt key": Slip(
        ROUND,
        {"takeaway =": "takeway ="},
        ("6:1: unknown-key: 'takeway' is no key here; did you mean 'takeaway'?",),
    ),
}
SLIPS = {**VALUES, **LISTS, **{f"place: {name}": slip for name, slip in PLACES.items()}}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sound pack, to be broken."""
    return Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once_and_with_what_to_write(name: str, pack: Path) -> None:
    slip = SLIPS[name]
    text = (pack / slip.file).read_text(encoding="utf-8")
    for old, new in slip.edits.items():
        assert old in text, "the sound pack has changed: mend the edit"
        text = text.replace(old, new) if old == "[[options]]" else text.replace(old, new, 1)
    (pack / slip.file).write_text(text, encoding="utf-8")
    start = f"{(pack / slip.file).as_posix()}:"
    assert [str(problem).removeprefix(start) for problem in check_pack(pack)] == list(slip.told)


def patterns(schema: object) -> set[str]:
    """Return every pattern in a schema."""
    if isinstance(schema, list):
        return {found for item in schema for found in patterns(item)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    return own | {found for item in schema.values() for found in patterns(item)}


@pytest.mark.parametrize("model", [Pack, Lesson, Round, Case, Handbook])
def test_each_pattern_has_a_rule_in_words(model: type[msgspec.Struct]) -> None:
    assert patterns(msgspec.json.schema(model)) - set(RULES) == set()
