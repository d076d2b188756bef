"""The report as one page of HTML: nothing is loaded, and nothing runs in it."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tui.language import SOURCE, _
from tui.paths import shipped
from tui.report import phrases
from tui.report.elements import Child, Node, element, written
from tui.report.labels import Labels
from tui.report.page_tables import learners_table, questions_table, scenarios_table
from tui.rules.class_figures import ClassReport, PackFigures


class Circumstances(msgspec.Struct, frozen=True):
    """How a report came about.

    Attributes:
        day: The day of the report, as it shall be written.
        skipped: Why files were skipped, a line each.
        language: The tag of the language that the report is in.
    """

    day: str
    skipped: Sequence[str] = ()
    language: str = SOURCE


def page_text(
    report: ClassReport, labels: Mapping[str, Labels], circumstances: Circumstances
) -> str:
    """Return the report as a page.

    Args:
        report: The figures.
        labels: The texts of each pack by its id.
        circumstances: How it came about.
    """
    style = (shipped("assets") / "report" / "report.css").read_text(encoding="utf-8")
    title = _("Class report")
    main = element("main", *_head(report, circumstances))
    for pack in report.packs:
        main.append(_section(pack, labels[pack.id]))
    if not report.packs:
        main.append(element("p", _("Nobody has begun anything yet.")))
    body = element("body", main, element("footer", *_method()))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · {circumstances.day}"),
        element("style", style),
    )
    return written(element("html", head, body, lang=circumstances.language))


def _policy(style: str) -> str:
    # Only the page's own style sheet, known by its hash, is let in.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _head(report: ClassReport, circumstances: Circumstances) -> Iterator[Child]:
    yield element("p", "Finetune Detective", class_="brand")
    yield element("h1", _("Class report"))
    yield element(
        "p",
        f"{circumstances.day} · {phrases.learners_text(report.learners)}",
        class_="lead",
    )
    if circumstances.skipped:
        yield element(
            "section",
            element("h2", _("Skipped files")),
            element("ul", *(element("li", line) for line in circumstances.skipped)),
            class_="notice",
        )
    if report.superseded:
        text = _("{name}: {kept} is a newer export of the same learner, or the same one.")
        lines = (text.format(name=each.name, kept=each.kept) for each in report.superseded)
        yield element(
            "details",
            element("summary", _("Exports that do not count")),
            element("ul", *(element("li", line) for line in lines)),
        )


def _section(pack: PackFigures, labels: Labels) -> Node:
    title = labels.title or pack.title or pack.id
    section = element("section", element("h2", title), class_="pack")
    section.extend(_summary(pack))
    looks = list(_looks(pack, labels))
    if looks:
        section.append(element("h3", _("Worth a look")))
        section.append(element("ul", *looks, class_="looks"))
        section.append(element("p", _(phrases.ADVICE), class_="helps"))
    section.append(learners_table(pack))
    section.append(scenarios_table(pack, labels))
    section.append(questions_table(pack, labels))
    return section


def _summary(pack: PackFigures) -> Iterator[Node]:
    confidence = pack.confidence
    tiles = (
        (str(len(pack.learners)), _("learners have begun it")),
        (phrases.percent(pack.done_share), _("of its scenarios are finished")),
        (phrases.percent(pack.first.share), _("of the first answers are right")),
        (phrases.claims_text(confidence.sure), _("are right of the answers they were sure of")),
        (phrases.claims_text(confidence.guessed), _("are right of those they called a guess")),
    )
    yield element(
        "dl",
        *(element("div", element("dt", text), element("dd", figure)) for figure, text in tiles),
        class_="tiles",
    )
    if pack.older:
        yield element("p", phrases.older_text(pack.older))


def _looks(pack: PackFigures, labels: Labels) -> Iterator[Node]:
    for question in pack.questions:
        if question.remarks:
            name = element("strong", labels.name(question.key))
            yield element("li", name, " – ", phrases.remarks_text(question))


def _method() -> Iterator[Node]:
    yield element(
        "p",
        _(
            "Names are pseudonyms that the game makes up, unless a learner has put a name into the "
            "export. Of several exports of one learner the newest counts. Only the first answer "
            "in play counts for a question, and only to its newest version."
        ),
    )
    yield element(
        "p",
        _(
            "Discrimination is the corrected item-total correlation: the point-biserial "
            "correlation of a question with the share that is right of the learner's other first "
            "answers (Henrysson 1963; limits by Ebel 1965)."
        ),
    )
