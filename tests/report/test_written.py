"""The text, the CSV and the page: complete, and harmless whatever stands in them."""

import base64
import csv
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest

from tests.conftest import SOUND_PACK
from tests.report.classes import START, answer, export, grown_class, item
from tui.content.reader import PackReader
from tui.report.csv_file import csv_text, harmless
from tui.report.labels import Labels
from tui.report.page import Circumstances, page_text
from tui.report.text import report_text
from tui.rules.answers import QuestionKey
from tui.rules.class_figures import ClassReport
from tui.rules.class_learners import Source
from tui.rules.class_report import class_report
from tui.rules.exports import ExportedPack

HOSTILE = "<script>alert(1)</script><img src=//evil.example/x> \"' &amp; =cmd|'/c calc'!A0"
TODAY = Circumstances("2026-11-25")


def hostile() -> tuple[ClassReport, dict[str, Labels]]:
    key = QuestionKey("before-after", HOSTILE, HOSTILE)
    pack = ExportedPack(
        id=HOSTILE,
        title=HOSTILE,
        scenarios={"before-after": (HOSTILE,)},
        items=(item(key),),
        answers=(answer(key, START, right=False, wrong=[HOSTILE], missed=[HOSTILE]),),
    )
    report = class_report([Source(HOSTILE, export(HOSTILE, [pack], name=HOSTILE))], {})
    return report, {HOSTILE: Labels(None)}


def sound(learners: int = 12) -> tuple[ClassReport, dict[str, Labels]]:
    labels = Labels(PackReader(SOUND_PACK))
    listing = labels.listing()
    assert listing is not None
    exports = grown_class(SOUND_PACK, learners)
    sources = [Source(f"{number}.json", each) for number, each in enumerate(exports)]
    return class_report(sources, {"sound": listing}), {"sound": labels}


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.style = ""
        self._in_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self.text += data


def test_hostile_texts_stay_texts_on_the_page() -> None:
    report, labels = hostile()
    told = Circumstances("today", [HOSTILE])
    page = Page(page_text(report, labels, told))
    names = {tag for tag, _ in page.tags}
    assert not {"script", "img", "link", "iframe", "object", "form", "a", "base"} & names
    assert not any(
        name.startswith("on") or name in {"src", "href", "style", "action"}
        for _, attributes in page.tags
        for name in attributes
    )
    assert page.text.count(HOSTILE) >= 6


def test_the_page_loads_nothing_and_lets_in_its_own_style_alone() -> None:
    report, labels = sound()
    text = page_text(report, labels, TODAY)
    page = Page(text)
    (policy,) = (
        attributes["content"]
        for _, attributes in page.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"https?:|url\(|@import", text)
    assert "prefers-color-scheme: dark" in page.style


def test_tables_and_bars_can_be_heard() -> None:
    report, labels = sound()
    page = Page(page_text(report, labels, TODAY))
    names = [tag for tag, _ in page.tags]
    assert names.count("table") == names.count("caption") == 3
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    bars = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert bars
    assert all(each["role"] == "img" and each["aria-label"] for each in bars)
    assert [each for tag, each in page.tags if tag == "html"] == [{"lang": "en"}]


def test_every_figure_is_explained_in_the_text_and_on_the_page() -> None:
    report, labels = sound()
    for text in (
        report_text(report, labels, 100).replace("\n  ", " "),
        Page(page_text(report, labels, TODAY)).text,
    ):
        for words in (
            "first answer in play was all right; reviews and second tries do not count",
            "do those who do well overall get this one right? Above 0.3 is good",
            "It takes 10 learners, and is a rough hint (≈) below 30",
        ):
            assert words in text, words


def test_titles_and_options_stand_in_place_of_ids() -> None:
    report, labels = sound(40)
    rows = list(csv.DictReader(io.StringIO(csv_text(report, labels))))
    by_part = {(row["scenario"], row["part"]): row for row in rows}
    assert by_part["tea", ""]["title"] == "A cup of green tea"
    assert by_part["parrots", ""]["question"] == "which data set first"
    assert by_part["parrots", "garage"]["question"] == "why not “Garage answers”"
    lures = [row for row in rows if row["most_chosen_wrong"]]
    assert lures
    assert all(
        row["most_chosen_wrong_text"] != row["most_chosen_wrong"]
        for row in lures
        if "=" in row["most_chosen_wrong"]
    )
    assert any(" → " in row["most_chosen_wrong_text"] for row in lures)


@pytest.mark.parametrize("start", list("=+-@＝＋－＠"))
@pytest.mark.parametrize("before", ["", " ", "\t", "\n"])
def test_no_cell_is_taken_for_a_formula(start: str, before: str) -> None:
    assert harmless(f"{before}{start}cmd()").startswith("'")
    assert harmless("a=b") == "a=b"


def test_a_hostile_csv_has_one_row_and_no_formula() -> None:
    key = QuestionKey("before-after", "=HYPERLINK(1)", "@SUM(1)")
    given = answer(key, START, right=False, wrong=['-1+"x",\r\n=2'])
    report = class_report(
        [Source("a", export("+otter", [ExportedPack(id="=cmd()", answers=(given,))]))], {}
    )
    text = csv_text(report, {"=cmd()": Labels(None)})
    head, row = list(csv.reader(io.StringIO(text, newline="")))
    cells = dict(zip(head, row, strict=True))
    assert cells["pack"] == "'=cmd()"
    assert cells["scenario"] == cells["title"] == "'=HYPERLINK(1)"
    assert cells["part"] == cells["question"] == "'@SUM(1)"
    assert cells["most_chosen_wrong"] == '\'-1+"x", =2'
    assert text.endswith("\r\n")
    assert text.count("\r\n") == 2


def test_a_negative_figure_stays_a_number() -> None:
    keys = [QuestionKey("before-after", name, "") for name in ("tea", "trains")]
    exports = [
        export(
            f"otter-{n}",
            [
                ExportedPack(
                    id="p",
                    answers=tuple(
                        answer(key, START + n, right=(n % 2 == 0) == (key == keys[0]))
                        for key in keys
                    ),
                )
            ],
        )
        for n in range(10)
    ]
    report = class_report([Source(str(n), each) for n, each in enumerate(exports)], {})
    rows = csv.DictReader(io.StringIO(csv_text(report, {"p": Labels(None)})))
    assert [row["discrimination"] for row in rows] == ["-1.0", "-1.0"]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_of_the_text_is_wider_than_the_terminal(width: int) -> None:
    from rich.cells import cell_len

    report, labels = sound(40)
    lines = report_text(report, labels, width).splitlines()
    assert max(map(cell_len, lines)) <= max(width, 78)
