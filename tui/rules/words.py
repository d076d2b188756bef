"""The words for what an author names by a fixed word: traits, factors, sources, roles."""

from tui.language import N_, _

WORDS = frozenset(
    {
        # Traits of a reply.
        N_("accuracy"),
        N_("clarity"),
        N_("completeness"),
        N_("concision"),
        N_("format"),
        N_("honesty"),
        N_("relevance"),
        N_("safety"),
        N_("tone"),
        # Factors of a data set.
        N_("quality"),
        N_("size"),
        N_("coverage"),
        N_("balance"),
        N_("leakage"),
        N_("rights"),
        N_("overfitting"),
        N_("forgetting"),
        # Where a reply comes from: written for the game, or recorded from a real model.
        N_("canned"),
        N_("recorded"),
        # Who speaks in a row.
        N_("system"),
        N_("user"),
        N_("assistant"),
    }
)
"""All of them in English, as they stand in a pack."""


def word(name: str) -> str:
    """Return what a learner reads for one of the fixed words.

    Args:
        name: The word as it stands in a pack.
    """
    return _(name)
