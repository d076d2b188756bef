"""The figures of a class, against a reckoning of its own from the raw files."""

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.conftest import SOUND_PACK
from tests.report.classes import START, answer, export, grown_class, item, questions_of, write
from tui.content.reader import PackReader
from tui.report.csv_file import COLUMNS, csv_text
from tui.report.labels import Labels
from tui.report.page import Circumstances, page_text
from tui.report.text import report_text
from tui.rules.answers import QuestionKey
from tui.rules.class_figures import ClassReport, Listing, PackFigures
from tui.rules.class_learners import Source
from tui.rules.class_report import class_report
from tui.rules.exports import Export, ExportedAnswer, ExportedPack

TEA = QuestionKey("before-after", "tea", "")
TRAINS = QuestionKey("before-after", "trains", "")
BREAD = QuestionKey("before-after", "bread", "")
CHOICE = QuestionKey("detective", "parrots", "")


def reported(*exports: Export) -> ClassReport:
    return class_report([Source(f"{n}.json", each) for n, each in enumerate(exports)], {})


def pack_of(*answers: ExportedAnswer, **more: Any) -> ExportedPack:
    return ExportedPack(id="sound", answers=answers, **more)


def only_pack(report: ClassReport) -> PackFigures:
    (pack,) = report.packs
    return pack


def pearson(pairs: list[tuple[float, float]]) -> float:
    n = len(pairs)
    mean_x = sum(x for x, _ in pairs) / n
    mean_y = sum(y for _, y in pairs) / n
    top = left = right = 0.0
    for x, y in pairs:
        top += (x - mean_x) * (y - mean_y)
        left += (x - mean_x) ** 2
        right += (y - mean_y) ** 2
    return top / math.sqrt(left * right)


