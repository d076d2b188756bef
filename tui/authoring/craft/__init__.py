"""Warnings on craft: what is valid, but gives an answer away, does not fit, or claims too much.

Each rule is a function from models to findings. None stops a pack from being played, and each can
be allowed; see ``tui.authoring.silence``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.authoring.craft.claims import poor_alternatives, unsourced_figures, unused_sources
from tui.authoring.craft.data import (
    contradicting_rows,
    leaked_tests,
    repeated_factors,
    repeated_rows,
    unproven_parts,
)
from tui.authoring.craft.evidence import repeated_evidence
from tui.authoring.craft.fit import overflowing
from tui.authoring.craft.length import (
    Lengths,
    lengths_of,
    longest_is_right,
    longest_is_right_in_pack,
)
from tui.authoring.craft.options import repeated_reasons, similar_options
from tui.authoring.craft.positions import position_words
from tui.authoring.craft.questions import AnyFile, Question, questions
from tui.authoring.craft.reading_level import hard_files, level_of
from tui.content.models.detective import Case
from tui.content.problems import Finding
from tui.content.rows import Row


class Facts(NamedTuple):
    """What of a file is held against the other files of its pack.

    Attributes:
        lengths: How long the answers of its questions are.
        level: Its reading level, or None where there is none to compare.
    """

    lengths: tuple[Lengths, ...]
    level: float | None


_RULES: tuple[Callable[[AnyFile, tuple[Question, ...]], Iterable[Finding]], ...] = (
    position_words,
    lambda _, asked: similar_options(asked),
    lambda _, asked: repeated_reasons(asked),
    lambda made, _: repeated_evidence(made),
    lambda made, _: overflowing(made),
    lambda made, _: unsourced_figures(made),
    lambda made, _: unused_sources(made),
    lambda made, _: poor_alternatives(made),
)


def scenario_warnings(files: Sequence[AnyFile]) -> list[tuple[list[Finding], Facts]]:
    """Return what a good editor would say of each file, and what is to be held against others.

    Args:
        files: What they hold; they have no errors.
    """
    asked = [tuple(questions(made)) for made in files]
    lengths = [lengths_of(each) for each in asked]
    found = [list(longest_is_right(each)) for each in lengths]
    # Rule by rule, which is quicker than file by file.
    for rule in _RULES:
        for warnings, made, each in zip(found, files, asked, strict=True):
            warnings += rule(made, each)
    levels = map(level_of, files)
    return list(zip(found, map(Facts, lengths, levels), strict=True))


def pack_warnings(facts: Mapping[str, Facts]) -> dict[str, list[Finding]]:
    """Return what shows only beside the other files of a pack, by file.

    Args:
        facts: The facts of the files without errors, by their names.
    """
    found: dict[str, list[Finding]] = {}
    lengths = {name: each.lengths for name, each in facts.items()}
    levels = {name: each.level for name, each in facts.items() if each.level is not None}
    for name, finding in [*longest_is_right_in_pack(lengths), *hard_files(levels)]:
        found.setdefault(name, []).append(finding)
    return found


def case_data_warnings(case: Case, rows: Callable[[str], tuple[Row, ...]]) -> list[Finding]:
    """Return what the rows of a case show and its data cards do not admit.

    Args:
        case: The case.
        rows: Returns the rows of a data set by the name of its file.
    """
    return [
        *repeated_factors(case),
        *unproven_parts(case),
        *repeated_rows(case, rows),
        *leaked_tests(case, rows),
        *contradicting_rows(case, rows),
    ]
