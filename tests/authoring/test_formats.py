"""Reports in every format: what stands in them, and that hostile names cannot break them."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.check import Coverage, Report, report
from tui.authoring.codes import all_codes
from tui.authoring.formats import FORMATS, as_json, github, sarif, summary, text
from tui.content.problems import Problem

SARIF_SCHEMA = Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json"
HOSTILE = "::error file=x::a,b%0A\n\x1b[2J\u202e\udcff é"
ERROR = Problem("p/a.toml", 3, 7, "unknown-key", "'hue' is no key here", "take it out")
WARNING = Problem("p/b c.toml", 1, 1, "stray-file", "no place", "move it", "warning")


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that one is in, with a pack that has an error and two warnings."""
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "packs" / "tea"))
    (pack / "run me.sh").write_text("?")
    path = pack / "lessons/second.toml"
    path.write_text(path.read_text("utf-8").replace("minutes = 1", "minutes = 1\nhue = 2"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("packs/tea")


def one(*problems: Problem) -> dict[Path, Report]:
    return {Path("p"): Report(problems, 4, (Coverage("zh-Hans", 3, 20, ("a.toml",)),))}


def test_text_is_one_problem_a_line(faulty: Path) -> None:
    first, second = text({faulty: report(faulty)}).splitlines()
    assert first.startswith("packs/tea/lessons/second.toml:5:1: unknown-key: 'hue' is no key here")
    assert second == (
        "packs/tea/run me.sh:1:1: warning: stray-file: a pack has no place for this file; "
        "move or delete it"
    )


def test_the_summary_counts_in_good_english() -> None:
    assert summary(one()).splitlines() == [
        "No problems in 1 pack (4 files).",
        "zh-Hans: 3 of 20 files translated",
    ]
    assert summary(one(ERROR)).startswith("1 error in 1 pack")
    assert summary(one(WARNING, WARNING)).startswith("2 warnings in 1 pack")
    two = {**one(ERROR, ERROR, WARNING), Path("q"): Report((), 1)}
    assert summary(two).splitlines() == [
        "2 errors and 1 warning in 2 packs (5 files).",
        "p, zh-Hans: 3 of 20 files translated",
    ]


def test_json_holds_all_that_is_known() -> None:
    document = json.loads(as_json(one(ERROR, WARNING)))
    assert document["version"] == 1
    assert document["tool"]["name"] == "finetune-detective"
    assert (document["errors"], document["warnings"]) == (1, 1)
    assert document["packs"] == [
        {
            "path": "p",
            "files": 4,
            "errors": 1,
            "warnings": 1,
            "coverage": [
                {"language": "zh-Hans", "translated": 3, "files": 20, "missing": ["a.toml"]}
            ],
        }
    ]
    assert document["problems"] == [
        {
            "file": "p/a.toml",
            "line": 3,
            "column": 7,
            "severity": "error",
            "code": "unknown-key",
            "message": "'hue' is no key here",
            "advice": "take it out",
        },
        {
            "file": "p/b c.toml",
            "line": 1,
            "column": 1,
            "severity": "warning",
            "code": "stray-file",
            "message": "no place",
            "advice": "move it",
        },
    ]


def test_github_annotates_the_lines() -> None:
    assert github(one(ERROR, WARNING)).splitlines() == [
        "::error file=p/a.toml,line=3,col=7,title=unknown-key::'hue' is no key here; take it out",
        "::warning file=p/b c.toml,line=1,col=1,title=stray-file::no place; move it",
    ]


def test_github_gets_files_from_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    problem = Problem(f"{tmp_path.as_posix()}/p/a.toml", 1, 1, "unknown-key", "m", "a")
    assert github(one(problem)).startswith("::error file=p/a.toml,")
    (result,) = json.loads(sarif(one(problem)))["runs"][0]["results"]
    assert uri(result) == "p/a.toml"


def test_github_escapes_what_would_end_a_property_or_a_line() -> None:
    problem = Problem("a,b:c%0A::d\n.toml", 1, 1, "unknown-key", "50 % of\n::set-env::x", "so")
    assert github(one(problem)) == (
        "::error file=a%2Cb%3Ac%250A%3A%3Ad%0A.toml,line=1,col=1,title=unknown-key"
        "::50 %25 of%0A::set-env::x; so"
    )


def uri(result: dict[str, Any]) -> str:
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    return str(location["uri"])


def valid_sarif(written: str) -> Any:
    document = json.loads(written)
    schema = json.loads(SARIF_SCHEMA.read_text("utf-8"))
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    jsonschema.Draft4Validator(schema, format_checker=checker).validate(document)
    return document["runs"][0]


def test_sarif_keeps_to_its_schema(faulty: Path) -> None:
    run = valid_sarif(sarif({faulty: report(faulty)}))
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("unknown-key", "error")
    assert first["message"]["text"].startswith("'hue' is no key here; ")
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "packs/tea/lessons/second.toml"},
        "region": {"startLine": 5, "startColumn": 1},
    }
    assert (second["ruleId"], second["level"]) == ("stray-file", "warning")
    assert uri(second) == "packs/tea/run%20me.sh"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_says_of_every_code_what_it_means() -> None:
    run = valid_sarif(sarif(one()))
    assert run["columnKind"] == "unicodeCodePoints"
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert list(rules) == list(all_codes())
    for code in all_codes().values():
        rule = rules[code.name]
        assert rule["shortDescription"]["text"] == code.summary
        assert rule["fullDescription"]["text"] == code.explanation
        assert code.good in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == code.severity


def test_sarif_refuses_what_is_none() -> None:
    with pytest.raises(jsonschema.ValidationError):
        valid_sarif(sarif(one(ERROR)).replace('"startLine": 3', '"startLine": 0'))


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_and_texts_break_no_format(name: str) -> None:
    problem = Problem(HOSTILE, 1, 1, "stray-file", HOSTILE, HOSTILE, "warning")
    reports = {Path(HOSTILE): Report((problem,), 1)}
    written = FORMATS[name](reports)
    written.encode()
    assert not {"\x1b", "\u202e"} & set(written)
    if name in {"json", "sarif"}:
        assert json.loads(written)
    else:
        (line,) = written.split("\n")
        assert name == "github" or not line.startswith("::")
    assert "\x1b" not in summary(reports)
    if name == "sarif":
        (result,) = valid_sarif(written)["results"]
        assert re.fullmatch(r"[\w./~%-]+", uri(result), re.ASCII)
        assert unquote_to_bytes(uri(result)) == os.fsencode(HOSTILE)


def test_a_file_outside_of_the_folder_one_is_in_gets_a_whole_address(tmp_path: Path) -> None:
    problem = Problem((tmp_path / "ü.toml").as_posix(), 1, 1, "stray-file", "m", "a", "warning")
    (result,) = valid_sarif(sarif(one(problem)))["results"]
    assert uri(result) == f"file://{tmp_path.as_posix()}/%C3%BC.toml"
