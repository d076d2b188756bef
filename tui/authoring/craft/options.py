"""Answers that are too much alike, and reasons that are no reasons."""

import itertools
from collections.abc import Iterator, Sequence

from tui.authoring.craft.questions import Question, fold, warning
from tui.content.problems import Finding

ALIKE = 0.9
"""From this ratio of ``difflib`` on two answers are nearly the same."""
# Two answers are compared letter by letter only where they share half of their words, which is
# where so many times the shared ones are no fewer than those of both.
_SHARED = 3
# Words longer than this on average are no words: the script has no spaces.
_LONGEST_WORDS = 15
# What turns a sentence round: two answers that differ in one of these are no duplicates.
_TURNS = frozenset(
    {
        *("not", "no", "never", "none", "nothing", "without", "only", "cannot", "isn", "too"),
        *("more", "less", "fewer", "most", "least", "all", "some", "always", "sometimes"),
        *("before", "after", "first", "last", "up", "down", "with", "can", "is"),
        *("longer", "shorter", "better", "worse", "higher", "lower", "faster", "slower"),
        *("larger", "smaller", "training", "validation", "base", "fine", "tuned"),
    }
)


def similar_options(asked: Sequence[Question]) -> Iterator[Finding]:
    """Find answers of one question that say the same in nearly the same words.

    Args:
        asked: The questions of a file.
    """
    for question in asked:
        texts = [fold(answer.text) for answer in question.answers]
        words = [_words(text) for text in texts]
        for one, other in itertools.combinations(range(len(texts)), 2):
            # Counted first: it is quick, and nearly all answers differ in most of their words.
            shared = len(words[one] & words[other])
            if _SHARED * shared < len(words[one]) + len(words[other]):
                continue
            if texts[one] == texts[other] or (
                not _is_turned_round(words[one] ^ words[other]) and _alike(texts[one], texts[other])
            ):
                yield warning(
                    (*question.answers[other].path, "text"),
                    "similar-options",
                    f"this is nearly the same as '{_cut(question.answers[one].text)}'",
                    "tell them apart or take one out",
                )


def repeated_reasons(asked: Sequence[Question]) -> Iterator[Finding]:
    """Find answers of one question whose reasons are the same, or only say the answer again.

    Args:
        asked: The questions of a file.
    """
    for question in asked:
        seen: set[str] = set()
        for answer in question.answers:
            reason = _key(answer.why)
            fault = None
            if reason in seen:
                fault = "another answer of this question gives the same reason"
            elif reason == _key(answer.text):
                fault = "the reason only says the answer again"
            if fault is not None:
                yield warning(
                    (*answer.path, "why"),
                    "repeated-reason",
                    fault,
                    "say what is right or wrong about this one",
                )
            seen.add(reason)


def _key(text: str) -> str:
    return text.strip().rstrip(".").casefold()


def _words(folded: str) -> frozenset[str]:
    words = folded.split()
    if len(folded) > _LONGEST_WORDS * len(words):
        return frozenset(folded)
    return frozenset(words)


def _is_turned_round(different: frozenset[str]) -> bool:
    return any(word in _TURNS or word.isdigit() for word in different)


def _alike(one: str, other: str) -> bool:
    import difflib

    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    )


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
