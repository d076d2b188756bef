"""Every answer of a learner in one pack, and when each question comes back."""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from tui.content.reader import FOLDERS
from tui.rules.answers import Answer, Given, QuestionKey
from tui.rules.review import Due, replayed, scheduled

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises where a state or an answer was written by another version or is damaged."""

_MOMENT_S = 0.001
_OLDEST_FIRST = (
    "SELECT kind, item, part, at, in_review, given FROM answer WHERE profile = ? AND pack = ?"
    " ORDER BY at, kind, item, part"
)
_OF_ONE = (
    "SELECT kind, item, part, at, in_review, given FROM answer WHERE profile = ? AND pack = ?"
    " AND kind = ? AND item = ? AND part = ? ORDER BY at"
)


class AnswerLog:
    """The answers of one profile in one pack, oldest first; none is ever changed.

    When a question comes back follows from its answers alone, and is kept beside them so that
    Home need not go through them all.
    """

    def __init__(self, connection: sqlite3.Connection, profile: str, pack: str) -> None:
        """Read and write in an open database.

        Args:
            connection: The database.
            profile: Whose answers.
            pack: The pack's id.
        """
        self._connection = connection
        self._owner = (profile, pack)

    def add(self, answer: Answer) -> None:
        """Keep an answer, and reckon anew when its question comes back.

        Args:
            answer: The answer.
        """
        while not self._insert(answer):
            # The same moment once more: a coarse clock.
            answer = msgspec.structs.replace(answer, at=answer.at + _MOMENT_S)
        known = self.due(answer.question)
        if known is not None and answer.at < known.last:
            due = replayed(self.of(answer.question))  # the clock went back
        else:
            due = scheduled(known, answer)
        self._keep(answer.question, due)

    def merge(self, answers: Iterable[Answer]) -> int:
        """Keep answers that were given elsewhere; those that are here already stay as they are.

        Args:
            answers: The answers, in any order.

        Returns:
            How many were new.
        """
        new = [answer for answer in answers if self._insert(answer)]
        for question in {answer.question for answer in new}:
            self._keep(question, replayed(self.of(question)))
        return len(new)

    def all(self) -> Iterator[Answer]:
        """Yield all answers, the oldest first."""
        yield from _answers(self._connection.execute(_OLDEST_FIRST, self._owner))

    def of(self, question: QuestionKey) -> list[Answer]:
        """Return the answers to one question, the oldest first.

        Args:
            question: The question.
        """
        rows = self._connection.execute(_OF_ONE, (*self._owner, *question))
        return list(_answers(rows.fetchall()))

    def due(self, question: QuestionKey) -> Due | None:
        """Return when a question comes back; None where it was never missed nor guessed.

        Args:
            question: The question.
        """
        row = self._connection.execute(
            "SELECT known FROM due WHERE profile = ? AND pack = ?"
            " AND kind = ? AND item = ? AND part = ?",
            (*self._owner, *question),
        ).fetchone()
        return None if row is None else _due(row[0])

    def dues(self) -> dict[QuestionKey, Due]:
        """Return all questions in review and when they come back, the most overdue first."""
        rows = self._connection.execute(
            "SELECT kind, item, part, known FROM due WHERE profile = ? AND pack = ?"
            " ORDER BY at, kind, item, part",
            self._owner,
        )
        known = (
            (QuestionKey(kind, item, part), _due(blob))
            for kind, item, part, blob in rows
            if kind in FOLDERS
        )
        return {question: due for question, due in known if due is not None}

    def due_items(self, now: float) -> list[QuestionKey]:
        """Return the questions that have come back, the most overdue first.

        Args:
            now: Seconds since the epoch.
        """
        rows = self._connection.execute(
            "SELECT kind, item, part FROM due WHERE profile = ? AND pack = ? AND at <= ?"
            " ORDER BY at, kind, item, part",
            (*self._owner, now),
        )
        return [QuestionKey(*row) for row in rows if row[0] in FOLDERS]

    def due_times(self) -> Iterator[tuple[QuestionKey, float]]:
        """Yield all questions in review and when they come back, the most overdue first."""
        rows = self._connection.execute(
            "SELECT kind, item, part, at FROM due WHERE profile = ? AND pack = ? ORDER BY at",
            self._owner,
        )
        for kind, item, part, at in rows:
            if kind in FOLDERS:
                yield QuestionKey(kind, item, part), at

    def let_go(self, question: QuestionKey) -> None:
        """Take a question out of the review; its answers stay.

        Args:
            question: The question.
        """
        self._connection.execute(
            "DELETE FROM due WHERE profile = ? AND pack = ? AND kind = ? AND item = ? AND part = ?",
            (*self._owner, *question),
        )

    def forget(self) -> None:
        """Forget all answers in this pack."""
        self._connection.execute("DELETE FROM answer WHERE profile = ? AND pack = ?", self._owner)
        self._connection.execute("DELETE FROM due WHERE profile = ? AND pack = ?", self._owner)

    def _insert(self, answer: Answer) -> bool:
        cursor = self._connection.execute(
            "INSERT OR IGNORE INTO answer (profile, pack, kind, item, part, at, in_review, given)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *self._owner,
                *answer.question,
                answer.at,
                answer.in_review,
                msgspec.json.encode(answer.given),
            ),
        )
        return cursor.rowcount > 0

    def _keep(self, question: QuestionKey, due: Due | None) -> None:
        if due is None:
            self.let_go(question)
            return
        self._connection.execute(
            "INSERT INTO due (profile, pack, kind, item, part, at, known)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET at = excluded.at, known = excluded.known",
            (*self._owner, *question, due.due, msgspec.json.encode(due)),
        )


def _answers(rows: Iterable[tuple[str, str, str, float, int, bytes]]) -> Iterator[Answer]:
    for kind, item, part, at, in_review, blob in rows:
        if kind not in FOLDERS:
            continue
        try:
            given = msgspec.json.decode(blob, type=Given)
        except UNREADABLE:
            continue  # kept by a version whose answers looked different
        question = QuestionKey(next(known for known in FOLDERS if known == kind), item, part)
        yield Answer(question=question, at=at, in_review=bool(in_review), given=given)


def _due(blob: bytes) -> Due | None:
    try:
        return msgspec.json.decode(blob, type=Due)
    except UNREADABLE:
        return None
