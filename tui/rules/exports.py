"""A learner's progress as a document: what ``progress export`` writes and others read."""

from typing import Any, Literal

import msgspec

from tui.content.reader import Kind
from tui.rules.answers import Given

FORMAT: Literal["finetune-detective-progress"] = "finetune-detective-progress"
VERSION: Literal[1] = 1


class ExportedItem(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How far a learner has come with one scenario.

    Attributes:
        kind: The kind of the scenario.
        item: Its id.
        done: Whether it was finished at least once.
        stars: The most stars it has brought, 0 to 3.
        points: The most points it has brought.
        is_open: Whether an unfinished play can be resumed.
        touched: When it was last played, in seconds since the epoch.
        state: The state in which it was left, as the game's rules write it; null where there is
            none to resume.
    """

    kind: Kind
    item: str
    done: bool
    stars: int
    points: int
    is_open: bool
    touched: float
    state: dict[str, Any] | None = None


class ExportedAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """One answer of a learner; see ``tui.rules.answers`` for what is in it.

    Attributes:
        kind: The kind of the scenario that the question belongs to.
        item: The id of the scenario.
        at: When it was given, in seconds since the epoch.
        in_review: Whether it was given in a review.
        given: The answer.
    """

    kind: Kind
    item: str
    at: float
    in_review: bool
    given: Given


class ExportedPack(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """A learner's progress in one pack.

    Attributes:
        id: The pack's id.
        title: The pack's title; empty where the pack was not at hand.
        scenarios: The ids of its scenarios by kind; empty where the pack was not at hand.
        items: The scenarios that were touched.
        answers: All answers, the oldest first.
    """

    id: str
    title: str = ""
    scenarios: dict[Kind, tuple[str, ...]] = {}
    items: tuple[ExportedItem, ...] = ()
    answers: tuple[ExportedAnswer, ...] = ()


class Learner(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """Who has learnt.

    Attributes:
        pseudonym: A name that is made up at random once and stays the same.
        name: The learner's own name for reports; null where the learner has not given one.
    """

    pseudonym: str
    name: str | None = None


class Export(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """A document with a learner's whole progress.

    Attributes:
        format: Says what the file is.
        version: The version of the format.
        game: The version of the game that wrote it.
        exported: When it was written, in seconds since the epoch.
        learner: Whose progress it is.
        settings: The learner's settings by name.
        packs: The progress by pack.
    """

    format: Literal["finetune-detective-progress"]
    version: Literal[1]
    game: str
    exported: float
    learner: Learner
    settings: dict[str, str]
    packs: tuple[ExportedPack, ...]
