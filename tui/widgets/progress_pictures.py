"""Pictures of a learner's progress, each of signs that differ without colour and in ASCII too."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.cells import cell_len
from textual.content import Content

from tui.language import N_, _
from tui.rules.activity import LEVELS, level, monday, weeks
from tui.rules.calibration import Calibration, Claims
from tui.rules.mastery import Tally
from tui.widgets.cells import pad

MASTERED, SHAKY, UNSEEN = "█", "▒", "░"
_TONES = {MASTERED: "$success", SHAKY: "$warning", UNSEEN: "$text-dim"}
_LONGEST_BAR, _SHORTEST_BAR = 36, 6
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_DAYS = "·▂▄█"
_WEEK_CELLS = 2
_MOST_WEEKS = 53
_WEEKDAYS = (N_("Mon"), "", N_("Wed"), "", N_("Fri"), "", N_("Sun"))
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)


def bar(share: float, width: int, tone: str = "$primary") -> Content:
    """Return a share as a bar.

    Args:
        share: From 0 to 1.
        width: The width in cells.
        tone: The colour of its full part.
    """
    full = round(share * width)
    return Content.assemble((MASTERED * full, tone), (UNSEEN * (width - full), "$text-dim"))


def tallies(title: str, rows: Mapping[str, Tally], width: int) -> Content:
    """Return what is known how well as a bar and three numbers a line.

    Args:
        title: What stands above it.
        rows: The numbers by the name of what they count.
        width: The width in cells.
    """
    names = max(map(cell_len, (*rows, title)), default=0)
    digits = max((len(str(number)) for tally in rows.values() for number in tally), default=1)
    length = width - names - 1 - 3 * (digits + 2)
    length = max(min(length, _LONGEST_BAR), _SHORTEST_BAR)
    lines = [Content.styled(pad(title, names + 1 + length), "bold").append(_heads(digits))]
    for name, tally in rows.items():
        counted = "".join(f"  {number:>{digits}}" for number in tally)
        lines.append(Content.assemble(pad(name, names + 1), tally_bar(tally, length), counted))
    return Content("\n").join(lines)


def tally_bar(tally: Tally, width: int) -> Content:
    """Return a tally as a bar of three parts; what is more than none has a sign at least.

    Args:
        tally: The numbers.
        width: The width in cells, at least 3.
    """
    parts = zip((MASTERED, SHAKY, UNSEEN), _lengths(tally, width), strict=True)
    return Content.assemble(*((sign * length, _TONES[sign]) for sign, length in parts))


def legend() -> Content:
    """Return what the three signs of a tally mean."""
    words = ((MASTERED, _("mastered")), (SHAKY, _("shaky")), (UNSEEN, _("unseen")))
    return Content("   ").join(
        Content.assemble((sign, _TONES[sign]), f" {text}") for sign, text in words
    )


def growth(values: Sequence[int], height: int, column: int = 3) -> Content:
    """Return numbers over time as columns, the last number above the last of them.

    Args:
        values: The numbers, the oldest first.
        height: How many lines the highest column has.
        column: How many cells a column takes, the gap included.
    """
    most = max(*values, 1)
    eighths = [-(-value * height * 8 // most) for value in values]
    lines = []
    for line in reversed(range(height)):
        signs = (_EIGHTHS[min(max(full - 8 * line, 0), 8)] for full in eighths)
        text = "".join(sign * (column - 1) + " " for sign in signs)
        lines.append(Content.styled(text, "$success"))
    # Where there is nothing to be seen a line shows where it would stand.
    lines.append(Content.styled("─" * (column * len(values) - 1), "$text-dim"))
    return Content("\n").join(lines)


def calendar(days: Mapping[date, int], today: date, width: int) -> Content:
    """Return the days with answers, a column for each week that fits, this week last.

    Args:
        days: How many answers each day has brought.
        today: The last day.
        width: The width in cells.
    """
    names = [_(name) if name else "" for name in _WEEKDAYS]
    gutter = max(map(cell_len, names)) + 1
    count = max(min((width - gutter) // _WEEK_CELLS, _MOST_WEEKS), 1)
    shown = weeks(days, today, count)
    lines = [Content.styled(" " * gutter + _months(today, count), "$text-dim")]
    for number, name in enumerate(names):
        cells = (_day(week[number]) for week in shown)
        lines.append(Content.assemble((pad(name, gutter), "$text-dim"), *cells))
    return Content("\n").join(lines)


def calendar_legend() -> Content:
    """Return what the signs of the calendar mean."""
    least = (1, *LEVELS[1:])
    ranges = [f"{low}–{high - 1}" for low, high in zip(least, LEVELS[1:], strict=False)]
    words = (_("none"), *ranges, _("{n} or more").format(n=LEVELS[-1]))
    parts = [
        Content.assemble((sign, _day_tone(number)), f" {text}")
        for number, (sign, text) in enumerate(zip(_DAYS, words, strict=True))
    ]
    return Content("   ").join([Content(_("answers a day:")), *parts])


def claims(found: Calibration, width: int) -> Content:
    """Return how often one was right when sure and when guessing, a bar each.

    Args:
        found: What was said of answers, and what became of them.
        width: The width in cells.
    """
    rows = ((_("when sure"), found.sure), (_("when guessing"), found.guessed))
    names = max(cell_len(name) for name, _ in rows)
    texts = [_claims_text(row) for _, row in rows]
    length = min(width - names - 3 - max(map(cell_len, texts)), _LONGEST_BAR)
    length = max(length, _SHORTEST_BAR)
    lines = [
        Content.assemble(f"{pad(name, names)} ", bar(row.share, length), f"  {text}")
        for (name, row), text in zip(rows, texts, strict=True)
    ]
    return Content("\n").join(lines)


def _claims_text(row: Claims) -> str:
    if not row.total:
        return _("no answers yet")
    count = _("{number} of {total}").format(number=row.right, total=row.total)
    return f"{row.percent:>3}%  {count}"


def _heads(digits: int) -> Content:
    signs = (MASTERED, SHAKY, UNSEEN)
    return Content.assemble(*((f"  {sign:>{digits}}", _TONES[sign]) for sign in signs))


def _lengths(tally: Tally, width: int) -> list[int]:
    if not tally.total:
        return [0, 0, width]
    ends = [round(width * sum(tally[: number + 1]) / tally.total) for number in range(len(tally))]
    lengths = [end - start for start, end in zip((0, *ends), ends, strict=False)]
    for number, count in enumerate(tally):
        if count and not lengths[number]:
            lengths[lengths.index(max(lengths))] -= 1
            lengths[number] = 1
    return lengths


def _months(today: date, count: int) -> str:
    line = ""
    first = monday(today) - timedelta(weeks=count - 1)
    for week in range(count):
        start = first + timedelta(weeks=week)
        end = start + timedelta(days=6)
        at = week * _WEEK_CELLS
        name = _(_MONTHS[end.month - 1])
        # The month stands over the week in which it begins, where there is room for its name.
        is_new = end.day <= 7 and cell_len(line) < max(at, 1)
        if is_new and at + cell_len(name) <= count * _WEEK_CELLS:
            line = pad(line, at) + name
    return line


def _day(count: int | None) -> tuple[str, str]:
    if count is None:
        return "  ", ""
    number = level(count)
    return f"{_DAYS[number]} ", _day_tone(number)


def _day_tone(number: int) -> str:
    return "$primary" if number else "$text-dim"


def lines_of(parts: Sequence[Content | str]) -> Content:
    """Return contents below each other; an empty text is an empty line.

    Args:
        parts: The contents and plain texts.
    """
    return Content("\n").join(
        part if isinstance(part, Content) else Content(part) for part in parts
    )
