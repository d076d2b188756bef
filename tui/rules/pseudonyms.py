"""Names for learners who have not given their own."""

import random

_COLORS = (
    *("amber", "ash", "azure", "brass", "bronze", "coal", "cobalt", "copper", "coral", "cream"),
    *("crimson", "ebony", "emerald", "golden", "indigo", "ivory", "jade", "olive", "pearl"),
    *("russet", "sable", "scarlet", "silver", "violet"),
)
_BIRDS = (
    *("crane", "curlew", "dove", "egret", "falcon", "finch", "grouse", "gull", "heron", "ibis"),
    *("jackdaw", "kestrel", "lark", "magpie", "merlin", "osprey", "owl", "plover", "raven"),
    *("robin", "starling", "swift", "teal", "wren"),
)


def pseudonym(rng: random.Random) -> str:
    """Return a name made up at random, such as ``amber-heron-4127``.

    Args:
        rng: The source of chance.
    """
    return f"{rng.choice(_COLORS)}-{rng.choice(_BIRDS)}-{rng.randrange(10_000):04}"
