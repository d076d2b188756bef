"""The report as text for the terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len, set_cell_size

from tui.language import _
from tui.report import phrases
from tui.report.labels import Labels
from tui.rules.class_figures import ClassReport, PackFigures
from tui.rules.progress import MAX_STARS

_BAR = 10
_LEAST_TITLE = 16
_GAP = "  "

Row = tuple[str, ...]


def report_text(report: ClassReport, labels: Mapping[str, Labels], width: int) -> str:
    """Return the report as lines.

    Args:
        report: The figures.
        labels: The texts of each pack by its id.
        width: How many cells a line may have.
    """
    lines = [" · ".join((_("Class report"), phrases.learners_text(report.learners)))]
    if not report.packs:
        lines += ["", _("Nobody has begun anything yet.")]
    for pack in report.packs:
        lines += ["", *_pack(pack, labels[pack.id], width)]
    return "\n".join(lines) + "\n"


def _pack(pack: PackFigures, labels: Labels, width: int) -> Iterator[str]:
    title = labels.title or pack.title
    yield _fit(f"{title} ({pack.id})" if title else pack.id, width).rstrip()
    told = _("{learners} · {done} of the scenarios finished · {right} right at first")
    yield told.format(
        learners=phrases.learners_text(len(pack.learners)),
        done=phrases.percent(pack.done_share),
        right=phrases.percent(pack.first.share),
    )
    yield _("Right when sure: {sure}. Right when guessing: {guess}.").format(
        sure=phrases.claims_text(pack.confidence.sure),
        guess=phrases.claims_text(pack.confidence.guessed),
    )
    if pack.older:
        yield phrases.older_text(pack.older)
    yield ""
    heads: Row = (_("LEARNER"), _("FINISHED"), _("STARS"), _("RIGHT"), _("SURE"), _("GUESS"))
    yield from _table(heads, _learners(pack), width)
    yield ""
    heads = (_("SCENARIO"), _("FINISHED"), _("STARS"))
    yield from _table(heads, _scenarios(pack, labels), width)
    yield ""
    heads = (_("QUESTION"), "N", _("RIGHT"), _("SCORE"), _("DISCR."), _("MOST CHOSEN WRONG"))
    yield from _table(heads, _questions(pack, labels), width, left=(0, 5))
    yield ""
    yield from _looks(pack, labels, width)
    yield from _wrapped(phrases.right_at_first_help(), width)
    yield from _wrapped(_(phrases.SCORE), width)
    yield from _wrapped(phrases.discrimination_help(), width)


def _learners(pack: PackFigures) -> Iterator[Row]:
    for learner in pack.learners:
        yield (
            learner.label,
            _bar(learner.done, pack.listed),
            _of(learner.stars, pack.listed * MAX_STARS),
            phrases.percent(learner.first.share),
            phrases.claims_text(learner.confidence.sure),
            phrases.claims_text(learner.confidence.guessed),
        )


def _scenarios(pack: PackFigures, labels: Labels) -> Iterator[Row]:
    for figures in pack.scenarios:
        kind = _(phrases.KIND_NAMES[figures.key.kind])
        stars = phrases.NOTHING if figures.stars is None else f"{figures.stars:.1f}"
        title = labels.scenario(figures.key)
        name = _("{part}: {title}").format(part=kind, title=title)
        yield name, _bar(figures.done, len(pack.learners)), stars


def _questions(pack: PackFigures, labels: Labels) -> Iterator[Row]:
    for question in pack.questions:
        lure = question.lure
        wrong = "" if lure is None else f"{lure.count}× {labels.option(question.key, lure.option)}"
        sign = "! " if question.remarks else "  "
        yield (
            sign + labels.name(question.key),
            str(question.first.answers),
            phrases.percent(question.first.share),
            phrases.percent(question.score),
            phrases.discrimination_text(question.discrimination),
            wrong,
        )


def _looks(pack: PackFigures, labels: Labels, width: int) -> Iterator[str]:
    looks = [question for question in pack.questions if question.remarks]
    if not looks:
        return
    yield _("Worth a look:")
    for question in looks:
        text = f"! {labels.name(question.key)} – {phrases.remarks_text(question)}"
        yield from _wrapped(text, width)
    yield from _wrapped(_(phrases.ADVICE), width)
    yield ""


def _bar(done: int, total: int) -> str:
    filled = _BAR * done // total if total else 0
    return f"{'█' * filled}{'░' * (_BAR - filled)} {_of(done, total)}"


def _of(number: int, total: int) -> str:
    return _("{number} of {total}").format(number=number, total=total)


def _table(
    heads: Row, rows: Iterable[Row], width: int, left: Sequence[int] = (0, 1)
) -> Iterator[str]:
    """Yield lines; the first column gives way, and the last one where it is a text."""
    lines = [heads, *rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    last = len(heads) - 1
    spare = width - sum(widths) - len(_GAP) * last
    if spare < 0 and last in left and last != 0:
        given = min(-spare, max(widths[last] - _LEAST_TITLE, 0))
        given = min(given, max(-spare - max(widths[0] - 2 * _LEAST_TITLE, 0), given // 2))
        widths[last] -= given
        spare += given
    if spare < 0:
        widths[0] = max(widths[0] + spare, _LEAST_TITLE)
    for line in lines:
        cells = [
            _fit(cell, size) if place in left else _right(cell, size)
            for place, (cell, size) in enumerate(zip(line, widths, strict=True))
        ]
        yield _GAP.join(cells).rstrip()


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text


def _fit(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(f"{set_cell_size(text, width - 1).rstrip()}…", width)


def _wrapped(text: str, width: int) -> Iterator[str]:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width)
    for number, line in enumerate(Text(text).wrap(console, width - 2)):
        yield ("" if number == 0 else "  ") + line.plain.rstrip()