def reckoned(paths: list[Path]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Reckon the figures of each question from the files alone, with plain loops."""
    documents = [json.loads(path.read_text()) for path in paths]
    newest: dict[tuple[str, str, str], int] = {}
    for document in documents:
        for pack in document["packs"]:
            for each in pack["answers"]:
                key = (each["kind"], each["item"], each["given"]["part"])
                newest[key] = max(newest.get(key, 0), each["given"]["revision"])
    firsts: list[dict[tuple[str, str, str], dict[str, Any]]] = []
    said: dict[tuple[str, str, str], dict[str, list[bool]]] = {}
    for document in documents:
        first: dict[tuple[str, str, str], dict[str, Any]] = {}
        for pack in document["packs"]:
            for each in pack["answers"]:
                given = each["given"]
                key = (each["kind"], each["item"], given["part"])
                if given["revision"] != newest[key]:
                    continue
                if given.get("sure") is not None:
                    of = said.setdefault(key, {"sure": [], "guess": []})
                    of["sure" if given["sure"] else "guess"].append(given["right"])
                if not each["in-review"] and (key not in first or each["at"] < first[key]["at"]):
                    first[key] = {"at": each["at"], **given}
        firsts.append(first)
    figures: dict[tuple[str, str, str], dict[str, Any]] = {}
    for key in {key for first in firsts for key in first}:
        mine = [first for first in firsts if key in first]
        pairs = []
        wrong: dict[str, int] = {}
        for first in mine:
            others = [other["right"] for name, other in first.items() if name != key]
            if others:
                pairs.append((float(first[key]["right"]), others.count(True) / len(others)))
            for option in first[key]["wrong"]:
                wrong[option] = wrong.get(option, 0) + 1
        of = said.get(key, {"sure": [], "guess": []})
        figures[key] = {
            "learners": len(mine),
            "right": sum(first[key]["right"] for first in mine),
            "mean_score": sum(first[key]["score"] for first in mine) / len(mine),
            "discrimination": pearson(pairs),
            "most_chosen_wrong_count": max(wrong.values(), default=0),
            "lures": {option for option in wrong if wrong[option] == max(wrong.values())},
            "sure": len(of["sure"]),
            "sure_right": sum(of["sure"]),
            "guess": len(of["guess"]),
            "guess_right": sum(of["guess"]),
        }
    return figures


def test_200_exports_are_reported_as_an_independent_reckoning_has_it(tmp_path: Path) -> None:
    exports = grown_class(SOUND_PACK, 200, seed=7)
    paths = write(exports, tmp_path)
    listing = Labels(PackReader(SOUND_PACK)).listing()
    assert listing is not None
    # The pack stands where most of the class has met it: one question was changed.
    changed = {key: 2 if n == 1 else 1 for n, key in enumerate(listing.questions)}
    listing = msgspec.structs.replace(listing, questions=changed)
    sources = [Source(path.name, each) for path, each in zip(paths, exports, strict=True)]
    report = class_report(sources, {"sound": listing})
    expected = reckoned(paths)
    rows = list(csv.DictReader(io.StringIO(csv_text(report, {"sound": Labels(None)}))))
    assert len(rows) == len(expected) == len(questions_of(SOUND_PACK))
    for row in rows:
        wanted = expected[row["kind"], row["scenario"], row["part"]]
        for name in ("learners", "right", "sure", "sure_right", "guess", "guess_right"):
            assert int(row[name]) == wanted[name], name
        assert int(row["most_chosen_wrong_count"]) == wanted["most_chosen_wrong_count"]
        assert row["most_chosen_wrong"] in wanted["lures"]
        assert float(row["difficulty"]) == pytest.approx(
            wanted["right"] / wanted["learners"], abs=5e-5
        )
        for name in ("mean_score", "discrimination"):
            assert float(row[name]) == pytest.approx(wanted[name], abs=5e-5), name
    raw = [json.loads(path.read_text()) for path in paths]
    for figures in only_pack(report).scenarios:
        items = [
            each
            for document in raw
            for each in document["packs"][0]["items"]
            if (each["kind"], each["item"]) == figures.key
        ]
        assert (figures.begun, figures.done) == (len(items), sum(i["done"] for i in items))
    by_label = {learner.label: learner for learner in only_pack(report).learners}
    assert len(by_label) == report.learners == 200
    for document in raw:
        mine = by_label[document["learner"]["name"] or document["learner"]["pseudonym"]]
        items = document["packs"][0]["items"]
        assert mine.done == sum(each["done"] for each in items)
        assert mine.stars == sum(each["stars"] for each in items)


def test_only_the_first_answer_in_play_counts_for_difficulty() -> None:
    played = pack_of(
        answer(TEA, START + 3, right=True),
        answer(TEA, START + 2, right=False, wrong=["longer"]),
        answer(TEA, START + 1, right=True, in_review=True),
        answer(TRAINS, START + 4, right=True, in_review=True, sure=True),
    )
    (question,) = only_pack(reported(export("otter", [played]))).questions
    assert (question.key, question.first.answers, question.first.right) == (TEA, 1, 0)
    assert question.lure is not None
    assert (question.lure.option, question.lure.count) == ("longer", 1)


def test_confidence_counts_in_play_and_in_review() -> None:
    played = pack_of(
        answer(TEA, START, right=False, sure=True),
        answer(TEA, START + 9, right=True, sure=True, in_review=True),
        answer(TRAINS, START, right=False, sure=False),
        answer(BREAD, START, right=True),
    )
    pack = only_pack(reported(export("otter", [played])))
    assert pack.confidence == pack.learners[0].confidence
    assert (pack.confidence.sure.right, pack.confidence.sure.total) == (1, 2)
    assert (pack.confidence.guessed.right, pack.confidence.guessed.total) == (0, 1)


def test_answers_to_an_older_revision_are_left_out_and_counted() -> None:
    old = pack_of(answer(TEA, START, right=False))
    new = pack_of(answer(TEA, START + 1, right=True, revision=2))
    pack = only_pack(reported(export("otter", [old]), export("heron", [new])))
    (question,) = pack.questions
    assert (question.revision, question.first.answers, question.first.right) == (2, 1, 1)
    assert pack.older == 1


def test_one_file_cannot_make_the_others_old() -> None:
    odd = pack_of(answer(TEA, START, right=False, revision=7))
    sound = pack_of(answer(TEA, START + 1, right=True))
    sources = [Source("a", export("otter", [odd])), Source("b", export("heron", [sound]))]
    listing = Listing({"before-after": ("tea",)}, {TEA: 1})
    (question,) = only_pack(class_report(sources, {"sound": listing})).questions
    assert (question.revision, question.first.answers, question.first.right) == (1, 1, 1)


def test_a_class_too_small_or_of_one_mind_has_no_discrimination() -> None:
    def learners(number: int, right: bool) -> ClassReport:
        return reported(
            *(
                export(
                    f"otter-{n}",
                    [
                        pack_of(
                            answer(TEA, START + n, right=right),
                            answer(TRAINS, START + n, right=n % 2 == 0),
                            answer(BREAD, START + n, right=True),
                        )
                    ],
                )
                for n in range(number)
            )
        )

    def found(report: ClassReport) -> dict[str, str | None]:
        return {each.key.item: each.discrimination.lack for each in only_pack(report).questions}

    assert set(found(learners(9, right=True)).values()) == {"few"}
    assert found(learners(10, right=True)) == {
        "bread": "all-right",
        "tea": "all-right",
        "trains": "same-rest",
    }
    assert found(learners(10, right=False))["tea"] == "all-wrong"


def test_a_question_that_those_who_do_well_get_wrong_deserves_a_look() -> None:
    report = reported(
        *(
            export(
                f"otter-{n}",
                [
                    pack_of(
                        answer(TEA, START + n, right=n < 6),
                        answer(TRAINS, START + n, right=n < 6),
                        answer(
                            BREAD, START + n, right=n >= 6, sure=True, wrong=["surer"] * (n < 6)
                        ),
                    )
                ],
            )
            for n in range(10)
        )
    )
    by_item = {each.key.item: each for each in only_pack(report).questions}
    assert by_item["bread"].remarks == ("turned", "lure", "sure-and-wrong")
    assert by_item["bread"].discrimination.value == pytest.approx(-1)
    labels = {"sound": Labels(PackReader(SOUND_PACK))}
    text = " ".join(report_text(report, labels, 100).split())
    assert "! Bread and promises – those who do well otherwise get it wrong; more chose one" in text


def test_the_same_learner_counts_once_and_the_newest_export_counts() -> None:
    first = answer(TEA, START, right=False)
    later = answer(TRAINS, START + 60, right=True)
    report = reported(
        export("otter", [pack_of(first)], exported=START + 30),
        export("otter", [pack_of(first, later)], exported=START + 90),
        export("otter", [pack_of(first, later)], exported=START + 90),
        export("otter", exported=START),
    )
    assert report.learners == 1
    assert {each.name for each in report.superseded} == {"0.json", "1.json", "3.json"}
    assert {each.kept for each in report.superseded} == {"2.json"}
    assert only_pack(report).learners[0].first.answers == 2


def test_two_machines_of_one_learner_count_once_whatever_they_are_called() -> None:
    first = answer(TEA, START, right=False)
    report = reported(
        export("otter", [pack_of(first)], exported=START + 30),
        export("heron", [pack_of(first)], exported=START + 90),
    )
    assert [learner.label for learner in only_pack(report).learners] == ["heron"]
    assert report.superseded[0].name == "0.json"


def test_what_was_played_at_the_same_moment_does_not_make_two_learners_one() -> None:
    report = reported(
        export("otter", [pack_of(items=(item(TEA),))]),
        export("heron", [pack_of(items=(item(TEA),))]),
        export("heron", [pack_of(items=(item(TEA), item(BREAD)))]),
    )
    assert [learner.label for learner in only_pack(report).learners] == ["heron", "otter"]
    assert [learner.done for learner in only_pack(report).learners] == [2, 1]


def test_two_learners_of_one_name_are_told_apart() -> None:
    def played(at: float) -> list[ExportedPack]:
        return [pack_of(answer(TEA, at, right=True))]

    report = reported(
        export("otter", played(START), name="Ana"),
        export("heron", played(START + 1), name="Ana"),
        export("otter", played(START + 2)),
        export("otter", played(START + 3)),
        export("otter-10", played(START + 4)),
        export("otter-9", played(START + 5)),
    )
    labels = [learner.label for learner in only_pack(report).learners]
    assert labels == ["Ana (heron)", "Ana (otter)", "otter", "otter #2", "otter-9", "otter-10"]


def test_each_pack_has_a_section_and_what_was_not_begun_has_none() -> None:
    one = ExportedPack(id="b-pack", title="Second", items=(item(TEA),))
    other = ExportedPack(id="a-pack", answers=(answer(TEA, START, right=True),))
    empty = ExportedPack(id="c-pack", title="Untouched")
    report = reported(export("otter", [one, empty]), export("heron", [other]))
    assert [(pack.id, pack.title) for pack in report.packs] == [
        ("a-pack", ""),
        ("b-pack", "Second"),
    ]
    assert [len(pack.learners) for pack in report.packs] == [1, 1]
    assert report.packs[1].done_share == 1


def test_what_the_pack_no_longer_has_is_shown_and_does_not_count() -> None:
    played = pack_of(
        scenarios={"before-after": ("tea", "trains")},
        items=(item(TEA), item(BREAD), item(CHOICE, done=False, stars=0)),
    )
    pack = only_pack(reported(export("otter", [played])))
    assert (pack.listed, pack.learners[0].done, pack.learners[0].stars) == (2, 1, 2)
    shown = [(each.key.item, each.is_listed, each.done) for each in pack.scenarios]
    assert shown == [
        ("tea", True, 1),
        ("trains", True, 0),
        ("bread", False, 1),
        ("parrots", False, 0),
    ]


def test_nobody_and_nothing_can_be_reported() -> None:
    report = reported(export("otter"))
    assert (report.learners, report.packs) == (1, ())
    assert "Nobody has begun anything yet" in report_text(report, {}, 80)
    assert "Nobody has begun anything yet" in page_text(report, {}, Circumstances("today"))
    assert csv_text(report, {}) == ",".join(COLUMNS) + "\r\n"
