"""Exports of classes that were never there, the same for the same seed."""

import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.lesson import Lesson, OrderCard, PickCard, SortCard, StopCard
from tui.content.reader import FOLDERS, PackReader
from tui.report.labels import Labels
from tui.rules.answers import WHOLE, Given, QuestionKey
from tui.rules.exports import FORMAT, Export, ExportedAnswer, ExportedItem, ExportedPack, Learner
from tui.rules.lesson import stops

START = 1_790_000_000.0


def export(
    pseudonym: str,
    packs: Iterable[ExportedPack] = (),
    *,
    name: str | None = None,
    exported: float = START,
) -> Export:
    """Return a learner's export."""
    return Export(
        format=FORMAT,
        version=1,
        game="0.1.0",
        exported=exported,
        learner=Learner(pseudonym=pseudonym, name=name),
        settings={"theme": "night"},
        packs=tuple(packs),
    )


def answer(
    key: QuestionKey,
    at: float,
    *,
    right: bool,
    score: float | None = None,
    sure: bool | None = None,
    wrong: Sequence[str] = (),
    missed: Sequence[str] = (),
    in_review: bool = False,
    revision: int = 1,
) -> ExportedAnswer:
    """Return an answer to a question."""
    given = Given(
        key.part,
        revision,
        right,
        float(right) if score is None else score,
        sure,
        chosen=tuple(wrong),
        wrong=tuple(wrong),
        missed=tuple(missed),
    )
    return ExportedAnswer(kind=key.kind, item=key.item, at=at, in_review=in_review, given=given)


def item(key: QuestionKey, *, done: bool = True, stars: int = 2, at: float = START) -> ExportedItem:
    """Return the standing of a question's scenario."""
    return ExportedItem(
        kind=key.kind,
        item=key.item,
        done=done,
        stars=stars,
        points=stars * 3,
        is_open=not done,
        touched=at,
        state={"seed": 1},
    )


def questions_of(pack: Path) -> tuple[QuestionKey, ...]:
    """Return the questions of a pack in playing order."""
    listing = Labels(PackReader(pack)).listing()
    assert listing is not None
    return tuple(listing.questions)


def wrong_options(reader: PackReader, key: QuestionKey) -> list[str]:
    """Return what can be answered wrongly, as an answer holds it."""
    match reader.scenario(key.kind, key.item):
        case Lesson(cards=cards):
            card = next(card for card in cards if card.id == key.part)
            if isinstance(card, PickCard):
                return [choice.id for choice in card.choices if not choice.correct]
            if isinstance(card, SortCard):
                return [
                    f"{each.id}={place.id}"
                    for each in card.items
                    for place in card.bins
                    if place.id != each.bin
                ]
            if isinstance(card, OrderCard):
                return [step.id for step in card.steps]
            assert isinstance(card, StopCard)
            return [str(step) for step in stops(card) if step not in card.right]
        case Round(options=options):
            return [option.id for option in options if not option.correct]
        case Case(datasets=candidates) if key.part == WHOLE:
            return [each.id for each in candidates if each.verdict != "solves"]
    return ["size", "coverage", "format"]


def grown_class(pack: Path, learners: int, seed: int = 1) -> list[Export]:
    """Return exports of learners of whom some know more than others."""
    rng = random.Random(seed)
    reader = PackReader(pack)
    questions = questions_of(pack)
    lures = {key: wrong_options(reader, key)[:3] for key in questions}
    hardness = {key: rng.gauss(0, 1.2) for key in questions}
    scenarios = {kind: reader.ids(kind) for kind in FOLDERS}
    made = []
    for number in range(learners):
        skill, reach = rng.gauss(0.4, 1), rng.uniform(0.3, 1.3)
        answers: list[ExportedAnswer] = []
        items: dict[tuple[str, str], ExportedItem] = {}
        at = START + number * 1000 + rng.random()
        for key in questions:
            if rng.random() > reach:
                continue
            for review in range(rng.choice((1, 1, 2, 3))):
                at += rng.uniform(5, 90)
                chance = 1 / (1 + math.exp(hardness[key] - skill - 0.7 * review))
                right = rng.random() < chance
                sure = rng.choice((None, rng.random() < chance))
                wrong = [] if right else rng.sample(lures[key], rng.choice((0, 1, 1)))
                missed = [] if right or rng.random() < 0.6 else ["daily-maximum"]
                score = 1.0 if right else rng.choice((0.0, 0.25, 0.5, 2 / 3))
                revision = 2 if key == questions[1] and rng.random() < 0.7 else 1
                answers.append(
                    answer(
                        key,
                        at,
                        right=right,
                        score=score,
                        sure=sure,
                        wrong=wrong,
                        missed=missed,
                        in_review=review > 0,
                        revision=revision,
                    )
                )
            done = rng.random() < 0.8
            stars = rng.randint(1, 3) if done else 0
            items[key.kind, key.item] = item(key, done=done, stars=stars, at=at)
        rng.shuffle(answers)
        played = ExportedPack(
            id=reader.pack.id,
            title=reader.pack.title,
            scenarios=scenarios,
            items=tuple(items.values()),
            answers=tuple(answers),
        )
        name = f"Student {number}" if rng.random() < 0.2 else None
        made.append(export(f"quiet-otter-{number}", [played], name=name))
    return made


def write(exports: Iterable[Export], folder: Path) -> list[Path]:
    """Write exports into a folder, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, each in enumerate(exports):
        path = folder / f"{number:03}.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(each), indent=2))
        paths.append(path)
    return paths
