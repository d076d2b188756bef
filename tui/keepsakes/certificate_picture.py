"""The certificate of a finished pack as a picture to hang up."""

from rich.cells import cell_len

from tui.keepsakes.sheet import (
    DESK,
    FAINT,
    GOOD,
    LAMP,
    LINE,
    PAPER,
    SIZE,
    Look,
    Sheet,
)
from tui.language import _
from tui.rules.certificate import Certificate, figures

_WIDTH = 1120
_EDGE = 28
_LEFT, _RIGHT, _MIDDLE = 110, _WIDTH - 110, _WIDTH / 2
_LONG_NAME = 28
_COLUMN_GAP = 40


def certificate_picture(certificate: Certificate) -> str:
    """Return a certificate as SVG.

    Args:
        certificate: What is on it.
    """
    title = _("Certificate: {title}").format(title=certificate.pack)
    told = "; ".join(f"{number} {of}" for number, of in figures(certificate))
    if certificate.name:
        told = f"{certificate.name}; {told}"
    sheet = Sheet(_WIDTH, title, told, certificate.language)
    _lamp(sheet)
    _words(sheet, certificate)
    _figures(sheet, certificate)
    _lessons(sheet, certificate)
    sheet.y += 2.5 * LINE
    sheet.write(certificate.date, _LEFT, sheet.y, fill=FAINT)
    sheet.stamp(_("CASE CLOSED"), _RIGHT, sheet.y - 12, GOOD)
    height = sheet.y + 2.5 * LINE + _EDGE
    _frame(sheet, height)
    return sheet.finished(height)


def _lamp(sheet: Sheet) -> None:
    """Draw the detective's lamp, and the light under it."""
    top = _EDGE + 34
    fading = sheet.draw("linearGradient", id="light", x1=0, y1=0, x2=0, y2=1)
    for offset, opacity in ((0, 0.5), (1, 0)):
        sheet.draw("stop", fading, offset=offset, stop_color="#f2b544", stop_opacity=opacity)
    shade = f"M{_MIDDLE - 34:g} {top + 50}L{_MIDDLE - 14:g} {top + 22}H{_MIDDLE + 14:g}"
    light = f"M{_MIDDLE - 34:g} {top + 50}L{_MIDDLE - 190:g} {top + 210}H{_MIDDLE + 190:g}"
    sheet.draw("path", d=f"{light}L{_MIDDLE + 34:g} {top + 50}Z", fill="url(#light)")
    sheet.draw("path", d=f"M{_MIDDLE:g} {top}v22", stroke=DESK, stroke_width=3)
    sheet.draw("path", d=f"{shade}L{_MIDDLE + 34:g} {top + 50}Z", fill=DESK)
    sheet.draw("circle", cx=_MIDDLE, cy=top + 53, r=9, fill="#f2b544")
    sheet.y = top + 70


def _words(sheet: Sheet, certificate: Certificate) -> None:
    _centred(sheet, "FINETUNE DETECTIVE", fill=LAMP, font_weight="bold", letter_spacing=4)
    sheet.y += LINE / 2
    if certificate.name:
        size = 40 if cell_len(certificate.name) <= _LONG_NAME else 26
        _centred(sheet, certificate.name, size, font_weight="bold")
        sheet.y += LINE / 4
        _centred(sheet, _("has closed every file of"), fill=FAINT)
    else:
        _centred(sheet, _("Every file is closed of"), fill=FAINT)
    sheet.y += LINE / 4
    _centred(sheet, certificate.pack, 28, font_weight="bold")


def _centred(sheet: Sheet, text: str, size: int = SIZE, **look: str | float) -> None:
    sheet.paragraph(text, _MIDDLE, _RIGHT - _LEFT, size, 0, text_anchor="middle", **look)


def _figures(sheet: Sheet, certificate: Certificate) -> None:
    told = figures(certificate)
    column = (_RIGHT - _LEFT) / len(told)
    top = sheet.y + 1.2 * LINE
    ends = []
    for place, (number, of) in enumerate(told):
        middle = _LEFT + column * (place + 0.5)
        sheet.y = top + 8
        for text, size, color, weight in ((number, 26, LAMP, "bold"), (of, SIZE, FAINT, "normal")):
            sheet.paragraph(
                text,
                middle,
                column - 16,
                size,
                fill=color,
                font_weight=weight,
                text_anchor="middle",
            )
        ends.append(sheet.y)
        if place:
            line = f"M{middle - column / 2:g} {top + 14:g}v{2 * LINE}"
            sheet.draw("path", d=line, stroke=FAINT, stroke_width=1, stroke_opacity=0.5)
    sheet.y = max(ends)


def _lessons(sheet: Sheet, certificate: Certificate) -> None:
    if not certificate.lessons:
        return
    sheet.y += 1.2 * LINE
    _centred(sheet, _("What was learnt"), 18, font_weight="bold")
    top = sheet.y + 4
    half = (len(certificate.lessons) + 1) // 2
    room = (_RIGHT - _LEFT - _COLUMN_GAP) / 2
    ends = []
    for place, titles in enumerate((certificate.lessons[:half], certificate.lessons[half:])):
        sheet.y = top
        left = _LEFT + place * (room + _COLUMN_GAP)
        for title in titles:
            middle = sheet.y + LINE - 5
            sheet.draw("circle", cx=left + 5, cy=middle, r=3.5, fill=LAMP)
            sheet.paragraph(title, left + 20, room - 20)
        ends.append(sheet.y)
    sheet.y = max(ends)


def _frame(sheet: Sheet, height: float) -> None:
    """Lay the paper on the desk, with a line around what is written."""
    shapes: list[Look] = [{"width": _WIDTH, "height": height, "fill": DESK}]
    for inset, look in (
        (_EDGE, Look(fill=PAPER, rx=6)),
        (_EDGE + 14, Look(fill="none", stroke=LAMP, stroke_width=3)),
        (_EDGE + 21, Look(fill="none", stroke=LAMP, stroke_width=1)),
    ):
        size = {"width": _WIDTH - 2 * inset, "height": height - 2 * inset}
        shapes.append({"x": inset, "y": inset, **size, **look})
    for place, shape in enumerate(shapes):
        sheet.draw_under(2 + place, "rect", **shape)
