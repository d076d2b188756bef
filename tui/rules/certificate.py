"""The certificate of a finished pack: what is on it, and how it reads as Markdown."""

import msgspec
from rich.cells import cell_len, set_cell_size

from tui.content.untrusted import clean
from tui.language import _, ngettext
from tui.rules.case_report import plain

LONGEST_NAME = 80
"""How many cells of a name are written; a longer one ends with an ellipsis."""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner has done in a pack.

    Attributes:
        pack: The pack's title.
        name: The learner's name; empty where the learner gave none.
        date: The day, as it shall be written.
        stars: The stars of all scenarios.
        most_stars: How many there are.
        solved: How many cases were solved.
        cases: How many cases there are.
        rounds: How many Before & After rounds there are.
        answers: How many answers were given, in play and in review.
        lessons: The titles of the lessons.
        language: The tag of the language in which the pack was played.
    """

    pack: str
    name: str
    date: str
    stars: int
    most_stars: int
    solved: int
    cases: int
    rounds: int
    answers: int
    lessons: tuple[str, ...]
    language: str


def written_name(name: str) -> str:
    """Return a name as it is written: on one line, and not too long.

    Args:
        name: The name as the learner gave it.
    """
    line = " ".join(clean(name).split())
    if cell_len(line) <= LONGEST_NAME:
        return line
    return f"{set_cell_size(line, LONGEST_NAME - 1).rstrip()}…"


def figures(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    """Return what was brought together: each number, and of what.

    Args:
        certificate: What is on it.
    """
    told = [(_of(certificate.stars, certificate.most_stars), _("stars"))]
    if certificate.cases:
        told.append((_of(certificate.solved, certificate.cases), _("cases solved")))
    if certificate.rounds:
        rounds = ngettext("round played", "rounds played", certificate.rounds)
        told.append((str(certificate.rounds), rounds))
    answers = ngettext("answer given", "answers given", certificate.answers)
    told.append((str(certificate.answers), answers))
    return tuple(told)


def certificate_markdown(certificate: Certificate) -> str:
    """Return a certificate as Markdown in which names and titles are plain text.

    Args:
        certificate: What is on it.
    """
    lines = ["# " + _("Certificate: {title}").format(title=plain(certificate.pack)), ""]
    if certificate.name:
        lines += [f"**{plain(certificate.name)}**", ""]
    lines += [_("Every file of this pack is closed."), "", plain(certificate.date), ""]
    lines += [f"- {number} {of}" for number, of in figures(certificate)]
    lines.append("")
    if certificate.lessons:
        lines += ["## " + _("What was learnt"), ""]
        lines += [f"- {plain(title)}" for title in certificate.lessons]
        lines.append("")
    return "\n".join(lines)


def _of(number: int, total: int) -> str:
    return _("{number} of {total}").format(number=number, total=total)
