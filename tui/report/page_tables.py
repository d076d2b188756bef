"""The tables of the report's page."""

from collections.abc import Iterable

from tui.language import _
from tui.report import phrases
from tui.report.elements import Child, Node, bar, element
from tui.report.labels import Labels
from tui.rules.calibration import Claims
from tui.rules.class_figures import Chosen, PackFigures, QuestionFigures
from tui.rules.item_statistics import GOOD
from tui.rules.progress import MAX_STARS

Cells = Iterable[Child]


def learners_table(pack: PackFigures) -> Node:
    """Return the table of the learners.

    Args:
        pack: The figures of the pack.
    """
    heads = (
        _("Learner"),
        _("Finished"),
        _("Stars"),
        _("Right at first"),
        _("Right when sure"),
        _("Right when guessing"),
        _("Last played"),
    )
    rows = (
        (
            learner.label,
            _progress(learner.done, pack.listed),
            _of(learner.stars, pack.listed * MAX_STARS),
            _share(learner.first.share),
            _claims(learner.confidence.sure),
            _claims(learner.confidence.guessed),
            phrases.day(learner.touched),
        )
        for learner in pack.learners
    )
    helps = (_(phrases.FINISHED), _(phrases.STARS), _(phrases.CONFIDENCE))
    return _table(_("Learners"), helps, heads, rows)


def scenarios_table(pack: PackFigures, labels: Labels) -> Node:
    """Return the table of the scenarios.

    Args:
        pack: The figures of the pack.
        labels: The texts of the pack.
    """
    heads = (_("Scenario"), _("Kind"), _("Begun"), _("Finished"), _("Mean stars"))
    rows = (
        (
            _scenario(labels.scenario(figures.key), is_listed=figures.is_listed),
            _(phrases.KIND_NAMES[figures.key.kind]),
            str(figures.begun),
            _progress(figures.done, len(pack.learners)),
            phrases.NOTHING if figures.stars is None else f"{figures.stars:.1f}",
        )
        for figures in pack.scenarios
    )
    helps = (_("Finished: by how many of the learners. Stars: of those who have finished it."),)
    return _table(_("Scenarios"), helps, heads, rows)


def questions_table(pack: PackFigures, labels: Labels) -> Node:
    """Return the table of the questions.

    Args:
        pack: The figures of the pack.
        labels: The texts of the pack.
    """
    heads = (
        _("Question"),
        _("Learners"),
        _("Right at first"),
        _("Score"),
        _("Discrimination"),
        _("Most chosen wrong"),
        _("Most missed"),
    )
    rows = (
        (
            _question(question, labels),
            str(question.first.answers),
            _share(question.first.share),
            phrases.percent(question.score),
            _discrimination(question),
            _chosen(question, question.lure, labels),
            _chosen(question, question.missed, labels),
        )
        for question in pack.questions
    )
    helps = (
        phrases.right_at_first_help(),
        _(phrases.SCORE),
        phrases.discrimination_help(),
        _(phrases.LURE),
    )
    return _table(_("Questions"), helps, heads, rows)


def _table(caption: str, helps: Iterable[str], heads: Cells, rows: Iterable[Cells]) -> Node:
    table = element(
        "table",
        element("caption", caption, class_="unseen"),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *(_row(cells) for cells in rows)),
    )
    explained = element("ul", *(element("li", text) for text in helps), class_="helps")
    region = element("div", table, class_="wide", role="region", tabindex="0", aria_label=caption)
    return element("div", element("h3", caption), explained, region, class_="figure")


def _row(cells: Cells) -> Node:
    first, *others = cells
    head = element("th", first, scope="row")
    return element("tr", head, *(element("td", cell) for cell in others))


def _scenario(title: str, *, is_listed: bool) -> Child:
    if is_listed:
        return title
    return element("span", title, " ", element("small", _("(no longer in the pack)")))


def _question(question: QuestionFigures, labels: Labels) -> Node:
    name = element("span", labels.name(question.key))
    if question.remarks:
        sign = element("abbr", "!", title=phrases.remarks_text(question), class_="look")
        return element("span", sign, " ", name)
    return name


def _discrimination(question: QuestionFigures) -> Child:
    found = question.discrimination
    text = phrases.discrimination_text(found)
    if found.value is None:
        return element("span", text, " ", element("small", phrases.lack_text(found)))
    tone = "bad" if found.value < 0 else "good" if found.value > GOOD else ""
    return element("span", text, class_=tone) if tone else text


def _chosen(question: QuestionFigures, chosen: Chosen | None, labels: Labels) -> Child:
    if chosen is None:
        return phrases.NOTHING
    option = labels.option(question.key, chosen.option)
    return element("span", element("b", f"{chosen.count}×"), f" {option}", class_="words")


def _progress(done: int, total: int) -> Node:
    return bar(done / total if total else 0.0, _of(done, total))


def _share(share: float | None) -> Child:
    return phrases.NOTHING if share is None else bar(share, phrases.percent(share))


def _claims(claims: Claims) -> Child:
    share = phrases.claims_share(claims)
    return phrases.NOTHING if share is None else bar(share, phrases.claims_text(claims), "claim")


def _of(number: int, total: int) -> str:
    return _("{number} of {total}").format(number=number, total=total)
