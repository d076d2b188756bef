"""Figures without a source, sources without a figure, and pictures without words."""

import re
from collections.abc import Iterator

from tui.authoring.craft.questions import AnyFile, fold, question_of, questions, warning
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import (
    AnyCard,
    DefinitionCard,
    Lesson,
    ListCard,
    OrderCard,
    PickCard,
    SortCard,
)
from tui.content.problems import Finding, Path

_FIGURE = re.compile(
    r"""
    \b\d+(?:[.,]\d+)*\s?(?:%|per\ ?cent\b|percent\b)
    | \b(?:\d+(?:[.,]\d+)*|three|four|five|six|seven|eight|nine|ten|twenty|hundred)
        \s(?:times|fold)\s(?:as|more|fewer|less|larger|smaller|faster|cheaper)\b
    | \b\d+(?:[.,]\d+)*\s(?:million|billion|trillion)\b
    | \b(?:in|since|from|of)\s(?!1900|2000)(?:19|20)\d\d\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TIMES = re.compile(r"\stimes\s")
_EMPTY_ALTERNATIVE = re.compile(
    r"^(?:an?\s|the\s)?(?:picture|image|drawing|illustration|art|ascii art)(?:\sof\b.*)?\W*$",
    re.IGNORECASE,
)
_FEW_WORDS = 4


def unsourced_figures(made: AnyFile) -> Iterator[Finding]:
    """Find figures that claim something of the world where no source is cited.

    What a story makes up needs none: prompts, replies, briefs and the questions of cards are not
    looked at. A figure may come again where it was part of the question, or cited on another card.

    Args:
        made: What a file holds.
    """
    for path, text, story in _claims(made):
        found = _FIGURE.search(text) if _may_count(text) else None
        if found is not None and found.group() not in "\n".join(story):
            yield warning(
                path,
                "unsourced-figure",
                f"'{found.group()}' is a claim, and no source is cited here",
                "cite where it comes from, or say it without the figure",
            )


def unused_sources(made: AnyFile) -> Iterator[Finding]:
    """Find sources that nothing in the file cites.

    Args:
        made: What a file holds; a round or a case shows all its sources at the end.
    """
    match made:
        case Lesson():
            cited = {name for card in made.cards for name in card.cites}
        case Handbook():
            cited = {name for question in made.questions for name in question.cites}
            cited |= {name for term in made.terms for name in term.cites}
        case _:
            return
    for index, source in enumerate(made.sources):
        if source.id not in cited:
            yield warning(
                ("sources", index),
                "unused-source",
                f"nothing cites '{source.id}', so no learner sees it",
                "cite it or take it out",
            )


def poor_alternatives(made: AnyFile) -> Iterator[Finding]:
    """Find alternative texts that do not say what the picture shows.

    Args:
        made: What a file holds.
    """
    if not isinstance(made, Lesson):
        return
    for index, card in enumerate(made.cards):
        if card.art is None:
            continue
        alt = card.art.alt.strip()
        said = fold(alt)
        if (
            said == fold(card.title)
            or (_EMPTY_ALTERNATIVE.match(alt) and len(alt.split()) <= _FEW_WORDS)
            or len(said) < _FEW_WORDS
        ):
            yield warning(
                ("cards", index, "art", "alt"),
                "poor-alternative-text",
                "this does not say what the picture shows",
                "describe it for someone who cannot see it",
            )


def _may_count(text: str) -> bool:
    return _DIGIT.search(text) is not None or ("times" in text and _TIMES.search(text) is not None)


def _claims(made: AnyFile) -> Iterator[tuple[Path, str, list[str]]]:
    """Yield what claims something and cites nothing, each with the story that it may take up."""
    match made:
        case Lesson():
            told = [text for card in made.cards if card.cites for text in _read(card)]
            for index, card in enumerate(made.cards):
                if not card.cites:
                    yield from _of_card(card, ("cards", index), told)
        case Handbook():
            for index, question in enumerate(made.questions):
                if not question.cites:
                    yield ("questions", index, "answer"), question.answer, []
            for index, term in enumerate(made.terms):
                if not term.cites:
                    yield ("terms", index, "meaning"), term.meaning, []
        case Round() if not made.sources:
            story = [made.prompt, made.before.text, made.after.text]
            yield ("takeaway",), made.takeaway, story
            for asked in questions(made):
                yield from (((*item.path, "why"), item.why, story) for item in asked.answers)
        case Case() if not made.sources:
            yield ("takeaway",), made.takeaway, [made.brief]


def _of_card(card: AnyCard, path: Path, told: list[str]) -> Iterator[tuple[Path, str, list[str]]]:
    if isinstance(card, (PickCard, SortCard, OrderCard)):
        answers = question_of(card, path).answers
        art = [] if card.art is None else [card.art.picture, card.art.alt]
        story = [*told, card.text, *art, *[answer.text for answer in answers]]
        yield from (((*answer.path, "why"), answer.why, story) for answer in answers)
        return
    yield (*path, "text"), card.text, told
    if isinstance(card, DefinitionCard):
        yield from (((*path, "notes", index), note, told) for index, note in enumerate(card.notes))
    elif isinstance(card, ListCard):
        yield from (
            ((*path, "items", index, "text"), item.text, told)
            for index, item in enumerate(card.items)
        )


def _read(card: AnyCard) -> Iterator[str]:
    yield card.text
    if isinstance(card, DefinitionCard):
        yield from card.notes
    elif isinstance(card, ListCard):
        yield from (item.text for item in card.items)
