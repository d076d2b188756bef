"""The language of the game's own words: gettext catalogues in ``assets/locale``.

English needs no catalogue, so nothing is loaded for it. ``_`` translates now; ``N_`` only marks a
text that stands in a constant and is translated with ``_`` where it is shown.
"""

import gettext as _gettext
import os
from collections.abc import Sequence
from pathlib import Path

from tui.paths import shipped

SOURCE = "en"
"""The language that the code is written in."""
DOMAIN = "finetune-detective"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables that may name a language, the strongest first."""

_NONE = _gettext.NullTranslations()
_current: _gettext.NullTranslations = _NONE
_tag = SOURCE


def _(text: str) -> str:
    """Return a text of the game in the language in use."""
    # A catalogue keeps its own header under the empty text.
    return _current.gettext(text) if text else text


def N_(text: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a text to be translated where it is shown."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text that goes with a number.

    Args:
        one: The English text for one.
        many: The English text for any other number.
        count: The number.
    """
    return _current.ngettext(one, many, count)


def current() -> str:
    """Return the BCP 47 tag of the language in use."""
    return _tag


def available() -> tuple[str, ...]:
    """Return the tags of all languages that the game speaks, English first."""
    found = sorted(path.parent.parent.name for path in _folder().glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE, *found)


def own_name(tag: str) -> str:
    """Return what a language calls itself: each catalogue translates the word for English so.

    Args:
        tag: One of the available tags.
    """
    # Translators: write the name of your own language here, in that language.
    name = N_("English")
    return _load(tag).gettext(name)


def use(tag: str) -> None:
    """Speak a language from now on.

    Args:
        tag: One of the available tags; any other means English.
    """
    global _current, _tag
    _current = _load(tag)
    _tag = SOURCE if _current is _NONE else tag


def follow(tags: Sequence[str]) -> None:
    """Speak the language that serves best from now on, English where the game knows none of them.

    Args:
        tags: BCP 47 tags, the best first.
    """
    use(choose(tags, available()) or SOURCE)


def wanted() -> tuple[str, ...]:
    """Return the tags that the environment asks for, the best first.

    ``LANGUAGE`` may name several, parted by colons; ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` name
    one. ``C`` and ``POSIX`` ask for none.
    """
    for name in VARIABLES:
        value = os.environ.get(name)
        if value:
            names = [part.partition(".")[0].partition("@")[0] for part in value.split(":")]
            return tuple(
                part.replace("_", "-") for part in names if part and part not in {"C", "POSIX"}
            )
    return ()


def choose(wanted: Sequence[str], offered: Sequence[str]) -> str | None:
    """Return the offered language that serves best, or None where none does.

    Args:
        wanted: BCP 47 tags, the best first.
        offered: BCP 47 tags to choose from.
    """
    for tag in wanted:
        for candidate in (tag, tag.partition("-")[0]):
            if candidate in offered:
                return candidate
        if all(other.partition("-")[0] != tag.partition("-")[0] for other in offered):
            continue
        # Only a language written in several ways, such as Chinese, needs the matching of CLDR.
        from langcodes import closest_supported_match

        try:
            found = closest_supported_match(tag, list(offered), max_distance=10)
        except ValueError:
            continue  # no language tag: the environment may hold anything
        if found is not None:
            return found
    return None


def _folder() -> Path:
    return shipped("assets") / "locale"


def _load(tag: str) -> _gettext.NullTranslations:
    catalogue = _folder() / tag / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if tag == SOURCE or not catalogue.is_file():
        return _NONE
    with catalogue.open("rb") as file:
        return _gettext.GNUTranslations(file)
