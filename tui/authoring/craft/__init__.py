"""Warnings on craft: what is valid, but gives an answer away, does not fit, or claims too much.

Each rule is a function from models to findings. None stops a pack from being played, and each can
be allowed; see ``tui.authoring.silence``.
"""

from collections.abc import Callable, Mapping

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
from tui.authoring.craft.length import longest_is_right, longest_is_right_in_pack
from tui.authoring.craft.options import repeated_reasons, similar_options
from tui.authoring.craft.positions import position_words
from tui.authoring.craft.reading_level import hard_files
from tui.content.models.before_after import Round
from tui.content.models.detective import Case
from tui.content.models.handbook import Handbook
from tui.content.models.lesson import Lesson
from tui.content.models.pack import Pack
from tui.content.problems import Finding
from tui.content.rows import Row


def scenario_warnings(
    relative: str, made: Lesson | Round | Case | Handbook | Pack
) -> list[Finding]:
    """Return what a good editor would say of one file.

    Args:
        relative: The file.
        made: What it holds; it has no errors.
    """
    del relative
    if isinstance(made, Pack):
        return []
    return [
        *longest_is_right(made),
        *position_words(made),
        *similar_options(made),
        *repeated_reasons(made),
        *repeated_evidence(made),
        *overflowing(made),
        *unsourced_figures(made),
        *unused_sources(made),
        *poor_alternatives(made),
    ]


def pack_warnings(
    made: Mapping[str, Lesson | Round | Case | Handbook],
) -> dict[str, list[Finding]]:
    """Return what shows only beside the other files of a pack, by file.

    Args:
        made: What the files without errors hold, by their names.
    """
    found: dict[str, list[Finding]] = {}
    for name, finding in [*longest_is_right_in_pack(made), *hard_files(made)]:
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
